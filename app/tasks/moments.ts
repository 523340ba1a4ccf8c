import { Temporal } from "temporal-polyfill";
import { type Away, isAway } from "../people/away.ts";
import { type Calendar, hasHours, nextWorkingTime, workingPeriods } from "../people/working-time.ts";

const minute = 60_000;
/** She sits down, sees what came in, and then calls. */
const morning = "10:00";
const afternoon = "14:00";

/**
 * When she could call again, soonest first: later today, then mornings and afternoons of the days on
 * which she works and is not away. Never a moment at which she does not work.
 */
export function againMoments(now: Date, calendar: Calendar, away: Away): Date[] {
  const today = zoned(now, calendar.timeZone).toPlainDate();
  const found: Date[] = [];
  const later = nextHalfHour(new Date(now.getTime() + 120 * minute));
  if (isWorked(later, today, calendar) && !isAway(away, later)) found.push(later);
  // Who never works by her calendar is asked about every day.
  for (let days = 1; days <= 60 && found.length < 4; days += 1) {
    const date = today.add({ days });
    for (const clock of found.some((each) => each > endOf(today, calendar.timeZone)) ? [morning] : [morning, afternoon]) {
      const at = instantOf(date, clock, calendar.timeZone);
      if (isWorked(at, date, calendar) && !isAway(away, at)) found.push(at);
    }
  }
  return found.length > 0 ? found.slice(0, 4) : [nextWorkingTime(instantOf(today.add({ days: 1 }), morning, calendar.timeZone), calendar)];
}

/** The days to promise something for, as "2026-11-23": today, tomorrow, and the working days after. */
export function promiseDays(now: Date, calendar: Calendar): string[] {
  const today = zoned(now, calendar.timeZone).toPlainDate();
  const days = [today, today.add({ days: 1 })];
  for (let ahead = 2; ahead <= 30 && days.length < 6; ahead += 1) {
    const date = today.add({ days: ahead });
    if (!hasHours(calendar) || workingPeriods(date.toString(), calendar).length > 0) days.push(date);
  }
  return days.map(String);
}

/** The first of those on which is worked, after today: what stands chosen. */
export function likelyDay(days: string[], calendar: Calendar): string {
  return days.slice(1).find((date) => !hasHours(calendar) || workingPeriods(date, calendar).length > 0) ?? days[1]!;
}

function isWorked(at: Date, date: Temporal.PlainDate, calendar: Calendar): boolean {
  if (!hasHours(calendar)) return true;
  return workingPeriods(date.toString(), calendar).some(({ from, until }) => from <= at && at < until);
}

function nextHalfHour(at: Date): Date {
  return new Date(Math.ceil(at.getTime() / (30 * minute)) * 30 * minute);
}

const zoned = (at: Date, timeZone: string) => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone);
const instantOf = (date: Temporal.PlainDate, clock: string, timeZone: string) => new Date(date.toZonedDateTime({ timeZone, plainTime: Temporal.PlainTime.from(clock) }).epochMilliseconds);
const endOf = (date: Temporal.PlainDate, timeZone: string) => new Date(date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds);
