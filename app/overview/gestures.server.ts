import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import type { Period } from "./period.ts";
import type { Scope } from "./scope.server.ts";

/** One kind: how often it was given and to how many customers' cases, with the sum in cents or number; and the sum of the period before. */
export type GivenKind = { id: number; name: string; has_amount: boolean; times: number; cases: number; sum: number; sumBefore: number };

/** What was given in this period, counted when it was given, by these teams; never by whom. The most often given kind first. */
export async function gesturesGiven(db: Db, { teamIds }: Scope, period: Period): Promise<GivenKind[]> {
  const { rows } = await sql<GivenKind>`
    select kinds.id, kinds.name, kinds.has_amount,
      count(*) filter (where given.is_now) as times, count(distinct given.task_id) filter (where given.is_now) as cases,
      coalesce(sum(given.amount) filter (where given.is_now), 0) as sum, coalesce(sum(given.amount) filter (where not given.is_now), 0) as "sumBefore"
    from (
      select gesture_kind_id, task_id, amount, true as is_now from gestures
        where state = 'given' and team_id = any(${teamIds}) and decided_at >= ${period.from} and decided_at < ${period.to}
      union all
      select gesture_kind_id, task_id, amount, false from gestures
        where state = 'given' and team_id = any(${teamIds}) and decided_at >= ${period.previous.from} and decided_at < ${period.previous.to}
    ) given
      join gesture_kinds kinds on kinds.id = given.gesture_kind_id
    group by kinds.id
    having count(*) filter (where given.is_now) > 0
    order by times desc, lower(kinds.name)`.execute(db);
  return rows;
}
