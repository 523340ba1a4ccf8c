import type { Trx } from "#db/client.ts";

/** Nobody helps with what is closed. Called with every change of a task, in its transaction. */
export async function buddiesFollow(trx: Trx, taskId: number, before: { stage: string } | null, now: { stage: string }, at: Date): Promise<void> {
  if (now.stage !== "closed" || !before || before.stage === "closed") return;
  await trx.updateTable("buddies").set({ ended_at: at }).where("task_id", "=", taskId).where("ended_at", "is", null).execute();
}
