import { sql } from "kysely";
import type { Trx } from "#db/client.ts";
import { tell } from "../messages/tell.server.ts";
import type { StoredEvent } from "./events.ts";
import { type Routing, routed } from "./open.ts";
import { record, type TaskRow } from "./record.server.ts";

type Placed = { id: number; team_id: number; owner_id: number | null; routed_by: Routing["route"]["routedBy"]; routing_rule_id: string | null };

/**
 * Gives the task to whom routing now names, and corrects the snapshot at receipt, too: this is no
 * hand-over. Whom the rule lets watch does from now on, and nobody else. Only while nobody has acted
 * (`untouchedTasks`); the caller holds the task.
 */
export async function rerouteTask(trx: Trx, task: Placed, routing: Routing, watcherId: number | null, now: Date): Promise<void> {
  const { route, ruleId } = routing;
  if (task.team_id === route.teamId && task.owner_id === route.ownerId && task.routed_by === route.routedBy && task.routing_rule_id === ruleId) return;
  await trx.updateTable("tasks").set({ received_team_id: route.teamId, received_owner_id: route.ownerId }).where("id", "=", task.id).execute();
  const rerouted = await record(trx, task.id, { kind: "rerouted", data: routed(routing) }, { at: now, actorId: null });
  await setWatcher(trx, rerouted!, watcherId, now);
}

async function setWatcher(trx: Trx, { id, owner_id, last_event_id }: TaskRow, watcherId: number | null, now: Date): Promise<void> {
  await trx.deleteFrom("task_watchers").where("task_id", "=", id).where((eb) => eb("employee_id", "is distinct from", watcherId)).execute();
  if (watcherId === null || watcherId === owner_id) return;
  const isHere = await trx.selectFrom("employees").select("id").where("id", "=", watcherId).where("deactivated_at", "is", null).executeTakeFirst();
  if (!isHere) return;
  const { numInsertedOrUpdatedRows } = await trx.insertInto("task_watchers").values({ task_id: id, employee_id: watcherId }).onConflict((conflict) => conflict.doNothing()).executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows) await tell(trx, [{ employeeId: watcherId, kind: "watching", taskId: id, eventId: last_event_id, actorId: null }], now);
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
