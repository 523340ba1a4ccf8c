import { Temporal } from "temporal-polyfill";

/** What may be given without asking, in cents or in number. Null: no limit. */
export type Limits = { case_limit: number | null; month_limit: number | null };

/** What counts against each limit: all that was given on this case; what she gave this month without asking. */
export type Used = { onCase: number; thisMonth: number };

/**
 * What she may still give here without asking: cents or number, null when nothing limits it. Without a
 * mandate nothing.
 */
export function roomLeft(limits: Limits | null, used: Used): number | null {
  if (!limits) return 0;
  const rooms = [limits.case_limit !== null && limits.case_limit - used.onCase, limits.month_limit !== null && limits.month_limit - used.thisMonth].filter((room) => room !== false);
  return rooms.length === 0 ? null : Math.max(0, Math.min(...rooms));
}

export function fits(room: number | null, amount: number): boolean {
  return room === null || amount <= room;
}

/** The calendar month that `now` (UTC) falls in on the clock of this zone. `from` counts, `to` does not. */
export function monthOf(now: Date, timeZone: string): { from: Date; to: Date } {
  const last = lastMonths.get(timeZone);
  if (last && last.from <= now && now < last.to) return last;
  const first = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().with({ day: 1 });
  // Where a clock skips midnight, the first instant of that day.
  const midnight = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
  const month = { from: midnight(first), to: midnight(first.add({ months: 1 })) };
  lastMonths.set(timeZone, month);
  return month;
}

/** Every task's page asks, and nearly always for the same one: to compute it takes as long as asking the database something. */
const lastMonths = new Map<string, { from: Date; to: Date }>();

const roundCents = [500, 1_000, 1_500, 2_000, 2_500, 5_000, 7_500, 10_000, 15_000, 20_000, 25_000, 50_000];

/** The amounts to offer as buttons, smallest first, at most two: round ones that fit, else all that is left. */
export function proposals(room: number | null, hasAmount: boolean): number[] {
  if (room === 0) return [];
  if (!hasAmount) return [1];
  if (room === null) return [1_000, 2_500];
  const fitting = roundCents.filter((amount) => amount <= room);
  if (fitting.length === 0) return [room];
  const largest = fitting.at(-1)!;
  // Something modest beside what is most.
  const modest = fitting.findLast((amount) => amount * 2 <= largest);
  return modest ? [modest, largest] : [largest];
}
