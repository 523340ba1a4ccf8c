import type { CandidateJson, KnownCandidate, Members, TeamFacts, TeamJson } from "./candidates.server.ts";
import type { Workplace } from "./route.ts";

/** Who and what is known of a workplace so far, in one transaction; what a rule needs is added when it is. */
export class KnownWorkplace implements Workplace {
  readonly defaultTeamId: number;
  /** Whose turn it was, where that changed. */
  readonly turns = new Map<number, number>();
  readonly #teams = new Map<number, TeamFacts>();
  readonly #candidates = new Map<number, KnownCandidate>();
  readonly #members = new Map<number, KnownCandidate[]>();
  readonly #lastInTurn = new Map<number, number | undefined>();

  constructor(defaultTeam: TeamJson) {
    this.defaultTeamId = defaultTeam.id;
    this.addTeams([defaultTeam]);
  }

  addTeams(teams: TeamJson[]): void {
    for (const { id, name, live_from, time_zone, working_hours } of teams) this.#teams.set(id, { id, name, liveFrom: live_from === null ? null : new Date(live_from), timeZone: time_zone, workingHours: working_hours });
  }

  /** Who is known already stays as she is: her tasks of this round are counted there. */
  addCandidates(employees: CandidateJson[]): void {
    for (const { is_here: isHere, is_away: isAway, substitute_id: substituteId, teams, ...employee } of employees) {
      this.addTeams(teams);
      if (!this.#candidates.has(employee.id)) this.#candidates.set(employee.id, { ...employee, isHere, isAway, substituteId, teamIds: teams.map(({ id }) => id) });
    }
  }

  /** Their numbers of open tasks are exact, also of who is known already. */
  addMembers(teams: Members): void {
    for (const [teamId, { members, lastInTurn }] of teams) {
      this.addCandidates(members);
      for (const { id, open } of members) this.#candidates.get(id)!.open = open;
      this.#members.set(teamId, members.map(({ id }) => this.#candidates.get(id)!));
      this.#lastInTurn.set(teamId, lastInTurn);
    }
  }

  setOpen(open: Map<number, number>): void {
    for (const [id, count] of open) this.#candidates.get(id)!.open = count;
  }

  hasTeam = (teamId: number): boolean => this.#teams.has(teamId);
  team = (teamId: number): TeamFacts | undefined => this.#teams.get(teamId);
  candidate = (employeeId: number): KnownCandidate | undefined => this.#candidates.get(employeeId);
  candidates = (): KnownCandidate[] => [...this.#candidates.values()];
  membersOf = (teamId: number): KnownCandidate[] => this.#members.get(teamId) ?? [];
  lastInTurn = (teamId: number): number | undefined => this.turns.get(teamId) ?? this.#lastInTurn.get(teamId);
  giveTurn = (teamId: number, employeeId: number): void => void this.turns.set(teamId, employeeId);

  /** One task more or less for her, within this round. */
  addLoad(employeeId: number | null, tasks: 1 | -1): void {
    const candidate = this.#candidates.get(employeeId ?? 0);
    if (candidate) candidate.open += tasks;
  }
}
