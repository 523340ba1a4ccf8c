import { randomUUID } from "node:crypto";
import { render, toPlainText } from "@react-email/components";
import type { PgBoss } from "pg-boss";
import type { ReactElement } from "react";
import type { Trx } from "#db/client.ts";
import type { Language, MailKind } from "#db/schema.ts";
import type { Config } from "../config.server.ts";
import { enqueue } from "../queues.server.ts";

/** Gmail cuts a mail off at 102 kB, with the buttons and the unsubscribe link below the cut. */
export const maxMailBytes = 100_000;

export type OutgoingMail = {
  /** Where something must refer to the mail before it is there; else a new one. */
  id?: string;
  kind: MailKind;
  /** The task it belongs to; who may see that may read the mail. */
  taskId?: number;
  to: { email: string; name: string | null };
  /** The name before our address; the organisation's when absent. */
  fromName?: string;
  /** Where an answer goes: a plain address. */
  replyTo?: string;
  language: Language;
  subject: string;
  body: ReactElement;
  /** The page that stops these mails (`/u/TOKEN`, whole). */
  unsubscribeUrl?: string;
  headers?: Record<string, string>;
};

/**
 * Renders the mail once, stores it and queues its sending, all in the caller's transaction: it goes
 * out exactly when the change it tells about is committed, and every retry sends these same bytes.
 * Gives the mail's id. Throws on a line break or NUL in an address, the subject or a header, and
 * when the mail is over 100 kB.
 */
export async function queueMail(trx: Trx, { boss, config }: { boss: PgBoss; config: Config }, mail: OutgoingMail, now: Date): Promise<string> {
  const id = mail.id ?? randomUUID();
  const { html, text } = await renderMail(mail.body);
  if (Buffer.byteLength(html) + Buffer.byteLength(text) > maxMailBytes) throw new Error("the mail is over 100 kB");
  const headers = { ...mail.headers, ...standardHeaders(id, mail, config) };
  for (const value of [mail.to.email, mail.replyTo ?? "", mail.subject, ...Object.entries(headers).flat()]) refuseBreaks(value);

  const organisation = await trx.selectFrom("organisation").select("name").executeTakeFirstOrThrow();
  await trx
    .insertInto("mails")
    .values({
      id,
      kind: mail.kind,
      task_id: mail.taskId ?? null,
      to_email: mail.to.email,
      to_name: mail.to.name && oneLine(mail.to.name),
      from_name: oneLine(mail.fromName ?? organisation.name),
      reply_to: mail.replyTo ?? null,
      subject: mail.subject,
      html,
      text,
      headers: JSON.stringify(headers),
      language: mail.language,
      created_at: now,
    })
    .execute();
  await enqueue(boss, trx, "send-mail", { mailId: id });
  return id;
}

/** The HTML and a text part that reads well by itself: quotes marked, each button with its address. */
export async function renderMail(body: ReactElement): Promise<{ html: string; text: string }> {
  // React 18 leaves NULs where a character did not fit its 2 kB chunk (react#24985); they cut mails off and break inserts.
  const html = (await render(body)).replaceAll("\0", "");
  return { html, text: `${toPlainText(html, textOptions).trim()}\n` };
}

/** html-to-text, which React Email uses, brings no types: what we use of its formatters. */
type Formatter = (element: { attribs: Record<string, string>; children: unknown[] }, walk: (children: unknown[], builder: TextBuilder) => void, builder: TextBuilder) => void;
type TextBuilder = {
  openBlock: (options: { leadingLineBreaks: number }) => void;
  closeBlock: (options: { trailingLineBreaks: number }) => void;
  addInline: (text: string) => void;
  addLineBreak: () => void;
};

const formatters: Record<string, Formatter> = {
  buttonOnItsOwnLine(element, walk, builder) {
    builder.openBlock({ leadingLineBreaks: 1 });
    walk(element.children, builder);
    builder.addInline(":");
    builder.addLineBreak();
    builder.addInline(element.attribs["href"] ?? "");
    builder.closeBlock({ trailingLineBreaks: 2 });
  },
  labelWithColon(element, walk, builder) {
    builder.openBlock({ leadingLineBreaks: 2 });
    walk(element.children, builder);
    builder.closeBlock({ trailingLineBreaks: 1 });
  },
  signatureLine(_element, _walk, builder) {
    builder.openBlock({ leadingLineBreaks: 2 });
    builder.addInline("---");
    builder.closeBlock({ trailingLineBreaks: 1 });
  },
};

const textOptions = {
  wordwrap: 76,
  selectors: [
    { selector: "a", options: { linkBrackets: ["(", ")"], hideLinkHrefIfSameAsText: true } },
    { selector: 'a[href^="tel:"]', format: "anchor", options: { ignoreHref: true } },
    { selector: "a.button", format: "buttonOnItsOwnLine" },
    { selector: "p.label", format: "labelWithColon" },
    { selector: "hr", format: "signatureLine" },
  ],
  formatters,
};

function standardHeaders(id: string, { kind, unsubscribeUrl }: OutgoingMail, config: Config): Record<string, string> {
  return {
    "Message-ID": `<${id}@${new URL(config.origin).hostname}>`,
    ...(unsubscribeUrl && { "List-Unsubscribe": `<${unsubscribeUrl}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }),
    // A reply is written by a person and may be answered by a machine; the others are ours (RFC 3834).
    ...(kind !== "reply" && { "Auto-Submitted": "auto-generated" }),
  };
}

function refuseBreaks(value: string): void {
  if (/[\r\n\0]/.test(value)) throw new Error("a line break or NUL in a mail's header");
}

/** A name comes from a survey tool: whatever controls it holds become spaces, so that it stays one header. */
function oneLine(name: string): string {
  return name.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim().slice(0, 200);
}
