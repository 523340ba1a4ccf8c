import fc from "fast-check";
import { expect, test } from "vitest";
import { takeNewest } from "./newest.ts";

type Known = { words: string | null; touchpoint: string | null };
const nothing: Known = { words: null, touchpoint: null };
const minute = (n: number) => new Date(Date.UTC(2026, 10, 20, 11, n));

const field = fc.option(fc.constantFrom("a", "b", null), { nil: undefined });
const answers = fc.array(fc.record({ words: field, touchpoint: field }), { minLength: 1, maxLength: 6 }).map((list) => list.map((incoming, n) => ({ incoming, at: minute(n) })));
type Answers = { incoming: { words?: string | null | undefined; touchpoint?: string | null | undefined }; at: Date }[];

function fold(list: Answers) {
  let known = nothing;
  let factsAt = {};
  for (const { incoming, at } of list) ({ values: known, factsAt } = takeNewest(known, factsAt, incoming, at));
  return { known, factsAt };
}

test("the newest answer that says something about a field decides it, in every order and however often", () => {
  fc.assert(
    fc.property(
      answers.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 }))),
      ([list, shuffled]) => {
        const last = (name: keyof Known) => list.findLast(({ incoming }) => incoming[name] !== undefined)?.incoming[name] ?? null;
        expect(fold(list).known).toEqual({ words: last("words"), touchpoint: last("touchpoint") });
        expect(fold(shuffled)).toEqual(fold(list));
      },
    ),
  );
});

test("of the same instant the later delivery wins, but an empty field never wipes out words", () => {
  const same = (...words: (string | null)[]) => fold(words.map((one) => ({ incoming: { words: one }, at: minute(0) }))).known.words;
  expect(same("a", "b")).toBe("b");
  expect(same(null, "a", null)).toBe("a");
});

test("it says what changed, and nothing when nothing did", () => {
  const first = takeNewest(nothing, {}, { words: "a" }, minute(0));
  expect(first).toMatchObject({ changed: ["words"], hasChanged: true });
  expect(takeNewest(first.values, first.factsAt, { words: "a" }, minute(0))).toMatchObject({ changed: [], hasChanged: false });
  // the same words, said again later: the next older answer must know
  expect(takeNewest(first.values, first.factsAt, { words: "a" }, minute(1))).toMatchObject({ changed: [], hasChanged: true });
  expect(takeNewest({ attributes: { b: 1, a: 2 } }, {}, { attributes: { a: 2, b: 1 } }, minute(0)).changed).toEqual([]);
});
