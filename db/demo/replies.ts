import { createHash } from "node:crypto";
import { createElement } from "react";
import type { Insertable } from "kysely";
import { dialPhone, showPhone } from "#app/customers/phone.server.ts";
import { dayNumber, longDay } from "#app/i18n/time.ts";
import { hashToken } from "#app/people/session.server.ts";
import { renderMail } from "#app/replies/mail.server.ts";
import type { StoredEvent } from "#app/tasks/events.ts";
import type { DB } from "#db/schema.ts";
import { ReplyMail, replySubject } from "#emails/reply.tsx";
import { dayInMs, timeZone } from "./calendar.ts";
import type { Loop, Reply } from "./loop.ts";
import { emailOf, organisationName, people, teams } from "./people.ts";

export type SentReply = {
  mail: Insertable<DB["mails"]>;
  reply: Insertable<DB["replies"]>;
  tokens: Insertable<DB["tokens"]>[];
};

const unsubscribeDays = 3650;

/** The reply with the very mail the customer got; its links work. */
export async function sendReply(loop: Loop, { id, writtenBy, weDid }: Reply, at: Date, taskId: number, origin: string): Promise<SentReply> {
  const { customer, comment, score, receivedAt } = loop.answer;
  const { language } = customer;
  const writer = people.find((person) => person.id === writtenBy)!;
  const youSaid = comment ? comment.slice(0, 700) : language === "nl" ? `U gaf ons een ${score}.` : `You gave us a ${score}.`;
  const verdictToken = demoToken(`verdict ${id}`);
  const unsubscribeToken = demoToken(`unsubscribe ${id}`);
  const unsubscribeUrl = `${origin}/u/${unsubscribeToken}`;
  const mailId = demoUuid(`reply ${id}`);
  const { html, text } = await renderMail(
    createElement(ReplyMail, {
      language,
      organisation: organisationName,
      customerName: customer.name,
      spoke: spokeWith(loop, writtenBy, at, language),
      youSaid,
      weDid,
      verdictUrl: `${origin}/r/${verdictToken}`,
      unsubscribeUrl,
      writer: { name: writer.name, team: teams.find((team) => team.id === loop.route.team)!.name, phone: { shown: showPhone(writer.phone), href: dialPhone(writer.phone) ?? "" } },
      answeredOn: longDay(receivedAt, { timeZone, language }),
    }),
  );
  const sentAt = new Date(at.getTime() + 4000);
  return {
    mail: {
      id: mailId,
      kind: "reply",
      task_id: taskId,
      to_email: customer.email!,
      to_name: customer.name,
      from_name: `${writer.name} ${language === "nl" ? "van" : "at"} ${organisationName}`,
      reply_to: emailOf(writer.name),
      subject: replySubject(language),
      html,
      text,
      headers: { "Message-ID": `<${mailId}@${new URL(origin).hostname}>`, "List-Unsubscribe": `<${unsubscribeUrl}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
      language,
      status: "sent",
      provider_id: "demo-mailbox",
      try_count: 1,
      first_tried_at: sentAt,
      created_at: at,
      sent_at: sentAt,
    },
    reply: { id, task_id: taskId, mail_id: mailId, written_by: writtenBy, language, you_said: youSaid, we_did: weDid, queued_at: at },
    tokens: [
      { token_hash: hashToken(verdictToken), purpose: "verdict", reply_id: id, created_at: at, expires_at: new Date(at.getTime() + 120 * dayInMs) },
      { token_hash: hashToken(unsubscribeToken), purpose: "unsubscribe", customer_id: customer.id, created_at: at, expires_at: new Date(at.getTime() + unsubscribeDays * dayInMs) },
    ],
  };
}

/** As app/replies/content.server.ts: the weekday on which the writer had her on the phone, while that is plain. */
function spokeWith(loop: Loop, writtenBy: number, at: Date, language: "nl" | "en"): { day: string | null } | null {
  const spoke = loop.events.findLast((event: StoredEvent) => event.kind === "attempted" && event.data.outcome === "reached" && event.data.channel !== "mail" && event.actor_id === writtenBy && event.at < at);
  if (!spoke) return null;
  const days = dayNumber(at, timeZone) - dayNumber(spoke.at, timeZone);
  if (days < 1 || days > 6) return { day: null };
  return { day: new Intl.DateTimeFormat(language === "nl" ? "nl-NL" : "en-GB", { timeZone, weekday: "long" }).format(spoke.at) };
}

/** In the demo a link's token follows from what it is for, so that the data is the same each time. Nowhere else. */
function demoToken(purpose: string): string {
  return createHash("sha256").update(`belterug demo ${purpose}`).digest("base64url");
}

function demoUuid(purpose: string): string {
  const hex = createHash("sha256").update(`belterug demo ${purpose}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
