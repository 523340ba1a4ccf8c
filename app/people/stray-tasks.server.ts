import { type Db, inTransaction } from "#db/client.ts";
import { record } from "../tasks/record.server.ts";
import { openStages } from "./teams.server.ts";

/**
 * A task can be routed to her in the very moment that she is deactivated. Those go to their team's
 * pool; gives how many.
 */
export async function rescueStrayTasks(db: Db, now: Date): Promise<number> {
  return inTransaction(db, async (trx) => {
    const tasks = await trx
      .selectFrom("employees")
      .innerJoin("tasks", "tasks.owner_id", "employees.id")
      .select(["tasks.id", "tasks.team_id", "tasks.owner_id"])
      .where("employees.deactivated_at", "is not", null)
      .where("tasks.stage", "in", openStages)
      .orderBy("tasks.id")
      .limit(500)
      .forUpdate("tasks")
      .skipLocked()
      .execute();
    for (const { id, team_id, owner_id } of tasks) {
      await record(trx, id, { kind: "handed_over", data: { from_owner_id: owner_id, team_id, owner_id: null, note: "" } }, { at: now, actorId: null });
    }
    return tasks.length;
  });
}
