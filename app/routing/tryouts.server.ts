import type { Db } from "#db/client.ts";
import type { TryoutStatus } from "#db/schema.ts";
import type { Rule } from "./rule.ts";
import type { TryoutResult } from "./tryout.ts";
import { rulesOf } from "./versions.server.ts";

export type Tryout = { id: number; status: TryoutStatus; rules: Rule[]; against: Rule[]; from: Date; until: Date; total: number; done: number; result: TryoutResult | null; createdAt: Date; finishedAt: Date | null };

export async function tryoutById(db: Db, id: number): Promise<Tryout | undefined> {
  const row = await db.selectFrom("tryouts").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    status: row.status,
    rules: row.rules as Rule[],
    against: await rulesOf(db, row.against_id),
    from: row.from_at,
    until: row.until_at,
    total: row.total_count,
    done: row.done_count,
    result: Object.keys(row.result as object).length > 0 ? (row.result as TryoutResult) : null,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
  };
}

/** The newest one since the draft was last changed; null when it was not tried out as it is. */
export async function latestTryout(db: Db, draft: { savedAt: Date }): Promise<number | null> {
  const row = await db.selectFrom("tryouts").select("id").where("created_at", ">=", draft.savedAt).where("status", "in", ["running", "done"]).orderBy("created_at", "desc").limit(1).executeTakeFirst();
  return row?.id ?? null;
}

/** Stops a run where it is. */
export async function cancelTryout(db: Db, id: number, now: Date): Promise<void> {
  await db.updateTable("tryouts").set({ status: "cancelled", finished_at: now }).where("id", "=", id).where("status", "=", "running").execute();
}
