import { useLanguage, useTexts } from "../i18n/texts.ts";
import { type FormProblem, goTo, Problem } from "../ui/form.tsx";
import { hourFields } from "./hours-form.ts";
import { hoursTexts, weekdayName } from "./hours.texts.ts";
import { type WorkingHours, weekdays } from "./hours.ts";

const time = "tabular min-h-11 w-full min-w-0 rounded-[10px] border border-field bg-surface max-sm:[&::-webkit-calendar-picker-indicator]:hidden px-2 py-1.5 text-base text-ink aria-invalid:border-2 aria-invalid:border-clay";

/** From when until when on each day of the week; hours-form.ts reads it. */
export function HoursFields({ hours, problem }: { hours: WorkingHours; problem: FormProblem | undefined }) {
  const t = useTexts(hoursTexts);
  const values = problem?.values ?? hourFields(hours);
  const errors = problem?.errors ?? {};
  const hasSecond = weekdays.some((weekday) => values[`hours-${weekday}-from2`] || values[`hours-${weekday}-until2`]);
  return (
    <div className="grid gap-3">
      <p className="text-sm text-muted">{t.hint}</p>
      {errors["hours"] && <Problem id="hours-error">{errors["hours"]}</Problem>}
      <Week stretch="" values={values} errors={errors} />
      <details open={hasSecond}>
        <summary className="flex min-h-11 cursor-pointer items-center text-muted underline decoration-1 underline-offset-4">{t.second}</summary>
        <div className="grid gap-3 pt-2">
          <p className="text-sm text-muted">{t.secondHint}</p>
          <Week stretch="2" values={values} errors={{}} />
        </div>
      </details>
    </div>
  );
}

function Week({ stretch, values, errors }: { stretch: "" | "2"; values: Record<string, string>; errors: Record<string, string> }) {
  const t = useTexts(hoursTexts);
  const language = useLanguage();
  return (
    <ul className="grid gap-2">
      {weekdays.map((weekday) => {
        const name = `hours-${weekday}`;
        const day = weekdayName(weekday, language);
        const described = errors[name] ? { "aria-invalid": true as const, "aria-describedby": `${name}-error` } : {};
        return (
          <li key={weekday} className="grid grid-cols-[2rem_minmax(0,1fr)_auto_minmax(0,1fr)] items-center gap-x-2 gap-y-1 sm:max-w-md sm:grid-cols-[6rem_minmax(0,1fr)_auto_minmax(0,1fr)]">
            <span aria-hidden>
              <span className="sm:hidden">{weekdayName(weekday, language, "short")}</span>
              <span className="max-sm:hidden">{day}</span>
            </span>
            <input type="time" name={`${name}-from${stretch}`} aria-label={stretch ? t.secondFrom(day) : t.from(day)} defaultValue={values[`${name}-from${stretch}`]} className={time} {...described} {...goTo(errors[name])} />
            <span aria-hidden className="text-sm text-muted">
              {t.to}
            </span>
            <input type="time" name={`${name}-until${stretch}`} aria-label={stretch ? t.secondUntil(day) : t.until(day)} defaultValue={values[`${name}-until${stretch}`]} className={time} {...described} />
            {errors[name] && (
              <Problem id={`${name}-error`} className="col-span-full">
                {errors[name]}
              </Problem>
            )}
          </li>
        );
      })}
    </ul>
  );
}
