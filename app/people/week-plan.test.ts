import { expect, test } from "vitest";
import type { Colleague } from "./cover.ts";
import { dayState, gapsOf, type PlannedPerson, twoWeeks } from "./week-plan.ts";
import type { Calendar } from "./working-time.ts";

const day = [["09:00", "17:00"]] as [string, string][];
const office: Calendar = { timeZone: "Europe/Amsterdam", hours: { "1": day, "2": day, "3": day, "4": day, "5": day }, holidays: "nl" };
const here = { away_from: null, away_until: null };
const at = (text: string) => new Date(text);
const now = at("2026-12-23T11:00:00Z");
const { days: dates, today } = twoWeeks(now, "Europe/Amsterdam");

function person(id: number, values: Partial<Colleague> = {}): PlannedPerson {
  const one = { id, name: `P${id}`, substitute_id: null, deactivated_at: null, open_task_cap: null, open: 0, ...here, ...values };
  return { ...one, days: dates.map((date) => dayState(date, office, one)) };
}

function gaps(...people: PlannedPerson[]) {
  const works = dates.map((date) => dayState(date, office, here) === "here");
  return gapsOf({ people, colleagues: new Map(people.map((one) => [one.id, one])), dates, works, today, now });
}

test("two weeks from Monday, in the zone", () => {
  expect([dates[0], dates[13], today]).toEqual(["2026-12-21", "2027-01-03", "2026-12-23"]);
  expect(twoWeeks(at("2026-12-27T23:30:00Z"), "Europe/Amsterdam").days[0]).toBe("2026-12-28");
});

test("a day is worked, free, a holiday, or away for all or part of its hours", () => {
  const state = (date: string, from: string, until: string) => dayState(date, office, { away_from: at(from), away_until: at(until) });
  expect([dayState("2026-12-24", office, here), dayState("2026-12-26", office, here), dayState("2026-12-25", office, here)]).toEqual(["here", "holiday", "holiday"]);
  expect(dayState("2026-12-27", office, here)).toBe("free");
  expect(state("2026-12-24", "2026-12-23T23:00:00Z", "2026-12-24T23:00:00Z")).toBe("away");
  expect(state("2026-12-24", "2026-12-24T12:00:00Z", "2026-12-24T23:00:00Z")).toBe("partly");
  expect(state("2026-12-24", "2026-12-24T16:00:00Z", "2026-12-24T23:00:00Z")).toBe("here"); // after work
});

test("a working day with nobody is a gap; a holiday, a weekend and a day that has passed are none", () => {
  const away = { away_from: at("2026-12-20T23:00:00Z"), away_until: at("2026-12-29T23:00:00Z") };
  expect(gaps(person(1, away), person(2, { away_from: at("2026-12-21T23:00:00Z"), away_until: at("2026-12-28T23:00:00Z") }))).toEqual([
    { kind: "nobody", date: "2026-12-23" },
    { kind: "nobody", date: "2026-12-24" },
    { kind: "nobody", date: "2026-12-28" },
  ]);
  expect(gaps()).toEqual([]);
});

test("away with open tasks and nobody to stand in, also when it has yet to begin", () => {
  const soon = { away_from: at("2026-12-28T23:00:00Z"), away_until: at("2026-12-30T23:00:00Z"), open: 3 };
  expect(gaps(person(1, soon), person(2))).toEqual([{ kind: "no_cover", name: "P1", from: soon.away_from, open: 3 }]);
  expect(gaps(person(1, { ...soon, substitute_id: 2 }), person(2))).toEqual([]);
  // Her substitute is away when it begins.
  expect(gaps(person(1, { ...soon, substitute_id: 2 }), person(2, { away_from: soon.away_from, away_until: soon.away_until }), person(3))).toMatchObject([{ kind: "no_cover", name: "P1" }]);
  expect(gaps(person(1, { ...soon, open: 0 }), person(2))).toEqual([]);
});

test("everybody who is here is full", () => {
  const full = { open: 4, open_task_cap: 4 };
  expect(gaps(person(1, full), person(2, { away_from: at("2026-12-20T23:00:00Z"), away_until: at("2026-12-23T23:00:00Z") }))).toEqual([{ kind: "full" }]);
  expect(gaps(person(1, full), person(2))).toEqual([]);
});
