import { Temporal } from "temporal-polyfill";

/** The calendar month ("2026-11") that this instant falls in, in the zone. */
export function monthOf(instant: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toPlainYearMonth().toString();
}

/** From the first moment of `first` until that after `last`, in the zone; instants in UTC, `to` does not count. */
export function spanOfMonths(first: string, last: string, timeZone: string): { from: Date; to: Date } {
  const midnight = (month: Temporal.PlainYearMonth) => new Date(month.toPlainDate({ day: 1 }).toZonedDateTime(timeZone).epochMilliseconds);
  return { from: midnight(Temporal.PlainYearMonth.from(first)), to: midnight(Temporal.PlainYearMonth.from(last).add({ months: 1 })) };
}
