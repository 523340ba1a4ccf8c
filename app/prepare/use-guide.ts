import { useTexts } from "../i18n/texts.ts";
import { categoryOf } from "../intake/category.ts";
import { useRootData } from "../root-data.ts";
import { filled, fittingGuide, type Guide } from "./guide.ts";
import { linesOf } from "./lines.ts";
import { starterTexts } from "./starter.texts.ts";

type Call = { guides: Guide[]; causeId: number | null; score: number; hasWords: boolean; customer: string; me: string };

/** The guide's words for this call with the names in them; where the team has none, words to begin with. */
export function useGuide({ guides, causeId, score, hasWords, customer, me }: Call) {
  const organisation = useRootData()?.organisation ?? "";
  const starters = useTexts(starterTexts);
  const category = categoryOf(score);
  const own = fittingGuide(guides, { causeId, category });
  const guide = own ?? starters[!hasWords ? "silent" : category === "detractor" ? "detractor" : "general"];
  const fill = (line: string) => filled(line, { customer, me, organisation });
  return { isOwn: own !== undefined, start: fill(guide.start || guide.openings[0]!), openings: guide.openings.map(fill), dos: linesOf(fill(guide.dos)), donts: linesOf(fill(guide.donts)) };
}

export type UsedGuide = ReturnType<typeof useGuide>;
