import { expect, test } from "vitest";
import { blockOf, replyInput, shortened } from "./reply.ts";

const told = new Date("2026-11-20T11:00:00Z");
const ready = { stage: "to_tell" as const, promise_due_at: null, acted_at: told, told_at: null };
const jan = { email: "jan@klant.example", no_mail_at: null };

test.each([
  [null, ready, jan, null],
  [null, { ...ready, stage: "told" as const, told_at: told }, jan, "sent" as const],
  [null, ready, jan, "failed" as const],
  [null, ready, jan, "unknown" as const],
  ["closed", { ...ready, stage: "closed" as const }, jan, null],
  ["open_promise", { ...ready, stage: "to_act" as const, promise_due_at: told }, jan, null],
  ["not_reached", { ...ready, stage: "to_call" as const }, jan, null],
  ["no_action", { ...ready, stage: "to_act" as const, acted_at: null }, jan, null],
  ["underway", ready, jan, "queued" as const],
  ["kept", ready, jan, "kept" as const],
  ["no_email", ready, { ...jan, email: null }, null],
  ["unsubscribed", ready, { ...jan, no_mail_at: told }, null],
])("what stops a reply: %s", (expected, task, customer, lastMail) => {
  expect(blockOf(task, customer, lastMail)).toBe(expected);
});

test("words that are not long stay as they are", () => {
  expect(shortened("  Niemand belt terug.\n")).toBe("Niemand belt terug.");
});

test("long words end after a sentence", () => {
  const sentence = "Er kwam niemand, en niemand belde. ";
  expect(shortened(sentence.repeat(40))).toBe(`${sentence.repeat(19)}Er kwam niemand, en niemand belde. […]`);
});

test("without sentences they end after a word, without words anywhere, never inside a character", () => {
  expect(shortened("woord ".repeat(400))).toMatch(/^(woord )+woord \[…\]$/);
  expect(shortened("x".repeat(20_000))).toHaveLength(704);
  const emoji = shortened(`a${"😀".repeat(2_000)}`);
  expect(emoji.isWellFormed()).toBe(true);
});

const typed = { you_said: " Lek! ", we_did: "Gemaakt.\r\nMet nieuwe leiding.", language: "nl", act_id: "3f0e3c1e-8f4e-4a53-9c5c-1d3f0f6f0b11", seen: "12" };

test("what is typed is trimmed, its line breaks made plain", () => {
  expect(replyInput.parse(typed)).toMatchObject({ you_said: "Lek!", we_did: "Gemaakt.\nMet nieuwe leiding.", seen: 12 });
});

test.each([
  ["you_said", "  ", "missing"],
  ["we_did", undefined, "missing"],
  ["we_did", "x".repeat(6_001), "tooLong"],
  ["you_said", "a\u0000b", "notStorable"],
  ["you_said", "a\ud800b", "notStorable"],
])("%s %j is refused: %s", (field, value, message) => {
  const { error } = replyInput.safeParse({ ...typed, [field]: value });
  expect(error?.issues).toMatchObject([{ path: [field], message }]);
});
