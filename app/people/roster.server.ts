import type { Trx } from "#db/client.ts";
import type { Language } from "#db/schema.ts";
import type { Services } from "../context.server.ts";
import { readPhone } from "../customers/phone.server.ts";
import { giveLink } from "./link-mails.server.ts";

/** A colleague from a list; what is undefined the list says nothing about. `team` is a name or a code. */
export type RosterEntry = { name: string; email: string; phone: string | undefined; language: Language | undefined; team: string | undefined; isLead: boolean | undefined };

export type RosterOutcome = { created: boolean; changed: boolean; refused?: undefined } | { refused: "deactivated" };

/**
 * Brings the people up to date with a list, by e-mail address. Who is new is made, and mailed her
 * invitation when there is an `inviter`. A list adds places in teams and takes none away; who left the
 * organisation stays gone.
 */
export async function takeInEmployees(trx: Trx, services: Pick<Services, "boss" | "config">, entries: RosterEntry[], { inviter }: { inviter: { name: string; email: string } | null }, now: Date): Promise<RosterOutcome[]> {
  const { language: usualLanguage } = await trx.selectFrom("organisation").select("language").executeTakeFirstOrThrow();
  const teams = await trx.selectFrom("teams").select(["id", "name", "code"]).where("archived_at", "is", null).orderBy("id").forShare().execute();
  const outcomes: RosterOutcome[] = [];
  for (const entry of entries) {
    const team = entry.team?.toLowerCase();
    const place = teams.find(({ name, code }) => name.toLowerCase() === team || code.toLowerCase() === team);
    outcomes.push(await takeIn(trx, services, entry, { teamId: place?.id, usualLanguage, inviter }, now));
  }
  return outcomes;
}

type Where = { teamId: number | undefined; usualLanguage: Language; inviter: { name: string; email: string } | null };

async function takeIn(trx: Trx, services: Pick<Services, "boss" | "config">, { name, email, phone, language, isLead }: RosterEntry, { teamId, usualLanguage, inviter }: Where, now: Date): Promise<RosterOutcome> {
  const given = { name, ...(phone !== undefined && { phone: readPhone(phone) }), ...(language !== undefined && { language }) };
  const made = await trx
    .insertInto("employees")
    .values({ language: usualLanguage, ...given, email, created_at: now })
    .onConflict((conflict) => conflict.column("email").doNothing())
    .returning(["id", "name", "email", "language", "password_hash"])
    .executeTakeFirst();
  if (made) {
    await giveThePlace(trx, made.id, teamId, isLead);
    if (inviter) await giveLink(trx, services, made, { way: "mail", inviter }, now);
    return { created: true, changed: true };
  }

  const before = await trx.selectFrom("employees").select(["id", "name", "phone", "language", "deactivated_at"]).where("email", "=", email).forNoKeyUpdate().executeTakeFirstOrThrow();
  if (before.deactivated_at) return { refused: "deactivated" };
  const isOther = Object.entries(given).some(([field, value]) => before[field as keyof typeof given] !== value);
  if (isOther) await trx.updateTable("employees").set(given).where("id", "=", before.id).execute();
  const isMoved = await giveThePlace(trx, before.id, teamId, isLead);
  return { created: false, changed: isOther || isMoved };
}

/** Gives whether she had it not, or not so. */
async function giveThePlace(trx: Trx, employeeId: number, teamId: number | undefined, isLead: boolean | undefined): Promise<boolean> {
  if (teamId === undefined) return false;
  const before = await trx.selectFrom("team_members").select("is_lead").where("team_id", "=", teamId).where("employee_id", "=", employeeId).executeTakeFirst();
  if (before && (isLead === undefined || before.is_lead === isLead)) return false;
  await trx
    .insertInto("team_members")
    .values({ team_id: teamId, employee_id: employeeId, is_lead: isLead ?? false })
    .onConflict((conflict) => conflict.columns(["team_id", "employee_id"]).doUpdateSet({ is_lead: isLead ?? false }))
    .execute();
  return true;
}
