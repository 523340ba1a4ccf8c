import fc from "fast-check";
import { expect, test } from "vitest";
import { addHours, type Calendar, hoursBetween, isWorkingTime } from "../people/working-time.ts";
import { clockAfter, type TaskClock } from "./clock.ts";
import type { StoredEvent } from "./events.ts";
import { dueOf, type Escalation, escalation, planOf } from "./steps.ts";

const office: Calendar = {
  timeZone: "Europe/Amsterdam",
  hours: Object.fromEntries(["1", "2", "3", "4", "5"].map((day) => [day, [["09:00", "17:00"]]])),
  holidays: "nl",
};
const at = (text: string) => new Date(text);
const settings = (changed: Partial<Escalation> = {}): Escalation => ({ remind_before_hours: 2, unit: "calendar", steps: [{ after_hours: 24, act: "to_pool" }], ...changed });
const clock = (startedAt: string, due: string): TaskClock => ({ for: "contact", due: at(due), startedAt: at(startedAt), takenUntil: null, lateSince: null, stepCount: 0 });
const said = (each: TaskClock, set: Escalation, calendar = office) => planOf(each, set, calendar).map((planned) => [planned.step.act, planned.at.toISOString()]);

test("a reminder before, late at due, then the steps in the order of their hours", () => {
  const steps = [{ after_hours: 24, act: "to_pool" as const }, { after_hours: 4, act: "tell_lead" as const }];
  expect(said(clock("2026-11-19T10:00:00Z", "2026-11-20T10:00:00Z"), settings({ steps }))).toEqual([
    ["soon", "2026-11-20T08:00:00.000Z"],
    ["late", "2026-11-20T10:00:00.000Z"],
    ["tell_lead", "2026-11-20T14:00:00.000Z"],
    ["to_pool", "2026-11-21T10:00:00.000Z"],
  ]);
});

test("in working hours a weekend and a holiday do not count", () => {
  // Due on Thursday at four, Christmas Day is a Friday: eight hours later is Monday at four.
  expect(said(clock("2026-12-23T10:00:00Z", "2026-12-24T15:00:00Z"), settings({ unit: "working", steps: [{ after_hours: 8, act: "to_pool" }] }))).toEqual([
    ["soon", "2026-12-24T13:00:00.000Z"],
    ["late", "2026-12-24T15:00:00.000Z"],
    ["to_pool", "2026-12-28T15:00:00.000Z"],
  ]);
});

test("no reminder for who gets it after that moment; who gets it late has as long as a reminder gives", () => {
  expect(said(clock("2026-11-20T09:00:00Z", "2026-11-20T10:00:00Z"), settings())[0]).toEqual(["late", "2026-11-20T10:00:00.000Z"]);
  expect(said(clock("2026-11-20T12:00:00Z", "2026-11-20T10:00:00Z"), settings())).toEqual([
    ["late", "2026-11-20T14:00:00.000Z"],
    ["to_pool", "2026-11-21T14:00:00.000Z"],
  ]);
  expect(said(clock("2026-11-20T12:00:00Z", "2026-11-20T10:00:00Z"), settings({ remind_before_hours: null }))[0]).toEqual(["late", "2026-11-20T12:00:00.000Z"]);
});

test("each is taken once; a reminder that nobody came to give is left out when it is late", () => {
  const plan = planOf(clock("2026-11-19T10:00:00Z", "2026-11-20T10:00:00Z"), settings(), office);
  const acts = (now: string, takenUntil: string | null = null) => {
    const { due, next } = dueOf(plan, takenUntil ? at(takenUntil) : null, at(now));
    return [due.map(({ step }) => step.act), next?.toISOString() ?? null];
  };
  expect(acts("2026-11-20T07:59:59Z")).toEqual([[], "2026-11-20T08:00:00.000Z"]);
  expect(acts("2026-11-20T08:00:00Z")).toEqual([["soon"], "2026-11-20T10:00:00.000Z"]);
  expect(acts("2026-11-20T09:00:00Z", "2026-11-20T08:00:00Z")).toEqual([[], "2026-11-20T10:00:00.000Z"]);
  expect(acts("2026-11-20T11:00:00Z")).toEqual([["late"], "2026-11-21T10:00:00.000Z"]);
  // Nobody looked for days: first it is told, and the steps are planned anew.
  expect(acts("2026-11-25T11:00:00Z")).toEqual([["late"], null]);
  expect(acts("2026-11-25T11:00:00Z", "2026-11-21T10:00:00Z")).toEqual([[], null]);
});

/** Moments around both changes of the clock of 2026 and 2027, and Christmas. */
const moments = fc
  .constantFrom("2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z", "2027-03-28T01:00:00Z", "2027-10-31T01:00:00Z", "2026-12-24T12:00:00Z")
  .chain((change) => fc.integer({ min: -5 * 24 * 60, max: 5 * 24 * 60 }).map((minutes) => new Date(Date.parse(change) + minutes * 60_000)));
const calendars = fc.constantFrom(office, { ...office, timeZone: "America/Paramaribo", holidays: "none" as const }, { ...office, timeZone: "America/New_York" }, { ...office, hours: {} });
const escalations = fc.record({
  remind_before_hours: fc.option(fc.integer({ min: 1, max: 240 })),
  unit: fc.constantFrom("calendar" as const, "working" as const),
  steps: fc.array(fc.record({ after_hours: fc.integer({ min: 1, max: 720 }), act: fc.constantFrom("remind" as const, "tell_lead" as const, "to_pool" as const) }), { maxLength: 5 }),
});

test("over the change of the clock and holidays: in order, exact to the hour, and walked through minute by minute each once", () => {
  fc.assert(
    fc.property(moments, moments, calendars, escalations, fc.array(fc.integer({ min: 1, max: 5_000 }), { maxLength: 40 }), (startedAt, due, calendar, set, minutes) => {
      expect(() => escalation.parse(set)).not.toThrow();
      const running: TaskClock = { for: "promise", due, startedAt, takenUntil: null, lateSince: null, stepCount: 0 };
      const plan = planOf(running, set, calendar);
      const times = plan.map((planned) => planned.at.getTime());
      expect(times).toEqual(times.toSorted((a, b) => a - b));
      const late = plan.find(({ step }) => step.act === "late")!.at;
      expect(late.getTime()).toBeGreaterThanOrEqual(Math.max(due.getTime(), startedAt.getTime()));
      for (const { at, step } of plan) {
        if (!("after_hours" in step)) continue;
        expect(hoursBetween(late, at, set.unit, calendar)).toBeCloseTo(step.after_hours, 6);
        // Work ends or goes on at that moment, never in the night after.
        expect(set.unit === "calendar" || isWorkingTime(new Date(at.getTime() - 1), calendar)).toBe(true);
      }

      // Somebody looks at odd moments; whatever they are, the same steps are taken, each once.
      let now = startedAt;
      let walked = running;
      const taken: string[] = [];
      for (const each of [...minutes, 1_000_000, 300_000]) {
        now = new Date(now.getTime() + each * 60_000);
        const { due: steps, next } = dueOf(planOf(walked, set, calendar), walked.takenUntil, now);
        for (const { step, at } of steps) {
          taken.push(JSON.stringify(step));
          const event = { id: 1, at: now, actor_id: null, kind: step.act === "late" ? "lead_told" : "reminded", data: { waits_for: "promise", due_at: due.toISOString(), planned_at: at.toISOString() } } as StoredEvent;
          walked = clockAfter(walked, event, { stage: "to_act", due_at: due, promise_due_at: due, again_at: null }, { isTried: true, isReached: true })!;
          // Whoever was told has the hours of each step, whenever it was told.
          expect(!("after_hours" in step) || hoursBetween(walked.lateSince!, now, set.unit, calendar) >= step.after_hours - 1e-6).toBe(true);
        }
        expect(next === null || next > now).toBe(true);
      }
      const all = plan.map(({ step }) => JSON.stringify(step));
      expect(taken.filter((each) => !each.includes("soon"))).toEqual(all.filter((each) => !each.includes("soon")));
      expect(taken.filter((each) => each.includes("soon")).length).toBeLessThanOrEqual(1);
    }),
    { numRuns: 400 },
  );
});

test("a reminder is exactly its hours before due, also in the night in which the clock goes back", () => {
  expect(said(clock("2026-10-24T10:00:00Z", "2026-10-25T08:00:00Z"), settings({ remind_before_hours: 9 }))[0]).toEqual(["soon", "2026-10-24T23:00:00.000Z"]);
  expect(addHours(at("2026-10-25T08:00:00Z"), -9, "calendar", office)).toEqual(at("2026-10-24T23:00:00Z"));
});

test("who tries again hears it at that moment, and is not late yet; the steps count from there", () => {
  const again: TaskClock = { ...clock("2026-11-20T10:00:00Z", "2026-11-23T09:00:00Z"), for: "again" };
  expect(said(again, settings({ remind_before_hours: 2, steps: [{ after_hours: 24, act: "tell_lead" }] }))).toEqual([["again", "2026-11-23T09:00:00.000Z"], ["tell_lead", "2026-11-24T09:00:00.000Z"]]);
  expect(dueOf(planOf(again, settings({}), office), null, at("2026-11-23T08:59:00Z"))).toEqual({ due: [], next: at("2026-11-23T09:00:00Z") });
});
