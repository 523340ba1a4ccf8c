import type { Language } from "#db/schema.ts";

const files = { nl: () => import("virtual:daily-texts/nl"), en: () => import("virtual:daily-texts/en") };
const loading: Partial<Record<Language, Promise<unknown>>> = {};

/**
 * Brings the texts of every day in this language to the browser, once (docs/decisions/one-language-in-the-browser.md).
 * Rejects when the network does not bring them. On the server and with `npm run dev` they are there already.
 */
export function loadDailyTexts(language: Language): Promise<unknown> {
  return (loading[language] ??= files[language]());
}
