import { type Db, inTransaction, type Trx } from "#db/client.ts";
import { createLink } from "./links.server.ts";

/** What a new organisation begins with; all of it can be changed under Beheer. */
const start = {
  organisation: "Onze organisatie",
  team: { name: "Klantenservice", code: "klantenservice" },
  causes: ["Afspraak niet nagekomen", "Duurde te lang", "Niet teruggebeld", "Onduidelijke informatie", "Fout in de rekening", "Niet goed geholpen"],
};

/**
 * Makes somebody administrator, from the command line: a new colleague, or one who is here already
 * (also when deactivated: this is the way back in). Makes the organisation when there is none yet.
 * Gives the path of her personal link.
 */
export async function addAdmin(db: Db, { email, name, organisation }: { email: string; name: string; organisation: string | undefined }, now: Date) {
  return inTransaction(db, async (trx) => {
    const isNew = await makeOrganisation(trx, organisation ?? start.organisation, now);
    const { id, password_hash } = await trx
      .insertInto("employees")
      .values({ email, name, is_admin: true, created_at: now })
      .onConflict((conflict) => conflict.column("email").doUpdateSet({ is_admin: true, deactivated_at: null }))
      .returning(["id", "password_hash"])
      .executeTakeFirstOrThrow();
    const link = await createLink(trx, { id, password_hash }, now);
    const { name: organisationName } = await trx.selectFrom("organisation").select("name").executeTakeFirstOrThrow();
    return { ...link, organisation: organisationName, isNewOrganisation: isNew };
  });
}

/** True when it was made now; of two at once one makes it. */
async function makeOrganisation(trx: Trx, name: string, now: Date): Promise<boolean> {
  if (await trx.selectFrom("organisation").select("id").executeTakeFirst()) return false;
  const team =
    (await trx.insertInto("teams").values({ ...start.team, created_at: now, live_from: now }).onConflict((conflict) => conflict.doNothing()).returning("id").executeTakeFirst()) ??
    (await trx.selectFrom("teams").select("id").where("archived_at", "is", null).orderBy("id").executeTakeFirstOrThrow());
  const made = await trx.insertInto("organisation").values({ name, default_team_id: team.id }).onConflict((conflict) => conflict.doNothing()).returning("id").executeTakeFirst();
  if (!made) return false;
  await trx.insertInto("causes").values(start.causes.map((cause) => ({ name: cause }))).onConflict((conflict) => conflict.doNothing()).execute();
  return true;
}
