import fc from "fast-check";
import { expect, test } from "vitest";
import { type Answers, hasPromoterAlarm, npsDirection, npsOf } from "./nps.ts";

test("the formula of the design, worked out by hand", () => {
  // p = 0.5, d = 0.2: variance 0.7 - 0.09 = 0.61, margin 1.96 * sqrt(0.0061) * 100
  const nps = npsOf({ promoters: 50, passives: 30, detractors: 20 })!;
  expect(nps.score).toBeCloseTo(30, 10);
  expect(nps.margin).toBeCloseTo(15.3081, 4);
});

test("under 20 answers there is no figure and no direction", () => {
  const few = { promoters: 19, passives: 0, detractors: 0 };
  const enough = { promoters: 20, passives: 0, detractors: 0 };
  expect(npsOf(few)).toBeNull();
  expect(npsOf(enough)).toEqual({ score: 100, margin: 0, count: 20 });
  expect(npsDirection(few, enough)).toBeNull();
  expect(npsDirection(enough, few)).toBeNull();
});

test("the margin is the standard deviation of the answers as +1, 0 and -1", () => {
  const answers = fc.record({ promoters: fc.integer({ min: 7, max: 400 }), passives: fc.integer({ min: 7, max: 400 }), detractors: fc.integer({ min: 7, max: 400 }) });
  fc.assert(
    fc.property(answers, (given) => {
      const values = [...Array(given.promoters).fill(1), ...Array(given.passives).fill(0), ...Array(given.detractors).fill(-1)] as number[];
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      const nps = npsOf(given)!;
      expect(nps.score).toBeCloseTo(mean * 100, 8);
      expect(nps.margin).toBeCloseTo(1.96 * Math.sqrt(variance / values.length) * 100, 8);
    }),
  );
});

test("a direction only where zero lies outside the margin of the difference", () => {
  const before: Answers = { promoters: 40, passives: 40, detractors: 20 };
  expect(npsDirection({ promoters: 44, passives: 40, detractors: 16 }, before)?.direction).toBe("unclear");
  expect(npsDirection({ promoters: 70, passives: 25, detractors: 5 }, before)?.direction).toBe("up");
  expect(npsDirection({ promoters: 15, passives: 40, detractors: 45 }, before)?.direction).toBe("down");
});

test("promoters who become passives sound the alarm, though hardly anyone is angry", () => {
  const before = { promoters: 60, passives: 35, detractors: 5 };
  expect(hasPromoterAlarm({ promoters: 40, passives: 55, detractors: 5 }, before)).toBe(true);
  expect(hasPromoterAlarm({ promoters: 55, passives: 40, detractors: 5 }, before)).toBe(false);
  expect(hasPromoterAlarm({ promoters: 80, passives: 15, detractors: 5 }, before)).toBe(false);
  expect(hasPromoterAlarm({ promoters: 0, passives: 19, detractors: 0 }, before)).toBe(false);
});
