import type { Language } from "#db/schema.ts";

/** The language of somebody who is not signed in: her own choice (cookie), her browser's, else Dutch. */
export function guessLanguage(request: Request): Language {
  const chosen = /(?:^|;\s*)language=(nl|en)(?:;|$)/.exec(request.headers.get("cookie") ?? "")?.[1];
  if (chosen) return chosen as Language;
  for (const part of (request.headers.get("accept-language") ?? "").split(",")) {
    const tag = part.split(";")[0]!.trim().slice(0, 2).toLowerCase();
    if (tag === "nl" || tag === "en") return tag;
  }
  return "nl";
}
