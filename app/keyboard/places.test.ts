import { expect, test } from "vitest";
import { textsIn } from "../i18n/texts.ts";
import { keyTexts } from "./key.texts.ts";
import { placeOf } from "./places.ts";

test("a letter leads nobody to a page that is not hers, and each place that the help names is there for a lead", () => {
  expect(placeOf("o", { isLead: false })).toBeUndefined();
  expect(placeOf("constructor", { isLead: true })).toBeUndefined();
  const named = textsIn(keyTexts, "nl").groups.flatMap(({ keys }) => keys.flatMap(([letters]) => (letters.startsWith("g ") ? [letters.slice(2)] : [])));
  expect(named.map((letter) => placeOf(letter, { isLead: true }))).toEqual(["/inbox", "/team", "/compliments", "/messages", "/overview"]);
  expect(named.filter((letter) => !placeOf(letter, { isLead: false }))).toEqual(["o"]);
});
