import { Readable } from "node:stream";
import type { Selectable } from "kysely";
import MailComposer from "nodemailer/lib/mail-composer";
import { parseConnectionUrl } from "nodemailer/lib/shared";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { Resend } from "resend";
import type { Mails } from "#db/schema.ts";
import type { Config } from "../config.server.ts";

export type StoredMail = Selectable<Mails>;

/** What handing over a mail came to. `reason` is for people who may see the mail; it is never logged. */
export type Handed =
  | { kind: "accepted"; providerId: string }
  /** Refused for good. */
  | { kind: "refused"; reason: string }
  /** Certainly not accepted now; may be tried again, not before `waitSeconds`. A quota holds for every mail. */
  | { kind: "later"; reason: string; waitSeconds: number; isQuota: boolean }
  /** Perhaps accepted; the provider makes a second try of the same mail harmless. */
  | { kind: "uncertain"; reason: string }
  /** Perhaps accepted, and a second try could send it twice: a person must look. */
  | { kind: "unknown"; reason: string };

export type Provider = {
  name: "resend" | "smtp" | "demo-mailbox";
  /** It recognises a mail that it got before, for a day, by our id. */
  isIdempotent: boolean;
  hand: (mail: StoredMail) => Promise<Handed>;
};

const longestTryMs = 15_000;
const quotaPauseSeconds = 3_600;

/** How mails leave; null in production when nothing is configured: then they are kept. */
export function providerOf({ mail, mode }: Config): Provider | null {
  const { resend, smtpUrl, from } = mail;
  if (resend) return { name: "resend", isIdempotent: true, hand: (stored) => handToResend(stored, resend, from) };
  if (smtpUrl) return { name: "smtp", isIdempotent: false, hand: (stored) => handToSmtp(stored, smtpUrl, from) };
  if (mode === "production") return null;
  return { name: "demo-mailbox", isIdempotent: true, hand: () => Promise.resolve({ kind: "accepted", providerId: "demo-mailbox" }) };
}

/**
 * Our mail's id is the idempotency key: within 24 hours Resend accepts it once, however often we ask.
 * Its SDK never throws, not on network failure either: everything is in `error`.
 */
async function handToResend(mail: StoredMail, { apiKey, baseUrl }: NonNullable<Config["mail"]["resend"]>, from: string): Promise<Handed> {
  const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {});
  const { data, error, headers } = await resend.emails.send(
    {
      from: formatAddress({ name: mail.from_name, email: from }),
      to: formatAddress({ name: mail.to_name, email: mail.to_email }),
      ...(mail.reply_to && { replyTo: mail.reply_to }),
      subject: mail.subject,
      html: mail.html,
      text: mail.text,
      headers: mail.headers as Record<string, string>,
    },
    { idempotencyKey: mail.id, signal: AbortSignal.timeout(longestTryMs) },
  );
  if (data) return { kind: "accepted", providerId: data.id };
  const reason = `${error.name}: ${error.message}`;
  const status = error.statusCode;
  if (status === 429) {
    const isQuota = error.name === "daily_quota_exceeded" || error.name === "monthly_quota_exceeded";
    return { kind: "later", reason, waitSeconds: retryAfter(headers?.["retry-after"]) ?? (isQuota ? quotaPauseSeconds : 1), isQuota };
  }
  // Its key is in use by a request that still runs, or was used for other content.
  if (error.name === "invalid_idempotent_request") return { kind: "unknown", reason };
  if (error.name === "concurrent_idempotent_requests" || status === null || status === undefined || status >= 500) return { kind: "uncertain", reason };
  return { kind: "refused", reason };
}

/** Seconds, or the date that HTTP allows as well. */
function retryAfter(value: string | undefined): number | null {
  if (!value) return null;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(Math.ceil(seconds), 1), 7 * 86_400) : null;
}

/**
 * SMTP has no idempotency key. Before the text is handed over nothing can have been accepted; once
 * it is, only the server's own answer tells, and without one the outcome is unknown.
 */
async function handToSmtp(mail: StoredMail, smtpUrl: string, from: string): Promise<Handed> {
  const source = await composeSource(mail, from);
  let isHandedOver = false;
  // nodemailer reads this only after the server said "go ahead" to DATA.
  const message = Readable.from(
    (function* () {
      isHandedOver = true;
      yield source;
    })(),
  );
  const { host, port, secure, auth, ...others } = parseConnectionUrl(smtpUrl);
  const connection = new SMTPConnection({ ...others, host, port, secure, connectionTimeout: longestTryMs, greetingTimeout: longestTryMs, socketTimeout: longestTryMs, dnsTimeout: longestTryMs });
  try {
    const response = await new Promise<string>((resolve, reject) => {
      const overall = setTimeout(() => reject(new Error("the mail server was too slow")), 4 * longestTryMs);
      const finish = (error: Error | null | undefined, answer = "") => {
        clearTimeout(overall);
        if (error) reject(error);
        else resolve(answer);
      };
      connection.once("error", finish);
      const send = () => connection.send({ from, to: [mail.to_email] }, message, (error, info) => finish(error, info?.response));
      connection.connect((error) => {
        if (error) return finish(error);
        if (!auth?.user) return send();
        connection.login({ credentials: { user: auth.user, pass: auth.pass ?? "" } }, (error) => (error ? finish(error) : send()));
      });
    });
    return { kind: "accepted", providerId: response.slice(0, 200) };
  } catch (error) {
    const { message, responseCode } = error as Error & { responseCode?: number };
    if (responseCode && responseCode >= 500) return { kind: "refused", reason: message };
    if (responseCode || !isHandedOver) return { kind: "later", reason: message, waitSeconds: 1, isQuota: false };
    return { kind: "unknown", reason: message };
  } finally {
    connection.close();
    // A late error of a closed connection concerns nobody.
    connection.on("error", () => {});
  }
}

/** The same bytes at every try: the date and the boundary come from the stored mail, too. */
function composeSource(mail: StoredMail, from: string): Promise<Buffer> {
  return new MailComposer({
    from: { name: mail.from_name, address: from },
    to: { name: mail.to_name ?? "", address: mail.to_email },
    ...(mail.reply_to && { replyTo: { name: mail.from_name, address: mail.reply_to } }),
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    date: mail.created_at,
    headers: mail.headers as Record<string, string>,
    baseBoundary: mail.id,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build() as Promise<Buffer>;
}

/** `"Jan \"JJ\" de Boer" <jan@klant.example>`: Resend takes text only. Throws on what could begin another header or address. */
function formatAddress({ name, email }: { name: string | null; email: string }): string {
  if (/[\r\n\0]/.test(`${name ?? ""}${email}`) || /[<>\s,]/.test(email)) throw new Error("not an address that can be sent to");
  return name ? `"${name.replace(/[\\"]/g, "\\$&")}" <${email}>` : email;
}
