import { inTransaction } from "#db/client.ts";
import type { Services } from "../../context.server.ts";
import { enqueue } from "../../queues.server.ts";
import { cancelImport, forgetImport } from "./imports.server.ts";

const day = 86_400_000;
/** A run that failed can be taken up again for so long. */
const daysFailedKept = 7;

/**
 * Every hour: forgets files that were sent half, or that nobody started within a day; and takes up a
 * run again whose job is gone. That a run is running twice does no harm (run.server.ts).
 */
export async function sweepImports({ db, boss, now }: Pick<Services, "db" | "boss" | "now">): Promise<void> {
  const at = now().getTime();
  const abandoned = await db.selectFrom("imports").select("id").where("status", "in", ["uploading", "ready"]).where("created_at", "<", new Date(at - day)).execute();
  for (const { id } of abandoned) await forgetImport(db, id);
  const given = await db.selectFrom("imports").select("id").where("status", "=", "failed").where("created_at", "<", new Date(at - daysFailedKept * day)).execute();
  for (const { id } of given) await cancelImport(db, id, now());
  await takeUpRuns({ db, boss }, new Date(at - 3_600_000), 3_000);
}

/**
 * Queues the runs that began before this: their process may be gone. Also when a process starts, which
 * is after a crash most of all: pg-boss itself notices that only a minute later.
 */
export async function takeUpRuns({ db, boss }: Pick<Services, "db" | "boss">, startedBefore: Date, onceInSeconds: number): Promise<void> {
  await inTransaction(db, async (trx) => {
    const running = await trx.selectFrom("imports").select("id").where("status", "=", "running").where("started_at", "<", startedBefore).execute();
    for (const { id } of running) await enqueue(boss, trx, "run-import", { importId: id }, { onceInSeconds });
  });
}
