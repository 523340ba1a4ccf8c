import type { ReactElement } from "react";
import type { PgBoss } from "pg-boss";
import type { Trx } from "#db/client.ts";
import type { Language, MailKind } from "#db/schema.ts";
import type { ToCustomer } from "#emails/customer.tsx";
import type { Config } from "../config.server.ts";
import { longDay } from "../i18n/time.ts";
import type { TaskRow } from "../tasks/record.server.ts";
import { mailFacts } from "./content.server.ts";
import { queueMail } from "./mail.server.ts";
import { shortened } from "./reply.ts";
import { replyTexts } from "./reply.texts.ts";
import { unsubscribeLink } from "./unsubscribe.server.ts";

/** What a mail of ours to a customer about her answer holds. */
export type Letter = ToCustomer & { language: Language; youSaid: string | null };

/** The answer it is about, and its task where it has one. */
export type About = Pick<TaskRow, "response_id" | "customer_id" | "team_id"> & { id?: number };

type Writing = {
  kind: MailKind;
  /** From whom it is, and to whom answers go; null: the organisation. */
  writerId: number | null;
  write: (letter: Letter) => { subject: string; body: ReactElement };
  now: Date;
};

/**
 * A mail about her answer that is no reply: queued in the transaction of the act that it belongs to.
 * Gives its id; null when she has no address or wants no mail.
 */
export async function queueCustomerMail(trx: Trx, { boss, config }: { boss: PgBoss; config: Config }, about: About, { kind, writerId, write, now }: Writing): Promise<string | null> {
  const { organisation, customer, comment, answered_at, writer, writerEmail } = await mailFacts(trx, writerId, about);
  if (!customer.email || customer.no_mail_at) return null;
  const language = customer.language ?? organisation.language;
  const unsubscribeUrl = await unsubscribeLink(trx, config, customer.id, now);
  const letter: Letter = {
    language,
    organisation: organisation.name,
    customerName: customer.name,
    youSaid: comment && shortened(comment),
    writer,
    unsubscribeUrl,
    answeredOn: longDay(answered_at, { timeZone: organisation.time_zone, language }),
  };
  return queueMail(
    trx,
    { boss, config },
    {
      kind,
      ...(about.id !== undefined && { taskId: about.id }),
      to: { email: customer.email, name: customer.name },
      ...(writerEmail && { fromName: replyTexts[language].from(writer.name, organisation.name), replyTo: writerEmail }),
      language,
      ...write(letter),
      unsubscribeUrl,
    },
    now,
  );
}
