import { z } from "zod";
import type { Db } from "#db/client.ts";
import type { Viewer } from "../people/session.server.ts";
import { act, refuseClosed, saying } from "./act.server.ts";
import { takeUnclaimed } from "./claim.server.ts";
import { record } from "./record.server.ts";
import { actForm, requiredWords } from "./words.ts";

export const actionForm = actForm.extend({
  text: requiredWords,
  cause_id: z.preprocess((value) => (value === "" || value === undefined ? null : value), z.coerce.number({ error: "choose" }).int({ error: "choose" }).positive({ error: "choose" }).nullable()),
});

/** What was changed for this customer, and why it went wrong where she knows. */
export async function recordAction(db: Db, viewer: Viewer, taskId: number, { text, cause_id, ...form }: z.infer<typeof actionForm>, now: Date): Promise<void> {
  await act(db, viewer, taskId, form, saying("acted", { text, cause_id }), async (trx, task) => {
    refuseClosed(task);
    await takeUnclaimed(trx, viewer, task, now);
    const cause = cause_id && (await trx.selectFrom("causes").select("id").where("id", "=", cause_id).executeTakeFirst());
    await record(trx, taskId, { kind: "acted", data: { text, cause_id: cause ? cause.id : null } }, { at: now, actorId: viewer.id, actId: form.act_id });
  });
}

/** What an employee may choose as the cause, by name. */
export async function currentCauses(db: Db) {
  return db.selectFrom("causes").select(["id", "name"]).where("archived_at", "is", null).orderBy("name").execute();
}
