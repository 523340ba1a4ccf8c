import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { expect, test } from "vitest";
import { daily, empty, onlyIn } from "./daily-texts.vite.ts";

const code = `import { plural, texts } from "../i18n/texts.ts";
export const inboxTexts = texts({
  nl: { title: "Mijn bellijst", count: (n) => plural(n, "klant", "klanten") },
  en: { title: "My call list", count: (n) => plural(n, "customer", "customers") },
});
export const otherTexts = texts({ nl: { yes: "Ja" }, en: { yes: "Yes" } });
`;

test("the browser's module has names without words", () => {
  expect(empty(code)).toBe("export const inboxTexts = {};\nexport const otherTexts = {};");
});

test("a language's file puts its own words into it, and no other's", () => {
  expect(onlyIn("en", code, "/app/tasks/inbox.texts.ts")).toBe(`import { plural, texts } from "../i18n/texts.ts";
import { inboxTexts, otherTexts } from "./inbox.texts.ts";
inboxTexts.en = { title: "My call list", count: (n) => plural(n, "customer", "customers") };
otherTexts.en = { yes: "Yes" };`);
});

test("what would be lost stops the build", () => {
  expect(() => empty(`${code}export function said() {}`)).toThrow("export function said() {}");
  expect(() => empty('export { a } from "./a.ts";')).toThrow("stand alone");
});

test.each(daily)("%s can be taken apart", (name) => {
  const typed = readFileSync(new URL(`../${name}.texts.ts`, import.meta.url), "utf8");
  const plain = stripTypeScriptTypes(typed);
  expect(empty(plain)).toMatch(/^export const \w+Texts = \{\};$/);
  expect(onlyIn("nl", plain, name)).toContain(".nl = {");
});
