import type { Selectable } from "kysely";
import type { Db, Trx } from "#db/client.ts";
import type { Tasks } from "#db/schema.ts";
import { announceLive } from "../live/announce.server.ts";
import { buddiesFollow } from "../buddies/follow.server.ts";
import { gesturesFollow } from "../mandate/follow.server.ts";
import { markTaskRead } from "../messages/messages.server.ts";
import { isEnd, newsOf } from "../messages/news.ts";
import { tell } from "../messages/tell.server.ts";
import { announce } from "../outgoing/announce.server.ts";
import { announcementsOf } from "../outgoing/events.ts";
import type { StoredEvent, TaskEvent } from "./events.ts";
import { foldTask, type TaskFacts } from "./facts.ts";

export type TaskRow = Selectable<Tasks>;

type By = {
  /** When it happened (the app's clock, UTC). */
  at: Date;
  /** The employee who did it; null for the app itself and for the customer. */
  actorId: number | null;
  /** From the form; the same act sent twice is recorded once. */
  actId?: string | undefined;
};

/**
 * The only way a task changes: appends the fact and writes what now follows from all facts into the
 * task's row, in the caller's transaction, which must hold the row (`lockTask`), with what colleagues
 * and other systems are told of it. Gives the new row, or null when this act was recorded before (then nothing
 * changes).
 */
export async function record(trx: Trx, taskId: number, event: TaskEvent, by: By): Promise<TaskRow | null> {
  const inserted = await trx
    .insertInto("task_events")
    .values({ task_id: taskId, at: by.at, kind: event.kind, actor_id: by.actorId, act_id: by.actId ?? null, data: JSON.stringify(event.data) })
    .onConflict((conflict) => conflict.column("act_id").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!inserted) return null;
  const events = await eventsOf(trx, taskId);
  const facts = foldTask(events);
  const task = await trx
    .updateTable("tasks")
    .set({ ...facts, last_event_id: inserted.id, updated_at: by.at })
    .where("id", "=", taskId)
    .returningAll()
    .executeTakeFirstOrThrow();
  const before = events.length > 1 ? foldTask(events.slice(0, -1)) : null;
  const watchers = isEnd(events.at(-1)!, before, facts) ? await watchersOf(trx, taskId) : [];
  const news = announcementsOf(events.at(-1)!, before, facts).map((announcement) => ({ ...announcement, responseId: task.response_id }));
  await announce(trx, news, by.at);
  await gesturesFollow(trx, taskId, before, facts, by.at);
  await buddiesFollow(trx, taskId, before, facts, by.at);
  await tell(trx, newsOf(events.at(-1)!, before, facts, watchers).map((each) => ({ ...each, taskId, eventId: inserted.id, actorId: by.actorId })), by.at);
  // Who works on it has seen what she was told about it.
  if (by.actorId !== null) await markTaskRead(trx, by.actorId, taskId, by.at);
  announceLive(trx, { taskIds: [taskId], eventId: inserted.id, ...whoLost(before, facts) });
  return task;
}

/** Who had it in a list and may not see it any longer: they hear that something is gone. */
function whoLost(before: TaskFacts | null, now: TaskFacts): { employeeIds: number[]; teamIds: number[] } {
  if (!before) return { employeeIds: [], teamIds: [] };
  const isOutOfPool = before.owner_id === null && now.owner_id !== null;
  return {
    employeeIds: before.owner_id !== null && before.owner_id !== now.owner_id ? [before.owner_id] : [],
    teamIds: isOutOfPool || before.team_id !== now.team_id ? [before.team_id] : [],
  };
}

/** Holds the task for this transaction: whoever comes second waits and then sees what the first did. */
export async function lockTask(trx: Trx, taskId: number): Promise<TaskRow | undefined> {
  return trx.selectFrom("tasks").selectAll().where("id", "=", taskId).forUpdate().executeTakeFirst();
}

async function watchersOf(trx: Trx, taskId: number): Promise<number[]> {
  const rows = await trx.selectFrom("task_watchers").innerJoin("employees", "employees.id", "task_watchers.employee_id").select("employees.id").where("task_id", "=", taskId).where("deactivated_at", "is", null).execute();
  return rows.map(({ id }) => id);
}

/** Oldest first. */
export async function eventsOf(trx: Db, taskId: number): Promise<StoredEvent[]> {
  const rows = await trx.selectFrom("task_events").select(["id", "at", "kind", "actor_id", "data"]).where("task_id", "=", taskId).orderBy("id").execute();
  return rows as unknown as StoredEvent[];
}
