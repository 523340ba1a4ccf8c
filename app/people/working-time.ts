import { Temporal } from "temporal-polyfill";
import { dutchHolidays } from "./holidays.ts";
import { type WorkingHours, weekdays } from "./hours.ts";

/** When somebody works: wall-clock hours in her zone, without the holidays. */
export type Calendar = { timeZone: string; hours: WorkingHours; holidays: "nl" | "none" };

export type TimeUnit = "calendar" | "working";

const hourInMs = 3_600_000;
const dayInMs = 24 * hourInMs;

/**
 * The instant so many hours after `from` (before it, when negative): hours on the clock, or hours in
 * which is worked. The earliest such instant going forward, the latest going back: eight hours from
 * nine is five, not the next morning. Hours are real ones: a night in which the clock changes has one
 * more or less. A calendar in which nobody ever works counts hours on the clock.
 */
export function addHours(from: Date, hours: number, unit: TimeUnit, calendar: Calendar): Date {
  const ms = Math.round(hours * hourInMs);
  if (unit === "calendar" || ms === 0 || !hasHours(calendar)) return new Date(from.getTime() + ms);
  return new Date(ms > 0 ? forward(from.getTime(), ms, calendar) : backward(from.getTime(), -ms, calendar));
}

function forward(from: number, ms: number, calendar: Calendar): number {
  let left = ms;
  for (let day = dayAt(from, calendar.timeZone); ; day += 1) {
    for (const [start, end] of periodsOf(day, calendar)) {
      const here = end - Math.max(start, from);
      if (here >= left) return Math.max(start, from) + left;
      if (here > 0) left -= here;
    }
  }
}

function backward(from: number, ms: number, calendar: Calendar): number {
  let left = ms;
  for (let day = dayAt(from, calendar.timeZone); ; day -= 1) {
    for (const [start, end] of periodsOf(day, calendar).toReversed()) {
      const here = Math.min(end, from) - start;
      if (here >= left) return Math.min(end, from) - left;
      if (here > 0) left -= here;
    }
  }
}

/** The hours between two instants, negative when `until` is before `from`. */
export function hoursBetween(from: Date, until: Date, unit: TimeUnit, calendar: Calendar): number {
  if (until < from) return -hoursBetween(until, from, unit, calendar);
  const [start, end] = [from.getTime(), until.getTime()];
  if (unit === "calendar" || !hasHours(calendar)) return (end - start) / hourInMs;
  let ms = 0;
  const lastDay = dayAt(end, calendar.timeZone);
  for (let day = dayAt(start, calendar.timeZone); day <= lastDay; day += 1) {
    for (const period of periodsOf(day, calendar)) ms += Math.max(0, Math.min(period[1], end) - Math.max(period[0], start));
  }
  return ms / hourInMs;
}

/** Is this an hour in which is worked? The first moment of a period is, the moment it ends is not. */
export function isWorkingTime(at: Date, calendar: Calendar): boolean {
  if (!hasHours(calendar)) return true;
  const ms = at.getTime();
  return periodsOf(dayAt(ms, calendar.timeZone), calendar).some(([start, end]) => start <= ms && ms < end);
}

/** This moment when it is worked in, else the next one at which work begins. */
export function nextWorkingTime(at: Date, calendar: Calendar): Date {
  if (!hasHours(calendar)) return at;
  const ms = at.getTime();
  for (let day = dayAt(ms, calendar.timeZone); ; day += 1) {
    for (const [start, end] of periodsOf(day, calendar)) if (ms < end) return new Date(Math.max(start, ms));
  }
}

/** When is worked on this day ("2026-11-21"), as UTC instants in order: none when it is free. */
export function workingPeriods(date: string, calendar: Calendar): { from: Date; until: Date }[] {
  return periodsOf(dayNumberOf(date), calendar).map(([from, until]) => ({ from: new Date(from), until: new Date(until) }));
}

/** The holiday that this day is in the calendar, or null. */
export function holidayOn(date: string, { holidays }: Pick<Calendar, "holidays">) {
  if (holidays === "none") return null;
  return dutchHolidays(Number(date.slice(0, 4))).find((holiday) => holiday.date === date)?.name ?? null;
}

/** Is there any hour in a week in which is worked? */
export function hasHours({ hours }: Pick<Calendar, "hours">): boolean {
  return weekdays.some((weekday) => hours[weekday]?.some(([from, until]) => minutesOf(from) < minutesOf(until)));
}

type Period = [start: number, end: number];

/** The periods of this day (days since 1970-01-01) in order, merged where they touch or overlap. */
function periodsOf(day: number, calendar: Calendar): Period[] {
  const hours = calendar.hours[weekdayOf(day)];
  if (!hours?.length || holidayOn(dateOf(day), calendar)) return [];
  const periods = hours.map(([from, until]): Period => [instantOf(day, minutesOf(from), calendar.timeZone), instantOf(day, minutesOf(until), calendar.timeZone)]);
  const merged: Period[] = [];
  for (const [start, end] of periods.filter(([start, end]) => start < end).sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const dayNumberOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / dayInMs;
const dateOf = (day: number) => new Date(day * dayInMs).toISOString().slice(0, 10);
/** 1970-01-01 was a Thursday. */
const weekdayOf = (day: number) => weekdays[(((day + 3) % 7) + 7) % 7]!;

/**
 * The first instant of this day at which the clock on the wall shows so many minutes past midnight, or
 * more: in the hour that is skipped in spring that is the moment of skipping.
 */
function instantOf(day: number, minutes: number, timeZone: string): number {
  const [start, end] = [startOf(day, timeZone), startOf(day + 1, timeZone)];
  if (end - start === dayInMs) return start + minutes * 60_000;
  if (minutes === 1440) return end;
  const shown = Temporal.PlainDateTime.from(`${dateOf(day)}T00:00`).add({ minutes });
  const first = shown.toZonedDateTime(timeZone, { disambiguation: "earlier" });
  return (first.toPlainDateTime().equals(shown) ? first : first.getTimeZoneTransition("next")!).epochMilliseconds;
}

const starts = new Map<string, Map<number, number>>();

/** When this day begins in the zone. Kept: a zone's day begins once, and asking takes Temporal a while. */
function startOf(day: number, timeZone: string): number {
  let inZone = starts.get(timeZone);
  if (!inZone || inZone.size > 10_000) starts.set(timeZone, (inZone = new Map()));
  let start = inZone.get(day);
  if (start === undefined) inZone.set(day, (start = Temporal.PlainDate.from(dateOf(day)).toZonedDateTime(timeZone).epochMilliseconds));
  return start;
}

/** The day (since 1970-01-01) that it is in the zone. */
function dayAt(ms: number, timeZone: string): number {
  let day = Math.floor(ms / dayInMs);
  while (startOf(day, timeZone) > ms) day -= 1;
  while (startOf(day + 1, timeZone) <= ms) day += 1;
  return day;
}
