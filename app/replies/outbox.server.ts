import { z } from "zod";
import type { PgBoss } from "pg-boss";
import { type Db, inTransaction } from "#db/client.ts";
import { enqueue } from "../queues.server.ts";
import { lockTask, record } from "../tasks/record.server.ts";

const pageSize = 50;

/** Every mail that is not sent, newest first, a page at a time, and until when a used-up quota holds them all. */
export async function outbox(db: Db, { before, now }: { before: string | null; now: Date }) {
  const cursor = readCursor(before);
  let query = db
    .selectFrom("mails")
    .select(["id", "kind", "task_id", "to_email", "to_name", "subject", "status", "error", "try_count", "next_try_at", "created_at"])
    .where("status", "!=", "sent")
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(pageSize + 1);
  if (cursor) query = query.where((eb) => eb(eb.refTuple("created_at", "id"), "<", eb.tuple(cursor.at, cursor.id)));
  const rows = await query.execute();
  const pause = await db
    .selectFrom("mails")
    .select((eb) => eb.fn.max("next_try_at").as("until"))
    .where("status", "=", "queued")
    .where("is_over_quota", "=", true)
    .where("next_try_at", ">", now)
    .executeTakeFirst();
  const mails = rows.slice(0, pageSize);
  return { mails, next: rows.length > pageSize ? writeCursor(mails.at(-1)!) : null, pausedUntil: pause?.until ?? null };
}

export const sendAgainForm = z.object({ mail_id: z.array(z.uuid()).min(1).max(pageSize), is_checked: z.boolean() });

/**
 * Queues mails again that were kept, failed or unknown; others are left alone. Gives how many. An
 * unknown one goes only when the admin says that she checked (`is_checked`). The mail keeps its id and
 * its bytes: if Resend did accept it less than a day ago, it recognises the id and sends nothing twice,
 * and a mail program that gets it twice sees the same Message-ID. Who unsubscribed since gets nothing.
 */
export async function sendAgain({ db, boss }: { db: Db; boss: PgBoss }, adminId: number, { mail_id, is_checked }: z.infer<typeof sendAgainForm>, now: Date): Promise<number> {
  return inTransaction(db, async (trx) => {
    const mails = await trx
      .selectFrom("mails")
      .leftJoin("tasks", "tasks.id", "mails.task_id")
      .leftJoin("compliments", "compliments.thanks_mail_id", "mails.id")
      .leftJoin("responses", "responses.id", "compliments.response_id")
      .leftJoin("customers", (join) => join.on("customers.id", "=", (eb) => eb.fn.coalesce("tasks.customer_id", "responses.customer_id")))
      .leftJoin("replies", "replies.mail_id", "mails.id")
      .select(["mails.id", "mails.task_id", "replies.id as reply_id"])
      .where("mails.id", "in", mail_id)
      .where("mails.status", "in", is_checked ? ["kept", "failed", "unknown"] : ["kept", "failed"])
      .where("customers.no_mail_at", "is", null)
      .orderBy("mails.id")
      .forUpdate("mails")
      .execute();
    for (const { id, task_id, reply_id } of mails) {
      await trx.updateTable("mails").set({ status: "queued", error: null, try_count: 0, first_tried_at: null, trying_since: null, next_try_at: null, is_over_quota: false }).where("id", "=", id).execute();
      await enqueue(boss, trx, "send-mail", { mailId: id });
      if (!task_id || !reply_id) continue;
      await lockTask(trx, task_id);
      await record(trx, task_id, { kind: "reply_queued", data: { reply_id } }, { at: now, actorId: adminId });
    }
    return mails.length;
  });
}

/** A place in a list of mails, newest first; null for what is none. */
export function readCursor(value: string | null): { at: Date; id: string } | null {
  const [at, id] = (value ?? "").split("_");
  // A year of four digits: PostgreSQL does not know every year that JavaScript does.
  if (!z.iso.datetime().safeParse(at).success || !z.uuid().safeParse(id).success) return null;
  return { at: new Date(at!), id: id! };
}

export function writeCursor({ created_at, id }: { created_at: Date; id: string }): string {
  return `${created_at.toISOString()}_${id}`;
}
