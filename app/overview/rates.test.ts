import fc from "fast-check";
import { expect, test } from "vitest";
import { compareRates, compareRunning, type Rate } from "./rates.ts";

test("Newcombe's own examples (1998, table II, method 10)", () => {
  const cases: [Rate, Rate, number, number][] = [
    [{ numerator: 56, denominator: 70 }, { numerator: 48, denominator: 80 }, 0.0524, 0.3339],
    [{ numerator: 9, denominator: 10 }, { numerator: 3, denominator: 10 }, 0.1705, 0.809],
    [{ numerator: 10, denominator: 10 }, { numerator: 0, denominator: 20 }, 0.6791, 1],
    [{ numerator: 10, denominator: 10 }, { numerator: 0, denominator: 10 }, 0.6075, 1],
  ];
  for (const [now, before, low, high] of cases) {
    const change = compareRates(now, before)!;
    expect(change.low).toBeCloseTo(low, 3);
    expect(change.high).toBeCloseTo(high, 3);
    expect(change.direction).toBe("up");
  }
});

test("one of one against none of one is no clear difference", () => {
  expect(compareRates({ numerator: 1, denominator: 1 }, { numerator: 0, denominator: 1 })?.direction).toBe("unclear");
});

test("nothing to compare with", () => {
  expect(compareRates({ numerator: 3, denominator: 4 }, { numerator: 0, denominator: 0 })).toBeNull();
});

test("what still runs is not held against this period", () => {
  const now = { numerator: 15, denominator: 33 };
  const before = { numerator: 32, denominator: 38 };
  expect(compareRunning(now, before, 0)).toBe("down");
  expect(compareRunning(now, before, 18)).toBe("running");
  expect(compareRunning(now, before, 1)).toBe("down");
  expect(compareRunning({ numerator: 33, denominator: 33 }, { numerator: 20, denominator: 38 }, 4)).toBe("up");
  expect(compareRunning(now, { numerator: 0, denominator: 0 }, 4)).toBeNull();
});

test("turning the two around turns the answer around", () => {
  const rate = fc.tuple(fc.nat(200), fc.nat(200)).map(([a, b]) => ({ numerator: Math.min(a, b), denominator: Math.max(a, b, 1) }));
  fc.assert(
    fc.property(rate, rate, (now, before) => {
      const there = compareRates(now, before)!;
      const back = compareRates(before, now)!;
      expect(there.low).toBeCloseTo(-back.high, 10);
      expect({ up: "down", down: "up", unclear: "unclear" }[there.direction]).toBe(back.direction);
      expect(compareRates(now, now)!.direction).toBe("unclear");
    }),
  );
});
