import { type Db, inTransaction, type Trx } from "#db/client.ts";
import { notFound } from "../people/access.server.ts";
import type { Viewer } from "../people/session.server.ts";
import { taskFor } from "./access.server.ts";
import type { StoredEvent, TaskEvent } from "./events.ts";
import { eventsOf, lockTask, record } from "./record.server.ts";
import { takenBack } from "./undo.ts";

/**
 * She takes back what she just did. The fact stays in the history with the fact that it was taken
 * back; the task is what it was before. False: that is not possible any more. 404: not her task.
 */
export async function undoAct(db: Db, viewer: Viewer, taskId: number, eventId: number, now: Date): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const task = await lockTask(trx, taskId);
    if (!task || !(await taskFor(trx, viewer, taskId))) throw notFound();
    const events = await eventsOf(trx, taskId);
    const act = takenBack(events, eventId, viewer.id, now);
    if (!act) return isTakenBack(events, eventId, viewer.id); // pressed twice
    for (const event of act.toReversed()) {
      await takeBackRow(trx, taskId, event);
      await record(trx, taskId, undoing(event), { at: now, actorId: viewer.id });
    }
    return true;
  });
}

function isTakenBack(events: StoredEvent[], eventId: number, employeeId: number): boolean {
  const last = events.at(-1)!;
  const event = events.find(({ id }) => id === eventId);
  const isIt = last.kind === "gesture_withdrawn" ? event?.kind === "gesture_given" && event.data.gesture_id === last.data.gesture_id : last.kind === "undone" && last.data.event_id === eventId;
  return isIt && last.actor_id === employeeId;
}

/** What stands in rows of its own beside the facts. */
async function takeBackRow(trx: Trx, taskId: number, { kind, data }: StoredEvent): Promise<void> {
  if (kind === "promised") await trx.deleteFrom("promises").where("id", "=", data.promise_id).where("task_id", "=", taskId).execute();
  if (kind === "promise_kept") await trx.updateTable("promises").set({ kept_at: null }).where("id", "=", data.promise_id).where("task_id", "=", taskId).execute();
  if (kind === "gesture_given") await trx.updateTable("gestures").set({ state: "withdrawn" }).where("id", "=", data.gesture_id).where("task_id", "=", taskId).execute();
}

/** A gesture has a fact of its own for it, which others are told of. */
function undoing(event: StoredEvent): TaskEvent {
  if (event.kind !== "gesture_given") return { kind: "undone", data: { event_id: event.id } };
  const { note: _, ...gesture } = event.data;
  return { kind: "gesture_withdrawn", data: { ...gesture, was_given: true } };
}

/** What she just did with this form, when she may take it back: for the notice that says it is done. */
export async function undoable(db: Db, viewer: Viewer, taskId: number, actId: string, now: Date): Promise<{ taskId: number; eventId: number } | null> {
  const event = await db.selectFrom("task_events").select("id").where("act_id", "=", actId).where("task_id", "=", taskId).executeTakeFirst();
  if (!event || !takenBack(await eventsOf(db, taskId), event.id, viewer.id, now)) return null;
  return { taskId, eventId: event.id };
}
