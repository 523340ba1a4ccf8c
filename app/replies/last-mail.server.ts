import { createElement } from "react";
import type { PgBoss } from "pg-boss";
import type { Trx } from "#db/client.ts";
import { LastMail, lastMailSubject } from "#emails/last-mail.tsx";
import type { Config } from "../config.server.ts";
import { longDay } from "../i18n/time.ts";
import type { TaskRow } from "../tasks/record.server.ts";
import { mailFacts } from "./content.server.ts";
import { queueMail } from "./mail.server.ts";
import { shortened } from "./reply.ts";
import { replyTexts } from "./reply.texts.ts";
import { unsubscribeLink } from "./unsubscribe.server.ts";

/**
 * The last mail to a customer whom nobody reached: how to call or write us after all. Queued in the
 * transaction that closes the task as unreachable. Gives the mail's id; null when she has no address
 * or wants no mail. Answers go to `actorId`, who closed it, else to our address.
 */
export async function queueLastMail(trx: Trx, { boss, config }: { boss: PgBoss; config: Config }, task: TaskRow, { now, actorId }: { now: Date; actorId: number | null }): Promise<string | null> {
  const { organisation, customer, comment, answered_at, writer, writerEmail } = await mailFacts(trx, actorId, task);
  if (!customer.email || customer.no_mail_at) return null;
  const language = customer.language ?? organisation.language;
  const unsubscribeUrl = await unsubscribeLink(trx, config, customer.id, now);
  return queueMail(
    trx,
    { boss, config },
    {
      kind: "last_mail",
      taskId: task.id,
      to: { email: customer.email, name: customer.name },
      ...(writerEmail && { fromName: replyTexts[language].from(writer.name, organisation.name), replyTo: writerEmail }),
      language,
      subject: lastMailSubject(language),
      body: createElement(LastMail, {
        language,
        organisation: organisation.name,
        customerName: customer.name,
        youSaid: comment && shortened(comment),
        writer,
        unsubscribeUrl,
        answeredOn: longDay(answered_at, { timeZone: organisation.time_zone, language }),
      }),
      unsubscribeUrl,
    },
    now,
  );
}
