import { useTexts } from "../i18n/texts.ts";
import { day, useClock } from "../i18n/time.ts";
import { TextField } from "../ui/form.tsx";
import { useProblem } from "./hidden-fields.tsx";
import { sheetTexts } from "./sheets.texts.ts";

/** A day by one tap, or another date; and a time. The fields are `day`, `date` and `time`. */
export function DayChoice({ legend, days, chosen }: { legend: string; days: string[]; chosen: string }) {
  const problem = useProblem();
  const t = useTexts(sheetTexts).days;
  const clock = useClock();
  const name = (date: string) => day(new Date(`${date}T12:00:00Z`), { ...clock, timeZone: "UTC", now: inZone(clock) });
  return (
    <div className="group/day grid gap-3">
      <fieldset className="grid gap-1.5">
        <legend className="mb-1.5 font-semibold">{legend}</legend>
        <div className="flex flex-wrap gap-2">
          {[...days, "other"].map((value) => (
            <label
              key={value}
              className="flex min-h-11 cursor-pointer items-center rounded-full border border-field bg-surface px-4 first-letter:uppercase has-checked:border-accent has-checked:bg-accent-soft has-checked:font-semibold has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
            >
              <input type="radio" name="day" value={value} defaultChecked={(problem?.values["day"] ?? chosen) === value} className="sr-only" />
              <span className="first-letter:uppercase">{value === "other" ? t.other : name(value)}</span>
            </label>
          ))}
        </div>
        {problem?.errors["day"] && <p className="text-sm font-semibold text-clay">{problem.errors["day"]}</p>}
      </fieldset>
      <div className="flex flex-wrap gap-3">
        <div className="hidden grow group-has-[input[value=other]:checked]/day:block">
          <TextField type="date" label={t.date} name="date" defaultValue={problem?.values["date"]} error={problem?.errors["date"]} />
        </div>
        <div className="grow">
          <TextField type="time" label={t.time} name="time" defaultValue={problem?.values["time"] ?? "17:00"} error={problem?.errors["time"]} />
        </div>
      </div>
    </div>
  );
}

/** Noon of today's date in the organisation's zone, as if that zone were UTC: to name days by their date alone. */
function inZone({ now, timeZone }: { now: Date; timeZone: string }): Date {
  return new Date(`${new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now)}T12:00:00Z`);
}
