import type { Db } from "#db/client.ts";
import type { Services } from "../context.server.ts";
import { longestPassword } from "./passwords.ts";
import { isPassword } from "./passwords.server.ts";
import { endSession, startSession } from "./session.server.ts";
import { placeOf } from "./throttle.server.ts";

export type SignIn = { ok: true; cookie: string } | { ok: false; reason: "wrong" } | { ok: false; reason: "tooOften"; waitSeconds: number };

/**
 * Signs in with e-mail and password and gives the Set-Cookie header. Refuses somebody unknown,
 * invited or deactivated with the same answer after the same time as a wrong password.
 */
export async function signIn(
  { db, auth, throttle }: Pick<Services, "db" | "auth" | "throttle">,
  { email, password, ip, cookieHeader }: { email: string; password: string; ip: string; cookieHeader: string | undefined },
): Promise<SignIn> {
  const place = placeOf(ip);
  const person = `${email} ${place}`;
  // Counted before looking, so that many tries at once count as many.
  const waits = [await throttle.count("signin-place", place), await throttle.count("signin-person", person)];
  const waitSeconds = Math.max(...waits.map((wait) => wait ?? 0));
  if (waitSeconds > 0) return { ok: false, reason: "tooOften", waitSeconds };

  const employee = await db.selectFrom("employees").select(["id", "password_hash"]).where("email", "=", email).where("deactivated_at", "is", null).executeTakeFirst();
  const isRight = await isPassword(employee?.password_hash, password.slice(0, longestPassword + 1));
  if (!employee || !isRight) return { ok: false, reason: "wrong" };

  await throttle.clear("signin-person", person);
  await throttle.forgive("signin-place", place);
  await endSession(auth, cookieHeader); // whoever was signed in here before
  return { ok: true, cookie: await startSession(auth, employee.id) };
}

/** For the demo: signs in without a password. Gives the Set-Cookie header, or undefined when nobody has this address. */
export async function signInAs({ db, auth }: Pick<Services, "db" | "auth">, { email, cookieHeader }: { email: string; cookieHeader: string | undefined }): Promise<string | undefined> {
  const employee = await db.selectFrom("employees").select("id").where("email", "=", email).where("deactivated_at", "is", null).executeTakeFirst();
  if (!employee) return undefined;
  await endSession(auth, cookieHeader);
  return startSession(auth, employee.id);
}

/** True until the first administrator is added from the command line. */
export async function isStillEmpty(db: Db): Promise<boolean> {
  return !(await db.selectFrom("organisation").select("id").executeTakeFirst());
}
