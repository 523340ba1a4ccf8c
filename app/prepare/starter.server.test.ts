import { expect, test } from "vitest";
import { filled } from "./guide.ts";
import { linesToCustomer } from "./starter.server.ts";
import { starterTexts } from "./starter.texts.ts";

const said = { score: 3, comment: "Nobody called." };

test("our own lines are in the customer's language, with the names in them", () => {
  const lines = linesToCustomer("en", "nl", said)!;
  expect(filled(lines.start, { customer: "Mary Jones", me: "Fatima Amrani", organisation: "Woonstede" })).toMatch(/^Good day, this is Fatima Amrani from Woonstede\. I read your message/);
  expect(lines).toMatchObject({ language: "en", openings: starterTexts.en.detractor.openings });
  expect(linesToCustomer("en", "nl", { score: 9, comment: "Fine." })!.start).toBe(starterTexts.en.general.start);
  expect(linesToCustomer("nl", "en", { score: 3, comment: null })!.start).toBe(starterTexts.nl.silent.start);
});

test("her browser has its own: then, and where nobody knows, nothing goes along", () => {
  expect([linesToCustomer("nl", "nl", said), linesToCustomer(null, "nl", said)]).toEqual([null, null]);
});
