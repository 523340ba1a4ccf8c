import { useLanguage, useTexts } from "../i18n/texts.ts";
import { categoryOf } from "../intake/category.ts";
import { useRootData } from "../root-data.ts";
import { filled, fittingGuide, type Guide, starterFor } from "./guide.ts";
import { linesOf } from "./lines.ts";
import type { LinesToCustomer } from "./starter.server.ts";
import { starterTexts } from "./starter.texts.ts";

type Call = { guides: Guide[]; causeId: number | null; score: number; hasWords: boolean; inTheirs: LinesToCustomer | null; customer: string; me: string };

/**
 * The guide's words for this call with the names in them; where the team has none, words to begin with:
 * what she says in the customer's language (`inTheirs`, where it is not her own), what she does in hers.
 */
export function useGuide({ guides, causeId, score, hasWords, inTheirs, customer, me }: Call) {
  const organisation = useRootData()?.organisation ?? "";
  const starters = useTexts(starterTexts);
  const language = useLanguage();
  const own = fittingGuide(guides, { causeId, category: categoryOf(score) });
  const guide = own ?? { ...starters[starterFor({ score, hasWords })], ...inTheirs };
  const fill = (line: string) => filled(line, { customer, me, organisation });
  return { isOwn: own !== undefined, language: own ? undefined : (inTheirs?.language ?? language), start: fill(guide.start || guide.openings[0]!), openings: guide.openings.map(fill), dos: linesOf(fill(guide.dos)), donts: linesOf(fill(guide.donts)) };
}

export type UsedGuide = ReturnType<typeof useGuide>;
