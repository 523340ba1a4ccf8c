import type { ScoreCategory } from "#db/schema.ts";

/** 9-10 promoter, 7-8 passive, 0-6 detractor (Reichheld 2003). The database computes the same. */
export function categoryOf(score: number): ScoreCategory {
  return score >= 9 ? "promoter" : score >= 7 ? "passive" : "detractor";
}
