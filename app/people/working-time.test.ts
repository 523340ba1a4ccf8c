import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { WorkingHours } from "./hours.ts";
import { addHours, type Calendar, hasHours, hoursBetween, isWorkingTime, nextWorkingTime, workingPeriods } from "./working-time.ts";

const office: WorkingHours = { "1": [["09:00", "17:00"]], "2": [["09:00", "17:00"]], "3": [["09:00", "17:00"]], "4": [["09:00", "17:00"]], "5": [["09:00", "17:00"]] };
const amsterdam: Calendar = { timeZone: "Europe/Amsterdam", hours: office, holidays: "nl" };
const night: Calendar = { ...amsterdam, hours: { "7": [["00:00", "06:00"]] } };
const iso = (date: Date) => date.toISOString();
const at = (text: string) => new Date(text);

describe("working hours", () => {
  test("from Friday afternoon into Monday", () => expect(iso(addHours(at("2026-11-20T15:00:00Z"), 4, "working", amsterdam))).toBe("2026-11-23T11:00:00.000Z"));

  test("eight hours from nine is five, not the next morning", () => expect(iso(addHours(at("2026-11-23T08:00:00Z"), 8, "working", amsterdam))).toBe("2026-11-23T16:00:00.000Z"));

  test("back from Monday morning into Friday", () => expect(iso(addHours(at("2026-11-23T09:00:00Z"), -4, "working", amsterdam))).toBe("2026-11-20T13:00:00.000Z"));

  test("nobody works at Christmas, nor in the weekend after it", () => expect(iso(addHours(at("2026-12-24T15:00:00Z"), 2, "working", amsterdam))).toBe("2026-12-28T09:00:00.000Z"));

  test("where Dutch holidays do not hold, Christmas is a Friday", () => expect(iso(addHours(at("2026-12-24T15:00:00Z"), 2, "working", { ...amsterdam, holidays: "none" }))).toBe("2026-12-25T09:00:00.000Z"));

  test("nine in the morning stays nine when the clock changes", () => {
    expect(iso(addHours(at("2026-03-27T15:00:00Z"), 2, "working", { ...amsterdam, holidays: "none" }))).toBe("2026-03-30T08:00:00.000Z");
    expect(iso(addHours(at("2026-10-23T14:00:00Z"), 2, "working", amsterdam))).toBe("2026-10-26T09:00:00.000Z");
  });

  test("the night in which the clock goes on has five hours of six, the night it goes back seven", () => {
    const hoursOf = (date: string) => workingPeriods(date, { ...night, holidays: "none" }).map(({ from, until }) => hoursBetween(from, until, "calendar", night));
    expect([hoursOf("2026-03-22"), hoursOf("2026-03-29"), hoursOf("2026-10-25"), hoursOf("2027-03-28"), hoursOf("2027-10-31")]).toEqual([[6], [5], [7], [5], [7]]);
  });

  test("a calendar in which nobody works counts hours on the clock", () => {
    for (const hours of [{}, { "1": [] }]) {
      const empty = { ...amsterdam, hours };
      expect(iso(addHours(at("2026-11-21T12:00:00Z"), 24, "working", empty))).toBe("2026-11-22T12:00:00.000Z");
      expect([isWorkingTime(at("2026-11-21T12:00:00Z"), empty), iso(nextWorkingTime(at("2026-11-21T12:00:00Z"), empty))]).toEqual([true, "2026-11-21T12:00:00.000Z"]);
    }
  });
});

/**
 * An own reading of each minute around the changes of 2026 and 2027, from the clock that Intl shows:
 * a period begins at the first minute of the day that shows its beginning or later, and ends likewise.
 */
const changes = {
  "Europe/Amsterdam": ["2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31"],
  "America/New_York": ["2026-03-08", "2026-11-01", "2027-03-14", "2027-11-07"],
  "Australia/Lord_Howe": ["2026-04-05", "2026-10-04", "2027-04-04", "2027-10-03"], // half an hour
  "Africa/Cairo": ["2026-04-24", "2026-10-30", "2027-04-30", "2027-10-29"], // at midnight
} as const;

type Zone = keyof typeof changes;
type Minute = { ms: number; date: string; clock: string };
const minuteInMs = 60_000;
const daysAround = 4;

const minutesAround = new Map<string, Minute[]>();
for (const timeZone of Object.keys(changes) as Zone[]) {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  for (const change of changes[timeZone]) {
    const middle = Date.parse(`${change}T00:00:00Z`);
    const minutes: Minute[] = [];
    for (let ms = middle - daysAround * 86_400_000; ms < middle + daysAround * 86_400_000; ms += minuteInMs) {
      const [date, clock] = format.format(ms).split(" ") as [string, string];
      minutes.push({ ms, date, clock });
    }
    minutesAround.set(`${timeZone} ${change}`, minutes);
  }
}

/** The minutes in which is worked, without the first and the last day, which may be cut off. */
function workedMinutes(all: Minute[], { hours }: Calendar): Map<number, boolean> {
  const worked = new Map<number, boolean>();
  for (const [date, minutes] of Map.groupBy(all, (minute) => minute.date)) {
    const weekday = String(new Date(`${date}T00:00:00Z`).getUTCDay() || 7) as keyof WorkingHours;
    const firstShowing = (clock: string) => {
      const index = minutes.findIndex((minute) => minute.clock >= clock);
      return index === -1 ? minutes.length : index;
    };
    const periods = (hours[weekday] ?? []).map(([from, until]) => [firstShowing(from), firstShowing(until)] as const);
    minutes.forEach(({ ms }, index) => worked.set(ms, periods.some(([from, until]) => from <= index && index < until)));
  }
  return worked;
}

const clocks = fc.integer({ min: 0, max: 96 }).map((quarter) => `${String(Math.floor(quarter / 4)).padStart(2, "0")}:${String((quarter % 4) * 15).padStart(2, "0")}`);
const period = fc.tuple(clocks, clocks).filter(([one, other]) => one !== other).map(([one, other]) => (one < other ? [one, other] : [other, one]) as [string, string]);
const days = fc.record(Object.fromEntries(["1", "2", "3", "4", "5", "6", "7"].map((weekday) => [weekday, fc.array(period, { maxLength: 3 })])), { requiredKeys: [] }) as fc.Arbitrary<WorkingHours>;

const scene = fc
  .record({ change: fc.constantFrom(...minutesAround.keys()), hours: days, offsets: fc.tuple(fc.integer({ min: 1440, max: (2 * daysAround - 1) * 1440 }), fc.integer({ min: 1440, max: (2 * daysAround - 1) * 1440 })) })
  .map(({ change, hours, offsets }) => {
    const minutes = minutesAround.get(change)!;
    const [from, until] = offsets.toSorted((a, b) => a - b).map((offset) => minutes[offset]!.ms) as [number, number];
    return { minutes, calendar: { timeZone: change.split(" ")[0]!, hours, holidays: "none" } satisfies Calendar, from, until };
  })
  .filter(({ calendar }) => hasHours(calendar));

/** With Dutch holidays, anywhere in two years. */
const anywhere = fc.record({
  calendar: fc.record({ timeZone: fc.constantFrom("Europe/Amsterdam", "America/New_York"), hours: days, holidays: fc.constantFrom("nl", "none") }).filter(hasHours) as fc.Arbitrary<Calendar>,
  from: fc.date({ min: at("2026-01-01"), max: at("2027-12-31"), noInvalidDate: true }),
  hours: fc.integer({ min: 1, max: 4_000 }).map((n) => n / 50),
});

describe("over every change of the clock in 2026 and 2027, here and elsewhere", () => {
  test("a minute is worked in when the clock says so", () =>
    fc.assert(
      fc.property(scene, ({ minutes, calendar, from }) => {
        expect(isWorkingTime(new Date(from), calendar)).toBe(workedMinutes(minutes, calendar).get(from));
      }),
      { numRuns: 200 },
    ));

  test("the hours between two moments are the minutes worked", () =>
    fc.assert(
      fc.property(scene, ({ minutes, calendar, from, until }) => {
        const worked = [...workedMinutes(minutes, calendar)].filter(([ms, isWorked]) => isWorked && from <= ms && ms < until).length;
        expect(Math.round(hoursBetween(new Date(from), new Date(until), "working", calendar) * 60)).toBe(worked);
        expect(hoursBetween(new Date(until), new Date(from), "working", calendar) + hoursBetween(new Date(from), new Date(until), "working", calendar)).toBe(0);
      }),
      { numRuns: 200 },
    ));

  test("adding those hours comes to a moment with nothing worked between, both ways", () =>
    fc.assert(
      fc.property(scene, ({ calendar, from, until }) => {
        const hours = hoursBetween(new Date(from), new Date(until), "working", calendar);
        const [there, back] = [addHours(new Date(from), hours, "working", calendar), addHours(new Date(until), -hours, "working", calendar)];
        expect(there.getTime()).toBeLessThanOrEqual(until);
        expect(hoursBetween(there, new Date(until), "working", calendar)).toBe(0);
        expect(back.getTime()).toBeGreaterThanOrEqual(from);
        expect(hoursBetween(new Date(from), back, "working", calendar)).toBe(0);
      }),
      { numRuns: 200 },
    ));
});

describe("anywhere in two years, with holidays", () => {
  test("the earliest moment after so many hours, the latest before", () =>
    fc.assert(
      fc.property(anywhere, ({ calendar, from, hours }) => {
        const [later, earlier] = [addHours(from, hours, "working", calendar), addHours(from, -hours, "working", calendar)];
        expect(hoursBetween(from, later, "working", calendar)).toBeCloseTo(hours, 9);
        expect(isWorkingTime(new Date(later.getTime() - 1), calendar)).toBe(true);
        expect(hoursBetween(earlier, from, "working", calendar)).toBeCloseTo(hours, 9);
        expect(isWorkingTime(earlier, calendar)).toBe(true);
      }),
    ));

  test("in two steps is as in one", () =>
    fc.assert(
      fc.property(anywhere, fc.integer({ min: 1, max: 400 }), ({ calendar, from, hours }, more) => {
        expect(addHours(addHours(from, hours, "working", calendar), more, "working", calendar)).toEqual(addHours(from, hours + more, "working", calendar));
      }),
    ));

  test("the next working time is one, and nothing is worked until then", () =>
    fc.assert(
      fc.property(anywhere, ({ calendar, from }) => {
        const next = nextWorkingTime(from, calendar);
        expect(isWorkingTime(next, calendar)).toBe(true);
        expect(next < from).toBe(false);
        expect(hoursBetween(from, next, "working", calendar)).toBe(0);
      }),
    ));

  test("hours on the clock are hours on the clock", () =>
    fc.assert(
      fc.property(anywhere, ({ calendar, from, hours }) => {
        expect(hoursBetween(from, addHours(from, hours, "calendar", calendar), "calendar", calendar)).toBeCloseTo(hours, 9);
      }),
    ));
});
