import { z } from "zod";
import type { Db } from "#db/client.ts";
import type { Viewer } from "../people/session.server.ts";
import { act, refuseClosed, saying } from "./act.server.ts";
import { takeUnclaimed } from "./claim.server.ts";
import { attemptOutcomes, channels } from "./events.ts";
import { record } from "./record.server.ts";
import { actForm, optionalWords } from "./words.ts";

export const attemptForm = actForm.extend({
  channel: z.enum(channels, { error: "choose" }),
  outcome: z.enum(attemptOutcomes, { error: "choose" }),
  note: optionalWords,
});

/** She tried to reach the customer. "Declined" closes the task: the customer wants no contact. */
export async function logAttempt(db: Db, viewer: Viewer, taskId: number, { channel, outcome, note, ...form }: z.infer<typeof attemptForm>, now: Date): Promise<void> {
  await act(db, viewer, taskId, form, saying("attempted", { channel, outcome, note }), async (trx, task) => {
    refuseClosed(task);
    await takeUnclaimed(trx, viewer, task, now);
    await record(trx, taskId, { kind: "attempted", data: { channel, outcome, note } }, { at: now, actorId: viewer.id, actId: form.act_id });
  });
}
