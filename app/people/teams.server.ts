import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import { type Db, inTransaction } from "#db/client.ts";
import type { TaskStage } from "#db/schema.ts";
import { duplicateOf } from "./duplicate.server.ts";

/** As the indexes on tasks have it; the same as not closed. */
export const openStages: TaskStage[] = ["to_call", "to_act", "to_tell", "told"];

/** So many people of a team are named on its card; of larger teams the leads come first. */
const mostNamed = 12;

/** Every team, those in use first: its people (the first of them and how many there are), its open tasks, and whether it is where the rest goes. */
export async function listTeams(db: Db) {
  return db
    .selectFrom("teams")
    .select(["teams.id", "teams.name", "teams.code", "teams.archived_at", "teams.live_from"])
    .select((eb) => [
      jsonArrayFrom(
        eb.selectFrom("team_members").innerJoin("employees", "employees.id", "team_members.employee_id").select(["employees.id", "employees.name", "team_members.is_lead"]).whereRef("team_members.team_id", "=", "teams.id").where("employees.deactivated_at", "is", null).orderBy("team_members.is_lead", "desc").orderBy("employees.name").limit(mostNamed),
      ).as("members"),
      eb.selectFrom("team_members").innerJoin("employees", "employees.id", "team_members.employee_id").select(eb.fn.countAll<number>().as("n")).whereRef("team_members.team_id", "=", "teams.id").where("employees.deactivated_at", "is", null).as("memberCount"),
      eb.selectFrom("tasks").select(eb.fn.countAll<number>().as("n")).whereRef("tasks.team_id", "=", "teams.id").where("tasks.stage", "in", openStages).as("openTasks"),
      eb.exists(eb.selectFrom("organisation").select("organisation.id").whereRef("organisation.default_team_id", "=", "teams.id")).as("isDefault"),
    ])
    .orderBy(sql`archived_at is not null`)
    .orderBy(sql`lower(name)`)
    .execute();
}

export async function teamById(db: Db, teamId: number) {
  if (!Number.isSafeInteger(teamId) || teamId < 1) return undefined;
  return db.selectFrom("teams").select(["id", "name", "code", "archived_at", "live_from"]).where("id", "=", teamId).executeTakeFirst();
}

export type TeamInput = { name: string; code: string };
type Taken = { name?: "nameTaken"; code?: "codeTaken" };

/** Adds a team without people. Gives what is taken already, or null. */
export async function addTeam(db: Db, input: TeamInput, now: Date): Promise<Taken | null> {
  try {
    await db.insertInto("teams").values({ ...input, created_at: now, live_from: now }).execute();
    return null;
  } catch (error) {
    return takenBy(error);
  }
}

export type TeamRefusal = "isDefault" | "hasTasks" | "hasPeople";

/**
 * Renames a team, puts it out of use or in use again. Out of use only when nobody and nothing is left
 * in it, and never the default team: answers that fit nowhere must go somewhere.
 */
export async function changeTeam(db: Db, teamId: number, { isArchived, ...input }: TeamInput & { isArchived: boolean }, now: Date): Promise<{ taken: Taken } | { refused: TeamRefusal } | null> {
  try {
    return await inTransaction(db, async (trx) => {
      const before = await trx.selectFrom("teams").select("archived_at").where("id", "=", teamId).forUpdate().executeTakeFirstOrThrow();
      if (isArchived && !before.archived_at) {
        const refused = await whyInUse(trx, teamId);
        if (refused) return { refused };
        // Who left the organisation leaves the team as well.
        await trx.deleteFrom("team_members").where("team_id", "=", teamId).execute();
      }
      await trx.updateTable("teams").set({ ...input, archived_at: isArchived ? (before.archived_at ?? now) : null }).where("id", "=", teamId).execute();
      return null;
    });
  } catch (error) {
    return { taken: takenBy(error) };
  }
}

async function whyInUse(db: Db, teamId: number): Promise<TeamRefusal | null> {
  if (await isDefaultTeam(db, teamId)) return "isDefault";
  if (await db.selectFrom("tasks").select("id").where("team_id", "=", teamId).where("stage", "in", openStages).limit(1).executeTakeFirst()) return "hasTasks";
  const member = await db.selectFrom("team_members").innerJoin("employees", "employees.id", "team_members.employee_id").select("employees.id").where("team_id", "=", teamId).where("deactivated_at", "is", null).limit(1).executeTakeFirst();
  return member ? "hasPeople" : null;
}

/** Whether all that belongs nowhere else goes to this team. */
export async function isDefaultTeam(db: Db, teamId: number): Promise<boolean> {
  return (await db.selectFrom("organisation").select("id").where("default_team_id", "=", teamId).executeTakeFirst()) !== undefined;
}

function takenBy(error: unknown): Taken {
  const index = duplicateOf(error);
  if (index === "teams_name") return { name: "nameTaken" };
  if (index === "teams_code") return { code: "codeTaken" };
  throw error;
}
