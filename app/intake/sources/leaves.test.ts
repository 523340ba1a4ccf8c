import fc from "fast-check";
import { expect, test } from "vitest";
import { anything } from "../presets/anything.ts";
import { oneAnswer } from "./answers.ts";
import { leavesOf } from "./leaves.ts";
import { readDeliveries } from "./mapping.ts";
import { type Step, valueAt } from "./place.ts";
import { plant } from "./plant.ts";
import { suggestMapping } from "./suggest.ts";
import { makeSafe, type Tree } from "./tree.ts";
import { readText } from "./words.ts";

const scalar = fc.oneof(fc.string({ maxLength: 8 }), fc.integer(), fc.boolean(), fc.constant(null));
const key = fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom("question", "answer", "field", "id", "ref", "key", "value", "title", "label", "type", "text", "name"));
const tree: fc.Arbitrary<Tree> = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof({ depthSize: "small" }, scalar, fc.array(tie("tree"), { maxLength: 4 }), fc.dictionary(key, tie("tree"), { maxKeys: 5 }), fc.json({ maxDepth: 2 })),
})).tree; // prettier-ignore

test("the address of every value leads to that value, in whatever is sent", () => {
  fc.assert(
    fc.property(tree, (any) => {
      const sent = makeSafe(any);
      for (const { at, value } of leavesOf(sent)) expect(readText(valueAt(oneAnswer(sent), at))).toBe(readText(value));
    }),
    { numRuns: 300 },
  );
});

test("fields with values are addressed by field: in another order each address still leads to its answer", () => {
  const pairs = fc.uniqueArray(fc.record({ question: fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text.trim() === text && text !== "" && !text.includes("@")), answer: fc.nat() }), { minLength: 2, maxLength: 6, selector: ({ question }) => question });
  fc.assert(
    fc.property(pairs.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))), ([list, shuffled]) => {
      const answers = leavesOf({ data: list }).filter(({ isQuestion }) => !isQuestion);
      expect(answers.map(({ at }) => valueAt({ data: shuffled }, at))).toEqual(list.map(({ answer }) => answer));
      expect(answers.map(({ labels }) => labels[1])).toEqual(list.map(({ question }) => question));
    }),
  );
});

test("a value is found again where it was planted", () => {
  const key = fc.string({ minLength: 1, maxLength: 5 }).filter((name) => !["__proto__", "q"].includes(name));
  const step: fc.Arbitrary<Step> = fc.oneof(key, fc.integer({ min: 0, max: 3 }), fc.record({ where: fc.constant<string[]>(["q"]), is: fc.constantFrom("a", "b") }), fc.constant<Step>({ json: true }));
  fc.assert(
    fc.property(fc.array(fc.tuple(step, key), { maxLength: 4 }), fc.nat(), (steps, value) => {
      const path = steps.flat();
      expect(valueAt(plant(undefined, [...path, "v"], value), [...path, "v"])).toBe(value);
    }),
  );
});

test("questions are told from answers, named as people know them, and an id that differs each time is no address", () => {
  const sent: Tree = {
    definition: { fields: [{ id: "f1", title: "Waarom?" }] },
    answers: [
      { field: { id: "f1" }, text: "Snel", type: "text" },
      { field: { id: "f2" }, number: 9, type: "number" },
    ],
    klanten: [{ name: "Jan", email: "jan@klant.example" }],
    keuzes: ["a", "b"],
  };
  expect(leavesOf(sent).filter(({ isQuestion }) => !isQuestion).map(({ at, labels, value }) => [JSON.stringify(at), labels.join(" > "), value])).toEqual([
    ['["answers",{"where":["field","id"],"is":"f1"},"text"]', "answers > Waarom? > text", "Snel"],
    ['["answers",{"where":["field","id"],"is":"f2"},"number"]', "answers > f2 > number", 9],
    ['["klanten",0,"name"]', "klanten > 1 > name", "Jan"],
    ['["klanten",0,"email"]', "klanten > 1 > email", "jan@klant.example"],
    ['["keuzes"]', "keuzes", "a, b"],
  ]);
});

test("the largest delivery that can be sent takes no more than a moment to look at", () => {
  const item = (index: number) => ({ id: index, answer: 1 });
  const many: Tree = { list: Array.from({ length: 12_000 }, (_, index) => item(index)) };
  const hostile: Tree = { a: "a".repeat(100_000), b: `<${"a@".repeat(60_000)}`, type: `csat${"1".repeat(60_000)}!`, score: `a${" a".repeat(50_000)}9!`, created_at: `20${" 26".repeat(30_000)}` };
  const started = performance.now();
  expect(leavesOf(many)).toHaveLength(2_000);
  suggestMapping(many);
  suggestMapping(hostile);
  const everywhere = ["a", "b", "score", "created_at"].map((key) => ({ at: [key] }));
  readDeliveries(anything, { scale: "0-10", fields: { id: [{ at: ["a"] }], score: [{ at: ["score"] }] } }, hostile, { timeZone: "UTC", receivedAt: new Date() });
  readDeliveries(anything, { scale: "0-10", fields: { id: everywhere, score: [{ constant: 9 }], answered_at: everywhere, "customer.email": [{ at: ["b"] }], "customer.phone": everywhere, comment: everywhere } }, hostile, { timeZone: "UTC", receivedAt: new Date() });
  expect(performance.now() - started).toBeLessThan(10_000);
});
