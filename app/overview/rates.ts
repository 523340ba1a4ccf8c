/** A rate is never shown without both of its numbers. */
export type Rate = { numerator: number; denominator: number };

export type RateChange = { direction: "up" | "down" | "unclear"; low: number; high: number };

const z95 = 1.96;

/** As a fraction; null when there is nothing to divide by. */
export function shareOf({ numerator, denominator }: Rate): number | null {
  return denominator > 0 ? numerator / denominator : null;
}

/**
 * Whether two rates differ: the 95 % interval of the difference of two independent proportions,
 * as fractions. "unclear" when zero is inside; null when either has no cases.
 * Newcombe's hybrid score interval: R. G. Newcombe, "Interval estimation for the difference between
 * independent proportions: comparison of eleven methods", Statistics in Medicine 17 (1998) 873-890,
 * method 10. Unlike the textbook formula it holds for small numbers and for 0 and 100 %.
 */
export function compareRates(now: Rate, before: Rate): RateChange | null {
  const share = shareOf(now);
  const shareBefore = shareOf(before);
  if (share === null || shareBefore === null) return null;
  const here = scoreInterval(now);
  const there = scoreInterval(before);
  const difference = share - shareBefore;
  const low = difference - Math.hypot(share - here.low, there.high - shareBefore);
  const high = difference + Math.hypot(here.high - share, shareBefore - there.low);
  return { direction: low > 0 ? "up" : high < 0 ? "down" : "unclear", low, high };
}

/**
 * The same where some cases of `now` are still running and may yet count: a rate that would no longer
 * be lower if they all did is not called lower; that is "running".
 */
export function compareRunning(now: Rate, before: Rate, running: number): RateChange["direction"] | "running" | null {
  const direction = compareRates(now, before)?.direction ?? null;
  if (direction !== "down" || running === 0) return direction;
  const atBest = { ...now, numerator: Math.min(now.denominator, now.numerator + running) };
  return compareRates(atBest, before)?.direction === "down" ? "down" : "running";
}

/** Wilson's score interval for one proportion (E. B. Wilson, JASA 22 (1927) 209-212), at 95 %. */
function scoreInterval({ numerator, denominator: n }: Rate): { low: number; high: number } {
  const p = numerator / n;
  const middle = (p + z95 ** 2 / (2 * n)) / (1 + z95 ** 2 / n);
  const half = (z95 / (1 + z95 ** 2 / n)) * Math.sqrt((p * (1 - p)) / n + z95 ** 2 / (4 * n ** 2));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
