import type { Language } from "#db/schema.ts";
import { useRootData } from "../root-data.ts";

/**
 * Instants are stored in UTC and shown in the organisation's time zone. Server and browser format
 * with the same zone and the same `now` (from the root loader), so that hydration matches.
 */
export type Clock = { timeZone: string; now: Date; language: Language };

export function useClock(): Clock {
  const root = useRootData();
  return { timeZone: root?.timeZone ?? "Europe/Amsterdam", now: new Date(root?.now ?? 0), language: root?.language ?? "nl" };
}

const words = {
  nl: { today: "vandaag", tomorrow: "morgen", yesterday: "gisteren" },
  en: { today: "today", tomorrow: "tomorrow", yesterday: "yesterday" },
};

const locale = { nl: "nl-NL", en: "en-GB" } as const;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one costs a hundred times what using it does, and a list uses the same few on every row. */
function formatOf(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(language, options)));
  return format;
}

/** "vandaag 9:12", "gisteren 16:05", "di 3 nov 10:00", with the year where it is another one. */
export function dayAndTime(instant: Date | string, clock: Clock): string {
  return `${day(instant, clock)} ${time(instant, clock)}`;
}

/** "9:12" */
export function time(instant: Date | string, { timeZone, language }: Clock): string {
  return formatOf(locale[language], { timeZone, hour: "numeric", minute: "2-digit", hourCycle: "h23" }).format(new Date(instant));
}

/** "vandaag", "morgen", "di 3 nov", "3 november 2025" */
export function day(instant: Date | string, clock: Clock): string {
  const date = new Date(instant);
  const distance = dayNumber(date, clock.timeZone) - dayNumber(clock.now, clock.timeZone);
  const named = words[clock.language];
  if (distance === 0) return named.today;
  if (distance === 1) return named.tomorrow;
  if (distance === -1) return named.yesterday;
  const format = (options: Intl.DateTimeFormatOptions) => formatOf(locale[clock.language], { timeZone: clock.timeZone, ...options }).format(date);
  const isThisYear = format({ year: "numeric" }) === formatOf(locale[clock.language], { timeZone: clock.timeZone, year: "numeric" }).format(clock.now);
  return isThisYear ? format({ weekday: "short", day: "numeric", month: "short" }) : format({ day: "numeric", month: "short", year: "numeric" });
}

/** "21 november 2026" */
export function longDay(instant: Date | string, { timeZone, language }: Omit<Clock, "now">): string {
  return formatOf(locale[language], { timeZone, day: "numeric", month: "long", year: "numeric" }).format(new Date(instant));
}

/** Days since 1970-01-01 of the calendar day that this instant falls on in the zone. */
export function dayNumber(instant: Date, timeZone: string): number {
  const parts = formatOf("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(instant);
  return Date.parse(`${parts}T00:00:00Z`) / 86_400_000;
}

/** Due in words: "nog 3 uur", "nog 20 min", "2 uur te laat", "morgen 10:00", "3 dagen te laat". */
export function due(instant: Date | string, clock: Clock): { text: string; isLate: boolean } {
  const minutes = Math.round((new Date(instant).getTime() - clock.now.getTime()) / 60_000);
  const isLate = minutes < 0;
  const size = Math.abs(minutes);
  const nl = clock.language === "nl";
  if (size === 0) return { text: nl ? "nu" : "now", isLate };
  const amount =
    size < 60 ? `${size} min`
    : size < 48 * 60 ? `${Math.floor(size / 60)} ${nl ? "uur" : size < 120 ? "hour" : "hours"}`
    : `${Math.floor(size / 1440)} ${nl ? "dagen" : "days"}`;
  if (isLate) return { text: nl ? `${amount} te laat` : `${amount} late`, isLate };
  if (size < 12 * 60) return { text: nl ? `nog ${amount}` : `${amount} left`, isLate };
  return { text: dayAndTime(instant, clock), isLate };
}
