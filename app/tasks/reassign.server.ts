import { sql } from "kysely";
import { type Db, inTransaction, type Trx } from "#db/client.ts";
import { takeBack } from "../messages/tell.server.ts";
import { isAway } from "../people/away.ts";
import type { Viewer } from "../people/session.server.ts";
import { type Cursor, listedTasks, openStages, pageOf } from "./list.server.ts";
import { type Receiver, type Seen, shareOut } from "./reassign.ts";
import { record } from "./record.server.ts";

const pageSize = 50;
const undoMinutes = 10;

/** The teams whose tasks she may give to others: those she leads; an admin's are all. */
export async function ledTeams(db: Db, viewer: Viewer): Promise<{ id: number; name: string }[]> {
  let query = db.selectFrom("teams").select(["id", "name"]).where("archived_at", "is", null).orderBy(sql`lower(name)`);
  if (!viewer.isAdmin) query = query.where("id", "in", [0, ...viewer.ledTeamIds]);
  return query.execute();
}

/** `ownerId` null: the pool's; undefined: whosever. */
export type Filter = { teamIds: number[]; ownerId: number | null | undefined; after: Cursor | undefined };

/** Open tasks of these teams, the most urgent first, 50 at a time. */
export async function tasksToReassign(db: Db, { teamIds, ownerId, after }: Filter) {
  let query = listedTasks(db)
    .innerJoin("teams", "teams.id", "tasks.team_id")
    .leftJoin("employees", "employees.id", "tasks.owner_id")
    .select(["tasks.owner_id", "teams.name as team", "employees.name as owner"])
    .where("tasks.team_id", "in", [0, ...teamIds])
    .where("tasks.stage", "in", [...openStages])
    .orderBy("tasks.urgent_at")
    .orderBy("tasks.id")
    .limit(pageSize + 1);
  if (ownerId !== undefined) query = ownerId === null ? query.where("tasks.owner_id", "is", null) : query.where("tasks.owner_id", "=", ownerId);
  if (after) query = query.where((eb) => eb(eb.refTuple("tasks.urgent_at", "tasks.id"), ">", eb.tuple(after.at, after.id)));
  return pageOf(await query.execute(), pageSize, (row) => ({ at: row.urgent_at!, id: row.id }));
}

/** Everybody in these teams with what she has open and could have. */
export async function receiversIn(db: Db, teamIds: number[], now: Date) {
  const rows = await db
    .selectFrom("team_members")
    .innerJoin("employees", "employees.id", "team_members.employee_id")
    .innerJoin("teams", "teams.id", "team_members.team_id")
    .select(["team_members.team_id as teamId", "teams.name as team", "employees.id as employeeId", "employees.name", "employees.away_from", "employees.away_until", "employees.open_task_cap as cap"])
    .select((eb) => eb.selectFrom("tasks").select(eb.fn.countAll<number>().as("n")).whereRef("tasks.owner_id", "=", "employees.id").where("tasks.stage", "in", [...openStages]).as("open"))
    .where("team_members.team_id", "in", [0, ...teamIds])
    .where("employees.deactivated_at", "is", null)
    .orderBy(sql`lower(teams.name)`)
    .orderBy(sql`lower(employees.name)`)
    .execute();
  return rows.map(({ away_from, away_until, open, ...row }) => ({ ...row, open: open ?? 0, isAway: isAway({ away_from, away_until }, now), awayUntil: away_until }));
}

type Move = { task_id: number; event_id: number; from_team_id: number; from_owner_id: number | null };

/**
 * Gives these tasks to these people, in one transaction. `id` comes from the form: sent twice it is done
 * once. What changed hands or was closed since she looked stays where it is; `left` says how many.
 */
export async function reassign(db: Db, viewer: Viewer, { id, seen, to }: { id: string; seen: Seen[]; to: { teamId: number; employeeId: number | null }[] }, now: Date): Promise<{ moved: number; left: number } | "colleagueGone"> {
  return inTransaction(db, async (trx) => {
    const teamIds = (await ledTeams(trx, viewer)).map((team) => team.id);
    const tasks = await trx
      .selectFrom("tasks")
      .select(["id", "team_id", "owner_id", "stage", "urgent_at"])
      .where("id", "in", [0, ...seen.map(({ taskId }) => taskId)])
      .where("team_id", "in", [0, ...teamIds])
      .orderBy("id")
      .forUpdate()
      .execute();
    const before = await trx.selectFrom("reassignments").select("moves").where("id", "=", id).where("made_by", "=", viewer.id).executeTakeFirst();
    if (before) return { moved: (before.moves as Move[]).length, left: 0 };
    const receivers = await heldReceivers(trx, to, teamIds, now);
    if (!receivers) return "colleagueGone";

    const asSeen = tasks
      .filter((task) => openStages.some((stage) => stage === task.stage) && seen.some(({ taskId, ownerId }) => taskId === task.id && ownerId === task.owner_id))
      .sort((a, b) => a.urgent_at!.getTime() - b.urgent_at!.getTime() || a.id - b.id);
    const given = shareOut(asSeen.map((task) => ({ taskId: task.id, ownerId: task.owner_id })), receivers);
    const moves: Move[] = [];
    for (const { id: taskId, team_id, owner_id } of asSeen) {
      const receiver = given.get(taskId)!;
      if (receiver.employeeId === owner_id && receiver.teamId === team_id) continue;
      const moved = await record(trx, taskId, { kind: "handed_over", data: { from_owner_id: owner_id, team_id: receiver.teamId, owner_id: receiver.employeeId, note: "" } }, { at: now, actorId: viewer.id });
      moves.push({ task_id: taskId, event_id: moved!.last_event_id, from_team_id: team_id, from_owner_id: owner_id });
    }
    if (moves.length > 0) await trx.insertInto("reassignments").values({ id, made_by: viewer.id, made_at: now, moves: JSON.stringify(moves) }).execute();
    return { moved: moves.length, left: seen.length - asSeen.length };
  });
}

/** Held, so that nobody of them is deactivated at this moment; undefined when one cannot get tasks any more. */
async function heldReceivers(trx: Trx, to: { teamId: number; employeeId: number | null }[], teamIds: number[], now: Date): Promise<Receiver[] | undefined> {
  if (to.length === 0 || to.some(({ teamId }) => !teamIds.includes(teamId))) return undefined;
  const ids = to.flatMap(({ employeeId }) => employeeId ?? []);
  await trx.selectFrom("employees").select("id").where("id", "in", [0, ...ids]).orderBy("id").forShare().execute();
  const members = await receiversIn(trx, to.map(({ teamId }) => teamId), now);
  const receivers = to.map(({ teamId, employeeId }) => (employeeId === null ? { teamId, employeeId, open: 0 } : members.find((member) => member.teamId === teamId && member.employeeId === employeeId)));
  return receivers.every((receiver) => receiver !== undefined) ? receivers : undefined;
}

/** What she gave to others in the last minutes and can still take back: the newest. */
export async function lastReassignment(db: Db, viewer: Viewer, now: Date): Promise<{ id: string; count: number; madeAt: Date } | null> {
  const row = await db
    .selectFrom("reassignments")
    .select(["id", "moves", "made_at"])
    .where("made_by", "=", viewer.id)
    .where("made_at", ">", new Date(now.getTime() - undoMinutes * 60_000))
    .where("undone_at", "is", null)
    .orderBy("made_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? { id: row.id, count: (row.moves as Move[]).length, madeAt: row.made_at } : null;
}

/** Takes it back as one act. What somebody has worked on since stays with her, and so does what came from a team that is no more. False when it is too late, or not hers. */
export async function undoReassignment(db: Db, viewer: Viewer, id: string, now: Date): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const known = await trx.selectFrom("reassignments").select(["moves", "made_at"]).where("id", "=", id).where("made_by", "=", viewer.id).executeTakeFirst();
    if (!known || known.made_at.getTime() <= now.getTime() - undoMinutes * 60_000) return false;
    const moves = known.moves as Move[];
    // Tasks before anything else, as every act holds them.
    const tasks = await trx.selectFrom("tasks").select(["id", "owner_id", "stage"]).where("id", "in", [0, ...moves.map(({ task_id }) => task_id)]).orderBy("id").forUpdate().execute();
    const undone = await trx.updateTable("reassignments").set({ undone_at: now }).where("id", "=", id).where("undone_at", "is", null).executeTakeFirst();
    if (undone.numUpdatedRows === 0n) return true; // sent twice
    const gone = await trx.selectFrom("employees").select("id").where("id", "in", [0, ...moves.flatMap(({ from_owner_id }) => from_owner_id ?? [])]).where("deactivated_at", "is not", null).execute();
    const archived = await trx.selectFrom("teams").select("id").where("id", "in", [0, ...moves.map(({ from_team_id }) => from_team_id)]).where("archived_at", "is not", null).execute();
    for (const { task_id, event_id, from_team_id, from_owner_id } of moves) {
      const task = tasks.find((one) => one.id === task_id)!;
      if (task.stage === "closed" || archived.some(({ id }) => id === from_team_id) || (await hasWorkSince(trx, task_id, event_id))) continue;
      const ownerId = gone.some((one) => one.id === from_owner_id) ? null : from_owner_id;
      const back = await record(trx, task_id, { kind: "handed_over", data: { from_owner_id: task.owner_id, team_id: from_team_id, owner_id: ownerId, note: "", reason: "undone" } }, { at: now, actorId: viewer.id });
      // Who has heard of neither need not hear that it came to nothing.
      if (await takeBack(trx, task_id, event_id)) await takeBack(trx, task_id, back!.last_event_id);
    }
    return true;
  });
}

async function hasWorkSince(trx: Trx, taskId: number, eventId: number): Promise<boolean> {
  const event = await trx
    .selectFrom("task_events")
    .select("id")
    .where("task_id", "=", taskId)
    .where("id", ">", eventId)
    .where((eb) => eb.or([eb("actor_id", "is not", null), eb("kind", "in", ["handed_over", "rerouted", "escalated"])]))
    .limit(1)
    .executeTakeFirst();
  return event !== undefined;
}
