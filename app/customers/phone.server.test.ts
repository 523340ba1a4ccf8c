import { expect, test } from "vitest";
import { dialPhone, readPhone, showPhone } from "./phone.server.ts";

test.each([
  ["06 12345678", "+31612345678", "06 12345678", "tel:+31612345678"],
  ["0031-6-12345678", "+31612345678", "06 12345678", "tel:+31612345678"],
  ["+31 (0)20 123 45 67", "+31201234567", "020 123 4567", "tel:+31201234567"],
  ["+32 470 12 34 56", "+32470123456", "+32 470 12 34 56", "tel:+32470123456"],
  ["020-1234567 ext. 12", "+31201234567 ext. 12", "020 123 4567 ext. 12", "tel:+31201234567"],
  ["bel mijn zoon", "bel mijn zoon", "bel mijn zoon", null],
  ["12", "12", "12", null],
  ["12-34 (thuis)", "12-34 (thuis)", "12-34 (thuis)", "tel:1234"],
])("%s", (typed, stored, shown, dialled) => {
  expect(readPhone(typed)).toBe(stored);
  expect(readPhone(stored)).toBe(stored);
  expect(showPhone(stored)).toBe(shown);
  expect(dialPhone(stored)).toBe(dialled);
});
