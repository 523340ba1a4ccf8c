import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileRules, outcomeFor, type ResponseFacts } from "./compile.ts";
import { type Condition, type Rule, rules } from "./rule.ts";

const noon = new Date("2026-11-20T12:00:00Z");
const facts = (given: Partial<ResponseFacts> = {}): ResponseFacts => ({
  score: 3,
  category: "detractor",
  sourceId: 1,
  comment: "De lekkage is nog niet gemaakt.",
  language: "nl",
  account: "Flat Oost",
  touchpoint: "Reparatie",
  attributes: { Segment: "Zakelijk", kosten: 12.5, nieuw: true },
  aboutTeamId: 2,
  earlier: { count: 0, detractorAt: null },
  at: noon,
  ...given,
});
const always: Rule["does"] = { open: true, for: [{ to: "customer_owner" }] };
const holds = (condition: Condition, given: Partial<ResponseFacts> = {}) => compileRules([{ id: "rule0001", when: [condition], does: always }]).decide(facts(given)) !== undefined;

describe("a condition", () => {
  test.each<[Condition, boolean]>([
    [{ is: "score", from: 0, to: 3 }, true],
    [{ is: "score", from: 4, to: 6 }, false],
    [{ is: "category", one_of: ["promoter", "detractor"] }, true],
    [{ is: "category", one_of: ["passive"] }, false],
    [{ is: "team", one_of: [2, 3] }, true],
    [{ is: "team", one_of: [3] }, false],
    [{ is: "source", one_of: [1] }, true],
    [{ is: "touchpoint", one_of: [" reparatie "] }, true],
    [{ is: "touchpoint", one_of: ["Verhuizing"] }, false],
    [{ is: "language", one_of: ["en"] }, false],
    [{ is: "account", one_of: ["FLAT OOST"] }, true],
    [{ is: "attribute", name: "segment", one_of: ["zakelijk"] }, true],
    [{ is: "attribute", name: "kosten", one_of: ["12.5"] }, true],
    [{ is: "attribute", name: "nieuw", one_of: ["true"] }, true],
    [{ is: "attribute", name: "kleur", one_of: ["rood"] }, false],
    [{ is: "new_customer" }, true],
    [{ is: "repeat_detractor", days: 30 }, false],
  ])("%j: %s, and the other way round with not", (condition, expected) => {
    expect(holds(condition)).toBe(expected);
    expect(holds({ ...condition, not: true } as Condition)).toBe(!expected);
  });

  test("nothing said is none of these", () => {
    const nothing = { aboutTeamId: null, touchpoint: null, account: null, language: null, comment: null, attributes: {} };
    for (const condition of [{ is: "team", one_of: [2] }, { is: "touchpoint", one_of: ["Reparatie"] }, { is: "account", one_of: ["null"] }, { is: "language", one_of: ["nl"] }, { is: "words", any_of: ["*"] }] satisfies Condition[]) expect(holds(condition, nothing)).toBe(false);
  });

  test.each([
    [["lekkage"], "De LEKKAGE blijft", true],
    [["lek"], "De lekkage blijft", false],
    [["lek*"], "De lekkage blijft", true],
    [["*kage"], "De lekkage blijft", true],
    [["nog niet"], "Het is nog\n niet gemaakt", true],
    [["nog niet"], "nog eens niet", false],
    [["café"], "In het cafe\u0301.", true],
    [["a.b"], "acb", false],
    [["(test)"], "dit is (test) dus", true],
    [["één"], "heréénigd", false],
    [["klacht", "boos"], "Ik ben boos!", true],
  ])("words %j in %j: %s", (any_of, comment, expected) => expect(holds({ is: "words", any_of }, { comment })).toBe(expected));

  test("a repeat detractor gave 0 to 6 within so many days, to the moment", () => {
    const before = (days: number) => ({ earlier: { count: 1, detractorAt: new Date(noon.getTime() - days * 86_400_000) } });
    expect(holds({ is: "repeat_detractor", days: 30 }, before(30))).toBe(true);
    expect(holds({ is: "repeat_detractor", days: 30 }, before(30.001))).toBe(false);
    expect(holds({ is: "new_customer" }, before(400))).toBe(false);
  });
});

test("the first rule of which all holds decides, also of two that are alike", () => {
  const rule = (id: string, when: Condition[]): Rule => ({ id, when, does: always });
  const compiled = compileRules([rule("aaaaaaa1", [{ is: "score", from: 0, to: 3 }, { is: "language", one_of: ["en"] }]), rule("aaaaaaa2", [{ is: "score", from: 0, to: 3 }]), rule("aaaaaaa3", [{ is: "score", from: 0, to: 3 }]), rule("aaaaaaa4", [])]);
  expect(compiled.decide(facts())?.id).toBe("aaaaaaa2");
  expect(compiled.decide(facts({ language: "en" }))?.id).toBe("aaaaaaa1");
  expect(compiled.decide(facts({ score: 8 }))?.id).toBe("aaaaaaa4");
});

test("without a rule a detractor is followed up all the same, and nobody else; a rule may say otherwise", () => {
  expect(outcomeFor(undefined, { category: "detractor" })).toEqual({ open: true, for: [] });
  expect(outcomeFor(undefined, { category: "passive" })).toEqual({ open: false });
  expect(outcomeFor({ id: "rule0001", when: [], does: { open: false } }, { category: "detractor" })).toEqual({ open: false });
});

test("a customer's past is looked up only where a rule asks for it", () => {
  const needs = (given: unknown) => compileRules(rules.parse([given])).needsHistory;
  expect(needs({ id: "rule0001", when: [{ is: "new_customer" }], does: { open: false } })).toBe(true);
  expect(needs({ id: "rule0001", when: [], does: { open: true, for: [{ to: "previous_owner" }] } })).toBe(true);
  expect(needs({ id: "rule0001", when: [{ is: "score", from: 0, to: 6 }], does: always })).toBe(false);
});

test("stars find what they always found, and take no seconds over twenty thousand letters", () => {
  const naive = (word: string) => new RegExp(`(?<![\\p{L}\\p{N}])${word.split("*").join("[\\p{L}\\p{N}]*")}(?![\\p{L}\\p{N}])`, "iu");
  fc.assert(
    fc.property(fc.stringMatching(/^[ab*-]{0,5}[ab]$/), fc.stringMatching(/^[aAbB -]{0,14}$/), (word, comment) => {
      expect([word, comment, holds({ is: "words", any_of: [word] }, { comment })]).toEqual([word, comment, naive(word).test(comment)]);
    }),
    { numRuns: 3_000 },
  );
  const started = performance.now();
  for (const word of ["on*moge*lijk", "a*a*b", "a*a*a*a*a*b", "**x"]) for (const comment of [`on${"moge".repeat(5_000)}`, "a".repeat(20_000)]) expect(holds({ is: "words", any_of: [word] }, { comment })).toBe(false);
  expect(performance.now() - started).toBeLessThan(10_000);
});
