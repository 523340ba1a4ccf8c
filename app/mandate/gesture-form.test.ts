import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { actTexts } from "../tasks/act.texts.ts";
import { isTooMuch, most, readAmount } from "./amount.ts";
import { gestureForm } from "./gesture-form.ts";
import { euros } from "./say.ts";

const kinds = [
  { id: 1, has_amount: true },
  { id: 2, has_amount: false },
];

function problemsOf(typed: { gesture_kind_id?: string; amount: string; note: string }, { isAsking = true } = {}) {
  const parsed = gestureForm(kinds, { isAsking }).safeParse({ act_id: randomUUID(), seen: "3", gesture_kind_id: "1", ...typed });
  return parsed.success ? parsed.data : Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path[0], message]));
}

test("all that is wrong is said at once", () => {
  expect(problemsOf({ amount: "veel", note: " " })).toEqual({ amount: "amount", note: "required" });
  expect(problemsOf({ amount: "999999999999", note: "" })).toEqual({ amount: "amountTooMuch", note: "required" });
  expect(problemsOf({ amount: "25", note: "x".repeat(20_001) })).toEqual({ note: "tooLong" });
  expect(problemsOf({ gesture_kind_id: "9", amount: "25", note: "" })).toEqual({ gesture_kind_id: "choose", note: "required" });
  expect(problemsOf({ gesture_kind_id: "2", amount: "101", note: "" })).toEqual({ amount: "count", note: "required" });
  expect(problemsOf({ amount: "12,50", note: " Terecht boos.\r\n" })).toMatchObject({ amount: 1_250, note: "Terecht boos." });
  expect(problemsOf({ gesture_kind_id: "2", amount: "", note: "" }, { isAsking: false })).toMatchObject({ amount: 1, note: "" });
});

test("too much is something else than no amount, and the most is said as it is", () => {
  expect([readAmount("100000", true), readAmount("100000,01", true), readAmount("€ 12.50", true), readAmount("0", true)]).toEqual([most.cents, undefined, 1_250, 0]);
  expect([isTooMuch("100000", true), isTooMuch("100000,01", true), isTooMuch("9".repeat(400), true), isTooMuch("veel", true), isTooMuch("", true), isTooMuch("101", false)]).toEqual([false, true, true, false, false, true]);
  for (const language of ["nl", "en"] as const) expect(actTexts[language].problem.amountTooMuch.replaceAll("\u00a0", " ")).toContain(euros(most.cents, language).replaceAll("\u00a0", " "));
});
