import { Temporal } from "temporal-polyfill";

/** The app's clock and the organisation's zone, in which a form's days and times are meant. */
export type OnClock = { now: Date; timeZone: string };

/** A day that was tapped ("2026-11-23"), or "other" with a date; and a time on the clock. */
export type Typed = { day: string; date: string; time: string };

/** The instant that was meant, or what is wrong with it: no such date (or years away), or it has passed. */
export function instantAt({ day, date, time }: Typed, { now, timeZone }: OnClock): { at: Date; problem: null } | { at: null; problem: "date" | "past" } {
  const at = readInstant(day === "other" ? date : day, time, timeZone);
  if (!at || at.getTime() > now.getTime() + 5 * 366 * 86_400_000) return { at: null, problem: "date" };
  return at <= now ? { at: null, problem: "past" } : { at, problem: null };
}

function readInstant(date: string, time: string, timeZone: string): Date | null {
  try {
    return new Date(Temporal.PlainDate.from(date, { overflow: "reject" }).toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(time) }).epochMilliseconds);
  } catch {
    return null; // not a date that exists
  }
}
