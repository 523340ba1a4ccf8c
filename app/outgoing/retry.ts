const minute = 60;
const hour = 3_600;

/** Seconds between one try and the next: what Standard Webhooks suggests, about three and a half days together. */
const waits = [5, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour];

export const mostTries = waits.length + 1;

/** What came of one try: the receiver's status, or why there is none (a code of outsideProblems). */
export type Outcome = { status: number | null; problem: string | null; retryAfter?: string | undefined };

export type Settled = { status: "delivered" } | { status: "failed" } | { status: "waiting"; nextTryAt: Date; isGone: boolean };

/** What follows from try number `tryCount` (from 1). `random`: 0 to 1, spreads what failed together. */
export function settled({ status, retryAfter }: Outcome, tryCount: number, now: Date, random: number): Settled {
  if (status !== null && status >= 200 && status < 300) return { status: "delivered" };
  // The receiver is gone for good: the endpoint is paused, and this waits until somebody lets it go on.
  if (status === 410) return { status: "waiting", nextTryAt: now, isGone: true };
  const wait = waits[tryCount - 1];
  if (wait === undefined) return { status: "failed" };
  const asked = status === 429 || status === 503 ? secondsAsked(retryAfter, now) : 0;
  return { status: "waiting", nextTryAt: new Date(now.getTime() + Math.max(wait * (1 + random / 5), asked) * 1_000), isGone: false };
}

/** Retry-After, in seconds or as a date; a day at most. */
function secondsAsked(retryAfter: string | undefined, now: Date): number {
  const text = retryAfter?.trim() ?? "";
  const seconds = /^\d{1,9}$/.test(text) ? Number(text) : (Date.parse(text) - now.getTime()) / 1_000;
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 24 * hour) : 0;
}
