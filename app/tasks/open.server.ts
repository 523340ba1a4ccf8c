import { sql } from "kysely";
import type { Trx } from "#db/client.ts";
import type { Route } from "../routing/route.ts";
import type { StoredEvent, TaskEvent } from "./events.ts";
import { foldTask } from "./facts.ts";
import { record } from "./record.server.ts";

type Opening = {
  id: number;
  eventId: number;
  response: { id: number; score: number; received_at: Date };
  customerId: number;
  route: Route;
  /** Hours from `now` until the first contact attempt is due. */
  dueHours: number;
  now: Date;
};

/**
 * The task of a response and its first event, as they are stored together (storeChanges); `now` is
 * when the answer that needs follow-up came in (UTC). There is one per response: the database refuses a second.
 */
export function openTask({ id, eventId, response, customerId, route, dueHours, now }: Opening) {
  const due = new Date(now.getTime() + dueHours * 3_600_000);
  const opened = {
    kind: "opened",
    data: { score: response.score, team_id: route.teamId, owner_id: route.ownerId, due_at: due.toISOString(), routed_by: route.routedBy },
  } satisfies TaskEvent;
  const { stage, team_id, owner_id, routed_by, due_at, first_due_at, urgent_at } = foldTask([{ ...opened, id: eventId, at: now, actor_id: null }]);
  return {
    task: { id, response_id: response.id, customer_id: customerId, received_at: response.received_at, stage, team_id, owner_id, routed_by, due_at, first_due_at, urgent_at, last_event_id: eventId },
    event: { id: eventId, task_id: id, at: now, ...opened },
  };
}

type Placed = { id: number; team_id: number; owner_id: number | null; routed_by: Route["routedBy"] };

/**
 * Gives the task to whom routing now names, and corrects the snapshot at receipt, too: this is no
 * hand-over. Only while nobody has acted (`untouchedTasks`); the caller holds the task.
 */
export async function rerouteTask(trx: Trx, task: Placed, route: Route, now: Date): Promise<void> {
  if (task.team_id === route.teamId && task.owner_id === route.ownerId && task.routed_by === route.routedBy) return;
  await trx.updateTable("tasks").set({ received_team_id: route.teamId, received_owner_id: route.ownerId }).where("id", "=", task.id).execute();
  await record(trx, task.id, { kind: "rerouted", data: { team_id: route.teamId, owner_id: route.ownerId, routed_by: route.routedBy } }, { at: now, actorId: null });
}

/** The survey tool sent other content for this response. Whatever was done stays done; the caller holds the task. */
export async function recordResponseChange(trx: Trx, task: { id: number }, response: { score: number; comment: string | null }, now: Date): Promise<void> {
  await record(trx, task.id, { kind: "response_changed", data: { score: response.score, has_comment: response.comment !== null } }, { at: now, actorId: null });
}

/** Those of these tasks with which no person has done anything yet: only the app wrote in their history. */
export async function untouchedTasks(trx: Trx, taskIds: number[]): Promise<Set<number>> {
  if (taskIds.length === 0) return new Set();
  const byTheApp: StoredEvent["kind"][] = ["opened", "response_changed", "rerouted"];
  const touched = await trx.selectFrom("task_events").select("task_id").distinct().where("task_id", "in", taskIds).where("kind", "not in", byTheApp).execute();
  const isTouched = new Set(touched.map(({ task_id }) => task_id));
  return new Set(taskIds.filter((id) => !isTouched.has(id)));
}

/** What the search fields find, for all tasks of these customers: their names, their accounts, their words. */
export async function refreshSearch(trx: Trx, customerIds: number[]): Promise<void> {
  if (customerIds.length === 0) return;
  await trx
    .updateTable("tasks")
    .from("responses")
    .innerJoin("customers", "customers.id", "responses.customer_id")
    .set({ search: searchText(sql.ref("customers.name"), sql.ref("customers.account"), sql.ref("responses.comment")) })
    .whereRef("responses.id", "=", "tasks.response_id")
    .where("tasks.customer_id", "in", customerIds)
    .execute();
}

/** What a task is found by; the one place that says so. */
export function searchText(...parts: unknown[]) {
  return sql<string>`to_tsvector('simple', concat_ws(' ', ${sql.join(parts)}))`;
}
