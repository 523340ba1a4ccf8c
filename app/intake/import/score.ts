export type ScoreProblem = { code: "scoreEmpty" } | { code: "scoreNotRead" } | { code: "scoreNotWhole" | "scoreOutside"; value: string };

/** A score as a file has it: 8, "8", "8,0" or 8.0. Never stretched or rounded: what is no whole number from 0 to 10 is refused. */
export function readScore(typed: string): number | ScoreProblem {
  const text = typed.trim();
  if (text === "") return { code: "scoreEmpty" };
  if (!/^[+-]?\d{1,6}(?:[.,]\d{1,6})?$/.test(text)) return { code: "scoreNotRead" };
  const score = Number(text.replace(",", "."));
  if (score < 0 || score > 10) return { code: "scoreOutside", value: text };
  if (!Number.isInteger(score)) return { code: "scoreNotWhole", value: text };
  return score === 0 ? 0 : score;
}

export type OtherScale = "aboveTen" | "toHundred" | "oneToFive";

/**
 * Whether these look like scores of another scale. A few above ten are typing errors, and are refused
 * with their line; what is said here is that the whole column may mean something else.
 */
export function otherScale(scores: number[]): OtherScale | null {
  if (scores.length < 5) return null;
  const highest = Math.max(...scores);
  if (highest > 10) return highest <= 100 && scores.filter((score) => score > 10).length > scores.length / 2 ? "toHundred" : "aboveTen";
  if (highest <= 5 && Math.min(...scores) >= 1 && scores.length >= 10) return "oneToFive";
  return null;
}
