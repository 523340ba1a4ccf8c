import type { Language } from "#db/schema.ts";
import { type Rate, shareOf } from "./rates.ts";

const locale = { nl: "nl-NL", en: "en-GB" } as const;

/** "84%". Never rounded to 0 or 100 % where that is not exactly so. Empty without cases. */
export function percent(rate: Rate): string {
  const share = shareOf(rate);
  if (share === null) return "";
  const rounded = Math.round(share * 100);
  if (share > 0 && share < 1) return `${Math.min(99, Math.max(1, rounded))}%`;
  return `${rounded}%`;
}

/** "40 min", "5,2 uur", "31 uur", "3,5 dagen": from two days on in days. */
export function duration(hours: number, language: Language): string {
  const words = { nl: { hour: "uur", hours: "uur", day: "dagen" }, en: { hour: "hour", hours: "hours", day: "days" } }[language];
  const number = (value: number, digits: number) => new Intl.NumberFormat(locale[language], { maximumFractionDigits: digits }).format(value);
  if (hours < 1) return `${number(hours * 60, 0)} min`;
  if (hours >= 48) return `${number(hours / 24, 1)} ${words.day}`;
  const shown = number(hours, hours < 10 ? 1 : 0);
  return `${shown} ${shown === "1" ? words.hour : words.hours}`;
}

/** "+4", "-12": a difference always has its sign. A real minus, which screen readers say. */
export function signed(value: number): string {
  const rounded = Math.round(value);
  return rounded > 0 ? `+${rounded}` : rounded < 0 ? `−${-rounded}` : "0";
}

/** "24 okt", with the year where it is not `thisYear`. `day` is an ISO date. */
export function shortDay(day: string, language: Language, thisYear: string): string {
  const year = day.startsWith(thisYear) ? undefined : "numeric";
  return new Intl.DateTimeFormat(locale[language], { timeZone: "UTC", day: "numeric", month: "short", year }).format(new Date(`${day}T00:00:00Z`));
}
