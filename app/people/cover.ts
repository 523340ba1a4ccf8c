import { isAway } from "./away.ts";

/** Somebody as covering looks at her. `open`: her open tasks. */
export type Colleague = {
  id: number;
  substitute_id: number | null;
  away_from: Date | null;
  away_until: Date | null;
  deactivated_at: Date | null;
  open_task_cap: number | null;
  open: number;
};

/**
 * Who takes over what cannot wait while she is away: her substitute; where that one is away or full,
 * the substitute of that one, and so on. Null when nobody is left: the end of the chain, somebody who
 * left, or round in a circle. Then it is the team's pool.
 */
export function coverFor(absentId: number, colleagues: ReadonlyMap<number, Colleague>, now: Date): number | null {
  return substitutesOf(absentId, colleagues).find((id) => !isAway(colleagues.get(id)!, now) && !isFull(colleagues.get(id)!)) ?? null;
}

/** Her substitute, the substitute of that one, and so on, in that order; up to one who left, and once round a circle. */
export function substitutesOf(absentId: number, colleagues: ReadonlyMap<number, Pick<Colleague, "substitute_id" | "deactivated_at">>): number[] {
  const passed = new Set([absentId]);
  let next = colleagues.get(absentId)?.substitute_id ?? null;
  while (next !== null && !passed.has(next)) {
    const colleague = colleagues.get(next);
    if (!colleague || colleague.deactivated_at) break;
    passed.add(next);
    next = colleague.substitute_id;
  }
  return [...passed].slice(1);
}

export function isFull({ open, open_task_cap }: Pick<Colleague, "open" | "open_task_cap">): boolean {
  return open_task_cap !== null && open >= open_task_cap;
}
