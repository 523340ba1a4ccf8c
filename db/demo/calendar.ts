import type { Random } from "./random.ts";

export const timeZone = "Europe/Amsterdam";
export const hourInMs = 3_600_000;
export const dayInMs = 86_400_000;

export type Calendar = ReturnType<typeof createCalendar>;

/** The organisation's days, seen from `now`. Instants in and out are UTC. */
export function createCalendar(now: Date) {
  const offsets = new Map<number, number>();
  const today = dayOf(now);

  /** Milliseconds that the wall clock is ahead of UTC on that day, from noon: nights with a change of time do not matter. */
  function offsetOn(day: number): number {
    let offset = offsets.get(day);
    if (offset === undefined) offsets.set(day, (offset = wallClock(new Date(day * dayInMs + dayInMs / 2)) - day * dayInMs - dayInMs / 2));
    return offset;
  }
  function dayOf(at: Date): number {
    const guess = Math.floor((at.getTime() + hourInMs) / dayInMs);
    return Math.floor((at.getTime() + offsetOn(guess)) / dayInMs);
  }
  function at(day: number, hour: number): Date {
    return new Date(Math.round((day * dayInMs + hour * hourInMs - offsetOn(day)) / 1000) * 1000);
  }
  function hourOf(instant: Date): number {
    return (instant.getTime() + offsetOn(dayOf(instant))) / hourInMs - dayOf(instant) * 24;
  }
  const isWorkday = (day: number): boolean => ![0, 6].includes(weekdayOf(day));

  return {
    now,
    today,
    at,
    dayOf,
    isWorkday,
    ago: (hours: number): Date => new Date(now.getTime() - hours * hourInMs),
    /** The moment itself within working hours, else early on the next working day. */
    working(instant: Date, random: Random): Date {
      let day = dayOf(instant);
      const hour = hourOf(instant);
      if (isWorkday(day) && hour >= 8.5 && hour < 17.3) return instant;
      if (hour >= 17.3 || !isWorkday(day)) day++;
      while (!isWorkday(day)) day++;
      return at(day, random.between(8.6, 11));
    },
    /** About `hours` ago, moved into working hours, and never after `now`; this weekend's stays in the weekend. */
    workedAgo(hours: number): Date {
      const instant = new Date(now.getTime() - hours * hourInMs);
      const hour = hourOf(instant);
      const day = dayOf(instant);
      const moved = hour < 8.5 ? at(day - 1, 16 + (hour / 8.5) * 1.2) : hour > 17.5 ? at(day, 14.5 + (hour - 17.5) / 2.5) : instant;
      let workday = moved;
      while (!isWorkday(dayOf(workday))) workday = new Date(workday.getTime() + dayInMs);
      return [workday, moved].find((time) => time.getTime() < now.getTime() - hourInMs) ?? instant;
    },
    /** The moment itself, or in the morning after that night: customers do not answer in their sleep. */
    awake(instant: Date, random: Random): Date {
      const hour = hourOf(instant);
      return hour < 7 ? at(dayOf(instant), random.between(7.1, 9)) : instant;
    },
    /** Twenty minutes later; after hours the next morning, be it a Saturday. */
    soonAfter(instant: Date): Date {
      const hour = hourOf(instant);
      const day = dayOf(instant);
      if (hour < 8.5) return at(day, 8.8);
      return hour < 17 ? new Date(instant.getTime() + hourInMs / 3) : at(day + 1, 8.8);
    },
    /** At `hour` o'clock `days` from today. */
    onDay: (days: number, hour: number): Date => at(today + days, hour),
  };
}

/** 0 is Sunday; day 0, 1 January 1970, was a Thursday. */
export function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

/** What the clock on the wall says, as if it were UTC. */
function wallClock(instant: Date): number {
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(part["year"]!, part["month"]! - 1, part["day"]!, part["hour"]!, part["minute"]!);
}
