import { createElement } from "react";
import type { PgBoss } from "pg-boss";
import type { Trx } from "#db/client.ts";
import { ThanksMail, thanksSubject } from "#emails/thanks.tsx";
import type { Config } from "../config.server.ts";
import { type About, queueCustomerMail } from "../replies/customer-mail.server.ts";

/** Thanks a customer for her words, from who writes it. Gives the mail's id; null when she has no address or wants no mail. */
export async function queueThanksMail(trx: Trx, services: { boss: PgBoss; config: Config }, about: About, { line, writerId, now }: { line: string; writerId: number; now: Date }): Promise<string | null> {
  return queueCustomerMail(trx, services, about, { kind: "thanks", writerId, now, write: (letter) => ({ subject: thanksSubject(letter.language), body: createElement(ThanksMail, { ...letter, line }) }) });
}
