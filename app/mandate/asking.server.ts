import { type Db, inTransaction } from "#db/client.ts";
import type { GestureState } from "#db/schema.ts";
import { notFound } from "../people/access.server.ts";
import type { Viewer } from "../people/session.server.ts";
import { act, Refusal, refuseClosed, saying } from "../tasks/act.server.ts";
import { taskFor } from "../tasks/access.server.ts";
import { takeUnclaimed } from "../tasks/claim.server.ts";
import { lockTask, record } from "../tasks/record.server.ts";
import { decidersOf, takeBackQuestion, tellDeciders } from "./follow.server.ts";
import type { GestureInput } from "./gesture-form.ts";
import { kindById } from "./kinds.server.ts";
import { isLeadOf } from "./rooms.server.ts";

/** She asks for what is more than she may give: the team's leads hear it and say yes or no. Of one kind once at a time. */
export async function askForGesture(db: Db, viewer: Viewer, taskId: number, { gesture_kind_id, amount, note, ...form }: GestureInput, now: Date): Promise<void> {
  await act(db, viewer, taskId, form, saying("gesture_asked", { gesture_kind_id, amount, note }), async (trx, task) => {
    refuseClosed(task);
    await takeUnclaimed(trx, viewer, task, now);
    const kind = await kindById(trx, gesture_kind_id);
    if (!kind || kind.archived_at) throw new Refusal("kindGone");
    if ((await decidersOf(trx, task.team_id, viewer.id, now)).length === 0) throw new Refusal("nobodyDecides");
    const open = await trx.selectFrom("gestures").select("id").where("task_id", "=", taskId).where("gesture_kind_id", "=", kind.id).where("state", "=", "asked").executeTakeFirst();
    if (open) throw new Refusal("askedAlready");
    const { id: gesture_id } = await trx
      .insertInto("gestures")
      .values({ task_id: taskId, team_id: task.team_id, gesture_kind_id, amount, note, employee_id: viewer.id, state: "asked", asked_at: now })
      .returning("id")
      .executeTakeFirstOrThrow();
    const { name, has_amount } = kind;
    const asked = await record(trx, taskId, { kind: "gesture_asked", data: { gesture_id, gesture_kind_id, name, has_amount, amount, note } }, { at: now, actorId: viewer.id, actId: form.act_id });
    await tellDeciders(trx, { taskId, teamId: task.team_id, eventId: asked!.last_event_id, askerId: viewer.id }, now);
  });
}

/** It was answered before, or is asked no longer: how it stands, and since when by whom (null: by its task's end). */
export type Standing = { state: Exclude<GestureState, "asked">; by: { id: number; name: string } | null; at: Date | null };

/** What was asked, by whom, and for which customer. */
export type Question = { asker: string; customer: string | null; name: string; has_amount: boolean; amount: number };

/**
 * Another lead of the team, or an administrator, says yes or no. Of two at once the first counts, the
 * other is told how it stands; the same answer twice is one. Throws 404 for whoever may not decide.
 */
export async function decideGesture(db: Db, viewer: Viewer, gestureId: number, { isAllowed, note }: { isAllowed: boolean; note: string }, now: Date): Promise<{ taskId: number; question: Question; standing: Standing | null }> {
  return inTransaction(db, async (trx) => {
    const found = await trx.selectFrom("gestures").select("task_id").where("id", "=", gestureId).executeTakeFirst();
    // The task before the gesture, as every act holds them.
    const task = found && (await lockTask(trx, found.task_id));
    if (!task || !isLeadOf(viewer, task.team_id) || !(await taskFor(trx, viewer, task.id))) throw notFound();
    const { employee_id, asker, customer, ...gesture } = await trx
      .selectFrom("gestures")
      .innerJoin("gesture_kinds", "gesture_kinds.id", "gesture_kind_id")
      .innerJoin("employees", "employees.id", "employee_id")
      .innerJoin("customers", (join) => join.on("customers.id", "=", task.customer_id))
      .select(["gestures.id as gesture_id", "gesture_kind_id", "gesture_kinds.name", "has_amount", "amount"])
      .select(["employee_id", "employees.name as asker", "customers.name as customer"])
      .where("gestures.id", "=", gestureId)
      .executeTakeFirstOrThrow();
    const question = { asker, customer, name: gesture.name, has_amount: gesture.has_amount, amount: gesture.amount };
    if (employee_id === viewer.id) throw notFound();
    const standing = await standingOf(trx, gestureId);
    if (standing) {
      const isSame = standing.by?.id === viewer.id && standing.state === (isAllowed ? "given" : "refused");
      return { taskId: task.id, question, standing: isSame ? null : standing };
    }
    await trx
      .updateTable("gestures")
      .set({ state: isAllowed ? "given" : "refused", decided_by: viewer.id, decided_at: now, decision_note: note, team_id: task.team_id })
      .where("id", "=", gestureId)
      .execute();
    await takeBackQuestion(trx, task.id, gestureId);
    await record(trx, task.id, { kind: "gesture_decided", data: { ...gesture, employee_id, is_allowed: isAllowed, note } }, { at: now, actorId: viewer.id });
    return { taskId: task.id, question, standing: null };
  });
}

/** Null while it waits for an answer. */
async function standingOf(db: Db, gestureId: number): Promise<Standing | null> {
  const { state, decided_at, by, decider } = await db
    .selectFrom("gestures")
    .leftJoin("employees", "employees.id", "decided_by")
    .select(["state", "decided_at", "employees.id as by", "employees.name as decider"])
    .where("gestures.id", "=", gestureId)
    .executeTakeFirstOrThrow();
  return state === "asked" ? null : { state, by: by && decider ? { id: by, name: decider } : null, at: decided_at };
}

/** How it stands with what a message asked her, when it waits no longer; null as well for whoever may not decide there. */
export async function standingFor(db: Db, viewer: Viewer, gestureId: number): Promise<Standing | null> {
  const found = await db.selectFrom("gestures").innerJoin("tasks", "tasks.id", "gestures.task_id").select(["tasks.id", "tasks.team_id"]).where("gestures.id", "=", gestureId).executeTakeFirst();
  if (!found || !isLeadOf(viewer, found.team_id) || !(await taskFor(db, viewer, found.id))) return null;
  return standingOf(db, gestureId);
}
