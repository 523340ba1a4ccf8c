import type { Insertable } from "kysely";
import { createElement, type ReactElement } from "react";
import { dialPhone, showPhone } from "#app/customers/phone.server.ts";
import { dayNumber, longDay } from "#app/i18n/time.ts";
import { hashToken } from "#app/people/session.server.ts";
import { renderMail } from "#app/replies/mail.server.ts";
import { shortened } from "#app/replies/reply.ts";
import { replyTexts } from "#app/replies/reply.texts.ts";
import { verdictDays } from "#app/replies/verdict.ts";
import type { DB, MailKind } from "#db/schema.ts";
import { LastMail, lastMailSubject } from "#emails/last-mail.tsx";
import { ReplyMail, replySubject } from "#emails/reply.tsx";
import { ThanksMail, thanksLine, thanksSubject } from "#emails/thanks.tsx";
import { dayInMs, timeZone } from "./calendar.ts";
import type { Loop, Reply } from "./loop.ts";
import { emailOf, organisationName, people, teams } from "./people.ts";
import { demoToken, demoUuid } from "./tokens.ts";

type Token = Insertable<DB["tokens"]>;

/** A mail that is still to be rendered. */
export type MailDraft = Omit<Insertable<DB["mails"]>, "html" | "text"> & { body: ReactElement };

/** Where the mails' links lead, and the task they belong to, where there is one. */
type About = { loop: { answer: Loop["answer"]; route: Pick<Loop["route"], "team"> }; taskId: number | null; origin: string };

const unsubscribeDays = 3650;

/** The reply with the mail that the customer got; its links work. */
export function replyWithMail(about: About & { loop: Loop; taskId: number }, { id, writtenBy, weDid, failure }: Reply, at: Date): { reply: Insertable<DB["replies"]>; mail: MailDraft; tokens: Token[] } {
  const { loop, taskId, origin } = about;
  const { customer, comment, score } = loop.answer;
  const { language } = customer;
  const youSaid = comment ? shortened(comment) : replyTexts[language].gaveScore(score);
  const verdictToken = demoToken(`verdict ${id}`);
  const { mail, token } = envelope(about, { kind: "reply", name: `reply ${id}`, subject: replySubject(language), writtenBy, at }, (shared) =>
    createElement(ReplyMail, { ...shared, spoke: spokeWith(loop, writtenBy, at), youSaid, weDid, verdictUrl: `${origin}/r/${verdictToken}` }),
  );
  if (failure) Object.assign(mail, { status: "failed", error: failure, provider_id: null, sent_at: null });
  return {
    mail,
    reply: { id, task_id: taskId, mail_id: mail.id, written_by: writtenBy, language, you_said: youSaid, we_did: weDid, queued_at: at },
    tokens: [token, { token_hash: hashToken(verdictToken), purpose: "verdict", reply_id: id, customer_id: null, created_at: at, expires_at: daysLater(at, verdictDays.link) }],
  };
}

/** To whom nobody reached. */
export function lastMail(about: About, writtenBy: number, at: Date): { mail: MailDraft; tokens: Token[] } {
  const { customer, comment } = about.loop.answer;
  const { mail, token } = envelope(about, { kind: "last_mail", name: `last mail ${about.taskId}`, subject: lastMailSubject(customer.language), writtenBy, at }, (shared) =>
    createElement(LastMail, { ...shared, youSaid: comment && shortened(comment) }),
  );
  return { mail, tokens: [token] };
}

/** To whom praised somebody, from that one. */
export function thanksMail({ answer, origin }: { answer: Loop["answer"]; origin: string }, writtenBy: number, at: Date): { mail: MailDraft; token: Token } {
  const { customer, comment, key, team } = answer;
  const about = { loop: { answer, route: { team } }, taskId: null, origin };
  return envelope(about, { kind: "thanks", name: `thanks ${key}`, subject: thanksSubject(customer.language), writtenBy, at }, (shared) =>
    createElement(ThanksMail, { ...shared, youSaid: comment && shortened(comment), line: thanksLine(customer.language) }),
  );
}

/** All of them through the renderer that the app itself uses. */
export async function renderMails(drafts: MailDraft[]): Promise<Insertable<DB["mails"]>[]> {
  const mails = [];
  for (const { body, ...mail } of drafts) mails.push({ ...mail, ...(await renderMail(body)) });
  return mails;
}

type Shared = Pick<Parameters<typeof LastMail>[0], "language" | "organisation" | "customerName" | "writer" | "answeredOn" | "unsubscribeUrl">;

/** What a reply and a last mail have in common, as app/replies makes it. */
function envelope({ loop, taskId, origin }: About, { kind, name, subject, writtenBy, at }: { kind: MailKind; name: string; subject: string; writtenBy: number; at: Date }, body: (shared: Shared) => ReactElement): { mail: MailDraft; token: Token } {
  const { customer, receivedAt } = loop.answer;
  const { language } = customer;
  const writer = people.find((person) => person.id === writtenBy)!;
  const team = `Team ${teams.find((team) => team.id === loop.route.team)!.name}`;
  const unsubscribeToken = demoToken(`unsubscribe ${name}`);
  const unsubscribeUrl = `${origin}/u/${unsubscribeToken}`;
  const id = demoUuid(name);
  const sentAt = new Date(at.getTime() + 4000);
  return {
    mail: {
      id,
      kind,
      task_id: taskId,
      to_email: customer.email!,
      to_name: customer.name,
      from_name: replyTexts[language].from(writer.name, organisationName),
      reply_to: emailOf(writer.name),
      subject,
      body: body({
        language,
        organisation: organisationName,
        customerName: customer.name,
        writer: { name: writer.name, team, phone: { shown: showPhone(writer.phone), href: dialPhone(writer.phone)! } },
        answeredOn: longDay(receivedAt, { timeZone, language }),
        unsubscribeUrl,
      }),
      headers: { "Message-ID": `<${id}@${new URL(origin).hostname}>`, "List-Unsubscribe": `<${unsubscribeUrl}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
      language,
      status: "sent",
      error: null,
      provider_id: "demo-mailbox",
      try_count: 1,
      first_tried_at: sentAt,
      created_at: at,
      sent_at: sentAt,
    },
    token: { token_hash: hashToken(unsubscribeToken), purpose: "unsubscribe", reply_id: null, customer_id: customer.id, created_at: at, expires_at: daysLater(at, unsubscribeDays) },
  };
}

/** As app/replies/content.server.ts: the weekday on which the writer had her on the phone, while that is plain. */
function spokeWith({ events, answer }: Loop, writtenBy: number, at: Date): { day: string | null } | null {
  const spoke = events.findLast((event) => event.kind === "attempted" && event.data.outcome === "reached" && event.data.channel !== "mail" && event.actor_id === writtenBy && event.at < at);
  if (!spoke) return null;
  const days = dayNumber(at, timeZone) - dayNumber(spoke.at, timeZone);
  if (days < 1 || days > 6) return { day: null };
  return { day: new Intl.DateTimeFormat(answer.customer.language === "nl" ? "nl-NL" : "en-GB", { timeZone, weekday: "long" }).format(spoke.at) };
}

function daysLater(at: Date, days: number): Date {
  return new Date(at.getTime() + days * dayInMs);
}
