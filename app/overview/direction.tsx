import { useTexts } from "../i18n/texts.ts";
import { Card } from "../ui/parts.tsx";
import { HowCounted } from "./figure.tsx";
import { type Answers, countOf, hasPromoterAlarm, npsDirection, npsOf } from "./nps.ts";
import { percent, signed } from "./numbers.ts";
import { overviewTexts } from "./overview.texts.ts";

/** The direction first, the number after it and never without its margin. */
export function Direction({ now, before }: { now: Answers; before: Answers }) {
  const t = useTexts(overviewTexts);
  const nps = npsOf(now);
  const direction = npsDirection(now, before);
  const promoters = (answers: Answers) => percent({ numerator: answers.promoters, denominator: countOf(answers) });
  return (
    <Card title={t.direction}>
      {nps ? (
        <>
          {direction && <p className="text-xl font-semibold tracking-tight">{t.directions[direction.direction]}</p>}
          <p className="tabular">{t.npsNow(signed(nps.score), Math.round(nps.margin), nps.count)}</p>
          <p className="tabular text-muted">{direction ? t.npsChange(signed(direction.change), Math.round(direction.margin)) : t.npsTooFewBefore}</p>
        </>
      ) : (
        <p>{t.npsTooFew(countOf(now))}</p>
      )}
      {hasPromoterAlarm(now, before) && <p className="mt-3 rounded-[10px] bg-clay-soft px-3 py-2 text-clay">{t.promoterAlarm(promoters(now), promoters(before))}</p>}
      <div className="mt-4">
        <HowCounted>{t.directionHow}</HowCounted>
      </div>
    </Card>
  );
}
