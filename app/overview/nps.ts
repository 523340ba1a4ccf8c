/** How many answered how, in one period. */
export type Answers = { promoters: number; passives: number; detractors: number };

/** From -100 to 100; the margin is half of the 95 % interval, in the same points. */
export type Nps = { score: number; margin: number; count: number };

export type NpsDirection = { change: number; margin: number; direction: "up" | "down" | "unclear" };

/** Below this many answers chance says more than customers do. */
export const fewestAnswers = 20;

const z95 = 1.96;

/**
 * NPS = % promoters - % detractors. With p and d as fractions a single answer (+1, 0 or -1) has the
 * variance p + d - (p - d)^2, so the margin is 1.96 * sqrt(variance / n) * 100 (design, section 5).
 * Null under 20 answers.
 */
export function npsOf(answers: Answers): Nps | null {
  const count = countOf(answers);
  if (count < fewestAnswers) return null;
  const p = answers.promoters / count;
  const d = answers.detractors / count;
  const variance = p + d - (p - d) ** 2;
  // Rounding can leave a hair below zero where all answered the same.
  return { score: (p - d) * 100, margin: z95 * Math.sqrt(Math.max(0, variance) / count) * 100, count };
}

/**
 * Where the NPS is going: the change since the period before, with the margin of the difference (of
 * two independent samples: the root of the sum of both squares). "unclear" when zero is inside.
 * Null when either period has too few answers.
 */
export function npsDirection(now: Answers, before: Answers): NpsDirection | null {
  const here = npsOf(now);
  const there = npsOf(before);
  if (!here || !there) return null;
  const change = here.score - there.score;
  const margin = Math.hypot(here.margin, there.margin);
  return { change, margin, direction: Math.abs(change) <= margin ? "unclear" : change > 0 ? "up" : "down" };
}

/**
 * The share of promoters fell by more than the margin of that difference: customers who used to
 * recommend us are leaving that group, even where the NPS itself hides it.
 */
export function hasPromoterAlarm(now: Answers, before: Answers): boolean {
  const count = countOf(now);
  const countBefore = countOf(before);
  if (count < fewestAnswers || countBefore < fewestAnswers) return false;
  const share = now.promoters / count;
  const shareBefore = before.promoters / countBefore;
  const margin = z95 * Math.sqrt((share * (1 - share)) / count + (shareBefore * (1 - shareBefore)) / countBefore);
  return shareBefore - share > margin;
}

export function countOf({ promoters, passives, detractors }: Answers): number {
  return promoters + passives + detractors;
}
