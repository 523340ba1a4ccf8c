import { readScore as readAny } from "../sources/score.ts";

export type ScoreProblem = { code: "scoreEmpty" } | { code: "scoreNotRead" } | { code: "scoreNotWhole" | "scoreOutside"; value: string };

/** A score as a file has it (8, "8,0", "9 - heel waarschijnlijk"), read as a delivery's. Never stretched or rounded. */
export function readScore(typed: string): number | ScoreProblem {
  if (/^\d$/.test(typed)) return Number(typed); // nearly all of them
  const read = readAny(typed);
  if ("score" in read) return read.score;
  if ("empty" in read) return { code: "scoreEmpty" };
  // Whatever else stands in the wrong column is not kept in the report.
  const value = typed.trim();
  if (!/^[+-]?\d{1,6}(?:[.,]\d{1,6})?$/.test(value)) return { code: "scoreNotRead" };
  return { code: read.reason.code === "score_not_whole" ? "scoreNotWhole" : "scoreOutside", value };
}

export type OtherScale = "aboveTen" | "toHundred" | "oneToFive";

/**
 * Whether these look like scores of another scale. A few above ten are typing errors, and are refused
 * with their line; what is said here is that the whole column may mean something else.
 */
export function otherScale(scores: number[]): OtherScale | null {
  if (scores.length < 5) return null;
  const highest = scores.reduce((most, score) => Math.max(most, score));
  const lowest = scores.reduce((least, score) => Math.min(least, score));
  if (highest > 10) return highest <= 100 && scores.filter((score) => score > 10).length > scores.length / 2 ? "toHundred" : "aboveTen";
  if (highest <= 5 && lowest >= 1 && scores.length >= 10) return "oneToFive";
  return null;
}
