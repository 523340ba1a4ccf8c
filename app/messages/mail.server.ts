import { createElement } from "react";
import { inTransaction, type Trx } from "#db/client.ts";
import type { Language, MessageMail } from "#db/schema.ts";
import { DigestMail } from "#emails/digest.tsx";
import type { Services } from "../context.server.ts";
import { textsIn } from "../i18n/texts.ts";
import { dayAndTime } from "../i18n/time.ts";
import { calendarsOf } from "../people/calendars.server.ts";
import { viewerById } from "../people/session.server.ts";
import { queueMail } from "../replies/mail.server.ts";
import { mailMoment } from "./mail-moment.ts";
import { mailTexts } from "./mail.texts.ts";
import { messageOf, messagesFor } from "./messages.server.ts";
import { pathOf } from "./path.ts";
import { sayMessage } from "./say.ts";

type Mailing = Pick<Services, "db" | "boss" | "config" | "now">;

/** One employee's messages are looked at in one transaction: what is due is one mail. */
const mostAtOnce = 5_000;
/** More than these a mail does not list; they are in the app. */
const mostInMail = 25;
const longestNote = 300;
const batchSize = 50;

/**
 * Mails staff what they were told and have not read, each when she wants it (mail-moment.ts), all that
 * is due for her in one mail. What is not due yet gets the moment at which to look again. Two
 * processes share the work by employee; a message is mailed once, since its mail stands in its row
 * from the same transaction on.
 */
export async function mailMessages(mailing: Mailing): Promise<void> {
  const now = mailing.now();
  for (let after = 0; ; ) {
    const due = await mailing.db.selectFrom("messages").select("employee_id").distinct().where("mail_due_at", "<=", now).where("employee_id", ">", after).orderBy("employee_id").limit(batchSize).execute();
    for (const { employee_id } of due) await inTransaction(mailing.db, (trx) => mailEmployee(trx, mailing, employee_id, now));
    if (due.length < batchSize) return;
    after = due.at(-1)!.employee_id;
  }
}

async function mailEmployee(trx: Trx, mailing: Mailing, employeeId: number, now: Date): Promise<void> {
  const held = await trx.selectFrom("messages").select(["id", "at", "read_at"]).where("employee_id", "=", employeeId).where("mail_due_at", "<=", now).orderBy("id", "desc").limit(mostAtOnce).forUpdate().skipLocked().execute();
  if (held.length === 0) return;
  const employee = await trx
    .selectFrom("employees")
    .select(["id", "name", "email", "language", "message_mail", "digest_hour", "is_mailed_off_hours", "away_from", "away_until"])
    .where("id", "=", employeeId)
    .where("deactivated_at", "is", null)
    .executeTakeFirst();
  const calendar = (await calendarsOf(trx, [employeeId])).get(employeeId)!;
  // Now, or later when she does not work at this moment.
  const soonest = employee ? mailMoment(now, { ...employee, message_mail: "now" }, calendar, employee) : null;

  const dueIds: number[] = [];
  const laterIds = new Map<number | null, number[]>();
  for (const { id, at, read_at } of held) {
    const wanted = employee && !read_at ? mailMoment(at, employee, calendar, employee) : null;
    const moment = wanted && wanted <= now ? soonest : wanted;
    if (moment && moment <= now) dueIds.push(id);
    else laterIds.set(moment?.getTime() ?? null, [...(laterIds.get(moment?.getTime() ?? null) ?? []), id]);
  }
  for (const [moment, ids] of laterIds) await trx.updateTable("messages").set({ mail_due_at: moment === null ? null : new Date(moment) }).where("id", "in", ids).execute();
  if (!employee || dueIds.length === 0) return;
  const mailId = await queueMail(trx, mailing, await mailOf(trx, mailing, employee, dueIds, now), now);
  await trx.updateTable("messages").set({ mail_due_at: null, mail_id: mailId }).where("id", "in", dueIds).execute();
}

type Receiver = { id: number; name: string; email: string; language: Language; message_mail: MessageMail };

async function mailOf(trx: Trx, { config }: Mailing, employee: Receiver, ids: number[], now: Date) {
  const viewer = (await viewerById(trx, employee.id))!;
  const rows = await messagesFor(trx, viewer).where("messages.id", "in", ids).orderBy("messages.id", "desc").limit(mostInMail).execute();
  const { name: organisation, time_zone } = await trx.selectFrom("organisation").select(["name", "time_zone"]).executeTakeFirstOrThrow();
  const clock = { timeZone: time_zone, now, language: employee.language };
  const t = textsIn(mailTexts, employee.language);
  const items = rows.map(messageOf).map((message) => {
    const { title, note } = sayMessage(message, employee.id, clock);
    const path = pathOf(message, employee.id);
    return { title, note: note && shortened(note), when: dayAndTime(message.at, clock), url: path && config.origin + path };
  });
  const isDigest = employee.message_mail === "digest";
  return {
    kind: isDigest ? ("digest" as const) : ("message" as const),
    to: { email: employee.email, name: employee.name },
    language: employee.language,
    subject: isDigest ? t.digest(ids.length) : ids.length === 1 ? t.one[rows[0]!.kind] : t.many(ids.length),
    body: createElement(DigestMail, { language: employee.language, organisation, name: employee.name, items, more: ids.length - items.length, url: `${config.origin}/messages`, settingsUrl: `${config.origin}/me/messages` }),
  };
}

function shortened(note: string): string {
  return note.length > longestNote ? `${note.slice(0, longestNote).toWellFormed()}…` : note;
}
