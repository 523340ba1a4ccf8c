import type { Db, Trx } from "#db/client.ts";
import type { Viewer } from "../people/session.server.ts";
import { act, Conflict, refuseClosed, saying } from "./act.server.ts";
import { eventsOf, record, type TaskRow } from "./record.server.ts";
import { standing } from "./undo.ts";
import type { ActForm } from "./words.ts";

/** She takes a task from her team's pool. Of two at once one wins; the other gets a `Conflict` that says who. */
export async function claimTask(db: Db, viewer: Viewer, taskId: number, form: ActForm, now: Date): Promise<void> {
  await act(db, viewer, taskId, form, saying("claimed", {}), async (trx, task) => {
    refuseClosed(task);
    if (task.owner_id === viewer.id) return;
    if (task.owner_id !== null) {
      const taken = standing(await eventsOf(trx, taskId)).findLast((event) => ["claimed", "handed_over", "rerouted", "opened"].includes(event.kind));
      throw new Conflict(taken!, task.last_event_id, true);
    }
    await record(trx, taskId, { kind: "claimed", data: { owner_id: viewer.id } }, { at: now, actorId: viewer.id, actId: form.act_id });
  });
}

/** Whoever works on an unclaimed task has it: nobody else should call the same customer. */
export async function takeUnclaimed(trx: Trx, viewer: Viewer, task: TaskRow, now: Date): Promise<void> {
  if (task.owner_id === null) await record(trx, task.id, { kind: "claimed", data: { owner_id: viewer.id } }, { at: now, actorId: viewer.id });
}
