import { createElement } from "react";
import { inTransaction, type Trx } from "#db/client.ts";
import type { Language } from "#db/schema.ts";
import { InviteMail, inviteSubject } from "#emails/invite.tsx";
import { PasswordResetMail, passwordResetSubject } from "#emails/password-reset.tsx";
import type { Services } from "../context.server.ts";
import { queueMail } from "../replies/mail.server.ts";
import { providerOf } from "../replies/providers.server.ts";
import { createLink } from "./links.server.ts";
import { placeOf } from "./throttle.server.ts";

export type LinkWay = "mail" | "link";

/** Without a mail provider in production an administrator passes links on by hand. */
export function canMail(config: Services["config"]): boolean {
  return providerOf(config) !== null;
}

/**
 * A new personal link for her, mailed or given back (whole) to be passed on by hand: then it is shown
 * once and stored nowhere.
 */
export async function giveLink(
  trx: Trx,
  services: Pick<Services, "boss" | "config">,
  employee: { id: number; name: string; email: string; language: Language; password_hash: string | null },
  { way, inviter }: { way: LinkWay; inviter: { name: string; email: string } | null },
  now: Date,
): Promise<{ url: string; days: number } | null> {
  const { path, purpose, days } = await createLink(trx, employee, now);
  const url = services.config.origin + path;
  if (way === "link" || !canMail(services.config)) return { url, days };

  const { name: organisation } = await trx.selectFrom("organisation").select("name").executeTakeFirstOrThrow();
  const { name, email, language } = employee;
  const mail =
    purpose === "invite"
      ? { subject: inviteSubject(language, organisation), body: createElement(InviteMail, { language, organisation, name, inviter: inviter?.name ?? null, url, days }), ...(inviter && { replyTo: inviter.email }) }
      : { subject: passwordResetSubject(language), body: createElement(PasswordResetMail, { language, organisation, name, url }) };
  await queueMail(trx, services, { kind: purpose, to: { email, name }, language, ...mail }, now);
  return null;
}

/**
 * Somebody asks for a new password. Mails her a link when she works here; says nothing about whether
 * she does, also not by how long it takes. Gives the seconds to wait when this place asks too often.
 */
export async function requestPassword({ db, boss, config, throttle }: Pick<Services, "db" | "boss" | "config" | "throttle">, { email, ip }: { email: string; ip: string }, now: Date): Promise<number | null> {
  const wait = await throttle.count("password-place", placeOf(ip));
  if (wait !== null) return wait;
  const work = async () => {
    if ((await throttle.count("password-person", email)) !== null) return;
    await inTransaction(db, async (trx) => {
      const employee = await trx.selectFrom("employees").select(["id", "name", "email", "language", "password_hash"]).where("email", "=", email).where("deactivated_at", "is", null).executeTakeFirst();
      if (employee) await giveLink(trx, { boss, config }, employee, { way: "mail", inviter: null }, now);
    });
  };
  // Finding, rendering and queueing take a tenth of a second at most; nobody can hear who is known.
  await Promise.all([work(), new Promise((resolve) => setTimeout(resolve, 500))]);
  return null;
}
