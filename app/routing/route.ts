import type { RoutingReason } from "#db/schema.ts";

export type RoutingFacts = {
  customerOwnerId: number | null;
  aboutEmployeeId: number | null;
  /** As the survey tool named it: a team's name or code. */
  aboutTeam: string | null;
};

/** Where a response goes. `ownerId` is null for the team's pool, from which somebody claims it. */
export type Route = { teamId: number; ownerId: number | null; routedBy: RoutingReason };

/** Who is here, as routing looks at it: at one moment, held until what was routed is stored. */
export type Workplace = {
  defaultTeamId: number;
  /** The team that a survey tool means by this name or code; undefined when nobody knows it. */
  teamNamed: (named: string) => { id: number } | undefined;
  /** The teams she is a member of, in the order of their ids; undefined when she is away or left. */
  presentTeamsOf: (employeeId: number) => number[] | undefined;
  /** The team's present members with their number of open tasks; each route adds to it. */
  loadsOf: (teamId: number) => { id: number; open: number }[];
};

/**
 * Whose is this? The customer's owner; else the employee it is about; else the team it is about, its
 * least-loaded member; else the default team's pool. Who is away or deactivated is skipped. Where the
 * whole team is away it waits in the team's pool.
 */
export function routeResponse(workplace: Workplace, { customerOwnerId, aboutEmployeeId, aboutTeam }: RoutingFacts): Route {
  const team = aboutTeam ? workplace.teamNamed(aboutTeam) : undefined;
  const owner = presentEmployee(workplace, customerOwnerId, team?.id);
  if (owner) return { ...owner, routedBy: "customer_owner" };
  const about = presentEmployee(workplace, aboutEmployeeId, team?.id);
  if (about) return { ...about, routedBy: "about_employee" };
  if (team) return { teamId: team.id, ownerId: leastLoaded(workplace, team.id), routedBy: "team" };
  return { teamId: workplace.defaultTeamId, ownerId: null, routedBy: "default_team" };
}

/** She and the team she does it for: the team it is about where she is a member there, else her first; she must have one. */
function presentEmployee(workplace: Workplace, employeeId: number | null, aboutTeamId: number | undefined): { teamId: number; ownerId: number } | undefined {
  if (employeeId === null) return undefined;
  const teams = workplace.presentTeamsOf(employeeId) ?? [];
  const teamId = teams.find((id) => id === aboutTeamId) ?? teams[0];
  return teamId === undefined ? undefined : { teamId, ownerId: employeeId };
}

function leastLoaded(workplace: Workplace, teamId: number): number | null {
  const members = workplace.loadsOf(teamId);
  let least = members[0];
  for (const member of members) if (member.open < least!.open || (member.open === least!.open && member.id < least!.id)) least = member;
  return least?.id ?? null;
}

/** Belterug was installed, but nobody has set it up. */
export class NoOrganisation extends Error {
  override name = "NoOrganisation";
}
