import type { Db } from "#db/client.ts";
import { isAway } from "../people/away.ts";
import type { Viewer } from "../people/session.server.ts";
import { type Cursor, listedTasks, openStages, pageOf } from "./list.server.ts";

const pageSize = 25;

export type TeamChoice = { id: number; name: string; isListOpen: boolean };

/** Her teams (an admin's: all), and of which she may see the whole list: where it is open, or she leads. */
export async function myTeams(db: Db, viewer: Viewer): Promise<TeamChoice[]> {
  const { is_team_list_open } = await db.selectFrom("organisation").select("is_team_list_open").executeTakeFirstOrThrow();
  let query = db.selectFrom("teams").select(["id", "name"]).where("archived_at", "is", null).orderBy("name");
  if (!viewer.isAdmin) query = query.where("id", "in", [0, ...viewer.teamIds]);
  const teams = await query.execute();
  return teams.map((team) => ({ ...team, isListOpen: is_team_list_open || viewer.isAdmin || viewer.ledTeamIds.includes(team.id) }));
}

/** What waits in the pools of these teams, most urgent first. */
export async function unclaimedTasks(db: Db, teams: TeamChoice[], after: Cursor | undefined) {
  let query = listedTasks(db)
    .innerJoin("teams", "teams.id", "tasks.team_id")
    .select("teams.name as team")
    .where("tasks.team_id", "in", [0, ...teams.map(({ id }) => id)])
    .where("tasks.owner_id", "is", null)
    .where("tasks.closed_at", "is", null)
    .orderBy("tasks.urgent_at")
    .orderBy("tasks.id")
    .limit(pageSize + 1);
  if (after) query = query.where((eb) => eb(eb.refTuple("tasks.urgent_at", "tasks.id"), ">", eb.tuple(after.at, after.id)));
  return pageOf(await query.execute(), pageSize, (row) => ({ at: row.urgent_at!, id: row.id }));
}

/** What colleagues have in hand, most urgent first; only of the teams whose list is open to her. */
export async function claimedTasks(db: Db, teams: TeamChoice[], after: Cursor | undefined, now: Date) {
  let query = listedTasks(db)
    .innerJoin("teams", "teams.id", "tasks.team_id")
    .innerJoin("employees", "employees.id", "tasks.owner_id")
    .select(["teams.name as team", "employees.name as owner", "employees.away_from", "employees.away_until"])
    .where("tasks.team_id", "in", [0, ...teams.filter(({ isListOpen }) => isListOpen).map(({ id }) => id)])
    .where("tasks.stage", "in", [...openStages])
    .orderBy("tasks.urgent_at")
    .orderBy("tasks.id")
    .limit(pageSize + 1);
  if (after) query = query.where((eb) => eb(eb.refTuple("tasks.urgent_at", "tasks.id"), ">", eb.tuple(after.at, after.id)));
  const { rows, next } = pageOf(await query.execute(), pageSize, (row) => ({ at: row.urgent_at!, id: row.id }));
  return { next, rows: rows.map(({ away_from, away_until, ...row }) => ({ ...row, isAway: isAway({ away_from, away_until }, now), awayUntil: away_until })) };
}
