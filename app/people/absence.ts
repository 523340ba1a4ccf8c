import { Temporal } from "temporal-polyfill";
import { z } from "zod";

/** Away from `from` until `until` (UTC instants, until not included); both null: here. */
export type Absence = { away_from: Date | null; away_until: Date | null };

const dateField = z.string({ error: "date" }).regex(/^\d{4}-\d{2}-\d{2}$/, { error: "date" });

/** today, this week, between two days (both included), or back again. Nobody asks why. */
export const absenceForm = z.discriminatedUnion("when", [
  z.object({ when: z.enum(["today", "week", "back"]) }),
  z.object({ when: z.literal("dates"), from: dateField, until: dateField }),
]);

export type AbsenceChoice = z.output<typeof absenceForm>;

/** What this choice means in the organisation's time zone, or what is wrong with its days. */
export function absenceOf(choice: AbsenceChoice, now: Date, timeZone: string): Absence | { problems: Partial<Record<"from" | "until", "date" | "dateOrder" | "datePast">> } {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  const startOf = (day: Temporal.PlainDate) => new Date(day.toZonedDateTime(timeZone).epochMilliseconds);
  switch (choice.when) {
    case "back":
      return { away_from: null, away_until: null };
    case "today":
      return { away_from: now, away_until: startOf(today.add({ days: 1 })) };
    case "week":
      return { away_from: now, away_until: startOf(today.add({ days: 8 - today.dayOfWeek })) };
    case "dates": {
      const from = readDay(choice.from);
      const until = readDay(choice.until);
      if (!from || !until) return { problems: { ...(!from && { from: "date" }), ...(!until && { until: "date" }) } };
      if (Temporal.PlainDate.compare(until, from) < 0) return { problems: { until: "dateOrder" } };
      if (Temporal.PlainDate.compare(until, today) < 0) return { problems: { until: "datePast" } };
      // What she did this morning is not done while away.
      const start = startOf(from);
      return { away_from: start < now ? now : start, away_until: startOf(until.add({ days: 1 })) };
    }
  }
}

function readDay(text: string): Temporal.PlainDate | null {
  try {
    const day = Temporal.PlainDate.from(text, { overflow: "reject" });
    return day.year >= 2000 && day.year <= 2100 ? day : null;
  } catch {
    return null;
  }
}

/** The last day away, for a date field: "2026-11-25". */
export function lastDay(until: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(until.getTime() - 1).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** "2026-11-21", the day of this instant in the zone. */
export function dayOf(instant: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
