import { sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import { type Db, inTransaction, type Trx } from "#db/client.ts";
import type { Language } from "#db/schema.ts";
import type { Services } from "../context.server.ts";
import { readPhone, showPhone } from "../customers/phone.server.ts";
import { decidersFollow } from "../mandate/follow.server.ts";
import { isAwayAt } from "./away.server.ts";
import { duplicateOf } from "./duplicate.server.ts";
import { giveLink, type LinkWay } from "./link-mails.server.ts";
import { dropOpenLinks } from "./links.server.ts";

/** here: works here (all who are not gone). invited: has no password yet. gone: deactivated. */
export type PersonState = "here" | "away" | "invited" | "gone";

const perPage = 50;

/** By name, 50 at a time; `after` is the id of the last one seen. `next` is null on the last page. */
export async function listPeople(db: Db, { search, state, team, after }: { search: string; state: PersonState; team?: number | null; after: number | null }, now: Date) {
  let query = db
    .selectFrom("employees")
    .select(["employees.id", "name", "email", "is_admin", "away_from", "away_until", "deactivated_at"])
    .select((eb) => [
      eb("password_hash", "is", null).as("isInvited"),
      jsonArrayFrom(
        eb.selectFrom("team_members").innerJoin("teams", "teams.id", "team_members.team_id").select(["teams.name", "team_members.is_lead"]).whereRef("team_members.employee_id", "=", "employees.id").where("teams.archived_at", "is", null).orderBy("teams.name"),
      ).as("teams"),
    ])
    .where("deactivated_at", state === "gone" ? "is not" : "is", null)
    .orderBy(sql`lower(name)`)
    .orderBy("employees.id")
    .limit(perPage + 1);
  if (state === "invited") query = query.where("password_hash", "is", null);
  if (state === "away") query = query.where(isAwayAt(now));
  if (search) {
    const pattern = `%${search.toLowerCase().replace(/[\\%_]/g, "\\$&")}%`;
    query = query.where((eb) => eb.or([eb(sql<string>`lower(name)`, "like", pattern), eb("email", "like", pattern)]));
  }
  if (team) query = query.where("employees.id", "in", (eb) => eb.selectFrom("team_members").select("employee_id").where("team_id", "=", team));
  if (after) query = query.where(sql<boolean>`(lower(name), employees.id) > (select lower(seen.name), seen.id from employees as seen where seen.id = ${after})`);
  const rows = await query.execute();
  const people = rows.slice(0, perPage);
  return { people, next: rows.length > perPage ? people.at(-1)!.id : null };
}

/** One colleague with her place in each team that is in use; undefined when there is none. Her phone as people read it. */
export async function personById(db: Db, employeeId: number) {
  if (!Number.isSafeInteger(employeeId) || employeeId < 1) return undefined;
  const person = await db
    .selectFrom("employees")
    .select(["employees.id", "name", "email", "phone", "language", "is_admin", "away_from", "away_until", "deactivated_at"])
    .select((eb) => [
      eb("password_hash", "is", null).as("isInvited"),
      jsonArrayFrom(eb.selectFrom("team_members").select(["team_id", "is_lead"]).whereRef("team_members.employee_id", "=", "employees.id")).as("memberships"),
    ])
    .where("employees.id", "=", employeeId)
    .executeTakeFirst();
  return person && { ...person, phone: person.phone ? showPhone(person.phone) : "" };
}

/** Teams in use, by name. */
export async function teamsInUse(db: Db) {
  return db.selectFrom("teams").select(["id", "name"]).where("archived_at", "is", null).orderBy(sql`lower(name)`).execute();
}

export type Place = { teamId: number; isLead: boolean };
export type PersonInput = { name: string; email: string; phone: string | null; language: Language; isAdmin: boolean; places: Place[] };

/** Adds a colleague with an invitation, mailed or as a link to pass on by hand (`link`). */
export async function invitePerson(
  services: Pick<Services, "db" | "boss" | "config">,
  input: PersonInput,
  { way, inviter }: { way: LinkWay; inviter: { name: string; email: string } },
  now: Date,
): Promise<{ ok: true; id: number; link: { url: string; days: number } | null } | { ok: false; problem: "emailTaken" }> {
  return inTransaction(services.db, async (trx) => {
    const employee = await trx
      .insertInto("employees")
      .values({ name: input.name, email: input.email, phone: input.phone && readPhone(input.phone), language: input.language, is_admin: input.isAdmin, created_at: now })
      .onConflict((conflict) => conflict.column("email").doNothing())
      .returning(["id", "name", "email", "language", "password_hash"])
      .executeTakeFirst();
    if (!employee) return { ok: false, problem: "emailTaken" };
    await setPlaces(trx, employee.id, input.places);
    return { ok: true, id: employee.id, link: await giveLink(trx, services, employee, { way, inviter }, now) };
  });
}

/** Changes a colleague. The last administrator stays one. */
export async function changePerson(db: Db, employeeId: number, input: PersonInput, now: Date): Promise<"emailTaken" | "lastAdmin" | null> {
  return inTransaction(db, async (trx) => {
    if (!input.isAdmin && (await isLastAdmin(trx, employeeId))) return "lastAdmin" as const;
    const before = await trx.selectFrom("employees").select("email").where("id", "=", employeeId).forNoKeyUpdate().executeTakeFirstOrThrow();
    if (before.email !== input.email) await dropOpenLinks(trx, employeeId); // they went to the old address
    const { name, email, language, isAdmin, phone } = input;
    await trx.updateTable("employees").set({ name, email, language, is_admin: isAdmin, phone: phone && readPhone(phone) }).where("id", "=", employeeId).execute();
    const led = await ledBy(trx, employeeId);
    await setPlaces(trx, employeeId, input.places);
    await decidersFollow(trx, led, now);
    return null;
  }).catch((error) => {
    if (duplicateOf(error) === "employees_email") return "emailTaken";
    throw error;
  });
}

/** The teams that she leads. */
export async function ledBy(trx: Trx, employeeId: number): Promise<number[]> {
  const rows = await trx.selectFrom("team_members").select("team_id").where("employee_id", "=", employeeId).where("is_lead", "=", true).execute();
  return rows.map(({ team_id }) => team_id);
}

async function setPlaces(trx: Trx, employeeId: number, places: Place[]): Promise<void> {
  await trx.deleteFrom("team_members").where("employee_id", "=", employeeId).execute();
  if (places.length === 0) return;
  // Held, so that a team is not archived at this very moment; one that was is left out.
  const teams = await trx.selectFrom("teams").select("id").where("id", "in", places.map(({ teamId }) => teamId)).where("archived_at", "is", null).orderBy("id").forShare().execute();
  const rows = places.filter(({ teamId }) => teams.some(({ id }) => id === teamId)).map(({ teamId, isLead }) => ({ team_id: teamId, employee_id: employeeId, is_lead: isLead }));
  if (rows.length > 0) await trx.insertInto("team_members").values(rows).execute();
}

/** Whether nobody else could administer. Who was only invited cannot yet. Holds the administrators until the transaction ends. */
export async function isLastAdmin(trx: Trx, employeeId: number): Promise<boolean> {
  const admins = await trx.selectFrom("employees").select(["id", "password_hash"]).where("is_admin", "=", true).where("deactivated_at", "is", null).orderBy("id").forNoKeyUpdate().execute();
  const isAdmin = admins.some(({ id }) => id === employeeId);
  return isAdmin && !admins.some(({ id, password_hash }) => id !== employeeId && password_hash !== null);
}

/** Her own details, by herself. */
export async function changeMyDetails(db: Db, employeeId: number, { name, phone, language }: { name: string; phone: string | null; language: Language }): Promise<void> {
  await db.updateTable("employees").set({ name, language, phone: phone && readPhone(phone) }).where("id", "=", employeeId).execute();
}

export async function setLanguage(db: Db, employeeId: number, language: Language): Promise<void> {
  await db.updateTable("employees").set({ language }).where("id", "=", employeeId).execute();
}

/** A new personal link for a colleague who works here, mailed or given back. */
export async function giveNewLink(services: Pick<Services, "db" | "boss" | "config">, employeeId: number, by: { way: LinkWay; inviter: { name: string; email: string } }, now: Date): Promise<{ link: { url: string; days: number } | null } | undefined> {
  return inTransaction(services.db, async (trx) => {
    const employee = await trx.selectFrom("employees").select(["id", "name", "email", "language", "password_hash"]).where("id", "=", employeeId).where("deactivated_at", "is", null).forNoKeyUpdate().executeTakeFirst();
    return employee && { link: await giveLink(trx, services, employee, by, now) };
  });
}
