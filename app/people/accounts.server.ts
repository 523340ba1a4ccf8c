import { type Db, inTransaction, type Trx } from "#db/client.ts";
import type { Language } from "#db/schema.ts";
import type { Services } from "../context.server.ts";
import { dropOpenLinks, type Link, readLink, takeLink } from "./links.server.ts";
import { type PasswordProblem, passwordProblem } from "./passwords.ts";
import { hashPassword, isPassword } from "./passwords.server.ts";
import { placeOf } from "./throttle.server.ts";

export type Entered = { ok: true; employeeId: number } | { ok: false; problem: PasswordProblem } | { ok: false; link: Exclude<Link, { state: "open" }> };

/** Uses the invitation: she gets her name, password and language. The caller starts her session. */
export async function acceptInvite(db: Db, token: string, { name, password, language }: { name: string; password: string; language: Language }, now: Date): Promise<Entered> {
  return enter(db, "invite", token, password, { name, language }, now);
}

/** Uses the link for a new password; every session that she had ends. The caller starts a new one. */
export async function resetPassword(db: Db, token: string, password: string, now: Date): Promise<Entered> {
  return enter(db, "password_reset", token, password, {}, now);
}

async function enter(db: Db, purpose: "invite" | "password_reset", token: string, password: string, changes: { name?: string; language?: Language }, now: Date): Promise<Entered> {
  const before = await readLink(db, purpose, token, now);
  if (before.state !== "open") return { ok: false, link: before };
  const problem = passwordProblem(password, { ...before.employee, ...changes });
  if (problem) return { ok: false, problem };
  const passwordHash = await hashPassword(password);
  return inTransaction(db, async (trx) => {
    const link = await takeLink(trx, purpose, token, now);
    if (link.state !== "open") return { ok: false, link };
    await setPassword(trx, link.employee.id, passwordHash);
    if (Object.keys(changes).length > 0) await trx.updateTable("employees").set(changes).where("id", "=", link.employee.id).execute();
    return { ok: true, employeeId: link.employee.id };
  });
}

/**
 * She knows her current password and chooses another; every session that she has ends, also this
 * one. Guessing is throttled as at sign-in, for whoever finds an open screen.
 */
export async function changePassword(
  { db, throttle }: Pick<Services, "db" | "throttle">,
  employee: { id: number; email: string; name: string },
  { current, chosen, ip }: { current: string; chosen: string; ip: string },
): Promise<PasswordProblem | "wrong" | "tooOften" | null> {
  const person = `${employee.email} ${placeOf(ip)}`;
  if ((await throttle.count("signin-person", person)) !== null) return "tooOften";
  const row = await db.selectFrom("employees").select("password_hash").where("id", "=", employee.id).executeTakeFirst();
  if (!(await isPassword(row?.password_hash, current))) return "wrong";
  await throttle.clear("signin-person", person);
  const problem = passwordProblem(chosen, employee);
  if (problem) return problem;
  const passwordHash = await hashPassword(chosen);
  await inTransaction(db, (trx) => setPassword(trx, employee.id, passwordHash));
  return null;
}

async function setPassword(trx: Trx, employeeId: number, passwordHash: string): Promise<void> {
  await trx.updateTable("employees").set({ password_hash: passwordHash }).where("id", "=", employeeId).execute();
  await dropOpenLinks(trx, employeeId);
  await endSessionsOf(trx, employeeId);
}

/** Signs her out everywhere, in the transaction that gives the reason. */
export async function endSessionsOf(trx: Trx, employeeId: number): Promise<void> {
  await trx.deleteFrom("sessions").where("user_id", "=", employeeId).execute();
}
