import { sql } from "kysely";
import type { Trx } from "#db/client.ts";
import { holdKeys } from "../intake/locks.server.ts";

type Member = { id: number; name: string; open: number };

/**
 * The present members of these teams at `now` (UTC), each with her number of open tasks. Holds the
 * teams until the transaction ends, so that of twenty answers at once not all go to the same person.
 */
export async function loadsOfTeams(trx: Trx, teamIds: number[], now: Date): Promise<{ employees: Map<number, Member>; ofTeam: (teamId: number) => Member[] }> {
  const employees = new Map<number, Member>();
  const teams = new Map<number, Member[]>(teamIds.map((id) => [id, []]));
  if (teamIds.length > 0) {
    await holdKeys(trx, teamIds.map((id) => `team ${id}`));
    const { rows } = await sql<Member & { team_id: number }>`
      select team_members.team_id, employees.id, employees.name,
        (select count(*) from tasks where owner_id = employees.id and stage in ('to_call', 'to_act', 'to_tell')) as open
      from team_members join employees on employees.id = team_members.employee_id
      where team_members.team_id = any(${teamIds}::bigint[])
        and deactivated_at is null and (away_from is null or away_from > ${now} or away_until <= ${now})
      order by employees.id`.execute(trx);
    for (const { team_id, ...member } of rows) {
      if (!employees.has(member.id)) employees.set(member.id, member);
      teams.get(team_id)!.push(employees.get(member.id)!);
    }
  }
  return { employees, ofTeam: (teamId) => teams.get(teamId) ?? [] };
}
