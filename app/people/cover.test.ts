import fc from "fast-check";
import { expect, test } from "vitest";
import { type Colleague, coverFor, isFull } from "./cover.ts";
import { isAway } from "./away.ts";

const now = new Date("2026-11-20T11:00:00Z");
const until = new Date("2026-11-25T11:00:00Z");
const here = { away_from: null, away_until: null, deactivated_at: null, open_task_cap: null, open: 0 };
const away = { ...here, away_from: now, away_until: until };

function colleagues(...people: (Partial<Colleague> & { id: number })[]): Map<number, Colleague> {
  return new Map(people.map((person) => [person.id, { ...here, substitute_id: null, ...person }]));
}

test("her substitute, when that one is here", () => {
  expect(coverFor(1, colleagues({ ...away, id: 1, substitute_id: 2 }, { id: 2 }), now)).toBe(2);
  expect(coverFor(1, colleagues({ ...away, id: 1 }), now)).toBeNull();
});

test("a substitute who is away or full has a substitute, too", () => {
  expect(coverFor(1, colleagues({ ...away, id: 1, substitute_id: 2 }, { ...away, id: 2, substitute_id: 3 }, { id: 3 }), now)).toBe(3);
  expect(coverFor(1, colleagues({ ...away, id: 1, substitute_id: 2 }, { id: 2, substitute_id: 3, open_task_cap: 2, open: 2 }, { id: 3 }), now)).toBe(3);
});

test("a circle of people who are away ends, and nobody is found", () => {
  const circle = colleagues({ ...away, id: 1, substitute_id: 2 }, { ...away, id: 2, substitute_id: 3 }, { ...away, id: 3, substitute_id: 2 });
  expect([1, 2, 3].map((id) => coverFor(id, circle, now))).toEqual([null, null, null]);
  expect(coverFor(1, colleagues({ ...away, id: 1, substitute_id: 2 }, { ...away, id: 2, substitute_id: 1 }), now)).toBeNull();
});

test("a substitute who left is nobody", () => expect(coverFor(1, colleagues({ ...away, id: 1, substitute_id: 2 }, { id: 2, deactivated_at: now, substitute_id: 3 }, { id: 3 }), now)).toBeNull());

test("whatever the substitutes are: it ends, and never with who cannot", () => {
  const person = fc.record({ substitute_id: fc.option(fc.integer({ min: 1, max: 8 })), isAway: fc.boolean(), isGone: fc.boolean(), open: fc.integer({ min: 0, max: 3 }), open_task_cap: fc.option(fc.integer({ min: 1, max: 3 })) });
  fc.assert(
    fc.property(fc.array(person, { minLength: 8, maxLength: 8 }), (people) => {
      const known = colleagues(...people.map(({ isAway, isGone, ...one }, index) => ({ ...(isAway ? away : here), ...one, id: index + 1, deactivated_at: isGone ? now : null })));
      const cover = coverFor(1, known, now);
      if (cover === null) return;
      const found = known.get(cover)!;
      expect([cover === 1, isAway(found, now), isFull(found), found.deactivated_at]).toEqual([false, false, false, null]);
    }),
  );
});
