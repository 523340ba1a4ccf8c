import { useMatches } from "@remix-run/react";
import type { Language } from "#db/schema.ts";
import { useRootData } from "../root-data.ts";
import { loadDailyTexts } from "./daily-texts.ts";

/** Same keys, same kinds: a text that is missing in one language does not compile. */
type Same<T> = { [K in keyof T]: T[K] extends string ? string : T[K] extends (...args: infer A) => string ? (...args: A) => string : Same<T[K]> };

export type Texts<T> = { nl: T; en: Same<T> };

/**
 * The texts of a feature stand beside it, in `<feature>.texts.ts`, Dutch and English together:
 * `export const inboxTexts = texts({ nl: { title: "Mijn bellijst" }, en: { title: "My call list" } })`.
 * A text with a value in it is a function: `waiting: (n: number) => \`${n} klanten wachten\``.
 */
export function texts<const T>(both: { nl: T; en: Same<T> }): Texts<T> {
  return both;
}

/** On the server, or where the language is known already. What is rendered in a language that this browser does not have yet waits for it. */
export function textsIn<T>(both: Texts<T>, language: Language): Same<T> {
  const own = both[language] as Same<T> | undefined;
  if (!own) throw arrival(language);
  return own;
}

/** After she signed in or chose another language: React shows the page before it until then. */
function arrival(language: Language): Promise<unknown> {
  return loadDailyTexts(language).catch(() => {
    window.location.reload();
    return new Promise(() => {});
  });
}

/** In a component: the texts in the language of who is looking. */
export function useTexts<T>(both: Texts<T>): Same<T> {
  return textsIn(both, useLanguage());
}

/** The page's own language where its loader gives `pageLanguage` (a customer's mail), else that of who is looking. */
export function useLanguage(): Language {
  const root = useRootData();
  const page = useMatches().findLast(({ data }) => typeof data === "object" && data !== null && "pageLanguage" in data)?.data as { pageLanguage: Language } | undefined;
  return page?.pageLanguage ?? root?.language ?? "nl";
}

/** "1 klant", "2 klanten" */
export function plural(count: number, one: string, other: string): string {
  return `${count} ${count === 1 ? one : other}`;
}
