import { Temporal } from "temporal-polyfill";

/** Whether 3/4 is the third of April (as here) or the fourth of March (as in the United States). */
export type DateOrder = "day" | "month";

export type MomentProblem = { code: "momentEmpty" | "momentNotRead" | "noSuchDay" | "yearOutside" };

/**
 * The instant that a tool wrote down: ISO 8601, seconds, milliseconds or microseconds since 1970,
 * Dutch, American and e-mail dates. A time without an offset is a time in `timeZone`; without
 * `dateOrder` a numeric date is read as it can be, the day first. Undefined when it cannot be read.
 */
export function readTime(value: unknown, { timeZone, dateOrder }: { timeZone: string; dateOrder?: DateOrder | undefined }): Date | undefined {
  if (typeof value === "number") return fromEpoch(value);
  if (typeof value !== "string") return Array.isArray(value) && value.length === 1 ? readTime(value[0], { timeZone, dateOrder }) : undefined;
  const text = plain(value);
  if (text === undefined) return undefined;
  if (/^-?\d{9,17}(\.\d+)?$/.test(text) && !/^20\d{12}$/.test(text)) return fromEpoch(Number(text));
  const dotNet = /^\/?Date\((-?\d+)([+-]\d{4})?\)\/?$/.exec(text);
  if (dotNet) return fromEpoch(Number(dotNet[1]));
  const written = readWritten(text, (isTwelveHours) => dateOrder ?? (isTwelveHours ? "month" : "day"));
  return written && toInstant(written, timeZone);
}

/**
 * Reads dates as Dutch files have them, in the organisation's time zone: the day before the month,
 * always, unless it is ISO 8601 or in words; also the numbers that Excel keeps. `time` is the cell of
 * a column of its own, or "".
 */
export function createMomentReader(timeZone: string): (date: string, time?: string) => Date | MomentProblem {
  return (date, time = "") => {
    const text = plain(time.trim() === "" ? date : `${date.replace(midnight, "")} ${time.replace(dayZero, "")}`);
    if (text === "") return { code: "momentEmpty" };
    const written = text === undefined ? undefined : (readSerial(text) ?? readWritten(text, () => "day only"));
    if (!written) return { code: "momentNotRead" };
    const instant = toInstant(written, timeZone);
    if (!instant) return { code: "noSuchDay" };
    const year = instant.getUTCFullYear();
    return year < 2000 || year > 2100 ? { code: "yearOutside" } : instant;
  };
}

/** What Excel adds to a day without a time, and to a time without a day. */
const midnight = /[ T]+0?0:00(:00(\.0+)?)?\s*$/;
const dayZero = /^\s*(30-12-1899|1899-12-30|12\/30\/1899|0?[01]-0?1-1900|1900-01-0[01])[ T]+/;

/** Undefined: no moment is written at such length. */
function plain(text: string): string | undefined {
  return text.length > 100 ? undefined : text.normalize("NFKC").trim().replaceAll(/\s+/g, " ");
}

/** Seconds until the year 5138, then milliseconds, then microseconds. */
function fromEpoch(number: number): Date | undefined {
  const size = Math.abs(number);
  if (size < 1e8 || size >= 1e17) return undefined;
  const date = new Date(Math.round(size < 1e11 ? number * 1000 : size < 1e14 ? number : number / 1000));
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** What stands on the calendar and the clock; `offset` is undefined where nothing is said of it. */
type Written = { year: number; month: number; day: number; hour: number; minute: number; second: number; millisecond: number; offset: string | undefined };

const excelEpoch = 25_569; // 1970-01-01 as Excel counts days

/** The number that Excel keeps of a date: "46346" or "46346,59". */
function readSerial(text: string): Written | undefined {
  if (!/^\d{5}(?:[.,]\d+)?$/.test(text)) return undefined;
  const local = new Date(Math.round((Number(text.replace(",", ".")) - excelEpoch) * 86_400) * 1_000);
  return { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate(), hour: local.getUTCHours(), minute: local.getUTCMinutes(), second: local.getUTCSeconds(), millisecond: 0, offset: undefined };
}

/** Names that tools write for an offset. */
const zones: Record<string, string> = { CET: "+01:00", CEST: "+02:00", BST: "+01:00", EST: "-05:00", EDT: "-04:00", CST: "-06:00", CDT: "-05:00", MST: "-07:00", MDT: "-06:00", PST: "-08:00", PDT: "-07:00" };
/** With its signs or without: what nearly every tool writes, so tried first. */
const isoMoment = /^(\d{4})(-?)(\d\d)\2(\d\d)[T ]?(\d\d):?(\d\d)(?::?(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?$/i;
/** The last part of the text that is a time of day, with what may follow it; the rest is the date. */
const clockAtEnd = /(?:^|[T ,]|om |at )(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,](\d{1,9}))?)? ?(a\.?m\.?|p\.?m\.?)? ?(Z|(?:UTC|GMT)?(?:[+-]\d\d:?(?:\d\d)?)?)?(?: ?\([^)]*\)| ?(CES?T|[ECMP][SD]T|BST)| ?(?:uur|u|h)\.?)?$/i;

type Order = DateOrder | "day only";

function readWritten(text: string, orderOf: (isTwelveHours: boolean) => Order): Written | undefined {
  const iso = isoMoment.exec(text);
  if (iso) return { ...date(iso[1], iso[3], iso[4]), ...time(iso[5], iso[6], iso[7], iso[8]), offset: offsetOf(iso[9]) };
  const isDotted = /^(?:[a-z]{2,9}\.?,? )?\d{1,2}\.\d{1,2}\.\d{2,4}$/i.test(text); // 20.11.2026 is no time of day
  const clock = isDotted ? null : clockAtEnd.exec(text);
  const day = readDay((clock ? text.slice(0, clock.index) : text).replace(/(?:[ ,T]| om| at)+$/, ""), orderOf(Boolean(clock?.[5])));
  if (!day) return undefined;
  if (!clock) return { ...day, ...time(), offset: undefined };
  const offset = offsetOf(clock[6]) ?? zones[clock[7]?.toUpperCase() ?? ""];
  return { ...day, ...time(clock[1], clock[2], clock[3], clock[4], clock[5]), offset };
}

// Maandag is no month.
const months = [/^jan/, /^feb/, /^(mar|march|maart|maa|mrt|märz)$/, /^apr/, /^(may|mei|mai)$/, /^jun/, /^jul/, /^aug/, /^sep/, /^(oct|okt)/, /^nov/, /^de[cz]/];

function readDay(text: string, order: Order) {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (iso) return date(iso[1], iso[2], iso[3]);
  const numeric = /^(?:[a-z]{2,9}\.?,? )?(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d\d)$/i.exec(text);
  if (numeric) {
    const [, first, separator, second, year] = numeric;
    const isMonthFirst = order !== "day only" && (Number(second) > 12 || (separator === "/" && order === "month" && Number(first) <= 12));
    return isMonthFirst ? date(longYear(year!), first, second) : date(longYear(year!), second, first);
  }
  return readDayInWords(text.toLowerCase().split(/[ ,.\-/]+/).filter(Boolean));
}

/** "vrijdag 20 november 2026", "Nov 20, 2026", "20-okt-26" */
function readDayInWords(words: string[]) {
  if (words.length > 5) return undefined;
  const month = words.map((word) => months.findIndex((pattern) => pattern.test(word))).find((index) => index !== -1);
  const day = words.findIndex((word) => /^\d{1,2}(st|nd|rd|th|e)?$/.test(word));
  const year = words.findLastIndex((word, index) => index !== day && /^(\d{4}|\d\d)$/.test(word));
  return month !== undefined && day !== -1 && year !== -1 ? date(longYear(words[year]!), String(month + 1), words[day]!.replace(/\D+$/, "")) : undefined;
}

const longYear = (year: string) => (year.length === 2 ? `20${year}` : year);

function date(year = "", month = "", day = "") {
  return { year: Number(year), month: Number(month), day: Number(day) };
}

function time(hour = "0", minute = "0", second = "0", fraction = "0", half?: string) {
  const isHalf = half !== undefined && Number(hour) >= 1 && Number(hour) <= 12;
  const isAfternoon = half?.toLowerCase().startsWith("p");
  return { hour: isHalf ? (Number(hour) % 12) + (isAfternoon ? 12 : 0) : Number(hour), minute: Number(minute), second: Number(second), millisecond: Number(fraction.padEnd(3, "0").slice(0, 3)) };
}

/** "+0100", "GMT+01:00", "+01", "Z"; undefined when nothing is said. */
function offsetOf(text: string | undefined): string | undefined {
  if (!text) return undefined;
  const found = /([+-])(\d\d):?(\d\d)?$/.exec(text);
  return found ? `${found[1]}${found[2]}:${found[3] ?? "00"}` : "+00:00";
}

/** Undefined for 30 February or 25:00. */
function toInstant({ offset, ...local }: Written, timeZone: string): Date | undefined {
  const { year, month, day, hour, minute, second, millisecond } = local;
  const asUtc = new Date(Date.UTC(year, month - 1, day, hour, minute, second, millisecond));
  const isReal = asUtc.getUTCFullYear() === year && asUtc.getUTCMonth() === month - 1 && asUtc.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  if (!isReal) return undefined;
  if (offset === undefined) return new Date(inZone(timeZone, local, asUtc.getTime()));
  const [hours, minutes] = offset.slice(1).split(":").map(Number);
  return hours! > 23 || minutes! > 59 ? undefined : new Date(asUtc.getTime() - Number(`${offset[0]}1`) * (hours! * 60 + minutes!) * 60_000);
}

/** Of each zone its offset in milliseconds on each day; null on a day when the clock is changed. */
const days = new Map<string, Map<number, number | null>>();
const daysKept = 20_000;

/**
 * The instant of a local time that would be `asUtc` in UTC. A time that the clock skips in spring is
 * an hour later; of one that comes twice in autumn it is the first. Asking Temporal costs 30 µs, and
 * files have hundreds of thousands: a day on which the clock is not changed is asked about once.
 */
function inZone(timeZone: string, local: Omit<Written, "offset">, asUtc: number): number {
  let known = days.get(timeZone);
  if (!known) days.set(timeZone, (known = new Map()));
  const day = Math.floor(asUtc / 86_400_000);
  let offset = known.get(day);
  if (offset === undefined) {
    const begins = Temporal.PlainDate.from(local).toZonedDateTime({ timeZone, plainTime: "00:00" });
    offset = begins.hoursInDay === 24 && begins.offsetNanoseconds === begins.add({ days: 1 }).offsetNanoseconds ? begins.offsetNanoseconds / 1e6 : null;
    if (known.size < daysKept) known.set(day, offset);
  }
  return offset === null ? Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone, { disambiguation: "compatible" }).epochMilliseconds : asUtc - offset;
}
