import { Temporal } from "temporal-polyfill";
import { type PeriodKind, periodKinds } from "./links.ts";

/** Instants in UTC; `from` counts, `to` does not. */
export type Span = { from: Date; to: Date };

/**
 * Which responses are looked at: those received from local midnight of `firstDay` until local
 * midnight after `lastDay`, in the organisation's time zone. Days are ISO dates.
 */
export type Period = Span & {
  kind: PeriodKind;
  firstDay: string;
  lastDay: string;
  /** What it is compared with: as many days before it, or the same part of the calendar unit before. */
  previous: Span & { firstDay: string; lastDay: string };
};

export type PeriodProblem = "format" | "order" | "long";

const longestDays = 731;

/**
 * The period that a URL asks for (`period`, and for a custom one `from` and `to`, both days
 * included). What cannot be read gives the last four weeks, with the problem to show.
 */
export function readPeriod(params: URLSearchParams, { now, timeZone }: { now: Date; timeZone: string }): { period: Period; problem: PeriodProblem | null } {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  const kind = periodKinds.find((known) => known === params.get("period")) ?? "weeks";
  if (kind !== "custom") return { period: namedPeriod(kind, today, timeZone), problem: null };

  const first = readDay(params.get("from"));
  const last = readDay(params.get("to"));
  const problem = !first || !last ? "format" : Temporal.PlainDate.compare(first, last) > 0 ? "order" : first.until(last).days >= longestDays ? "long" : null;
  if (problem || !first || !last) return { period: namedPeriod("weeks", today, timeZone), problem };
  return { period: periodOf("custom", first, last, daysBefore(first, last), timeZone), problem: null };
}

/**
 * Whole weeks from Monday, the last one being the week in which the period ends (and cut off there).
 * Oldest first.
 */
export function weeksUntil(period: Pick<Period, "lastDay">, count: number, timeZone: string): (Span & { firstDay: string })[] {
  const last = Temporal.PlainDate.from(period.lastDay);
  const monday = last.subtract({ days: last.dayOfWeek - 1 });
  return Array.from({ length: count }, (_, index) => {
    const first = monday.subtract({ weeks: count - 1 - index });
    const end = Temporal.PlainDate.compare(first, monday) === 0 ? last.add({ days: 1 }) : first.add({ weeks: 1 });
    return { firstDay: first.toString(), from: midnight(first, timeZone), to: midnight(end, timeZone) };
  });
}

/** "2026": days of this year are shown without it. */
export function yearOf(now: Date, timeZone: string): string {
  return String(Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).year);
}

function namedPeriod(kind: Exclude<PeriodKind, "custom">, today: Temporal.PlainDate, timeZone: string): Period {
  if (kind === "weeks") {
    const first = today.subtract({ days: 27 });
    return periodOf(kind, first, today, daysBefore(first, today), timeZone);
  }
  if (kind === "last-month") {
    const first = today.with({ day: 1 }).subtract({ months: 1 });
    const before = first.subtract({ months: 1 });
    return periodOf(kind, first, first.add({ months: 1 }).subtract({ days: 1 }), { first: before, last: first.subtract({ days: 1 }) }, timeZone);
  }
  // Still running: compared with the same part of the month, quarter or year before, not with all of it.
  const months = { month: 1, quarter: 3, year: 12 }[kind];
  const first = today.with({ day: 1 }).subtract({ months: (today.month - 1) % months });
  const before = first.subtract({ months });
  const sameDay = before.add({ days: first.until(today).days });
  const dayBefore = first.subtract({ days: 1 });
  const last = Temporal.PlainDate.compare(sameDay, dayBefore) < 0 ? sameDay : dayBefore;
  return periodOf(kind, first, today, { first: before, last }, timeZone);
}

function daysBefore(first: Temporal.PlainDate, last: Temporal.PlainDate) {
  return { first: first.subtract({ days: first.until(last).days + 1 }), last: first.subtract({ days: 1 }) };
}

function periodOf(kind: PeriodKind, first: Temporal.PlainDate, last: Temporal.PlainDate, before: { first: Temporal.PlainDate; last: Temporal.PlainDate }, timeZone: string): Period {
  return { kind, ...spanOf(first, last, timeZone), previous: spanOf(before.first, before.last, timeZone) };
}

function spanOf(first: Temporal.PlainDate, last: Temporal.PlainDate, timeZone: string) {
  return { firstDay: first.toString(), lastDay: last.toString(), from: midnight(first, timeZone), to: midnight(last.add({ days: 1 }), timeZone) };
}

/** Where a zone's clock skips midnight, its first instant of that day. */
function midnight(day: Temporal.PlainDate, timeZone: string): Date {
  return new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
}

function readDay(text: string | null): Temporal.PlainDate | null {
  if (!text || !/^(19|20)\d\d-\d\d-\d\d$/.test(text)) return null;
  try {
    return Temporal.PlainDate.from(text, { overflow: "reject" });
  } catch {
    return null;
  }
}
