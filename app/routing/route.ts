import type { RoutingReason } from "#db/schema.ts";
import type { Target } from "./rule.ts";

/** What targets look at: who is linked to one response. Null where nobody is. */
export type Links = {
  customerOwnerId: number | null;
  aboutEmployeeId: number | null;
  /** Who owned the task of this customer's response before this one. */
  previousOwnerId: number | null;
  aboutTeamId: number | null;
};

/** Why somebody whom a rule named was passed over. */
export type PassedOver = { employee_id: number; why: "away" | "full" | "gone" };

/** Where a response goes. `ownerId` is null for the team's pool, from which somebody claims it. */
export type Route = { teamId: number; ownerId: number | null; routedBy: RoutingReason; passedOver: PassedOver[]; /** Whether it was her turn in this team; only what is opened takes it (`takeTurn`). */ isInTurn?: true };

export type Candidate = {
  id: number;
  /** The teams she is a member of that still exist, in the order of their ids. */
  teamIds: number[];
  isHere: boolean;
  isAway: boolean;
  /** Open tasks, and how many she may have (null: no limit). */
  open: number;
  cap: number | null;
  substituteId: number | null;
};

/** Who is here, as routing looks at it: at one moment, held until what was routed is stored. */
export type Workplace = {
  defaultTeamId: number;
  /** Whether this team exists and is not archived. */
  hasTeam: (teamId: number) => boolean;
  candidate: (employeeId: number) => Candidate | undefined;
  /** The team's members in the order of their names; `takeTurn` adds to their open tasks. */
  membersOf: (teamId: number) => Candidate[];
  /** To whom this team's last one in turn went; undefined: to nobody yet. */
  lastInTurn: (teamId: number) => number | undefined;
  giveTurn: (teamId: number, employeeId: number) => void;
  addLoad: (employeeId: number | null, tasks: 1 | -1) => void;
};

/**
 * Whose is this? The first target that leads to somebody who is here and has room. Who is away is
 * replaced by her substitute; who is full or gone, and a team of which nobody can, is passed over. At
 * the end of the list it is in the default team's pool: nothing is ever nobody's.
 */
export function routeBy(workplace: Workplace, targets: Target[], links: Links): Route {
  const passedOver: PassedOver[] = [];
  for (const target of targets) {
    const found = target.to === "team" ? byTeam(workplace, target, links, passedOver) : byPerson(workplace, target, links, passedOver);
    if (found) return { ...found, passedOver };
  }
  return { teamId: workplace.defaultTeamId, ownerId: null, routedBy: "default_team", passedOver };
}

type Found = Omit<Route, "passedOver"> | undefined;

const personOf = { customer_owner: "customerOwnerId", about_employee: "aboutEmployeeId", previous_owner: "previousOwnerId" } as const;

function byPerson(workplace: Workplace, target: Exclude<Target, { to: "team" }>, links: Links, passedOver: PassedOver[]): Found {
  const named = target.to === "employee" ? target.id : links[personOf[target.to]];
  if (named === null) return undefined;
  const able = standIn(workplace, named, passedOver);
  if (!able) return undefined;
  // The team it is about where she is a member there, else her first.
  const teamId = able.teamIds.find((id) => id === links.aboutTeamId) ?? able.teamIds[0]!;
  return { teamId, ownerId: able.id, routedBy: target.to };
}

/** She, or who stands in for her while she is away; whoever was passed over on the way is noted. A circle of substitutes ends. */
function standIn(workplace: Workplace, employeeId: number, passedOver: PassedOver[]): Candidate | undefined {
  const seen = new Set<number>();
  for (let id: number | null = employeeId; id !== null && !seen.has(id); ) {
    seen.add(id);
    const candidate = workplace.candidate(id);
    const why = candidate ? whyNot(candidate) : "gone";
    if (!why) return candidate;
    notePassedOver(passedOver, id, why);
    id = why === "away" ? candidate!.substituteId : null;
  }
  return undefined;
}

function byTeam(workplace: Workplace, target: Extract<Target, { to: "team" }>, { aboutTeamId }: Links, passedOver: PassedOver[]): Found {
  const teamId = target.id === "about" ? aboutTeamId : target.id;
  if (teamId === null || !workplace.hasTeam(teamId)) return undefined;
  if (target.by === "claim") return { teamId, ownerId: null, routedBy: "team" };
  const able = workplace.membersOf(teamId).filter((member) => {
    const why = whyNot(member);
    if (why) notePassedOver(passedOver, member.id, why);
    return !why;
  });
  if (able.length === 0) return undefined;
  return { teamId, ownerId: choices[target.by](able, workplace, teamId).id, routedBy: "team", ...(target.by === "round_robin" && { isInTurn: true }) };
}

const choices = {
  first_present: (able: Candidate[]) => able[0]!,
  least_loaded: (able: Candidate[]) => able.reduce((least, member) => (member.open < least.open || (member.open === least.open && member.id < least.id) ? member : least)),
  round_robin: (able: Candidate[], workplace: Workplace, teamId: number) => {
    const inTurn = able.toSorted((a, b) => a.id - b.id);
    const last = workplace.lastInTurn(teamId);
    return inTurn.find(({ id }) => last === undefined || id > last) ?? inTurn[0]!;
  },
};

/** It is hers: one task more for her, and where it was her turn the next one is somebody else's. */
export function takeTurn(workplace: Workplace, { teamId, ownerId, isInTurn }: Pick<Route, "teamId" | "ownerId" | "isInTurn">): void {
  if (ownerId === null) return;
  workplace.addLoad(ownerId, 1);
  if (isInTurn) workplace.giveTurn(teamId, ownerId);
}

/** Why she cannot take one now; undefined: she can. Who is in no team has nowhere to do it. */
export function whyNot({ isHere, isAway, open, cap, teamIds }: Candidate): PassedOver["why"] | undefined {
  if (!isHere || teamIds.length === 0) return "gone";
  if (isAway) return "away";
  return cap !== null && open >= cap ? "full" : undefined;
}

const mostNoted = 20;

function notePassedOver(passedOver: PassedOver[], employeeId: number, why: PassedOver["why"]): void {
  if (passedOver.length < mostNoted && !passedOver.some(({ employee_id }) => employee_id === employeeId)) passedOver.push({ employee_id: employeeId, why });
}

/** Belterug was installed, but nobody has set it up. */
export class NoOrganisation extends Error {
  override name = "NoOrganisation";
}
