import fc from "fast-check";
import { expect, test } from "vitest";
import { periodKinds, periodParams } from "./links.ts";
import { readPeriod, weeksUntil } from "./period.ts";

const zones = ["Europe/Amsterdam", "America/New_York"];
const hour = 3_600_000;
/** Both clock changes of both years in both zones lie inside. */
const moments = fc.date({ min: new Date("2026-01-01T00:00:00Z"), max: new Date("2027-12-31T23:59:59Z"), noInvalidDate: true });
const read = (query: string, now: string, timeZone = "Europe/Amsterdam") => readPeriod(new URLSearchParams(query), { now: new Date(now), timeZone });

const local = (instant: Date, timeZone: string) => new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(instant);
const dayOf = (instant: Date, timeZone: string) => local(instant, timeZone).slice(0, 10);
const daysBetween = (first: string, last: string) => (Date.parse(last) - Date.parse(first)) / (24 * hour);

test("every boundary is a local midnight, also across the changes of the clock", () => {
  fc.assert(
    fc.property(moments, fc.constantFrom(...zones), fc.constantFrom(...periodKinds), fc.nat(200), fc.nat(200), (now, timeZone, kind, ago, length) => {
      const params = new URLSearchParams({ period: kind });
      if (kind === "custom") {
        params.set("from", new Date(now.getTime() - ago * 24 * hour).toISOString().slice(0, 10));
        params.set("to", new Date(now.getTime() - (ago - length) * 24 * hour).toISOString().slice(0, 10));
      }
      const { period, problem } = readPeriod(params, { now, timeZone });
      expect(problem).toBeNull();
      for (const span of [period, period.previous]) {
        expect(local(span.from, timeZone)).toBe(`${span.firstDay} 00:00:00`);
        expect(local(span.to, timeZone)).toMatch(/ 00:00:00$/);
        expect(dayOf(new Date(span.to.getTime() - 1), timeZone)).toBe(span.lastDay);
      }
      expect(period.previous.to.getTime()).toBeLessThanOrEqual(period.from.getTime());
      const endsToday = kind !== "custom" && kind !== "last-month";
      expect(!endsToday || period.lastDay === dayOf(now, timeZone)).toBe(true);
      // and back: the same URL gives the same period
      expect(readPeriod(new URLSearchParams(periodParams(period)), { now, timeZone }).period).toEqual(period);
    }),
    { numRuns: 400 },
  );
});

test("four weeks are 28 local days, an hour shorter or longer where the clock changed", () => {
  const lengths = new Set<number>();
  fc.assert(
    fc.property(moments, fc.constantFrom(...zones), (now, timeZone) => {
      const { period } = readPeriod(new URLSearchParams(), { now, timeZone });
      expect(daysBetween(period.firstDay, period.lastDay)).toBe(27);
      expect(daysBetween(period.previous.firstDay, period.previous.lastDay)).toBe(27);
      expect(period.previous.to).toEqual(period.from);
      lengths.add((period.to.getTime() - period.from.getTime()) / hour);
    }),
    { numRuns: 1000 },
  );
  expect([...lengths].sort()).toEqual([671, 672, 673]);
});

test("the four changes of the clock of 2026 and 2027, by name", () => {
  const hoursOf = (day: string, timeZone: string) => {
    const { period } = read(`period=custom&from=${day}&to=${day}`, "2027-12-01T12:00:00Z", timeZone);
    return (period.to.getTime() - period.from.getTime()) / hour;
  };
  for (const day of ["2026-03-29", "2027-03-28"]) expect(hoursOf(day, "Europe/Amsterdam")).toBe(23);
  for (const day of ["2026-10-25", "2027-10-31"]) expect(hoursOf(day, "Europe/Amsterdam")).toBe(25);
  for (const day of ["2026-03-08", "2027-03-14"]) expect(hoursOf(day, "America/New_York")).toBe(23);
  for (const day of ["2026-11-01", "2027-11-07"]) expect(hoursOf(day, "America/New_York")).toBe(25);
});

test("today is the local day, not the day in UTC", () => {
  expect(read("", "2026-11-20T23:30:00Z").period.lastDay).toBe("2026-11-21");
  expect(read("", "2026-11-20T03:30:00Z", "America/New_York").period.lastDay).toBe("2026-11-19");
});

test("a running month is compared with the same part of the month before", () => {
  expect(read("period=month", "2026-11-12T12:00:00Z").period).toMatchObject({ firstDay: "2026-11-01", lastDay: "2026-11-12", previous: { firstDay: "2026-10-01", lastDay: "2026-10-12" } });
  expect(read("period=month", "2026-03-31T12:00:00Z").period.previous).toMatchObject({ firstDay: "2026-02-01", lastDay: "2026-02-28" });
  expect(read("period=quarter", "2026-11-12T12:00:00Z").period).toMatchObject({ firstDay: "2026-10-01", previous: { firstDay: "2026-07-01", lastDay: "2026-08-12" } });
  expect(read("period=year", "2026-03-01T12:00:00Z").period).toMatchObject({ firstDay: "2026-01-01", previous: { firstDay: "2025-01-01", lastDay: "2025-03-01" } });
  expect(read("period=last-month", "2026-01-12T12:00:00Z").period).toMatchObject({ firstDay: "2025-12-01", lastDay: "2025-12-31", previous: { firstDay: "2025-11-01", lastDay: "2025-11-30" } });
});

test("what cannot be read says why and shows the last four weeks", () => {
  for (const [query, problem] of [
    ["period=custom", "format"],
    ["period=custom&from=2026-02-30&to=2026-03-01", "format"],
    ["period=custom&from=2026-01-01&to=0", "format"],
    ["period=custom&from=2026-03-02&to=2026-03-01", "order"],
    ["period=custom&from=2020-01-01&to=2026-03-01", "long"],
  ]) {
    const answer = read(query!, "2026-11-20T12:00:00Z");
    expect(answer.problem).toBe(problem);
    expect(answer.period.kind).toBe("weeks");
  }
  expect(read("period=decade", "2026-11-20T12:00:00Z")).toMatchObject({ problem: null, period: { kind: "weeks" } });
});

test("weeks begin on Monday, touch each other, and the last ends with the period", () => {
  fc.assert(
    fc.property(moments, fc.constantFrom(...zones), (now, timeZone) => {
      const { period } = readPeriod(new URLSearchParams(), { now, timeZone });
      const weeks = weeksUntil(period, 12, timeZone);
      expect(weeks).toHaveLength(12);
      weeks.forEach((week, index) => {
        expect(local(week.from, timeZone)).toBe(`${week.firstDay} 00:00:00`);
        expect(new Date(week.firstDay).getUTCDay()).toBe(1);
        expect(week.to).toEqual(weeks[index + 1]?.from ?? period.to);
      });
    }),
  );
});
