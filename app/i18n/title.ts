import type { MetaFunction } from "@remix-run/node";
import type { Language } from "#db/schema.ts";

/** A page's title in the language of who is looking: `export const meta = titled((language) => textsIn(teamTexts, language).title)`. */
export function titled(inLanguage: (language: Language) => string): MetaFunction {
  return ({ matches }) => {
    const root = matches.find(({ id }) => id === "root")?.data as { language?: Language } | undefined;
    return [{ title: `${inLanguage(root?.language ?? "nl")} · Belterug` }, { name: "robots", content: "noindex" }];
  };
}
