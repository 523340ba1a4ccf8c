import { z } from "zod";
import type { PgBoss } from "pg-boss";
import type { Db } from "#db/client.ts";
import type { Config } from "../config.server.ts";
import type { Viewer } from "../people/session.server.ts";
import { queueLastMail } from "../replies/last-mail.server.ts";
import { act, Refusal, refuseClosed, saying } from "./act.server.ts";
import { eventsOf, record, type TaskRow } from "./record.server.ts";
import { standing } from "./undo.ts";
import { triesWithoutReach } from "./unreachable.ts";
import { actForm, optionalWords } from "./words.ts";

const closingOutcomes = ["no_follow_up", "unreachable", "not_solved"] as const;
export type ClosingOutcome = (typeof closingOutcomes)[number];

export const closingForm = actForm
  .extend({ outcome: z.enum(closingOutcomes, { error: "choose" }), reason: optionalWords })
  // That nobody answers is its own reason.
  .refine(({ outcome, reason }) => outcome === "unreachable" || reason.length > 0, { error: "required", path: ["reason"] });

type Closing = { db: Db; boss: PgBoss; config: Config };

/**
 * Closes a task that does not end with the customer's own word. Refused while a promise is open:
 * first it is kept, or withdrawn with a reason. A customer whom nobody reached gets a last mail, when
 * she has an address and wants mail.
 */
export async function closeTask({ db, boss, config }: Closing, viewer: Viewer, taskId: number, { outcome, reason, ...form }: z.infer<typeof closingForm>, now: Date): Promise<void> {
  await act(db, viewer, taskId, form, saying("closed", { outcome, reason }), async (trx, task) => {
    refuseClosed(task);
    if (task.promise_due_at) throw new Refusal("promiseOpen");
    const possible = await closingsFor(trx, task);
    if (!possible.includes(outcome)) throw new Refusal(outcome === "unreachable" ? "notTriedEnough" : "noVerdict");
    await record(trx, taskId, { kind: "closed", data: { outcome, reason } }, { at: now, actorId: viewer.id, actId: form.act_id });
    if (outcome === "unreachable") await queueLastMail(trx, { boss, config }, task, { now, actorId: viewer.id });
  });
}

/** How this task may be closed now. */
export async function closingsFor(db: Db, task: Pick<TaskRow, "id" | "stage" | "verdict" | "reached_at">): Promise<ClosingOutcome[]> {
  if (task.stage === "closed") return [];
  const possible: ClosingOutcome[] = ["no_follow_up"];
  if (task.stage === "to_call" && (await isTriedEnough(db, task.id))) possible.push("unreachable");
  // Giving up after a conversation counts against us: the customer did not hear what we did.
  if (task.verdict === "not_yet" || task.reached_at) possible.push("not_solved");
  return possible;
}

async function isTriedEnough(db: Db, taskId: number): Promise<boolean> {
  const { time_zone } = await db.selectFrom("organisation").select("time_zone").executeTakeFirstOrThrow();
  return triesWithoutReach(standing(await eventsOf(db, taskId)), time_zone).isEnough;
}
