import { randomUUID } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { type Db, inTransaction, type Trx } from "#db/client.ts";
import { notFound } from "../people/access.server.ts";
import type { Viewer } from "../people/session.server.ts";
import { taskFor } from "./access.server.ts";
import type { StoredEvent, TaskEvent } from "./events.ts";
import { foldTask } from "./facts.ts";
import { eventsOf, lockTask, type TaskRow } from "./record.server.ts";
import { standing } from "./undo.ts";
import type { ActForm } from "./words.ts";

/** Somebody else did something in the meantime that changes what this act means. Nothing was changed. */
export class Conflict extends Error {
  readonly event: StoredEvent;
  /** What the form has seen now that its writer is told; sent again with this, it counts. */
  readonly seen: number;
  /** False when she may not see the task any longer: it went to another team. */
  readonly isStillVisible: boolean;

  constructor(event: StoredEvent, seen: number, isStillVisible: boolean) {
    super(`meanwhile: ${event.kind}`);
    this.event = event;
    this.seen = seen;
    this.isStillVisible = isStillVisible;
  }
}

/** This form was sent before with other words: those count, and these are not recorded. Nothing was changed. */
export class SentBefore extends Error {
  /** False when she may not see the task any longer: she gave it away. */
  readonly isStillVisible: boolean;

  constructor(isStillVisible: boolean) {
    super("sent before");
    this.isStillVisible = isStillVisible;
  }
}

export type RefusalReason = "closed" | "promiseOpen" | "notToTell" | "notTriedEnough" | "noVerdict" | "colleagueGone" | "helperGone" | "alreadyTheirs" | "notCovering" | "noMail" | "aboveMandate" | "kindGone" | "nobodyDecides" | "askedAlready" | "gestureDecided" | "buddyAlready";

/** The act does not fit what the task is. Nothing was changed. */
export class Refusal extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    super(reason);
    this.reason = reason;
  }
}

/** Whether an event that was recorded says what this form says. */
export type IsSame = (recorded: StoredEvent, trx: Trx) => boolean | Promise<boolean>;

/**
 * Every act of an employee on a task goes through here. Holds the task, then runs `work` in the same
 * transaction. An act that was recorded before (a form sent twice) counts as done when `isSame` says
 * so; else (sent, back, other words, sent again) it throws `SentBefore`, as it does for a form whose
 * number stands for another act elsewhere: nothing is done that no event shows. Throws 404 when she may not
 * see the task, `Conflict` when another acted after what this form had seen.
 */
export async function act(db: Db, viewer: Viewer, taskId: number, form: ActForm, isSame: IsSame, work: (trx: Trx, task: TaskRow) => Promise<void>): Promise<void> {
  if (!Number.isSafeInteger(taskId) || taskId < 1) throw notFound();
  await inTransaction(db, async (trx) => {
    const task = await lockTask(trx, taskId);
    if (!task) throw notFound();
    const recorded = await recordedAs(trx, form.act_id);
    const isThis = recorded?.task_id === taskId && recorded.actor_id === viewer.id;
    if (isThis && (await isSame(recorded, trx))) return;
    const isVisible = Boolean(await taskFor(trx, viewer, taskId));
    if (isThis) throw new SentBefore(isVisible);
    const events = await eventsOf(trx, taskId);
    if (!isVisible && !(await couldSee(trx, viewer, events, form.seen))) throw notFound();
    const meanwhile = standing(events).findLast((event) => event.id > form.seen && event.actor_id !== viewer.id && matters(event));
    if (meanwhile) throw new Conflict(meanwhile, task.last_event_id, isVisible);
    if (!isVisible) throw notFound();
    if (recorded) throw new SentBefore(isVisible);
    await work(trx, task);
  });
}

/** The usual `isSame`: an event of this kind whose data hold these. */
export function saying<Kind extends TaskEvent["kind"]>(kind: Kind, data: Partial<Extract<TaskEvent, { kind: Kind }>["data"]>): IsSame {
  return (recorded) => recorded.kind === kind && Object.entries(data).every(([name, value]) => isDeepStrictEqual((recorded.data as Record<string, unknown>)[name], value));
}

/** The hidden fields of a new form about this task. */
export function newForm(task: Pick<TaskRow, "id" | "last_event_id" | "stage">) {
  return { taskId: task.id, actId: randomUUID(), seen: task.last_event_id, isClosed: task.stage === "closed" };
}

/** For the acts that a closed task does not take any more. */
export function refuseClosed(task: TaskRow): void {
  if (task.stage === "closed") throw new Refusal("closed");
}

async function recordedAs(trx: Trx, actId: string): Promise<(StoredEvent & { task_id: number }) | undefined> {
  const row = await trx.selectFrom("task_events").select(["id", "at", "kind", "actor_id", "data", "task_id"]).where("act_id", "=", actId).executeTakeFirst();
  return row as unknown as (StoredEvent & { task_id: number }) | undefined;
}

/** Whether she could see it when she opened the form: then she may hear who took it away since. */
async function couldSee(trx: Trx, viewer: Viewer, events: StoredEvent[], seen: number): Promise<boolean> {
  const then = events.filter((event) => event.id <= seen);
  if (then.length === 0) return false;
  const { owner_id, team_id } = foldTask(then);
  if (owner_id === viewer.id || viewer.ledTeamIds.includes(team_id)) return true;
  if (!viewer.teamIds.includes(team_id)) return false;
  if (owner_id === null) return true;
  return (await trx.selectFrom("organisation").select("is_team_list_open").executeTakeFirstOrThrow()).is_team_list_open;
}

/** Closed, in other hands, told, or answered by the customer. A colleague's extra note is none of these. */
function matters(event: StoredEvent): boolean {
  switch (event.kind) {
    case "claimed":
    case "handed_over":
    case "rerouted":
    case "escalated":
    case "closed":
    case "reply_queued":
    case "told_by_phone":
    case "verdict_given":
      return true;
    case "attempted":
      return event.data.outcome === "declined";
    default:
      return false;
  }
}
