import { type Db, inTransaction, type Trx } from "#db/client.ts";
import { decidersFollow } from "../mandate/follow.server.ts";
import { record } from "../tasks/record.server.ts";
import { endSessionsOf } from "./accounts.server.ts";
import { isAway } from "./away.ts";
import { isLastAdmin, ledBy } from "./employees.server.ts";
import { dropOpenLinks } from "./links.server.ts";
import { openStages } from "./teams.server.ts";

export type Handover = {
  teamId: number;
  team: string;
  count: number;
  /** Colleagues of that team who work here. */
  colleagues: { id: number; name: string; isAway: boolean }[];
};

/** Her open tasks per team, each with who could take them over. */
export async function tasksToHandOver(db: Db, employeeId: number, now: Date): Promise<Handover[]> {
  const teams = await db
    .selectFrom("tasks")
    .innerJoin("teams", "teams.id", "tasks.team_id")
    .select((eb) => ["teams.id", "teams.name", eb.fn.countAll<number>().as("count")])
    .where("tasks.owner_id", "=", employeeId)
    .where("tasks.stage", "in", openStages)
    .groupBy(["teams.id", "teams.name"])
    .orderBy("teams.name")
    .execute();
  if (teams.length === 0) return [];
  const colleagues = await db
    .selectFrom("team_members")
    .innerJoin("employees", "employees.id", "team_members.employee_id")
    .select(["team_members.team_id", "employees.id", "employees.name", "employees.away_from", "employees.away_until"])
    .where("team_members.team_id", "in", teams.map(({ id }) => id))
    .where("employees.deactivated_at", "is", null)
    .where("employees.id", "<>", employeeId)
    .orderBy("employees.name")
    .execute();
  return teams.map(({ id, name, count }) => ({
    teamId: id,
    team: name,
    count,
    colleagues: colleagues.filter(({ team_id }) => team_id === id).map((row) => ({ id: row.id, name: row.name, isAway: isAway(row, now) })),
  }));
}

export type DeactivationRefusal = "yourself" | "lastAdmin" | "newTasks" | "colleagueGone";

/**
 * She no longer works here: hands each open task over, with its promises, to who was chosen for its
 * team (null: the team's pool), ends her sessions and links. All of it or, refused, nothing.
 */
export async function deactivate(
  db: Db,
  { employeeId, actorId, targets, note }: { employeeId: number; actorId: number; targets: Map<number, number | null>; note: string },
  now: Date,
): Promise<DeactivationRefusal | null> {
  if (employeeId === actorId) return "yourself";
  return inTransaction(db, async (trx) => {
    // Tasks before people, as every act on a task holds them in that order.
    const tasks = await trx.selectFrom("tasks").select(["id", "team_id"]).where("owner_id", "=", employeeId).where("stage", "in", openStages).orderBy("id").forUpdate().execute();
    if (await isLastAdmin(trx, employeeId)) return "lastAdmin";
    const teamIds = [...new Set(tasks.map(({ team_id }) => team_id))];
    if (teamIds.some((id) => !targets.has(id))) return "newTasks";
    for (const teamId of teamIds) if (!(await canTake(trx, teamId, targets.get(teamId)!, employeeId))) return "colleagueGone";

    await trx.updateTable("employees").set({ deactivated_at: now }).where("id", "=", employeeId).where("deactivated_at", "is", null).execute();
    for (const { id, team_id } of tasks) {
      await record(trx, id, { kind: "handed_over", data: { from_owner_id: employeeId, team_id, owner_id: targets.get(team_id)!, note } }, { at: now, actorId });
    }
    await decidersFollow(trx, await ledBy(trx, employeeId), now);
    await endSessionsOf(trx, employeeId);
    await dropOpenLinks(trx, employeeId);
    return null;
  });
}

/** A pool always can; a colleague when she works in that team, held so that she is not deactivated at this moment. */
async function canTake(trx: Trx, teamId: number, ownerId: number | null, leaverId: number): Promise<boolean> {
  if (ownerId === null) return true;
  if (ownerId === leaverId) return false;
  const row = await trx
    .selectFrom("employees")
    .innerJoin("team_members", "team_members.employee_id", "employees.id")
    .select("employees.id")
    .where("employees.id", "=", ownerId)
    .where("employees.deactivated_at", "is", null)
    .where("team_members.team_id", "=", teamId)
    .forShare("employees")
    .executeTakeFirst();
  return Boolean(row);
}

/** She works here again, with the role and teams she had and no tasks; her password still holds. */
export async function reactivate(db: Db, employeeId: number): Promise<void> {
  await db.updateTable("employees").set({ deactivated_at: null, away_from: null, away_until: null }).where("id", "=", employeeId).execute();
}
