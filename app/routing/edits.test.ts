import { expect, test } from "vitest";
import { added, copied, newRuleId, placed, putBack, putBackBefore, replaced, without } from "./edits.ts";
import { type Rule, rule as ruleSchema } from "./rule.ts";

const rule = (id: string): Rule => ({ id, when: [], does: { open: false } });
const [a, b, c, d] = ["aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd"].map(rule) as [Rule, Rule, Rule, Rule];

test("a rule goes before another or last, wherever it came from", () => {
  expect(placed([a, b, c], c.id, a.id)).toEqual([c, a, b]);
  expect(placed([a, b, c], a.id, c.id)).toEqual([b, a, c]);
  expect(placed([a, b, c], a.id, null)).toEqual([b, c, a]);
  expect(placed([a, b, c], b.id, b.id)).toBeUndefined();
});

test("what was taken away in between cannot be moved, changed, copied or taken away", () => {
  expect(placed([a, b], c.id, a.id)).toBeUndefined();
  expect(placed([a, b], a.id, c.id)).toBeUndefined();
  expect(replaced([a], b)).toBeUndefined();
  expect(copied([a], b.id, c.id)).toBeUndefined();
  expect(without([a], b.id)).toBeUndefined();
});

test("new on top, a copy under its example, put back where it was", () => {
  expect(added([a], b)).toEqual([b, a]);
  expect(copied([a, b], a.id, c.id)).toEqual([a, { ...a, id: c.id }, b]);
  expect(putBack([a, d], [a, b, c, d], c.id)).toEqual([a, c, d]);
  expect(putBack([d], [a, b, c, d], b.id)).toEqual([b, d]);
  expect(putBack([a], [a], a.id)).toBeUndefined();
  expect(putBack([a], [a], b.id)).toBeUndefined();
});

test("what never held is put back where it stood, once", () => {
  expect(putBackBefore([a, c], b, c.id)).toEqual([a, b, c]);
  expect(putBackBefore([a], b, null)).toEqual([a, b]);
  expect(putBackBefore([a], b, c.id)).toEqual([a, b]);
  expect(putBackBefore([a, b], b, a.id)).toBeUndefined();
});

test("200 rules are the most", () => {
  const full = Array.from({ length: 200 }, (_, index) => rule(`rule${String(index).padStart(4, "0")}`));
  expect(added(full, a)).toBeUndefined();
  expect(copied(full, full[0]!.id, a.id)).toBeUndefined();
});

test("a new id is one that a rule may have", () => {
  expect(ruleSchema.safeParse(rule(newRuleId())).success).toBe(true);
});
