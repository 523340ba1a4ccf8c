import { type Db, inTransaction } from "#db/client.ts";
import type { Services } from "../context.server.ts";
import { record } from "../tasks/record.server.ts";

const batchSize = 100;

/**
 * Closes every task whose customer was told and stayed silent for the organisation's number of days,
 * with outcome no_answer. Each batch is a transaction of its own that passes over rows which another
 * process holds, so that two processes share the work and nothing is closed twice.
 */
export async function closeSilentTasks({ db, now }: Pick<Services, "db" | "now">): Promise<void> {
  while ((await closeBatch(db, now())) === batchSize);
}

async function closeBatch(db: Db, now: Date): Promise<number> {
  return inTransaction(db, async (trx) => {
    const organisation = await trx.selectFrom("organisation").select("silent_days").executeTakeFirst();
    if (!organisation) return 0;
    const silentSince = new Date(now.getTime() - organisation.silent_days * 86_400_000);
    const tasks = await trx
      .selectFrom("tasks")
      .select("id")
      .where("stage", "=", "told")
      .where("told_at", "<=", silentSince)
      .orderBy("told_at")
      .limit(batchSize)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const { id } of tasks) await record(trx, id, { kind: "closed", data: { outcome: "no_answer", reason: "" } }, { at: now, actorId: null });
    return tasks.length;
  });
}
