import { Temporal } from "temporal-polyfill";

const dutchHolidayNames = ["new_year", "easter", "easter_monday", "kings_day", "liberation_day", "ascension", "whitsun", "whit_monday", "christmas", "boxing_day"] as const;
export type DutchHoliday = { date: string; name: (typeof dutchHolidayNames)[number] };

const known = new Map<number, DutchHoliday[]>();

/**
 * The days on which the Netherlands is free, in order, as "2026-12-25". Good Friday is not one of
 * them (most work), and 5 May only every five years, as most labour agreements have it.
 * See docs/decisions/working-time.md.
 */
export function dutchHolidays(year: number): readonly DutchHoliday[] {
  const before = known.get(year);
  if (before) return before;
  const easter = easterSunday(year);
  const after = (days: number) => easter.add({ days }).toString();
  const on = (month: number, day: number) => Temporal.PlainDate.from({ year, month, day });
  const kingsDay = on(4, 27);
  const holidays: DutchHoliday[] = [
    { date: on(1, 1).toString(), name: "new_year" },
    { date: easter.toString(), name: "easter" },
    { date: after(1), name: "easter_monday" },
    // Never on a Sunday: then it is the day before.
    { date: (kingsDay.dayOfWeek === 7 ? kingsDay.subtract({ days: 1 }) : kingsDay).toString(), name: "kings_day" },
    ...(year % 5 === 0 ? [{ date: on(5, 5).toString(), name: "liberation_day" } as const] : []),
    { date: after(39), name: "ascension" },
    { date: after(49), name: "whitsun" },
    { date: after(50), name: "whit_monday" },
    { date: on(12, 25).toString(), name: "christmas" },
    { date: on(12, 26).toString(), name: "boxing_day" },
  ];
  holidays.sort((a, b) => (a.date < b.date ? -1 : 1));
  known.set(year, holidays);
  return holidays;
}

/** Gauss's rule for the Gregorian calendar, as Meeus, Jones and Butcher wrote it without exceptions. */
function easterSunday(year: number): Temporal.PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const moon = (19 * golden + century - Math.floor(century / 4) - Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - moon - (inCentury % 4)) % 7;
  const correction = Math.floor((golden + 11 * moon + 22 * weekday) / 451);
  const days = moon + weekday - 7 * correction + 114;
  return Temporal.PlainDate.from({ year, month: Math.floor(days / 31), day: (days % 31) + 1 });
}
