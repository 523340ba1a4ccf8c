import type { Trx } from "#db/client.ts";
import { type Away, isAway } from "../people/away.ts";

/** Who is to be told about what lies in these teams. */
export type Staff = {
  /** Of an owner of these tasks. */
  away: (employeeId: number) => Away;
  /** Its owner, or for what waits in a pool whoever is there and could take it. */
  holdersOf: (task: { owner_id: number | null; team_id: number }, now: Date) => number[];
  /** Those who lead the team and are there; of a team without any those of the default team, else the administrators. */
  leadsOf: (teamId: number, now: Date) => number[];
  /** This team, or the default team when it is no longer in use. */
  teamInUse: (teamId: number) => number;
};

/** Reads the people of these tasks and of these other teams, once for all of them. Somebody is always found: nothing lies where nobody looks. */
export async function staffOf(trx: Trx, tasks: { owner_id: number | null; team_id: number }[], otherTeams: number[]): Promise<Staff> {
  const { default_team_id: defaultTeam } = await trx.selectFrom("organisation").select("default_team_id").executeTakeFirstOrThrow();
  const ids = [...new Set([...tasks.map(({ team_id }) => team_id), ...otherTeams, defaultTeam])];
  const inUse = new Set((await trx.selectFrom("teams").select("id").where("id", "in", ids).where("archived_at", "is", null).execute()).map(({ id }) => id));
  const members = await trx
    .selectFrom("team_members")
    .innerJoin("employees", "employees.id", "team_members.employee_id")
    .select(["team_members.team_id", "team_members.is_lead", "employees.id", "employees.away_from", "employees.away_until"])
    .where("team_members.team_id", "in", ids)
    .where("employees.deactivated_at", "is", null)
    .orderBy("employees.id")
    .execute();
  const admins = (await trx.selectFrom("employees").select("id").where("is_admin", "=", true).where("deactivated_at", "is", null).orderBy("id").execute()).map(({ id }) => id);
  const owners = await trx.selectFrom("employees").select(["id", "away_from", "away_until"]).where("id", "in", [0, ...tasks.flatMap(({ owner_id }) => owner_id ?? [])]).execute();
  const awayOf = new Map(owners.map((owner) => [owner.id, owner]));

  const present = (list: typeof members, now: Date) => list.filter((member) => !isAway(member, now)).map(({ id }) => id);
  const leadsOf = (teamId: number, now: Date): number[] => {
    for (const id of new Set([teamId, defaultTeam])) {
      const leads = members.filter((member) => member.team_id === id && member.is_lead);
      if (leads.length > 0) return present(leads, now).length > 0 ? present(leads, now) : leads.map((lead) => lead.id);
    }
    return admins;
  };
  return {
    away: (employeeId) => awayOf.get(employeeId)!,
    holdersOf: ({ owner_id, team_id }, now) => {
      if (owner_id !== null) return [owner_id];
      const there = present(members.filter((member) => member.team_id === team_id), now);
      return there.length > 0 ? there : leadsOf(team_id, now);
    },
    leadsOf,
    teamInUse: (teamId) => (inUse.has(teamId) ? teamId : defaultTeam),
  };
}
