import type { Db } from "#db/client.ts";
import type { Viewer } from "../people/session.server.ts";

/** Whose figures: the teams that she may look at, and those that she chose of them. */
export type Scope = {
  teams: { id: number; name: string }[];
  /** One of `teams`, or null for all of them. */
  team: { id: number; name: string } | null;
  /** What the queries filter by; never another team than in `teams`. */
  teamIds: number[];
};

/**
 * The teams she leads; an admin all, archived ones too because their history counts. Undefined,
 * hence 404, when `chosen` is not one of these.
 */
export async function scopeFor(db: Db, viewer: Viewer, chosen: string | null): Promise<Scope | undefined> {
  let query = db.selectFrom("teams").select(["id", "name"]).orderBy("name");
  if (!viewer.isAdmin) query = query.where("id", "in", viewer.ledTeamIds.length > 0 ? viewer.ledTeamIds : [0]);
  const teams = await query.execute();
  if (!chosen) return { teams, team: teams.length === 1 ? teams[0]! : null, teamIds: teams.map((team) => team.id) };
  const team = teams.find((team) => String(team.id) === chosen);
  return team && { teams, team, teamIds: [team.id] };
}

/** The zone in which the organisation's days begin. */
export async function timeZoneOf(db: Db): Promise<string> {
  const organisation = await db.selectFrom("organisation").select("time_zone").executeTakeFirstOrThrow();
  return organisation.time_zone;
}
