import { type RawBuilder, sql } from "kysely";
import { prepared, type Trx } from "#db/client.ts";
import { isAwayAt } from "../people/away.server.ts";
import type { WorkingHours } from "../people/hours.ts";
import { holdKeys } from "../intake/locks.server.ts";
import type { Candidate } from "./route.ts";

/** A team as routing looks at it. `liveFrom` null: not live; its zone and hours null: as the organisation's. */
export type TeamFacts = { id: number; name: string; liveFrom: Date | null; timeZone: string | null; workingHours: WorkingHours | null };

export type TeamJson = { id: number; name: string; live_from: string | null; time_zone: string | null; working_hours: WorkingHours | null };
export type CandidateJson = { id: number; name: string; email: string; is_here: boolean; is_away: boolean; cap: number | null; open: number; substitute_id: number | null; teams: TeamJson[] };

export type KnownCandidate = Candidate & { name: string; email: string };

/** A team as JSON, within a statement over `teams`. */
export const teamJson = sql`json_build_object('id', teams.id, 'name', teams.name, 'live_from', teams.live_from, 'time_zone', teams.time_zone, 'working_hours', teams.working_hours)`;

const openTasks = sql`(select count(*) from tasks where owner_id = employees.id and stage in ('to_call', 'to_act', 'to_tell'))`;

/** What routing must know of an employee, within a statement over `employees`; her open tasks are counted where that decides. */
export function candidateColumns(now: Date, { isCounted }: { isCounted: boolean }) {
  return sql`employees.id, employees.name, employees.email, deactivated_at is null as is_here, ${isAwayAt(now)} as is_away, open_task_cap as cap, substitute_id,
    ${isCounted ? openTasks : sql`case when open_task_cap is null then 0 else ${openTasks} end`} as open,
    (select coalesce(json_agg(${teamJson} order by teams.id), '[]')
      from team_members join teams on teams.id = team_members.team_id and teams.archived_at is null
      where team_members.employee_id = employees.id) as teams`;
}

/** With who stands in for those among them who are away, and for those in turn; a circle ends. */
export function withSubstitutes(ids: RawBuilder<unknown>, now: Date) {
  return sql`
    (with recursive called (id) as (
      ${ids}
      union select substitute_id from called join employees on employees.id = called.id where substitute_id is not null and ${isAwayAt(now)})
    select id from called)`;
}

/** These employees and who stands in for them. */
export async function candidatesByIds(trx: Trx, ids: number[], now: Date): Promise<CandidateJson[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<CandidateJson>`${prepared} select ${candidateColumns(now, { isCounted: false })} from employees where id in ${withSubstitutes(sql`select unnest(${ids}::bigint[])`, now)}`.execute(trx);
  return rows;
}

export async function teamsByIds(trx: Trx, ids: number[]): Promise<TeamJson[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ team: TeamJson }>`${prepared} select ${teamJson} as team from teams where id = any(${ids}::bigint[]) and archived_at is null`.execute(trx);
  return rows.map(({ team }) => team);
}

export type Members = Map<number, { members: CandidateJson[]; lastInTurn: number | undefined }>;

/**
 * Of these teams all members by name, each with her number of open tasks, and who was last in turn.
 * Holds the teams until the transaction ends, so that of twenty answers at once not all go to the same.
 */
export async function membersOfTeams(trx: Trx, teamIds: number[], now: Date): Promise<Members> {
  const members: Members = new Map(teamIds.map((id) => [id, { members: [], lastInTurn: undefined }]));
  if (teamIds.length === 0) return members;
  await holdKeys(trx, teamIds.map((id) => `team ${id}`));
  const { rows } = await sql<CandidateJson & { team_id: number; last_employee_id: number | null }>`${prepared}
    select team_members.team_id, last_employee_id, ${candidateColumns(now, { isCounted: true })}
    from team_members join employees on employees.id = team_members.employee_id
    left join routing_turns on routing_turns.team_id = team_members.team_id
    where team_members.team_id = any(${teamIds}::bigint[]) and deactivated_at is null
    order by lower(employees.name), employees.id`.execute(trx);
  for (const { team_id, last_employee_id, ...member } of rows) {
    const team = members.get(team_id)!;
    team.members.push(member);
    team.lastInTurn = last_employee_id ?? undefined;
  }
  return members;
}

/** Holds those who may have only so many tasks, and counts again what they have now. */
export async function recountCapped(trx: Trx, ids: number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map();
  await holdKeys(trx, ids.map((id) => `employee ${id}`));
  const { rows } = await sql<{ id: number; open: number }>`${prepared} select id, ${openTasks} as open from employees where id = any(${ids}::bigint[])`.execute(trx);
  return new Map(rows.map(({ id, open }) => [id, open]));
}

/** Remembers whose turn it was. */
export async function storeTurns(trx: Trx, turns: Map<number, number>): Promise<void> {
  if (turns.size === 0) return;
  await trx
    .insertInto("routing_turns")
    .values([...turns].map(([team_id, last_employee_id]) => ({ team_id, last_employee_id })))
    .onConflict((conflict) => conflict.column("team_id").doUpdateSet((eb) => ({ last_employee_id: eb.ref("excluded.last_employee_id") })))
    .execute();
}
