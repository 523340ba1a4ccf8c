import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import { openSessions } from "../people/session.server.ts";
import { visibleToEach } from "../tasks/access.server.ts";
import type { LiveNews } from "./announce.server.ts";

/** What one session is told: the tasks of these that she may see; `isNear` when some list of her own or of her teams changed. */
export type Heard = { tasks: number[]; isNear: boolean };

/**
 * Who of these sessions hears what, in one query, with the rule of every page. A session that ended
 * and an employee who was deactivated hear nothing.
 */
export async function whoHears(db: Db, sessionIds: string[], news: LiveNews): Promise<Map<string, Heard>> {
  const heard = new Map<string, Heard>();
  if (sessionIds.length === 0) return heard;
  for (const { session_id, task_id, is_near } of await rowsOf(db, sessionIds, news)) {
    const each = heard.get(session_id) ?? { tasks: [], isNear: false };
    if (task_id !== null) each.tasks.push(task_id);
    each.isNear ||= is_near;
    heard.set(session_id, each);
  }
  return heard;
}

function rowsOf(db: Db, sessionIds: string[], { tasks, employees, teams, everything = false }: LiveNews) {
  const listening = openSessions(db).where(isOneOf(sessionIds));
  const ids = (list: number[]) => sql`any(${list}::bigint[])`;
  const ofTasks = listening
    .innerJoin("tasks", (join) => join.on(sql<boolean>`tasks.id = ${ids(tasks)}`))
    .where(visibleToEach() as never)
    .select(["sessions.id as session_id", "tasks.id as task_id"])
    .select(sql<boolean>`tasks.owner_id is not distinct from employees.id or exists (select from team_members where team_members.employee_id = employees.id and team_members.team_id = tasks.team_id)`.as("is_near"));
  const ofLists = listening
    .where(sql<boolean>`(${everything} or employees.id = ${ids(employees)} or exists (select from team_members where team_members.employee_id = employees.id and team_members.team_id = ${ids(teams)}))`)
    .select(["sessions.id as session_id", sql<number | null>`null::bigint`.as("task_id"), sql<boolean>`true`.as("is_near")]);
  return ofLists.unionAll(ofTasks).execute();
}

/** Those of these sessions that hold. */
export async function whoIsStillThere(db: Db, sessionIds: string[]): Promise<Set<string>> {
  if (sessionIds.length === 0) return new Set();
  const rows = await openSessions(db).where(isOneOf(sessionIds)).select("sessions.id").execute();
  return new Set(rows.map(({ id }) => id));
}

/** One parameter, however many there are: a long list costs more to plan than to look up. */
function isOneOf(sessionIds: string[]) {
  return sql<boolean>`sessions.id = any(${sessionIds}::text[])`;
}
