import { z } from "zod";
import type { Db, Trx } from "#db/client.ts";
import { notFound } from "../people/access.server.ts";
import type { Viewer } from "../people/session.server.ts";
import { act, Conflict, type IsSame, refuseClosed, saying } from "./act.server.ts";
import { instantAt, type OnClock } from "./clock-time.ts";
import { takeUnclaimed } from "./claim.server.ts";
import type { TaskEvent } from "./events.ts";
import { eventsOf, record } from "./record.server.ts";
import { standing } from "./undo.ts";
import { actForm, requiredWords } from "./words.ts";

/** The form's words for a moment: a day that was tapped or a date, and a time, both on the organisation's clock. */
export function promiseForm({ now, timeZone }: OnClock) {
  return actForm
    .extend({
      text: requiredWords,
      day: z.string({ error: "choose" }).min(1, { error: "choose" }),
      date: z.string().optional(),
      time: z.string({ error: "required" }).regex(/^([01]\d|2[0-3]):[0-5]\d/, { error: "time" }),
    })
    .transform(({ day, date, time, ...form }, context) => {
      const { at, problem } = instantAt({ day, date: date ?? "", time }, { now, timeZone });
      if (problem) context.addIssue({ code: "custom", message: problem, path: [problem === "date" || day === "other" ? "date" : "time"] });
      return { ...form, due_at: at ?? now };
    });
}

export type PromiseInput = z.output<ReturnType<typeof promiseForm>>;

/** What she promised the customer, and by when. After telling it opens the loop again. */
export async function makePromise(db: Db, viewer: Viewer, taskId: number, { text, due_at, ...form }: PromiseInput, now: Date): Promise<void> {
  await act(db, viewer, taskId, form, saying("promised", { text, due_at: due_at.toISOString() }), async (trx, task) => {
    refuseClosed(task);
    await takeUnclaimed(trx, viewer, task, now);
    await addPromise(trx, taskId, { text, due_at }, { at: now, actorId: viewer.id, actId: form.act_id });
  });
}

/** The promise and its event, in the transaction of the act that makes it. */
export async function addPromise(trx: Trx, taskId: number, { text, due_at }: { text: string; due_at: Date }, by: { at: Date; actorId: number; actId?: string }): Promise<void> {
  const promise = await trx.insertInto("promises").values({ task_id: taskId, made_by: by.actorId, text, made_at: by.at, due_at }).returning("id").executeTakeFirstOrThrow();
  await record(trx, taskId, { kind: "promised", data: { promise_id: promise.id, text, due_at: due_at.toISOString() } }, by);
}

export const promiseEndForm = z.discriminatedUnion("end", [actForm.extend({ end: z.literal("kept") }), actForm.extend({ end: z.literal("withdrawn"), reason: requiredWords })], { error: "choose" });

/** Kept, or withdrawn with a reason. Also after closing, because it is a fact about the promise. */
export async function endPromise(db: Db, viewer: Viewer, taskId: number, promiseId: number, input: z.infer<typeof promiseEndForm>, now: Date): Promise<void> {
  const event: TaskEvent = input.end === "kept" ? { kind: "promise_kept", data: { promise_id: promiseId } } : { kind: "promise_withdrawn", data: { promise_id: promiseId, reason: input.reason } };
  const isSame: IsSame = async (recorded, trx) => {
    if (await saying(event.kind, event.data)(recorded, trx)) return true;
    throw await endedBefore(trx, taskId, promiseId); // she kept it, went back and withdraws it
  };
  await act(db, viewer, taskId, input, isSame, async (trx) => {
    const promise = await promiseOf(trx, taskId, promiseId);
    if (!promise) throw notFound();
    if (promise.kept_at || promise.withdrawn_at) throw await endedBefore(trx, taskId, promiseId);
    await trx
      .updateTable("promises")
      .set(input.end === "kept" ? { kept_at: now } : { withdrawn_at: now, withdrawn_reason: input.reason })
      .where("id", "=", promiseId)
      .execute();
    await record(trx, taskId, event, { at: now, actorId: viewer.id, actId: input.act_id });
  });
}

async function endedBefore(trx: Trx, taskId: number, promiseId: number): Promise<Conflict> {
  const events = await eventsOf(trx, taskId);
  const end = standing(events).findLast((event) => (event.kind === "promise_kept" || event.kind === "promise_withdrawn") && event.data.promise_id === promiseId);
  return new Conflict(end!, events.at(-1)!.id, true);
}

/** The promise when it belongs to this task, whose access the caller has checked. */
export async function promiseOf(db: Db, taskId: number, promiseId: number) {
  if (!Number.isSafeInteger(promiseId) || promiseId < 1) return undefined;
  return db.selectFrom("promises").selectAll().where("id", "=", promiseId).where("task_id", "=", taskId).executeTakeFirst();
}
