import { type Db, inTransaction } from "#db/client.ts";
import { record } from "../tasks/record.server.ts";
import { openStages } from "./teams.server.ts";

/**
 * A task can be routed or given to somebody in the very moment that she is deactivated, or to a team
 * that is put out of use; and a customer can reopen one that lies there. Nobody would see it: it goes to
 * its team's pool, or to the default team, with its owner where she works here. Gives how many.
 */
export async function rescueStrayTasks(db: Db, now: Date): Promise<number> {
  return inTransaction(db, async (trx) => {
    const ofLeavers = await strayTasks(trx).where("employees.deactivated_at", "is not", null).execute();
    const ofOldTeams = await strayTasks(trx).where("teams.archived_at", "is not", null).execute();
    if (ofLeavers.length + ofOldTeams.length === 0) return 0;
    const { default_team_id } = await trx.selectFrom("organisation").select("default_team_id").executeTakeFirstOrThrow();
    const strays = new Map([...ofLeavers, ...ofOldTeams].map((task) => [task.id, task]));
    for (const { id, team_id, owner_id, archived_at, deactivated_at } of strays.values()) {
      const place = { team_id: archived_at ? default_team_id : team_id, owner_id: deactivated_at ? null : owner_id };
      await record(trx, id, { kind: "handed_over", data: { from_owner_id: owner_id, ...place, note: "" } }, { at: now, actorId: null });
    }
    return strays.size;
  });
}

function strayTasks(trx: Db) {
  return trx
    .selectFrom("tasks")
    .innerJoin("teams", "teams.id", "tasks.team_id")
    .leftJoin("employees", "employees.id", "tasks.owner_id")
    .select(["tasks.id", "tasks.team_id", "tasks.owner_id", "teams.archived_at", "employees.deactivated_at"])
    .where("tasks.stage", "in", openStages)
    .orderBy("tasks.id")
    .forUpdate("tasks")
    .skipLocked();
}
