import { Temporal } from "temporal-polyfill";
import { isAway } from "./away.ts";
import { type Colleague, coverFor, isFull } from "./cover.ts";
import { type Calendar, holidayOn, workingPeriods } from "./working-time.ts";

/** partly: away for some of the hours she works that day. free: she does not work then. */
export type DayState = "here" | "partly" | "away" | "free" | "holiday";

type Absent = { away_from: Date | null; away_until: Date | null };

/** What somebody's day ("2026-11-23") looks like. */
export function dayState(date: string, calendar: Calendar, absent: Absent): DayState {
  const periods = workingPeriods(date, calendar);
  if (periods.length === 0) return holidayOn(date, calendar) ? "holiday" : "free";
  if (!absent.away_from && !absent.away_until) return "here";
  const from = absent.away_from?.getTime() ?? -Infinity;
  const until = absent.away_until?.getTime() ?? Infinity;
  const touched = periods.filter((period) => period.from.getTime() < until && from < period.until.getTime());
  if (touched.length === 0) return "here";
  const isWhole = touched.length === periods.length && periods.every((period) => from <= period.from.getTime() && period.until.getTime() <= until);
  return isWhole ? "away" : "partly";
}

/** The days of this week and the next, from Monday, in the zone. */
export function twoWeeks(now: Date, timeZone: string): { days: string[]; today: string } {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  return { days: Array.from({ length: 14 }, (_, index) => monday.add({ days: index }).toString()), today: today.toString() };
}

export type PlannedPerson = Colleague & { name: string; days: DayState[] };

/** What a lead wants to know before it hurts. */
export type Gap =
  /** A day on which the team works and nobody of it is there. */
  | { kind: "nobody"; date: string }
  /** Away with open tasks, now or soon, and nobody stands in: they would go to the pool. */
  | { kind: "no_cover"; name: string; from: Date | null; open: number }
  /** Everybody who is here has as many as she can have: what comes in waits in the pool. */
  | { kind: "full" };

/** `plan.days` are the states per person in the order of `dates`; `works` says on which of them the team works. */
export function gapsOf({ people, colleagues, dates, works, today, now }: { people: PlannedPerson[]; colleagues: ReadonlyMap<number, Colleague>; dates: string[]; works: boolean[]; today: string; now: Date }): Gap[] {
  if (people.length === 0) return [];
  const gaps: Gap[] = [];
  for (const [index, date] of dates.entries()) {
    if (date < today || !works[index]) continue;
    if (people.every(({ days }) => days[index] !== "here" && days[index] !== "partly")) gaps.push({ kind: "nobody", date });
  }
  for (const person of people) {
    const isComing = person.days.some((state, index) => dates[index]! >= today && (state === "away" || state === "partly"));
    if (!isComing || person.open === 0) continue;
    const begins = person.away_from && person.away_from > now ? person.away_from : now;
    if (coverFor(person.id, colleagues, begins) === null) gaps.push({ kind: "no_cover", name: person.name, from: person.away_from, open: person.open });
  }
  const present = people.filter((person) => !isAway(person, now));
  if (present.length > 0 && present.every(isFull)) gaps.push({ kind: "full" });
  return gaps;
}
