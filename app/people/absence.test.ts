import { expect, test } from "vitest";
import { absenceOf, lastDay } from "./absence.ts";

const amsterdam = "Europe/Amsterdam";
const saturday = new Date("2026-11-21T21:30:00Z"); // 22:30 in Amsterdam
const iso = (absence: ReturnType<typeof absenceOf>): Record<string, string | null> =>
  "problems" in absence ? absence.problems : { from: absence.away_from?.toISOString() ?? null, until: absence.away_until?.toISOString() ?? null };

test("today ends at midnight of the organisation's zone", () => expect(iso(absenceOf({ when: "today" }, saturday, amsterdam))).toEqual({ from: "2026-11-21T21:30:00.000Z", until: "2026-11-21T23:00:00.000Z" }));

test("this week ends as Monday begins, also on a Sunday and a Monday", () => {
  expect(iso(absenceOf({ when: "week" }, saturday, amsterdam)).until).toBe("2026-11-22T23:00:00.000Z");
  expect(iso(absenceOf({ when: "week" }, new Date("2026-11-22T12:00:00Z"), amsterdam)).until).toBe("2026-11-22T23:00:00.000Z");
  expect(iso(absenceOf({ when: "week" }, new Date("2026-11-23T12:00:00Z"), amsterdam)).until).toBe("2026-11-29T23:00:00.000Z");
});

test("days count whole, the last one included, also over the change to summer time", () => {
  const absence = absenceOf({ when: "dates", from: "2027-03-27", until: "2027-03-28" }, saturday, amsterdam);
  expect(iso(absence)).toEqual({ from: "2027-03-26T23:00:00.000Z", until: "2027-03-28T22:00:00.000Z" });
  expect(lastDay((absence as { away_until: Date }).away_until, amsterdam)).toBe("2027-03-28");
});

test("days that cannot be are named", () => {
  expect(iso(absenceOf({ when: "dates", from: "2026-02-30", until: "2026-12-01" }, saturday, amsterdam))).toEqual({ from: "date" });
  expect(iso(absenceOf({ when: "dates", from: "2026-12-02", until: "2026-12-01" }, saturday, amsterdam))).toEqual({ until: "dateOrder" });
  expect(iso(absenceOf({ when: "dates", from: "2026-11-01", until: "2026-11-20" }, saturday, amsterdam))).toEqual({ until: "datePast" });
});

test("back is back", () => expect(iso(absenceOf({ when: "back" }, saturday, amsterdam))).toEqual({ from: null, until: null }));
