import type { Trx } from "#db/client.ts";
import { candidatesByIds, membersOfTeams, recountCapped, teamsByIds } from "./candidates.server.ts";
import { type Links, whyNot } from "./route.ts";
import type { Target } from "./rule.ts";
import type { KnownWorkplace } from "./workplace.ts";

export type Asked = { targets: Target[]; links: Links };

/**
 * Reads about whom the rules named, before anybody is chosen: most often all is known by then, and
 * this asks nothing. Holds the teams that are shared out in and the people who may have only so many
 * tasks, until the transaction ends.
 */
export async function loadTargets(trx: Trx, workplace: KnownWorkplace, asked: Asked[], now: Date): Promise<void> {
  if (asked.length === 0) return;
  const people = asked.flatMap(({ targets, links }) => targets.flatMap((target) => (target.to === "employee" ? target.id : target.to === "previous_owner" ? (links.previousOwnerId ?? []) : [])));
  workplace.addCandidates(await candidatesByIds(trx, unique(people.filter((id) => !workplace.candidate(id))), now));
  const named = asked.flatMap(({ targets }) => targets.flatMap((target) => (target.to === "team" && target.id !== "about" ? target.id : [])));
  workplace.addTeams(await teamsByIds(trx, unique(named.filter((id) => !workplace.hasTeam(id)))));

  workplace.addMembers(await membersOfTeams(trx, unique(asked.flatMap((one) => sharedTeams(workplace, one))), now));
  const capped = workplace.candidates().filter(({ cap, isHere, isAway }) => cap !== null && isHere && !isAway);
  workplace.setOpen(await recountCapped(trx, capped.map(({ id }) => id)));
}

/** The teams among whose members may have to be chosen: not where somebody before them in the list can. */
function sharedTeams(workplace: KnownWorkplace, { targets, links }: Asked): number[] {
  const teams: number[] = [];
  for (const target of targets) {
    if (target.to === "team") {
      const id = target.id === "about" ? links.aboutTeamId : target.id;
      if (id === null || !workplace.hasTeam(id)) continue;
      if (target.by === "claim") break;
      teams.push(id);
    } else if (certainlyCan(workplace, target, links)) break;
  }
  return teams;
}

function certainlyCan(workplace: KnownWorkplace, target: Exclude<Target, { to: "team" }>, { customerOwnerId, aboutEmployeeId, previousOwnerId }: Links): boolean {
  const id = { customer_owner: customerOwnerId, about_employee: aboutEmployeeId, previous_owner: previousOwnerId, employee: target.to === "employee" ? target.id : null }[target.to];
  const candidate = workplace.candidate(id ?? 0);
  return candidate !== undefined && candidate.cap === null && !whyNot(candidate);
}

const unique = (ids: number[]): number[] => [...new Set(ids)];
