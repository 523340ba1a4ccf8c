import { createElement } from "react";
import type { PgBoss } from "pg-boss";
import type { Trx } from "#db/client.ts";
import { CoverMail, coverSubject } from "#emails/cover.tsx";
import type { Config } from "../config.server.ts";
import { longDay } from "../i18n/time.ts";
import type { TaskRow } from "../tasks/record.server.ts";
import { mailFacts } from "./content.server.ts";
import { queueMail } from "./mail.server.ts";
import { shortened } from "./reply.ts";
import { replyTexts } from "./reply.texts.ts";
import { unsubscribeLink } from "./unsubscribe.server.ts";

/**
 * Tells the customer who will call her instead of who is away (`absent`: her name where the customer
 * knows it). Gives the mail's id; null when she has no address or wants no mail.
 */
export async function queueCoverMail(trx: Trx, { boss, config }: { boss: PgBoss; config: Config }, task: TaskRow, { absent, coverId, now }: { absent: string | null; coverId: number; now: Date }): Promise<string | null> {
  const { organisation, customer, comment, answered_at, writer, writerEmail } = await mailFacts(trx, coverId, task);
  if (!customer.email || customer.no_mail_at) return null;
  const language = customer.language ?? organisation.language;
  const unsubscribeUrl = await unsubscribeLink(trx, config, customer.id, now);
  return queueMail(
    trx,
    { boss, config },
    {
      kind: "cover",
      taskId: task.id,
      to: { email: customer.email, name: customer.name },
      fromName: replyTexts[language].from(writer.name, organisation.name),
      ...(writerEmail && { replyTo: writerEmail }),
      language,
      subject: coverSubject(language, writer.name),
      body: createElement(CoverMail, {
        language,
        organisation: organisation.name,
        customerName: customer.name,
        absent,
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
