export type Away = { away_from: Date | null; away_until: Date | null };

/** Away from `away_from` (or already) until `away_until` (or further notice); nothing set is present. */
export function isAway({ away_from, away_until }: Away, now: Date): boolean {
  if (!away_from && !away_until) return false;
  return (!away_from || away_from <= now) && (!away_until || now < away_until);
}
