import { createElement } from "react";
import type { PgBoss } from "pg-boss";
import type { Trx } from "#db/client.ts";
import { CoverMail, coverSubject } from "#emails/cover.tsx";
import type { Config } from "../config.server.ts";
import type { TaskRow } from "../tasks/record.server.ts";
import { queueCustomerMail } from "./customer-mail.server.ts";

/**
 * Tells the customer who will call her instead of who is away (`absent`: her name where the customer
 * knows it). Gives the mail's id; null when she has no address or wants no mail.
 */
export async function queueCoverMail(trx: Trx, services: { boss: PgBoss; config: Config }, task: TaskRow, { absent, coverId, now }: { absent: string | null; coverId: number; now: Date }): Promise<string | null> {
  return queueCustomerMail(trx, services, task, { kind: "cover", writerId: coverId, now, write: (letter) => ({ subject: coverSubject(letter.language, letter.writer.name), body: createElement(CoverMail, { ...letter, absent }) }) });
}
