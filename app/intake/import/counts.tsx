import { useNumber } from "../../i18n/numbers.ts";
import { useTexts } from "../../i18n/texts.ts";
import { importTexts } from "./import.texts.ts";

export type ImportCounts = { added: number; changed: number; unchanged: number; refused: number };

const order = ["added", "changed", "unchanged", "refused"] as const;

/** "1.200 nieuw · 3 niet ingelezen": what there is none of is left out. */
export function Counts({ counts }: { counts: ImportCounts }) {
  const t = useTexts(importTexts);
  const number = useNumber();
  const shown = order.filter((name) => counts[name] > 0);
  return <span className="block text-muted">{shown.map((name) => `${number(counts[name])} ${t.counts[name]}`).join(" · ")}</span>;
}

export function BigCounts({ counts }: { counts: ImportCounts }) {
  const t = useTexts(importTexts);
  const number = useNumber();
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-4">
      {order.map((name) => (
        <div key={name} className="flex flex-col-reverse justify-end">
          <dt className="text-sm text-muted">{t.counts[name]}</dt>
          <dd className={`tabular text-2xl font-semibold ${name === "refused" && counts.refused > 0 ? "text-clay" : ""}`}>{number(counts[name])}</dd>
        </div>
      ))}
    </dl>
  );
}
