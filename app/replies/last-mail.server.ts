import { createElement } from "react";
import type { PgBoss } from "pg-boss";
import type { Trx } from "#db/client.ts";
import { LastMail, lastMailSubject } from "#emails/last-mail.tsx";
import type { Config } from "../config.server.ts";
import type { TaskRow } from "../tasks/record.server.ts";
import { queueCustomerMail } from "./customer-mail.server.ts";

/**
 * The last mail to a customer whom nobody reached: how to call or write us after all. Queued in the
 * transaction that closes the task as unreachable. Gives the mail's id; null when she has no address
 * or wants no mail. Answers go to `actorId`, who closed it, else to our address.
 */
export async function queueLastMail(trx: Trx, services: { boss: PgBoss; config: Config }, task: TaskRow, { now, actorId }: { now: Date; actorId: number | null }): Promise<string | null> {
  return queueCustomerMail(trx, services, task, { kind: "last_mail", writerId: actorId, now, write: (letter) => ({ subject: lastMailSubject(letter.language), body: createElement(LastMail, letter) }) });
}
