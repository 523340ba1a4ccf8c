import { useLanguage, useTexts } from "../i18n/texts.ts";
import { Card } from "../ui/parts.tsx";
import { HowCounted } from "./figure.tsx";
import { percent, shortDay } from "./numbers.ts";
import { overviewTexts } from "./overview.texts.ts";
import { type Rate, shareOf } from "./rates.ts";

/** Closure per week as bars; each bar is a list item that says the same in words. */
export function Weeks({ weeks, thisYear }: { weeks: (Rate & { firstDay: string })[]; thisYear: string }) {
  const t = useTexts(overviewTexts);
  const language = useLanguage();
  return (
    <Card title={t.weeks}>
      <ol className="flex items-end gap-1 sm:gap-2">
        {weeks.map((week, index) => {
          const share = shareOf(week) ?? 0;
          const day = shortDay(week.firstDay, language, thisYear);
          const words = t.week(day, week.numerator, week.denominator, percent(week));
          // Every third label on a phone, so that none is cut off.
          const isLabelled = (weeks.length - 1 - index) % 3 === 0;
          return (
            <li key={week.firstDay} className="min-w-0 flex-1" title={words}>
              <span className="sr-only">{words}</span>
              <p aria-hidden className="tabular hidden pb-1 text-center text-xs text-muted sm:block">
                {week.denominator > 0 ? percent(week) : "–"}
              </p>
              <svg aria-hidden viewBox="0 0 10 100" preserveAspectRatio="none" width="100%" height="112" className="rounded-md bg-sunk">
                <rect y={100 - share * 100} width="10" height={share * 100} className="fill-accent" opacity={index === weeks.length - 1 ? 1 : 0.65} />
              </svg>
              <p aria-hidden className={`h-5 pt-1 text-center text-xs whitespace-nowrap text-muted ${isLabelled ? "" : "invisible md:visible"}`}>
                {day.split(" ")[0]}
                <span className="block">{day.split(" ")[1]}</span>
              </p>
            </li>
          );
        })}
      </ol>
      <div className="mt-8">
        <HowCounted>{t.weeksHow}</HowCounted>
      </div>
    </Card>
  );
}
