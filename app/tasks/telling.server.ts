import type { z } from "zod";
import type { Db } from "#db/client.ts";
import type { Viewer } from "../people/session.server.ts";
import { act, Refusal, refuseClosed, saying } from "./act.server.ts";
import { record } from "./record.server.ts";
import { actForm, requiredWords } from "./words.ts";

export const tellingForm = actForm.extend({ note: requiredWords });

/** Told by phone instead of by mail; the note says what. Only when there is something to tell. */
export async function tellByPhone(db: Db, viewer: Viewer, taskId: number, { note, ...form }: z.infer<typeof tellingForm>, now: Date): Promise<void> {
  await act(db, viewer, taskId, form, saying("told_by_phone", { note }), async (trx, task) => {
    refuseClosed(task);
    if (task.promise_due_at) throw new Refusal("promiseOpen");
    if (task.stage !== "to_tell") throw new Refusal("notToTell");
    await record(trx, taskId, { kind: "told_by_phone", data: { note } }, { at: now, actorId: viewer.id, actId: form.act_id });
  });
}
