import type { Db, Trx } from "#db/client.ts";
import type { Language } from "#db/schema.ts";
import { createToken, findToken, spendToken } from "./tokens.server.ts";

/** How long a link works. A new password is asked for by whoever sits at the mailbox now. */
const daysOpen = { invite: 7, password_reset: 1 };

export type LinkPurpose = keyof typeof daysOpen;

/** The path of a new personal link: to come in for the first time, or to choose a new password. Older links stop working. */
export async function createLink(trx: Trx, employee: { id: number; password_hash: string | null }, now: Date): Promise<{ path: string; purpose: LinkPurpose; days: number }> {
  const purpose = employee.password_hash ? "password_reset" : "invite";
  await dropOpenLinks(trx, employee.id);
  const days = daysOpen[purpose];
  const token = await createToken(trx, purpose, { employeeId: employee.id }, { now, days });
  return { path: `${purpose === "invite" ? "/invite" : "/password"}/${token}`, purpose, days };
}

/** Her links that were not used yet stop working. */
export async function dropOpenLinks(trx: Trx, employeeId: number): Promise<void> {
  await trx.deleteFrom("tokens").where("employee_id", "=", employeeId).where("purpose", "in", ["invite", "password_reset"]).where("used_at", "is", null).execute();
}

export type Link =
  | { state: "open"; employee: { id: number; name: string; email: string; language: Language } }
  /** unknown: never ours, or replaced by a newer one. `askWhom`: administrators by name, for who held a real link. */
  | { state: "unknown" | "used" | "expired"; askWhom: string[] };

/** What a link is now. Changes nothing: mail scanners open links, too. */
export async function readLink(db: Db, purpose: LinkPurpose, token: string, now: Date): Promise<Link> {
  const row = await findToken(db, purpose, token);
  const employee = row?.employee_id
    ? await db.selectFrom("employees").select(["id", "name", "email", "language"]).where("id", "=", row.employee_id).where("deactivated_at", "is", null).executeTakeFirst()
    : undefined;
  if (!row || !employee) return { state: "unknown", askWhom: [] };
  if (row.used_at) return { state: "used", askWhom: await administrators(db) };
  if (row.expires_at <= now) return { state: "expired", askWhom: await administrators(db) };
  return { state: "open", employee };
}

/** Uses the link up, in the caller's transaction; of two at once one gets it open. */
export async function takeLink(trx: Trx, purpose: LinkPurpose, token: string, now: Date): Promise<Link> {
  const link = await readLink(trx, purpose, token, now);
  if (link.state !== "open" || (await spendToken(trx, token, now))) return link;
  return { state: "used", askWhom: await administrators(trx) };
}

async function administrators(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("employees").select("name").where("is_admin", "=", true).where("deactivated_at", "is", null).orderBy("name").limit(3).execute();
  return rows.map(({ name }) => name);
}
