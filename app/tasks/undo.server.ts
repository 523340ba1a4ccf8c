import { type Db, inTransaction } from "#db/client.ts";
import { notFound } from "../people/access.server.ts";
import type { Viewer } from "../people/session.server.ts";
import { taskFor } from "./access.server.ts";
import { eventsOf, lockTask, record } from "./record.server.ts";
import { canUndo } from "./undo.ts";

/**
 * She takes back what she just did. The fact stays in the history with the fact that it was taken
 * back; the task is what it was before. False: that is not possible any more. 404: not her task.
 */
export async function undoAct(db: Db, viewer: Viewer, taskId: number, eventId: number, now: Date): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const task = await lockTask(trx, taskId);
    if (!task || !(await taskFor(trx, viewer, taskId))) throw notFound();
    const events = await eventsOf(trx, taskId);
    const last = events.at(-1)!;
    // Pressed twice.
    if (last.kind === "undone" && last.data.event_id === eventId && last.actor_id === viewer.id) return true;
    if (!canUndo(events, eventId, viewer.id, now)) return false;
    if (last.kind === "promise_kept") await trx.updateTable("promises").set({ kept_at: null }).where("id", "=", last.data.promise_id).where("task_id", "=", taskId).execute();
    await record(trx, taskId, { kind: "undone", data: { event_id: eventId } }, { at: now, actorId: viewer.id });
    return true;
  });
}

/** What she just did with this form, when she may take it back: for the notice that says it is done. */
export async function undoable(db: Db, viewer: Viewer, taskId: number, actId: string, now: Date): Promise<{ taskId: number; eventId: number } | null> {
  const event = await db.selectFrom("task_events").select("id").where("act_id", "=", actId).where("task_id", "=", taskId).executeTakeFirst();
  if (!event || !canUndo(await eventsOf(db, taskId), event.id, viewer.id, now)) return null;
  return { taskId, eventId: event.id };
}
