import { useLanguage, useTexts } from "../i18n/texts.ts";
import { sayAmount } from "../mandate/say.ts";
import { Card } from "../ui/parts.tsx";
import { HowCounted } from "./figure.tsx";
import type { GivenKind } from "./gestures.server.ts";
import { overviewTexts } from "./overview.texts.ts";

/** What customers got, by kind. Not per person, and no kind is better than another: a plain table. */
export function Gestures({ given }: { given: GivenKind[] }) {
  const t = useTexts(overviewTexts);
  const language = useLanguage();
  if (given.length === 0) return null;
  const sum = (kind: GivenKind, amount: number) => sayAmount({ has_amount: kind.has_amount, amount }, language);
  return (
    <Card title={t.gestures}>
      <ul className="mb-4 grid grid-cols-[minmax(0,1fr)] gap-2">
        {given.map((kind) => (
          <li key={kind.id} className="flex flex-wrap items-baseline gap-x-2">
            <span className="min-w-0 text-base font-semibold wrap-break-word">{kind.name}</span>
            <span className="tabular">{t.gesturesGiven(kind.times, kind.has_amount ? sum(kind, kind.sum) : null, kind.cases)}</span>
            <span className="tabular text-muted">{t.gesturesBefore(sum(kind, kind.sumBefore))}</span>
          </li>
        ))}
      </ul>
      <HowCounted>{t.gesturesHow}</HowCounted>
    </Card>
  );
}
