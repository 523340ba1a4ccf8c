import { expect, test } from "vitest";
import type { Calendar } from "../people/working-time.ts";
import { againMoments, likelyDay, promiseDays } from "./moments.ts";

const week = ["1", "2", "3", "4", "5"] as const;
const office: Calendar = { timeZone: "Europe/Amsterdam", holidays: "nl", hours: Object.fromEntries(week.map((day) => [day, [["08:30", "17:00"]]])) };
const present = { away_from: null, away_until: null };
const said = (now: string, calendar = office, away: Parameters<typeof againMoments>[2] = present) => againMoments(new Date(now), calendar, away).map((at) => at.toISOString());

test("on a Tuesday morning: this afternoon, tomorrow twice, the day after", () => {
  expect(said("2026-11-24T09:10:00Z")).toEqual(["2026-11-24T11:30:00.000Z", "2026-11-25T09:00:00.000Z", "2026-11-25T13:00:00.000Z", "2026-11-26T09:00:00.000Z"]);
});

test("late on a Friday it is Monday; before Christmas the day after it", () => {
  expect(said("2026-11-20T15:00:00Z")[0]).toBe("2026-11-23T09:00:00.000Z");
  expect(said("2026-12-24T15:30:00Z")[0]).toBe("2026-12-28T09:00:00.000Z");
});

test("who works only on Thursday mornings is asked for those; who is away for when she is back", () => {
  expect(said("2026-11-20T09:00:00Z", { ...office, hours: { "4": [["09:00", "12:00"]] } })).toEqual(["2026-11-26T09:00:00.000Z", "2026-12-03T09:00:00.000Z", "2026-12-10T09:00:00.000Z", "2026-12-17T09:00:00.000Z"]);
  const away = { away_from: new Date("2026-11-24T23:00:00Z"), away_until: new Date("2026-11-29T23:00:00Z") };
  expect(said("2026-11-24T09:10:00Z", office, away)).toEqual(["2026-11-24T11:30:00.000Z", "2026-11-30T09:00:00.000Z", "2026-11-30T13:00:00.000Z", "2026-12-01T09:00:00.000Z"]);
});

test("ten o'clock is ten o'clock on both sides of the change of the clock", () => {
  expect(said("2026-10-23T14:30:00Z")[0]).toBe("2026-10-26T09:00:00.000Z");
});

test("somebody whose calendar has no hours may call on any day", () => {
  expect(said("2026-11-20T22:00:00Z", { ...office, hours: {} })[0]).toBe("2026-11-21T00:00:00.000Z");
});

test("days to promise for: today, tomorrow, then working days", () => {
  const days = promiseDays(new Date("2026-11-20T11:00:00Z"), office);
  expect(days).toEqual(["2026-11-20", "2026-11-21", "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"]);
  expect(likelyDay(days, office)).toBe("2026-11-23");
});
