import fc from "fast-check";
import { expect, test } from "vitest";
import { readReceiver, readSeen, type Receiver, shareOut } from "./reassign.ts";

const person = (employeeId: number, open = 0): Receiver => ({ teamId: 1, employeeId, open });
const pool: Receiver = { teamId: 1, employeeId: null, open: 0 };
const tasks = (...ownerIds: (number | null)[]) => ownerIds.map((ownerId, index) => ({ taskId: index + 1, ownerId }));
const shared = (seen: ReturnType<typeof tasks>, receivers: Receiver[]) => [...shareOut(seen, receivers)].map(([taskId, { employeeId }]) => [taskId, employeeId]);

test("each to who then has the fewest", () => expect(shared(tasks(9, 9, 9), [person(1, 2), person(2, 0)])).toEqual([[1, 2], [2, 2], [3, 1]]));

test("what somebody hands in herself does not count for her", () => expect(shared(tasks(1, 1), [person(1, 2), person(2, 0)])).toEqual([[1, 1], [2, 2]]));

test("to the pool only when nobody was chosen", () => {
  expect(shared(tasks(1, 2), [pool])).toEqual([[1, null], [2, null]]);
  expect(shared(tasks(1), [pool, person(3, 20)])).toEqual([[1, 3]]);
  expect(shared(tasks(1), [])).toEqual([]);
});

test("everything is given out, and the loads end as level as they can be", () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 6 }), fc.integer({ min: 0, max: 40 }), (loads, count) => {
      const people = loads.map((open, index) => person(index + 1, open));
      const given = shareOut(tasks(...Array.from({ length: count }, () => null)), people);
      expect(given.size).toBe(count);
      const ends = people.map(({ employeeId, open }) => ({ open, end: open + [...given.values()].filter((receiver) => receiver.employeeId === employeeId).length }));
      const lowest = Math.min(...ends.map(({ end }) => end));
      expect(ends.filter(({ open, end }) => end > open && end > lowest + 1)).toEqual([]);
    }),
  ));

test("what stands in the form is read back, and nothing else", () => {
  expect([readSeen("42:13"), readSeen("42:"), readReceiver("3:")]).toEqual([{ taskId: 42, ownerId: 13 }, { taskId: 42, ownerId: null }, { teamId: 3, employeeId: null }]);
  expect(["", "42", ":1", "a:b", "1:2:3", "-1:2"].map(readSeen)).toEqual(Array.from({ length: 6 }, () => undefined));
});
