import type { Language } from "#db/schema.ts";
import { textsIn } from "../i18n/texts.ts";
import { starterFor } from "./guide.ts";
import { starterTexts } from "./starter.texts.ts";

/** Our own lines to open with in the customer's language, where that is not the viewer's, which is all that her browser has. Null: it has them. */
export function linesToCustomer(language: Language | null, viewer: Language, call: { score: number; comment: string | null }) {
  if (language === null || language === viewer) return null;
  const { start, openings } = textsIn(starterTexts, language)[starterFor({ score: call.score, hasWords: call.comment !== null })];
  return { language, start, openings };
}

export type LinesToCustomer = NonNullable<ReturnType<typeof linesToCustomer>>;
