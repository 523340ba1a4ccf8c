import type { Services } from "../context.server.ts";
import { inTransaction, type Trx } from "#db/client.ts";
import { enqueue } from "../queues.server.ts";
import type { TaskEvent } from "../tasks/events.ts";
import { lockTask, record } from "../tasks/record.server.ts";
import { type Handed, type Provider, providerOf, type StoredMail } from "./providers.server.ts";

/** Resend remembers an idempotency key for 24 hours; an hour less keeps a slow request inside it. */
const repeatableHours = 23;
/** With the waits below about three days of clear refusals (429, SMTP 4xx). */
const mostTries = 80;
/** No try lasts this long: one that is older ended with its process. */
const longestTrySeconds = 90;

type Sending = Pick<Services, "db" | "boss" | "config" | "now">;

/**
 * Hands one stored mail to the provider and writes down how that went, with the task's event, in one
 * transaction. A mail that is sent, kept, failed or unknown is left alone: only a person starts it again.
 *
 * Twice is worse than late, and late is worse than asking. Before the mail leaves us `trying_since` is
 * committed; killed after that, nobody knows whether the provider has it. Resend is then asked again
 * under the same key, harmless for a day; after that, and with SMTP at once, the mail is `unknown`.
 * Clear refusals wait and try again (Retry-After is obeyed) and do not start that day. Waiting is a new
 * job at a later time, so that pg-boss's own retries are left for crashes and a database that is away.
 */
export async function sendMailJob({ mailId }: { mailId: string }, sending: Sending): Promise<void> {
  const provider = providerOf(sending.config);
  const mail = await inTransaction(sending.db, (trx) => startTry(trx, sending, mailId, provider));
  if (!mail || !provider) return;
  const handed = await provider.hand(mail);
  await inTransaction(sending.db, (trx) => settle(trx, sending, mail, provider, handed));
}

/** The mail, marked as being tried; null when it is not to be tried now, with what follows from that done. */
async function startTry(trx: Trx, sending: Sending, mailId: string, provider: Provider | null): Promise<StoredMail | null> {
  const now = sending.now();
  const mail = await lockMail(trx, mailId);
  if (mail?.status !== "queued") return null;
  if (!provider) {
    await finish(trx, mail, { status: "kept", error: null }, now);
    return null;
  }
  const waitUntil = later(mail.next_try_at, await quotaPause(trx, now));
  // A job may come a little early: its clock is the database's, ours can be another machine's.
  if (waitUntil && waitUntil.getTime() > now.getTime() + 2_000) {
    await trx.updateTable("mails").set({ next_try_at: waitUntil }).where("id", "=", mail.id).execute();
    await tryAgainAt(trx, sending, mail.id, waitUntil);
    return null;
  }
  if (mail.trying_since && !provider.isIdempotent) {
    const isRunning = mail.trying_since.getTime() > now.getTime() - longestTrySeconds * 1_000;
    if (isRunning) await tryAgainAt(trx, sending, mail.id, new Date(now.getTime() + longestTrySeconds * 1_000));
    else await finish(trx, mail, { status: "unknown", error: mail.error }, now);
    return null;
  }
  if (mail.first_tried_at && mail.first_tried_at.getTime() < now.getTime() - repeatableHours * 3_600_000) {
    await finish(trx, mail, { status: "unknown", error: mail.error }, now);
    return null;
  }
  await trx
    .updateTable("mails")
    .set({ trying_since: now, first_tried_at: mail.first_tried_at ?? now, try_count: mail.try_count + 1, next_try_at: null })
    .where("id", "=", mail.id)
    .execute();
  return { ...mail, try_count: mail.try_count + 1 };
}

async function settle(trx: Trx, sending: Sending, tried: StoredMail, provider: Provider, handed: Handed): Promise<void> {
  const now = sending.now();
  const mail = await lockMail(trx, tried.id);
  if (!mail || mail.status === "sent") return;
  if (handed.kind === "accepted") return finish(trx, mail, { status: "sent", error: null, provider_id: handed.providerId, sent_at: now, ...withoutSecrets(mail, provider) }, now);
  // Somebody else gave up on it meanwhile; only a certain "accepted" changes that.
  if (mail.status !== "queued") return;

  const error = handed.reason.slice(0, 500);
  if (handed.kind === "refused") return finish(trx, mail, { status: "failed", error }, now);
  if (handed.kind === "unknown") return finish(trx, mail, { status: "unknown", error }, now);
  if (handed.kind === "later" && mail.try_count >= mostTries) return finish(trx, mail, { status: "failed", error }, now);

  const wait = Math.max(backoffSeconds(mail.try_count), handed.kind === "later" ? handed.waitSeconds : 0);
  const nextTry = new Date(now.getTime() + wait * 1_000);
  const isQuota = handed.kind === "later" && handed.isQuota;
  await trx
    .updateTable("mails")
    .set({
      error,
      trying_since: null,
      next_try_at: nextTry,
      is_over_quota: isQuota,
      // Certainly not accepted: the day in which a repeat is harmless has not begun.
      ...(handed.kind === "later" && { first_tried_at: tried.first_tried_at }),
    })
    .where("id", "=", mail.id)
    .execute();
  await tryAgainAt(trx, sending, mail.id, nextTry);
}

/** The customer answered this mail: it arrived, whatever we knew of it. */
export async function markArrived(trx: Trx, mailId: string, now: Date): Promise<void> {
  const mail = await lockMail(trx, mailId);
  if (mail && mail.status !== "sent") await finish(trx, mail, { status: "sent", error: null, sent_at: now }, now);
}

/** Writes the mail's last state, and what its task must know of it. */
async function finish(trx: Trx, mail: StoredMail, values: Partial<Pick<StoredMail, "status" | "error" | "provider_id" | "sent_at" | "html" | "text">>, now: Date): Promise<void> {
  await trx.updateTable("mails").set({ ...values, trying_since: null, next_try_at: null, is_over_quota: false }).where("id", "=", mail.id).execute();
  const reply = await trx.selectFrom("replies").select(["id", "task_id"]).where("mail_id", "=", mail.id).executeTakeFirst();
  if (!reply) return;
  const event = eventFor(values, reply.id);
  if (!event) return;
  await lockTask(trx, reply.task_id);
  await record(trx, reply.task_id, event, { at: now, actorId: null });
}

function eventFor({ status, error }: Partial<Pick<StoredMail, "status" | "error">>, reply_id: number): TaskEvent | null {
  switch (status) {
    case "sent":
      return { kind: "reply_sent", data: { reply_id } };
    case "kept":
      return { kind: "reply_kept", data: { reply_id } };
    case "failed":
    case "unknown":
      return { kind: "reply_failed", data: { reply_id, reason: error ?? "", is_unknown: status === "unknown" } };
    default:
      return null;
  }
}

/** An invitation's or reset's link opens an account: once it is sent we keep it hashed only. */
function withoutSecrets({ kind }: StoredMail, { name }: Provider): { html?: string; text?: string } {
  return (kind === "invite" || kind === "password_reset") && name !== "demo-mailbox" ? { html: "", text: "" } : {};
}

/** Until when every mail waits because the provider's quota is used up. */
async function quotaPause(trx: Trx, now: Date): Promise<Date | null> {
  const row = await trx
    .selectFrom("mails")
    .select((eb) => eb.fn.max("next_try_at").as("until"))
    .where("status", "=", "queued")
    .where("is_over_quota", "=", true)
    .where("next_try_at", ">", now)
    .executeTakeFirst();
  return row?.until ?? null;
}

/** 5, 10, 20 … seconds, an hour at most. */
function backoffSeconds(tryCount: number): number {
  return Math.min(3_600, 5 * 2 ** Math.min(tryCount - 1, 12));
}

function later(a: Date | null, b: Date | null): Date | null {
  return !a ? b : !b ? a : a > b ? a : b;
}

async function tryAgainAt(trx: Trx, { boss, now }: Sending, mailId: string, at: Date): Promise<void> {
  await enqueue(boss, trx, "send-mail", { mailId }, { afterSeconds: Math.max(1, Math.ceil((at.getTime() - now().getTime()) / 1_000)) });
}

function lockMail(trx: Trx, mailId: string): Promise<StoredMail | undefined> {
  return trx.selectFrom("mails").selectAll().where("id", "=", mailId).forUpdate().executeTakeFirst();
}

/**
 * Queued mails that no job waits for any more (a backup put back, a queue that was emptied) get one
 * again. Harmless for the others: a second job finds the mail sent, being tried, or to be tried later.
 */
export async function requeueLostMails({ db, boss, now }: Sending): Promise<void> {
  const quiet = new Date(now().getTime() - 15 * 60_000);
  await inTransaction(db, async (trx) => {
    const mails = await trx
      .selectFrom("mails")
      .select("id")
      .where("status", "=", "queued")
      .where("created_at", "<", quiet)
      .where((eb) => eb(eb.fn.coalesce("next_try_at", "trying_since", "created_at"), "<", quiet))
      .orderBy("created_at")
      .limit(500)
      .execute();
    for (const { id } of mails) await enqueue(boss, trx, "send-mail", { mailId: id }, { onceInSeconds: 900 });
  });
}
