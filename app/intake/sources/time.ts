import { Temporal } from "temporal-polyfill";
import type { Tree } from "./tree.ts";

/** Whether 3/4 is the third of April (as here) or the fourth of March (as in the United States). */
export type DateOrder = "day" | "month";
type Reading = { timeZone: string; dateOrder?: DateOrder | undefined };

const months = [/^jan/, /^feb/, /^(mar|maa|mrt)/, /^(apr)/, /^(may|mei)/, /^jun/, /^jul/, /^aug/, /^sep/, /^(oct|okt)/, /^nov/, /^dec/];

/**
 * The instant that a tool wrote down: ISO 8601, seconds, milliseconds or microseconds since 1970,
 * Dutch, American and e-mail dates. A time without an offset is a time in `timeZone`. Undefined when
 * it cannot be read.
 */
export function readTime(value: Tree, { timeZone, dateOrder }: Reading): Date | undefined {
  if (typeof value === "number") return fromEpoch(value);
  if (typeof value !== "string") return Array.isArray(value) && value.length === 1 ? readTime(value[0]!, { timeZone, dateOrder }) : undefined;
  if (value.length > 100) return undefined;
  const text = value.normalize("NFKC").trim().replaceAll(/\s+/g, " ");
  if (/^-?\d{9,17}(\.\d+)?$/.test(text) && !/^20\d{12}$/.test(text)) return fromEpoch(Number(text));
  const dotNet = /^\/?Date\((-?\d+)([+-]\d{4})?\)\/?$/.exec(text);
  if (dotNet) return fromEpoch(Number(dotNet[1]));
  const parts = readParts(text, dateOrder);
  return parts && toInstant(parts, timeZone);
}

/** Seconds until the year 5138, then milliseconds, then microseconds. */
function fromEpoch(number: number): Date | undefined {
  const size = Math.abs(number);
  if (size < 1e8 || size >= 1e17) return undefined;
  const date = new Date(Math.round(size < 1e11 ? number * 1000 : size < 1e14 ? number : number / 1000));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** Names that tools write for an offset. */
const zones: Record<string, string> = { CET: "+01:00", CEST: "+02:00", BST: "+01:00", EST: "-05:00", EDT: "-04:00", CST: "-06:00", CDT: "-05:00", MST: "-07:00", MDT: "-06:00", PST: "-08:00", PDT: "-07:00" };

type Parts = { year: number; month: number; day: number; hour: number; minute: number; second: number; millisecond: number; offset: string | undefined };

function readParts(text: string, dateOrder: DateOrder | undefined): Parts | undefined {
  const compact = /^(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})?$/i.exec(text);
  if (compact) return { ...date(compact[1], compact[2], compact[3]), ...time(compact[4], compact[5], compact[6]), offset: offsetOf(compact[7]) };
  // The last part of the text that is a time of day, with what may follow it; the rest is the date.
  const clock = /(?:^|[T ,]|om )(\d{1,2})[:.](\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)? ?(a\.?m\.?|p\.?m\.?)? ?(Z|(?:UTC|GMT)?(?:[+-]\d\d:?(?:\d\d)?)?)?(?: ?\([^)]*\)| ?(CES?T|[ECMP][SD]T|BST)| uur)?$/i.exec(text);
  const isDateOnly = !clock || /^\d{1,2}\.\d{1,2}\.\d{2,4}$/.test(text);
  const day = readDay((isDateOnly ? text : text.slice(0, clock.index)).replace(/[ ,T]+$/, ""), dateOrder ?? (clock?.[5] ? "month" : "day"));
  if (!day) return undefined;
  if (isDateOnly) return { ...day, ...time(), offset: undefined };
  const offset = offsetOf(clock[6]) ?? zones[clock[7]?.toUpperCase() ?? ""];
  return { ...day, ...time(clock[1], clock[2], clock[3], clock[4], clock[5]), offset };
}

function readDay(text: string, order: DateOrder) {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (iso) return date(iso[1], iso[2], iso[3]);
  const numeric = /^(?:[a-z]{2,9}\.?,? )?(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)$/i.exec(text);
  if (numeric) {
    const [, first, separator, second, year] = numeric;
    const isMonthFirst = Number(second) > 12 || (separator === "/" && order === "month" && Number(first) <= 12);
    return isMonthFirst ? date(longYear(year!), first, second) : date(longYear(year!), second, first);
  }
  const words = text.toLowerCase().split(/[ ,.\-/]+/).filter(Boolean);
  const month = words.map((word) => months.findIndex((pattern) => pattern.test(word))).find((index) => index !== -1);
  const year = words.find((word) => /^\d{4}$/.test(word));
  const day = words.find((word) => /^\d{1,2}(st|nd|rd|th|e)?$/.test(word));
  return month !== undefined && year && day ? date(year, String(month + 1), day.replace(/\D+$/, "")) : undefined;
}

const longYear = (year: string) => (year.length === 2 ? `20${year}` : year);

function date(year = "", month = "", day = "") {
  return { year: Number(year), month: Number(month), day: Number(day) };
}

function time(hour = "0", minute = "0", second = "0", fraction = "0", half?: string) {
  const isAfternoon = half?.toLowerCase().startsWith("p");
  return { hour: half ? (Number(hour) % 12) + (isAfternoon ? 12 : 0) : Number(hour), minute: Number(minute), second: Number(second), millisecond: Number(fraction.padEnd(3, "0").slice(0, 3)) };
}

/** "+0100", "GMT+01:00", "+01", "Z"; undefined when nothing is said. */
function offsetOf(text: string | undefined): string | undefined {
  if (!text) return undefined;
  const found = /([+-])(\d\d):?(\d\d)?$/.exec(text);
  return found ? `${found[1]}${found[2]}:${found[3] ?? "00"}` : "+00:00";
}

function toInstant({ offset, ...parts }: Parts, timeZone: string): Date | undefined {
  try {
    if (offset !== undefined) return atOffset(parts, offset);
    const local = Temporal.PlainDateTime.from(parts, { overflow: "reject" });
    return new Date(local.toZonedDateTime(timeZone).epochMilliseconds);
  } catch {
    return undefined;
  }
}

/** Most tools say the offset: then it is arithmetic, and no calendar is asked. Undefined for 30 February or 25:00. */
function atOffset({ year, month, day, hour, minute, second, millisecond }: Omit<Parts, "offset">, offset: string): Date | undefined {
  const local = new Date(Date.UTC(year, month - 1, day, hour, minute, second, millisecond));
  const isReal = local.getUTCFullYear() === year && local.getUTCMonth() === month - 1 && local.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  const [hours, minutes] = offset.slice(1).split(":").map(Number);
  if (hours! > 23 || minutes! > 59) return undefined;
  return isReal ? new Date(local.getTime() - Number(`${offset[0]}1`) * (hours! * 60 + minutes!) * 60_000) : undefined;
}
