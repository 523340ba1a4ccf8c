import { randomUUID } from "node:crypto";
import type { PgBoss } from "pg-boss";
import type { Db, Trx } from "#db/client.ts";
import type { Language, MailStatus } from "#db/schema.ts";
import { replySubject } from "#emails/reply.tsx";
import type { Config } from "../config.server.ts";
import { type Given, sayGesture } from "../mandate/say.ts";
import { createToken } from "../people/tokens.server.ts";
import type { Viewer } from "../people/session.server.ts";
import { act, newForm } from "../tasks/act.server.ts";
import { taskFor } from "../tasks/access.server.ts";
import type { StoredEvent } from "../tasks/events.ts";
import { eventsOf, record, type TaskRow } from "../tasks/record.server.ts";
import { standing } from "../tasks/undo.ts";
import { mailFacts, replyMail } from "./content.server.ts";
import { queueMail } from "./mail.server.ts";
import { longest } from "./longest.ts";
import { blockOf, type ReplyBlock, type ReplyInput, shortened } from "./reply.ts";
import { replyTexts } from "./reply.texts.ts";
import { unsubscribeLink } from "./unsubscribe.server.ts";
import { verdictDays } from "./verdict.ts";

type Sending = { db: Db; boss: PgBoss; config: Config };

/** What the form starts with; undefined when she may not see the task. */
export async function replyDraft(db: Db, viewer: Viewer, taskId: number) {
  const task = await taskFor(db, viewer, taskId);
  if (!task) return undefined;
  const { organisation, customer, comment, score } = await mailFacts(db, viewer.id, task);
  const lastMail = await lastMailStatus(db, task);
  const language: Language = customer.language ?? organisation.language;
  return {
    task,
    customer,
    score,
    language,
    youSaid: comment ? shortened(comment) : replyTexts[language].gaveScore(score),
    isShortened: comment !== null && shortened(comment) !== comment.trim(),
    weDid: [...(await actionsSince(db, task)), ...(await gesturesSince(db, task, language))].join("\n\n").slice(0, longest.weDid),
    block: blockOf(task, customer, lastMail),
    /** Perhaps she has it already; whoever writes again has asked her. */
    isLastUncertain: lastMail === "unknown",
    form: newForm(task),
  };
}

/** There is a reason not to tell her by mail now. Nothing was changed. */
export class ReplyRefusal extends Error {
  readonly block: ReplyBlock;

  constructor(block: ReplyBlock) {
    super(block);
    this.block = block;
  }
}

/** Her words name a gesture that the customer does not get any more. Nothing was changed. */
export class TakenBack extends Error {
  readonly gesture: Given;
  /** What her form is told of now: sent again with this, her words count. */
  readonly toldOf: number;

  constructor(gesture: Given, toldOf: number) {
    super(`taken back: ${gesture.name}`);
    this.gesture = gesture;
    this.toldOf = toldOf;
  }
}

/**
 * Queues the mail that tells the customer, with its links, the reply and the task's event in one
 * transaction. Sent twice with the same act_id counts once. Throws ReplyRefusal, TakenBack, and what `act` throws.
 */
export async function sendReply({ db, boss, config }: Sending, viewer: Viewer, taskId: number, input: ReplyInput, now: Date): Promise<void> {
  const isSame = async (recorded: StoredEvent, trx: Trx) => recorded.kind === "reply_queued" && (await isReply(trx, recorded.data.reply_id, input));
  await act(db, viewer, taskId, input, isSame, async (trx, task) => {
    const { customer, organisation } = await mailFacts(trx, viewer.id, task);
    const block = blockOf(task, customer, await lastMailStatus(trx, task));
    if (block || !customer.email) throw new ReplyRefusal(block ?? "no_email");
    await refuseTakenBack(trx, task, input);

    const mailId = randomUUID();
    const { id: replyId } = await trx
      .insertInto("replies")
      .values({ task_id: task.id, mail_id: mailId, written_by: viewer.id, language: input.language, you_said: input.you_said, we_did: input.we_did, queued_at: now })
      .returning("id")
      .executeTakeFirstOrThrow();
    const verdictToken = await createToken(trx, "verdict", { replyId }, { now, days: verdictDays.link });
    const links = { verdictUrl: `${config.origin}/r/${verdictToken}`, unsubscribeUrl: await unsubscribeLink(trx, config, customer.id, now) };
    const written = { youSaid: input.you_said, weDid: input.we_did, language: input.language };
    await queueMail(
      trx,
      { boss, config },
      {
        id: mailId,
        kind: "reply",
        taskId: task.id,
        to: { email: customer.email, name: customer.name },
        fromName: replyTexts[input.language].from(viewer.name, organisation.name),
        replyTo: viewer.email,
        language: input.language,
        subject: replySubject(input.language),
        body: await replyMail(trx, viewer, task, written, links, now),
        unsubscribeUrl: links.unsubscribeUrl,
      },
      now,
    );
    await record(trx, task.id, { kind: "reply_queued", data: { reply_id: replyId } }, { at: now, actorId: viewer.id, actId: input.act_id });
  });
}

/** A gesture that was taken back while she wrote, or since her draft was kept, is still named in it. */
async function refuseTakenBack(trx: Trx, task: TaskRow, { we_did, told_of = 0 }: ReplyInput): Promise<void> {
  const since = task.reopened_at ?? task.received_at;
  const gone = (await eventsOf(trx, task.id)).flatMap((event) => (event.kind === "gesture_withdrawn" && event.data.was_given && event.at >= since ? [event] : []));
  const last = gone.at(-1);
  if (!last || last.id <= told_of) return;
  const given = await givenSince(trx, task);
  const named = gone.find(({ data }) => (["nl", "en"] as const).some((language) => timesIn(we_did, sayGesture(data, language)) > given.filter((each) => sayGesture(each, language) === sayGesture(data, language)).length));
  if (named) throw new TakenBack(named.data, last.id);
}

function timesIn(text: string, words: string): number {
  const plain = (each: string) => each.toLowerCase().replace(/\s+/g, " ");
  return plain(text).split(plain(words)).length - 1;
}

async function isReply(trx: Trx, replyId: number, { you_said, we_did, language }: ReplyInput): Promise<boolean> {
  const same = await trx.selectFrom("replies").select("id").where("id", "=", replyId).where("you_said", "=", you_said).where("we_did", "=", we_did).where("language", "=", language).executeTakeFirst();
  return same !== undefined;
}

/** What was done for her since the task was opened or reopened, oldest first. */
async function actionsSince(db: Db, task: TaskRow): Promise<string[]> {
  const since = task.reopened_at ?? task.received_at;
  return standing(await eventsOf(db, task.id)).flatMap(({ kind, at, data }) => (kind === "acted" && at >= since ? [data.text] : []));
}

/** What she gets of us since then, in the language of the mail. */
async function gesturesSince(db: Db, task: TaskRow, language: Language): Promise<string[]> {
  return (await givenSince(db, task)).map((gesture) => replyTexts[language].gesture(sayGesture(gesture, language)));
}

async function givenSince(db: Db, task: TaskRow): Promise<Given[]> {
  return db
    .selectFrom("gestures")
    .innerJoin("gesture_kinds", "gesture_kinds.id", "gesture_kind_id")
    .select(["name", "has_amount", "amount"])
    .where("task_id", "=", task.id)
    .where("state", "=", "given")
    .where("decided_at", ">=", task.reopened_at ?? task.received_at)
    .orderBy("decided_at")
    .execute();
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
