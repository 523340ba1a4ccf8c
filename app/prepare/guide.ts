import type { ScoreCategory } from "#db/schema.ts";
import { categoryOf } from "../intake/category.ts";

/** What a lead wrote to open a call with: for a cause, for a score category, or (neither) for any call. */
export type Guide = { cause_id: number | null; category: ScoreCategory | null; start: string; openings: readonly string[]; dos: string; donts: string };

/** Whose words fit this call best: those for its cause, else for its score, else those for any call. */
export function fittingGuide<G extends Guide>(guides: G[], call: { causeId: number | null; category: ScoreCategory }): G | undefined {
  return (
    guides.find(({ cause_id }) => cause_id !== null && cause_id === call.causeId) ??
    guides.find(({ cause_id, category }) => cause_id === null && category === call.category) ??
    guides.find(({ cause_id, category }) => cause_id === null && category === null)
  );
}

/** Which of our own words fit a call for which the team has none. */
export function starterFor({ score, hasWords }: { score: number; hasWords: boolean }): "silent" | "detractor" | "general" {
  if (!hasWords) return "silent";
  return categoryOf(score) === "detractor" ? "detractor" : "general";
}

export type Names = { customer: string; me: string; organisation: string };

const places: Record<string, keyof Names> = { klant: "customer", customer: "customer", ik: "me", me: "me", organisatie: "organisation", organisation: "organisation" };

/** A line of a guide with the names in it: {klant}, {ik} and {organisatie}, or {customer}, {me} and {organisation}. */
export function filled(line: string, names: Names): string {
  return line.replaceAll(/\{(\w+)\}/g, (whole, word: string) => {
    const name = word.toLowerCase();
    return Object.hasOwn(places, name) ? names[places[name]!] : whole;
  });
}
