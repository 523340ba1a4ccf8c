import type { z } from "zod";
import { weekdays, type Hours, type WorkingHours } from "./hours.ts";

/** The two stretches of a day in <HoursFields>: `hours-1-from`, `hours-1-until`, `hours-1-from2`, `hours-1-until2`. */
const stretches = ["", "2"] as const;

/** Reads the fields of <HoursFields>. What is wrong is added to the form's problems, under `hours-1`; then the hours are not to be used. */
export function hoursIn(typed: Record<string, unknown>, context: z.RefinementCtx): WorkingHours {
  const hours: WorkingHours = {};
  for (const weekday of weekdays) {
    const periods: Hours[] = [];
    if (Object.keys(typed).some((name) => name.startsWith(`hours-${weekday}-`) && /[3-9]$/.test(name))) context.addIssue({ code: "custom", message: "hoursTwice", path: [`hours-${weekday}`] });
    for (const stretch of stretches) {
      const [from, until] = [typed[`hours-${weekday}-from${stretch}`] || "", typed[`hours-${weekday}-until${stretch}`] || ""];
      if (from === "" && until === "") continue;
      const problem = (message: "hoursTime" | "hoursOrder") => context.addIssue({ code: "custom", message, path: [`hours-${weekday}`] });
      if (!isTime(from) || !isTime(until)) problem("hoursTime");
      // A day ends at midnight; work that goes on stands with the next day.
      else if (until !== "00:00" && until <= from) problem("hoursOrder");
      else periods.push([from, until === "00:00" ? "24:00" : until]);
    }
    if (periods.length > 0) hours[weekday] = periods.toSorted(([one], [other]) => (one < other ? -1 : 1));
  }
  if (Object.keys(hours).length === 0) context.addIssue({ code: "custom", message: "hoursNone", path: ["hours"] });
  return hours;
}

function isTime(value: unknown): value is string {
  return typeof value === "string" && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
}

/** The other way: what stands in each field. */
export function hourFields(hours: WorkingHours): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const weekday of weekdays) {
    for (const [index, [from, until]] of (hours[weekday] ?? []).slice(0, stretches.length).entries()) {
      fields[`hours-${weekday}-from${stretches[index]}`] = from;
      fields[`hours-${weekday}-until${stretches[index]}`] = until === "24:00" ? "00:00" : until;
    }
  }
  return fields;
}
