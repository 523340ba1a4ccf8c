import { type Db, inTransaction } from "#db/client.ts";
import type { Language } from "#db/schema.ts";
import type { Viewer } from "../people/session.server.ts";
import { textsIn } from "../i18n/texts.ts";
import type { GuideInput } from "./guide-form.ts";
import { starterTexts } from "./starter.texts.ts";

/** The guides of her teams (an admin's: of all), by team: for any call first, then by score, then by cause. */
export async function guidesOf(db: Db, viewer: Viewer) {
  const [teams, guides] = await Promise.all([
    teamsOf(db, viewer),
    db
      .selectFrom("call_guides")
      .leftJoin("causes", "causes.id", "call_guides.cause_id")
      .leftJoin("employees", "employees.id", "call_guides.changed_by")
      .select(["call_guides.id", "call_guides.team_id", "call_guides.cause_id", "call_guides.category", "call_guides.start", "call_guides.openings", "call_guides.dos", "call_guides.donts", "call_guides.changed_at"])
      .select(["causes.name as cause", "employees.name as changedBy"])
      .$if(!viewer.isAdmin, (query) => query.where("call_guides.team_id", "in", [0, ...viewer.teamIds]))
      .orderBy("causes.name", (order) => order.asc().nullsFirst())
      .orderBy("call_guides.category", (order) => order.asc().nullsFirst())
      .execute(),
  ]);
  return teams.map((team) => ({ ...team, mayWrite: mayWrite(viewer, team.id), guides: guides.filter(({ team_id }) => team_id === team.id) }));
}

async function teamsOf(db: Db, viewer: Viewer) {
  const query = db.selectFrom("teams").select(["id", "name"]).where("archived_at", "is", null).orderBy("name");
  return (viewer.isAdmin ? query : query.where("id", "in", [0, ...viewer.teamIds])).execute();
}

/** The words of a team are its lead's. */
export function mayWrite(viewer: Viewer, teamId: number): boolean {
  return viewer.isAdmin || viewer.ledTeamIds.includes(teamId);
}

/** A guide that she may change; undefined, hence 404, when not or when there is none. */
export async function guideFor(db: Db, viewer: Viewer, guideId: number) {
  const guide = await db.selectFrom("call_guides").selectAll().where("id", "=", guideId).executeTakeFirst();
  return guide && mayWrite(viewer, guide.team_id) ? guide : undefined;
}

/** The teams she writes for and the causes to choose from. */
export async function guideChoices(db: Db, viewer: Viewer) {
  const [teams, causes] = await Promise.all([teamsOf(db, viewer), db.selectFrom("causes").select(["id", "name"]).where("archived_at", "is", null).orderBy("name").execute()]);
  return { teams: teams.filter(({ id }) => mayWrite(viewer, id)), causes };
}

/** Writes a new guide, or changes the one with this id. "taken": the team has one for this already, or the team or cause is gone. */
export async function saveGuide(db: Db, viewer: Viewer, guideId: number | null, { team_id, ...guide }: GuideInput, now: Date): Promise<"saved" | "taken"> {
  return inTransaction(db, async (trx) => {
    if (guide.cause_id !== null && !(await trx.selectFrom("causes").select("id").where("id", "=", guide.cause_id).executeTakeFirst())) return "taken";
    const values = { ...guide, changed_by: viewer.id, changed_at: now };
    if (guideId === null) {
      const made = await trx.insertInto("call_guides").values({ team_id, ...values }).onConflict((conflict) => conflict.doNothing()).returning("id").executeTakeFirst();
      return made ? "saved" : "taken";
    }
    const { cause_id, category } = guide;
    const other = await trx
      .selectFrom("call_guides")
      .select("id")
      .where("team_id", "=", team_id)
      .where("cause_id", "is not distinct from", cause_id)
      .where("category", "is not distinct from", category)
      .where("id", "<>", guideId)
      .executeTakeFirst();
    if (other) return "taken";
    await trx.updateTable("call_guides").set(values).where("id", "=", guideId).execute();
    return "saved";
  });
}

export async function removeGuide(db: Db, guideId: number): Promise<void> {
  await db.deleteFrom("call_guides").where("id", "=", guideId).execute();
}

/** Our words become a team's own, to be changed from there; what it has already stays as it is. */
export async function takeStarters(db: Db, viewer: Viewer, teamId: number, language: Language, now: Date): Promise<void> {
  const { general, detractor } = textsIn(starterTexts, language);
  const own = { team_id: teamId, cause_id: null, changed_by: viewer.id, changed_at: now };
  await db
    .insertInto("call_guides")
    .values([
      { ...own, category: null, ...general, openings: [...general.openings] },
      { ...own, category: "detractor", ...detractor, openings: [...detractor.openings] },
    ])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
