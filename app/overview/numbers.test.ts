import { expect, test } from "vitest";
import { duration, percent, shortDay, signed } from "./numbers.ts";

test("a percentage is only 0 or 100 when it is exactly that", () => {
  expect(percent({ numerator: 999, denominator: 1000 })).toBe("99%");
  expect(percent({ numerator: 1, denominator: 1000 })).toBe("1%");
  expect(percent({ numerator: 0, denominator: 1000 })).toBe("0%");
  expect(percent({ numerator: 1000, denominator: 1000 })).toBe("100%");
  expect(percent({ numerator: 63, denominator: 75 })).toBe("84%");
  expect(percent({ numerator: 0, denominator: 0 })).toBe("");
});

test("hours in the size that people speak of", () => {
  expect(duration(0.667, "nl")).toBe("40 min");
  expect(duration(1, "en")).toBe("1 hour");
  expect(duration(5.24, "nl")).toBe("5,2 uur");
  expect(duration(31.4, "en")).toBe("31 hours");
  expect(duration(84, "nl")).toBe("3,5 dagen");
});

test("a difference has its sign, a day its year where it is another one", () => {
  expect([signed(4.4), signed(-11.6), signed(0.3), signed(-0.3)]).toEqual(["+4", "−12", "0", "0"]);
  expect(shortDay("2026-10-24", "nl", "2026")).toBe("24 okt");
  expect(shortDay("2025-10-24", "nl", "2026")).toBe("24 okt 2025");
});
