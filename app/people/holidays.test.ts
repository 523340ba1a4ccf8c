import { expect, test } from "vitest";
import { dutchHolidays } from "./holidays.ts";

const on = (year: number, name: string) => dutchHolidays(year).find((holiday) => holiday.name === name)?.date;

test("the holidays of 2026 and 2027, as rijksoverheid.nl lists them", () => {
  expect(dutchHolidays(2026).map(({ date }) => date)).toEqual(["2026-01-01", "2026-04-05", "2026-04-06", "2026-04-27", "2026-05-14", "2026-05-24", "2026-05-25", "2026-12-25", "2026-12-26"]);
  expect(dutchHolidays(2027).map(({ date }) => date)).toEqual(["2027-01-01", "2027-03-28", "2027-03-29", "2027-04-27", "2027-05-06", "2027-05-16", "2027-05-17", "2027-12-25", "2027-12-26"]);
});

test("Easter at its earliest and latest", () => {
  expect([2008, 2035, 2038, 2049, 2076].map((year) => on(year, "easter"))).toEqual(["2008-03-23", "2035-03-25", "2038-04-25", "2049-04-18", "2076-04-19"]);
});

test("King's day is never on a Sunday", () => expect([2025, 2026, 2031].map((year) => on(year, "kings_day"))).toEqual(["2025-04-26", "2026-04-27", "2031-04-26"]));

test("Liberation day is free every five years", () => expect([2025, 2026, 2030].map((year) => on(year, "liberation_day"))).toEqual(["2025-05-05", undefined, "2030-05-05"]));
