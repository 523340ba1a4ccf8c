import { expect, test } from "vitest";
import { changesOf, holdsWhen, isSameRules } from "./changes.ts";
import { firstRules, type Rule } from "./rule.ts";

const rule = (id: string, score: number): Rule => ({ id, when: [{ is: "score", from: 0, to: score }], does: { open: true, for: [{ to: "customer_owner" }] } });
const [a, b, c, d] = [rule("aaaaaaaa", 1), rule("bbbbbbbb", 2), rule("cccccccc", 3), rule("dddddddd", 4)] as [Rule, Rule, Rule, Rule];

test("added, removed and changed rules go by their id", () => {
  const other = { ...b, does: { open: false as const } };
  expect(changesOf([a, b], [other, d])).toEqual({ added: [d], removed: [a], changed: [{ before: b, after: other }], moved: [] });
});

test("one rule that was moved is one that was moved, up or down", () => {
  expect(changesOf([a, b, c, d], [d, a, b, c]).moved).toEqual([d]);
  expect(changesOf([a, b, c, d], [b, c, d, a]).moved).toEqual([a]);
  expect(changesOf([a, b, c, d], [a, b, c, d]).moved).toEqual([]);
  expect(changesOf([a, b, c], [c, b, a]).moved).toHaveLength(2);
});

test("rules are the same in whatever order PostgreSQL gives their keys", () => {
  expect(isSameRules([a], [{ does: { for: [{ to: "customer_owner" }], open: true }, id: a.id, when: [{ to: 1, from: 0, is: "score" }] }])).toBe(true);
  expect(isSameRules([a, b], [b, a])).toBe(false);
  expect(isSameRules(firstRules, [])).toBe(false);
});

test("conditions hold for the same answers in any order and with any capitals", () => {
  expect(holdsWhen([{ is: "words", any_of: ["Lek*", "schimmel"] }, { is: "new_customer" }])).toBe(holdsWhen([{ is: "new_customer" }, { is: "words", any_of: [" schimmel", "lek*"] }]));
  expect(holdsWhen([{ is: "new_customer" }])).not.toBe(holdsWhen([{ is: "new_customer", not: true }]));
});
