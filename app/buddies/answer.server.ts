import { z } from "zod";
import { type Db, inTransaction } from "#db/client.ts";
import { notFound } from "../people/access.server.ts";
import type { Viewer } from "../people/session.server.ts";
import { act, Refusal, saying } from "../tasks/act.server.ts";
import { lockTask, record } from "../tasks/record.server.ts";
import { type ActForm, optionalWords, requiredWords } from "../tasks/words.ts";

const answer = z.object({ act_id: z.uuid({ error: "stale" }) });

/** Yes or no, with or without words; and once she helps: advice, as often as she likes. */
export const answerForm = z.discriminatedUnion(
  "says",
  [answer.extend({ says: z.literal("yes"), advice: optionalWords }), answer.extend({ says: z.literal("no"), advice: optionalWords }), answer.extend({ says: z.literal("advice"), advice: requiredWords })],
  { error: "choose" },
);

export type AnswerInput = z.output<typeof answerForm>;

/** Who was asked answers; a no ends it. The same form twice answers once. Throws 404 when she was not asked. Gives false when it ended before. */
export async function answerBuddy(db: Db, viewer: Viewer, buddyId: number, { act_id, says, advice }: AnswerInput, now: Date): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const found = await trx.selectFrom("buddies").select("task_id").where("id", "=", buddyId).where("buddy_id", "=", viewer.id).executeTakeFirst();
    // The task before what hangs on it, as every act holds them.
    if (!found || !(await lockTask(trx, found.task_id))) throw notFound();
    if (await trx.selectFrom("task_events").select("id").where("act_id", "=", act_id).where("actor_id", "=", viewer.id).executeTakeFirst()) return true;
    const buddy = await trx.selectFrom("buddies").select(["asked_by", "answered_at", "answer", "ended_at"]).where("id", "=", buddyId).executeTakeFirstOrThrow();
    if (buddy.ended_at) return false;
    const is_accepted = says !== "no";
    await trx
      .updateTable("buddies")
      .set({ is_accepted, answered_at: buddy.answered_at ?? now, answer: advice || buddy.answer, ended_at: is_accepted ? null : now })
      .where("id", "=", buddyId)
      .execute();
    await record(trx, found.task_id, { kind: "buddy_answered", data: { buddy_id: buddyId, asked_by: buddy.asked_by, is_accepted, advice } }, { at: now, actorId: viewer.id, actId: act_id });
    return true;
  });
}

/** Who asked, or has the customer now, says thanks: once, also after it ended. */
export async function thankBuddy(db: Db, viewer: Viewer, taskId: number, buddyId: number, form: ActForm, now: Date): Promise<void> {
  await act(db, viewer, taskId, form, saying("buddy_thanked", { buddy_id: buddyId }), async (trx, task) => {
    const buddy = await trx.selectFrom("buddies").selectAll().where("id", "=", buddyId).where("task_id", "=", taskId).executeTakeFirst();
    if (!buddy || !buddy.is_accepted || (buddy.asked_by !== viewer.id && task.owner_id !== viewer.id)) throw new Refusal("helperGone");
    if (buddy.thanked_at) return;
    await trx.updateTable("buddies").set({ thanked_at: now }).where("id", "=", buddyId).execute();
    await record(trx, taskId, { kind: "buddy_thanked", data: { buddy_id: buddyId, employee_id: buddy.buddy_id } }, { at: now, actorId: viewer.id, actId: form.act_id });
  });
}

/** No longer needed, or done: she sees the task no more. */
export async function endBuddy(db: Db, viewer: Viewer, taskId: number, buddyId: number, form: ActForm, now: Date): Promise<void> {
  await act(db, viewer, taskId, form, saying("buddy_ended", { buddy_id: buddyId }), async (trx, task) => {
    const buddy = await trx.selectFrom("buddies").selectAll().where("id", "=", buddyId).where("task_id", "=", taskId).executeTakeFirst();
    if (!buddy || (buddy.asked_by !== viewer.id && task.owner_id !== viewer.id)) throw new Refusal("helperGone");
    if (buddy.ended_at) return;
    await trx.updateTable("buddies").set({ ended_at: now }).where("id", "=", buddyId).execute();
    await record(trx, taskId, { kind: "buddy_ended", data: { buddy_id: buddyId, employee_id: buddy.buddy_id } }, { at: now, actorId: viewer.id, actId: form.act_id });
  });
}
