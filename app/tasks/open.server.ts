import { sql } from "kysely";
import type { Trx } from "#db/client.ts";
import type { StoredEvent } from "./events.ts";
import { type Routing, routed } from "./open.ts";
import { record } from "./record.server.ts";

type Placed = { id: number; team_id: number; owner_id: number | null; routed_by: Routing["route"]["routedBy"]; routing_rule_id: string | null };

/**
 * Gives the task to whom routing now names, and corrects the snapshot at receipt, too: this is no
 * hand-over. Only while nobody has acted (`untouchedTasks`); the caller holds the task.
 */
export async function rerouteTask(trx: Trx, task: Placed, routing: Routing, now: Date): Promise<void> {
  const { route, ruleId } = routing;
  if (task.team_id === route.teamId && task.owner_id === route.ownerId && task.routed_by === route.routedBy && task.routing_rule_id === ruleId) return;
  await trx.updateTable("tasks").set({ received_team_id: route.teamId, received_owner_id: route.ownerId }).where("id", "=", task.id).execute();
  await record(trx, task.id, { kind: "rerouted", data: routed(routing) }, { at: now, actorId: null });
}

/** The survey tool sent other content for this response. Whatever was done stays done; the caller holds the task. */
export async function recordResponseChange(trx: Trx, task: { id: number }, response: { score: number; comment: string | null }, now: Date): Promise<void> {
  await record(trx, task.id, { kind: "response_changed", data: { score: response.score, has_comment: response.comment !== null } }, { at: now, actorId: null });
}

/** Those of these tasks with which no person has done anything yet: only the app wrote in their history. */
export async function untouchedTasks(trx: Trx, taskIds: number[]): Promise<Set<number>> {
  if (taskIds.length === 0) return new Set();
  const byTheApp: StoredEvent["kind"][] = ["opened", "response_changed", "rerouted", "reminded", "lead_told"];
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
