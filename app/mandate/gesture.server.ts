import { sql } from "kysely";
import type { Db, Trx } from "#db/client.ts";
import type { Viewer } from "../people/session.server.ts";
import { act, Refusal, refuseClosed, saying } from "../tasks/act.server.ts";
import { takeUnclaimed } from "../tasks/claim.server.ts";
import { record } from "../tasks/record.server.ts";
import type { ActForm } from "../tasks/words.ts";
import { takeBackQuestion } from "./follow.server.ts";
import type { GestureInput } from "./gesture-form.ts";
import { fits } from "./mandate.ts";
import { roomsOn } from "./rooms.server.ts";

/** She gives what her mandate leaves her: no sum ever passes its limit, however many windows and processes she gives in. */
export async function giveGesture(db: Db, viewer: Viewer, taskId: number, { gesture_kind_id, amount, note, ...form }: GestureInput, now: Date): Promise<void> {
  await act(db, viewer, taskId, form, saying("gesture_given", { gesture_kind_id, amount, note }), async (trx, task) => {
    refuseClosed(task);
    await takeUnclaimed(trx, viewer, task, now);
    await holdMonth(trx, viewer);
    const kind = (await roomsOn(trx, viewer, task, now)).find(({ id }) => id === gesture_kind_id);
    if (!kind) throw new Refusal("kindGone");
    if (!fits(kind.room, amount)) throw new Refusal("aboveMandate");
    const { id: gesture_id } = await trx
      .insertInto("gestures")
      .values({ task_id: taskId, team_id: task.team_id, gesture_kind_id, amount, note, employee_id: viewer.id, state: "given", asked_at: now, decided_at: now })
      .returning("id")
      .executeTakeFirstOrThrow();
    const { name, has_amount } = kind;
    await record(trx, taskId, { kind: "gesture_given", data: { gesture_id, gesture_kind_id, name, has_amount, amount, note } }, { at: now, actorId: viewer.id, actId: form.act_id });
  });
}

/**
 * The case is held by its task; her month lies over all her tasks. Not by her own row: who deactivates
 * her holds that before tasks.
 */
async function holdMonth(trx: Trx, viewer: Viewer): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`mandate ${viewer.id}`}, 0))`.execute(trx);
}

/**
 * Asked no longer; or given by mistake and taken back by who gave it, while the customer was not told
 * since. What a lead allowed only a lead could take back: it stands.
 */
export async function withdrawGesture(db: Db, viewer: Viewer, taskId: number, gestureId: number, form: ActForm, now: Date): Promise<void> {
  await act(db, viewer, taskId, form, saying("gesture_withdrawn", { gesture_id: gestureId }), async (trx, task) => {
    const gesture = await trx
      .selectFrom("gestures")
      .innerJoin("gesture_kinds", "gesture_kinds.id", "gesture_kind_id")
      .select(["gestures.id as gesture_id", "gesture_kind_id", "name", "has_amount", "amount"])
      .select(["state", "employee_id", "decided_by", "decided_at"])
      .where("gestures.id", "=", gestureId)
      .where("task_id", "=", taskId)
      .executeTakeFirst();
    if (!gesture) throw new Refusal("gestureDecided");
    const { state, employee_id, decided_by, decided_at, ...data } = gesture;
    const isHers = employee_id === viewer.id;
    const mayWithdraw = state === "asked" ? isHers || task.owner_id === viewer.id : state === "given" && isHers && decided_by === null && task.stage !== "closed" && !(await isTold(trx, taskId, decided_at!));
    if (!mayWithdraw) throw new Refusal("gestureDecided");
    await trx.updateTable("gestures").set({ state: "withdrawn" }).where("id", "=", gestureId).execute();
    await takeBackQuestion(trx, taskId, gestureId);
    await record(trx, taskId, { kind: "gesture_withdrawn", data: { ...data, was_given: state === "given" } }, { at: now, actorId: viewer.id, actId: form.act_id });
  });
}

/** Whether the customer heard, or is about to hear, what was done since then. */
export async function isTold(db: Db, taskId: number, since: Date): Promise<boolean> {
  const told = await db.selectFrom("task_events").select("id").where("task_id", "=", taskId).where("kind", "in", ["reply_queued", "told_by_phone"]).where("at", ">=", since).limit(1).executeTakeFirst();
  return told !== undefined;
}
