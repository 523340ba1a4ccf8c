import { Temporal } from "temporal-polyfill";

export type MomentProblem = { code: "momentEmpty" | "momentNotRead" | "noSuchDay" | "yearOutside" };

type Parts = { year: number; month: number; day: number; hour: number; minute: number; second: number };
type Found = { parts: Parts; offsetMinutes: number | null };

/**
 * Reads dates as Dutch files have them, in the organisation's time zone. Day before month, always,
 * unless it is ISO 8601. A time that the clock skips in spring is an hour later; of one that comes
 * twice in autumn it is the first. `time` is the cell of a column of its own, or "".
 */
export function createMomentReader(timeZone: string): (date: string, time?: string) => Date | MomentProblem {
  const toInstant = zoneReader(timeZone);
  return (date, time = "") => {
    const text = `${date.trim()} ${time.trim()}`.trim();
    if (text === "") return { code: "momentEmpty" };
    const found = readIso(text) ?? readNumbers(text) ?? readWords(text) ?? readSerial(text);
    if (!found) return { code: "momentNotRead" };
    const { parts, offsetMinutes } = found;
    if (!isDay(parts) || parts.hour > 23 || parts.minute > 59 || parts.second > 59) return { code: "noSuchDay" };
    const instant = offsetMinutes === null ? toInstant(parts) : utc(parts) - offsetMinutes * 60_000;
    const year = new Date(instant).getUTCFullYear();
    return year < 2000 || year > 2100 ? { code: "yearOutside" } : new Date(instant);
  };
}

const clock = String.raw`(?:(?:\s*,)?(?:\s+|T)(?:om |at )?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?(?:\s?(am|pm|uur|u|h))?\.?)?`;
const iso = new RegExp(String.raw`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})${clock}\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?$`, "i");
const numbers = new RegExp(String.raw`^(?:[a-z]{2,9}\.?,?\s+)?(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})${clock}$`, "i");
const words = new RegExp(String.raw`^(?:[a-z]{2,9}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th|e)?[-. ]+([a-z]{3,9})\.?[-, ]+(\d{4}|\d{2})${clock}$`, "i");
const americanWords = new RegExp(String.raw`^(?:[a-z]{2,9}\.?,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${clock}$`, "i");

function readIso(text: string): Found | null {
  const match = iso.exec(text);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, half, zone] = match;
  return { parts: partsOf(year!, Number(month), day!, hour, minute, second, half), offsetMinutes: zone === undefined ? null : offsetOf(zone) };
}

function readNumbers(text: string): Found | null {
  const match = numbers.exec(text);
  if (!match) return null;
  const [, day, month, year, hour, minute, second, half] = match;
  return { parts: partsOf(year!, Number(month), day!, hour, minute, second, half), offsetMinutes: null };
}

const months = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];
const otherMonths: Record<string, number> = { maa: 3, mar: 3, may: 5, oct: 10 };

function readWords(text: string): Found | null {
  const match = words.exec(text);
  const american = match ? null : americanWords.exec(text);
  if (!match && !american) return null;
  const [, day, name, year, hour, minute, second, half] = match ?? [american![0], american![2], american![1], ...american!.slice(3)];
  const short = name!.toLowerCase().slice(0, 3);
  const month = months.indexOf(short) + 1 || otherMonths[short];
  return month ? { parts: partsOf(year!, month, day!, hour, minute, second, half), offsetMinutes: null } : null;
}

const excelEpoch = 25_569; // 1970-01-01 as Excel counts days

/** The number that Excel keeps of a date: "46346" or "46346,59". */
function readSerial(text: string): Found | null {
  if (!/^\d{5}(?:[.,]\d+)?$/.test(text)) return null;
  const seconds = Math.round((Number(text.replace(",", ".")) - excelEpoch) * 86_400);
  const local = new Date(seconds * 1_000);
  return { parts: { year: local.getUTCFullYear(), month: local.getUTCMonth() + 1, day: local.getUTCDate(), hour: local.getUTCHours(), minute: local.getUTCMinutes(), second: local.getUTCSeconds() }, offsetMinutes: null };
}

function partsOf(year: string, month: number, day: string, hour = "0", minute = "0", second = "0", half = ""): Parts {
  const isHalf = /^[ap]m$/i.test(half) && Number(hour) >= 1 && Number(hour) <= 12;
  const hours = isHalf ? (Number(hour) % 12) + (half.toLowerCase() === "pm" ? 12 : 0) : Number(hour);
  return { year: Number(year.length === 2 ? `20${year}` : year), month, day: Number(day), hour: hours, minute: Number(minute), second: Number(second) };
}

function offsetOf(zone: string): number {
  if (/^[zu]/i.test(zone)) return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(":", "") || 0);
  return zone.startsWith("-") ? -minutes : minutes;
}

const utc = ({ year, month, day, hour, minute, second }: Parts) => Date.UTC(year, month - 1, day, hour, minute, second);

function isDay({ year, month, day }: Parts): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/**
 * Local time to instant. Asking Temporal costs 30 µs, and files have hundreds of thousands: a day on
 * which the clock is not changed is asked about once.
 */
function zoneReader(timeZone: string): (parts: Parts) => number {
  const offsets = new Map<number, number | null>();
  return (parts) => {
    const day = Date.UTC(parts.year, parts.month - 1, parts.day);
    let offset = offsets.get(day);
    if (offset === undefined) {
      const begins = Temporal.PlainDate.from(parts).toZonedDateTime({ timeZone, plainTime: "00:00" });
      const ends = begins.add({ days: 1 });
      offset = begins.offsetNanoseconds === ends.offsetNanoseconds && begins.hoursInDay === 24 ? begins.offsetNanoseconds / 1e6 : null;
      if (offsets.size < 20_000) offsets.set(day, offset);
    }
    return offset === null ? Temporal.PlainDateTime.from(parts).toZonedDateTime(timeZone, { disambiguation: "compatible" }).epochMilliseconds : utc(parts) - offset;
  };
}
