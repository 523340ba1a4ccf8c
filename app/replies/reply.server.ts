import { randomUUID } from "node:crypto";
import type { PgBoss } from "pg-boss";
import { type Db, inTransaction, type Trx } from "#db/client.ts";
import type { Language, MailStatus } from "#db/schema.ts";
import { replySubject } from "#emails/reply.tsx";
import type { Config } from "../config.server.ts";
import { createToken } from "../people/tokens.server.ts";
import type { Viewer } from "../people/session.server.ts";
import { taskFor } from "../tasks/access.server.ts";
import { eventsOf, lockTask, record, type TaskRow } from "../tasks/record.server.ts";
import { mailFacts, replyMail } from "./content.server.ts";
import { queueMail } from "./mail.server.ts";
import { blockOf, longest, type ReplyBlock, type ReplyInput, shortened } from "./reply.ts";
import { replyTexts } from "./reply.texts.ts";
import { unsubscribeLink } from "./unsubscribe.server.ts";
import { verdictDays } from "./verdict.ts";

type Sending = { db: Db; boss: PgBoss; config: Config };

/** What the form starts with; undefined when she may not see the task. */
export async function replyDraft(db: Db, viewer: Viewer, taskId: number) {
  const task = await taskFor(db, viewer, taskId);
  if (!task) return undefined;
  const { organisation, customer, comment, score } = await mailFacts(db, viewer.id, task);
  const language: Language = customer.language ?? organisation.language;
  return {
    task,
    customer,
    score,
    language,
    youSaid: comment ? shortened(comment) : replyTexts[language].gaveScore(score),
    isShortened: comment !== null && shortened(comment) !== comment.trim(),
    weDid: (await actionsSince(db, task)).join("\n\n").slice(0, longest.weDid),
    block: blockOf(task, customer, await lastMailStatus(db, task)),
  };
}

export type SendReply =
  | { kind: "sent" }
  | { kind: "refused"; block: ReplyBlock }
  /** Somebody else was first; `event` is what they did, `by` null for the customer and the app. `seen` is for trying again. */
  | { kind: "conflict"; event: string; by: string | null; at: Date; timeZone: string; seen: number };

/**
 * Queues the mail that tells the customer, with its links, the reply and the task's event in one
 * transaction. Sent twice with the same act_id counts once. Undefined: not her task.
 */
export async function sendReply({ db, boss, config }: Sending, viewer: Viewer, taskId: number, input: ReplyInput, now: Date): Promise<SendReply | undefined> {
  return inTransaction(db, async (trx) => {
    if (!(await taskFor(trx, viewer, taskId))) return undefined;
    const task = (await lockTask(trx, taskId))!;
    const isRepeated = await trx.selectFrom("task_events").select("id").where("act_id", "=", input.act_id).executeTakeFirst();
    if (isRepeated) return { kind: "sent" };

    const facts = await mailFacts(trx, viewer.id, task);
    const block = blockOf(task, facts.customer, await lastMailStatus(trx, task));
    const conflict = await actedMeanwhile(trx, viewer, task, input.seen);
    if (conflict) return { kind: "conflict", ...conflict, timeZone: facts.organisation.time_zone, seen: task.last_event_id };
    if (block) return { kind: "refused", block };

    const mailId = randomUUID();
    const { id: replyId } = await trx
      .insertInto("replies")
      .values({ task_id: task.id, mail_id: mailId, written_by: viewer.id, language: input.language, you_said: input.you_said, we_did: input.we_did, queued_at: now })
      .returning("id")
      .executeTakeFirstOrThrow();
    const verdictToken = await createToken(trx, "verdict", { replyId }, { now, days: verdictDays.link });
    const links = { verdictUrl: `${config.origin}/r/${verdictToken}`, unsubscribeUrl: await unsubscribeLink(trx, config, facts.customer.id, now) };
    const written = { youSaid: input.you_said, weDid: input.we_did, language: input.language };
    await queueMail(
      trx,
      { boss, config },
      {
        id: mailId,
        kind: "reply",
        taskId: task.id,
        to: { email: facts.customer.email!, name: facts.customer.name },
        fromName: replyTexts[input.language].from(viewer.name, facts.organisation.name),
        replyTo: viewer.email,
        language: input.language,
        subject: replySubject(input.language),
        body: await replyMail(trx, viewer, task, written, links, now),
        unsubscribeUrl: links.unsubscribeUrl,
      },
      now,
    );
    await record(trx, task.id, { kind: "reply_queued", data: { reply_id: replyId } }, { at: now, actorId: viewer.id, actId: input.act_id });
    return { kind: "sent" };
  });
}

/** What was done for her since the task was opened or reopened, oldest first. */
async function actionsSince(db: Db, task: TaskRow): Promise<string[]> {
  const since = task.reopened_at ?? task.received_at;
  return (await eventsOf(db, task.id)).flatMap(({ kind, at, data }) => (kind === "acted" && at >= since ? [data.text] : []));
}

async function lastMailStatus(db: Db, task: TaskRow): Promise<MailStatus | null> {
  const row = await db
    .selectFrom("replies")
    .innerJoin("mails", "mails.id", "replies.mail_id")
    .select("mails.status")
    .where("replies.task_id", "=", task.id)
    .where("replies.queued_at", ">=", task.reopened_at ?? task.received_at)
    .orderBy("replies.id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.status ?? null;
}

/** Acts after which a mail that was being written may no longer be true. */
const changesWhatToTell = ["promised", "acted", "reply_queued", "told_by_phone", "verdict_given", "closed", "handed_over", "claimed"];

async function actedMeanwhile(trx: Trx, viewer: Viewer, task: TaskRow, seen: number): Promise<{ event: string; by: string | null; at: Date } | undefined> {
  if (task.last_event_id === seen) return undefined;
  return trx
    .selectFrom("task_events")
    .leftJoin("employees", "employees.id", "task_events.actor_id")
    .select(["task_events.kind as event", "task_events.at", "employees.name as by"])
    .where("task_events.task_id", "=", task.id)
    .where("task_events.id", ">", seen)
    .where("task_events.kind", "in", changesWhatToTell)
    .where((eb) => eb.or([eb("task_events.actor_id", "is", null), eb("task_events.actor_id", "!=", viewer.id)]))
    .orderBy("task_events.id", "desc")
    .limit(1)
    .executeTakeFirst();
}
