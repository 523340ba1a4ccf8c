import { expect, test } from "vitest";
import type { Condition, Rule, Target } from "./rule.ts";
import type { RuleNames } from "./sentence.ts";
import { warningsOf } from "./warnings.ts";

const names: RuleNames = {
  teams: { 1: { name: "Noord", isGone: false }, 2: { name: "Oost", isGone: true } },
  employees: { 1: { name: "Fatima Amrani", isGone: false }, 2: { name: "Sven Bakker", isGone: true } },
  sources: { 1: { name: "Typeform", isGone: true } },
};
const noord: Target = { to: "team", id: 1, by: "claim" };
const rule = (id: string, when: Condition[], targets: Target[] = [noord]): Rule => ({ id, when, does: { open: true, for: targets } });
const detractor: Condition = { is: "category", one_of: ["detractor"] };

test("of two equal rules the second says that the first decides", () => {
  const rules = [rule("a", [detractor, { is: "language", one_of: ["nl", "en"] }]), rule("b", [{ is: "language", one_of: ["en", "nl"] }, detractor], [{ to: "customer_owner" }])];
  expect(warningsOf(rules, names)).toEqual({ a: [], b: [{ kind: "same", as: 1 }] });
});

test("a rule that an earlier, wider one always comes before is never reached", () => {
  expect(warningsOf([rule("a", [detractor]), rule("b", [{ is: "score", from: 0, to: 3 }, { is: "new_customer" }])], names)["b"]).toEqual([{ kind: "never", as: 1 }]);
  expect(warningsOf([rule("a", []), rule("b", [detractor])], names)["b"]).toEqual([{ kind: "never", as: 1 }]);
  expect(warningsOf([rule("a", [detractor]), rule("b", [{ is: "score", from: 5, to: 7 }])], names)["b"]).toEqual([]);
  expect(warningsOf([rule("a", [detractor]), rule("b", [{ is: "score", from: 0, to: 3, not: true }])], names)["b"]).toEqual([]);
  expect(warningsOf([rule("a", [{ is: "team", one_of: [1, 2] }]), rule("b", [{ is: "team", one_of: [1] }, detractor])], names)["b"]).toEqual([{ kind: "never", as: 1 }]);
  expect(warningsOf([rule("a", [{ is: "attribute", name: "segment", one_of: ["huurder"] }]), rule("b", [{ is: "attribute", name: "wijk", one_of: ["huurder"] }])], names)["b"]).toEqual([]);
  expect(warningsOf([rule("a", [{ is: "score", from: 0, to: 3 }]), rule("b", [detractor])], names)["b"]).toEqual([]);
});

test("a rule that names a team, an employee or a source that is gone says so, and whether anybody is left", () => {
  const gone: Target[] = [{ to: "employee", id: 2 }, { to: "team", id: 2, by: "least_loaded" }];
  expect(warningsOf([rule("a", [{ is: "source", one_of: [1] }], [...gone, noord])], names)["a"]).toEqual([{ kind: "names", names: ["Typeform", "Sven Bakker", "Oost"] }]);
  expect(warningsOf([rule("a", [detractor], gone)], names)["a"]).toEqual([{ kind: "names", names: ["Sven Bakker", "Oost"] }, { kind: "nobody" }]);
  expect(warningsOf([{ id: "a", when: [{ is: "team", one_of: [1, 2, 9] }], does: { open: false } }], names)["a"]).toEqual([{ kind: "names", names: ["Oost", "?"] }]);
  expect(warningsOf([rule("a", [detractor], [{ to: "team", id: "about", by: "claim" }])], names)["a"]).toEqual([]);
});
