import type { ExpressionBuilder } from "kysely";
import type { Trx } from "#db/client.ts";
import type { DB, RoutingReason } from "#db/schema.ts";
import { holdKeys } from "../intake/locks.server.ts";

export type RoutingFacts = {
  customerOwnerId: number | null;
  aboutEmployeeId: number | null;
  /** As the survey tool named it: a team's name or code. */
  aboutTeam: string | null;
};

/** Where a response goes. `ownerId` is null for the team's pool, from which somebody claims it. */
export type Route = { teamId: number; ownerId: number | null; routedBy: RoutingReason };

/** Belterug was installed, but nobody has set it up. */
export class NoOrganisation extends Error {
  override name = "NoOrganisation";
}

/**
 * Whose is this? The customer's owner; else the employee it is about; else the team it is about, its
 * least-loaded member; else the default team's pool. Who is away at `now` (UTC) or deactivated is
 * skipped. Where the whole team is away it waits in the team's pool. Throws NoOrganisation. Holds the team until the transaction ends, so that of twenty answers at once
 * not all go to the same person. `notCounting`: the task that is routed again is no load.
 */
export async function routeResponse(trx: Trx, { customerOwnerId, aboutEmployeeId, aboutTeam }: RoutingFacts, now: Date, { notCounting }: { notCounting?: number | undefined } = {}): Promise<Route> {
  const team = aboutTeam ? await findTeam(trx, aboutTeam) : undefined;
  const owner = customerOwnerId ? await presentEmployee(trx, customerOwnerId, team?.id, now) : undefined;
  if (owner) return { ...owner, routedBy: "customer_owner" };
  const about = aboutEmployeeId ? await presentEmployee(trx, aboutEmployeeId, team?.id, now) : undefined;
  if (about) return { ...about, routedBy: "about_employee" };
  if (team) return { teamId: team.id, ownerId: await leastLoaded(trx, team.id, now, notCounting), routedBy: "team" };
  const { default_team_id } = await trx.selectFrom("organisation").select("default_team_id").executeTakeFirstOrThrow(() => new NoOrganisation());
  return { teamId: default_team_id, ownerId: null, routedBy: "default_team" };
}

async function findTeam(trx: Trx, named: string): Promise<{ id: number } | undefined> {
  return trx
    .selectFrom("teams")
    .select("id")
    .where("archived_at", "is", null)
    .where((eb) => eb.or([eb(eb.fn("lower", ["name"]), "=", eb.fn("lower", [eb.val(named)])), eb(eb.fn("lower", ["code"]), "=", eb.fn("lower", [eb.val(named)]))]))
    // A code is chosen for machines: it wins from another team's name.
    .orderBy((eb) => eb(eb.fn("lower", ["code"]), "=", eb.fn("lower", [eb.val(named)])), "desc")
    .executeTakeFirst();
}

/** She and the team she does it for: the team it is about where she is a member there, else her first; she must have one. */
async function presentEmployee(trx: Trx, employeeId: number, aboutTeamId: number | undefined, now: Date): Promise<{ teamId: number; ownerId: number } | undefined> {
  const row = await trx
    .selectFrom("employees")
    .innerJoin("team_members", "team_members.employee_id", "employees.id")
    .innerJoin("teams", "teams.id", "team_members.team_id")
    .select("team_members.team_id")
    .where("employees.id", "=", employeeId)
    .where("teams.archived_at", "is", null)
    .where(isPresent(now))
    .orderBy((eb) => eb("team_members.team_id", "=", aboutTeamId ?? 0), "desc")
    .orderBy("team_members.team_id")
    .executeTakeFirst();
  return row && { teamId: row.team_id, ownerId: employeeId };
}

async function leastLoaded(trx: Trx, teamId: number, now: Date, notCounting = 0): Promise<number | null> {
  await holdKeys(trx, [`team ${teamId}`]);
  const row = await trx
    .selectFrom("employees")
    .innerJoin("team_members", "team_members.employee_id", "employees.id")
    .select("employees.id")
    .where("team_members.team_id", "=", teamId)
    .where(isPresent(now))
    .orderBy((eb) =>
      eb
        .selectFrom("tasks")
        .select(eb.fn.countAll().as("open"))
        .whereRef("tasks.owner_id", "=", "employees.id")
        .where("tasks.stage", "in", ["to_call", "to_act", "to_tell"])
        .where("tasks.id", "<>", notCounting),
    )
    .orderBy("employees.id")
    .executeTakeFirst();
  return row?.id ?? null;
}

function isPresent(now: Date) {
  return (eb: ExpressionBuilder<DB, "employees">) =>
    eb.and([
      eb("employees.deactivated_at", "is", null),
      eb.or([
        eb("employees.away_from", "is", null),
        eb("employees.away_from", ">", now),
        eb("employees.away_until", "<=", now),
      ]),
    ]);
}
