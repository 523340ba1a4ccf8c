import { type Selectable, sql } from "kysely";
import type { Trx } from "#db/client.ts";
import type { Responses } from "#db/schema.ts";
import type { Route } from "../routing/route.server.ts";
import type { StoredEvent, TaskEvent } from "./events.ts";
import { foldTask } from "./facts.ts";
import { eventsOf, record, type TaskRow } from "./record.server.ts";

type Opening = {
  response: Pick<Selectable<Responses>, "id" | "score" | "comment" | "received_at">;
  customer: { id: number; name: string | null; account: string | null };
  route: Route;
  /** Hours from `now` until the first contact attempt is due. */
  dueHours: number;
  now: Date;
};

/**
 * Opens the task of a response; `now` is when the answer that needs follow-up came in (UTC). There
 * is one per response: the database refuses a second.
 */
export async function openTask(trx: Trx, { response, customer, route, dueHours, now }: Opening): Promise<TaskRow> {
  const due = new Date(now.getTime() + dueHours * 3_600_000);
  const opened = {
    kind: "opened",
    data: { score: response.score, team_id: route.teamId, owner_id: route.ownerId, due_at: due.toISOString(), routed_by: route.routedBy },
  } satisfies TaskEvent;
  const { id } = await trx
    .insertInto("tasks")
    .values({
      ...foldTask([{ ...opened, id: 0, at: now, actor_id: null }]),
      response_id: response.id,
      customer_id: customer.id,
      received_at: response.received_at,
      received_team_id: route.teamId,
      received_owner_id: route.ownerId,
      search: searchText(customer.name, customer.account, response.comment),
      updated_at: now,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return (await record(trx, id, opened, { at: now, actorId: null }))!;
}

/**
 * Gives the task to whom routing now names, and corrects the snapshot at receipt, too: this is no
 * hand-over. Only while nobody has acted (`isUntouched`); the caller holds the task.
 */
export async function rerouteTask(trx: Trx, task: TaskRow, route: Route, now: Date): Promise<TaskRow> {
  if (task.team_id === route.teamId && task.owner_id === route.ownerId && task.routed_by === route.routedBy) return task;
  await trx.updateTable("tasks").set({ received_team_id: route.teamId, received_owner_id: route.ownerId }).where("id", "=", task.id).execute();
  return (await record(trx, task.id, { kind: "rerouted", data: { team_id: route.teamId, owner_id: route.ownerId, routed_by: route.routedBy } }, { at: now, actorId: null }))!;
}

/** The survey tool sent other content for this response. Whatever was done stays done; the caller holds the task. */
export async function recordResponseChange(trx: Trx, task: TaskRow, response: { score: number; comment: string | null }, now: Date): Promise<TaskRow> {
  return (await record(trx, task.id, { kind: "response_changed", data: { score: response.score, has_comment: response.comment !== null } }, { at: now, actorId: null }))!;
}

/** Whether no person has done anything with it yet: only the app wrote in its history. */
export async function isUntouched(trx: Trx, taskId: number): Promise<boolean> {
  const byTheApp: StoredEvent["kind"][] = ["opened", "response_changed", "rerouted"];
  return (await eventsOf(trx, taskId)).every((event) => byTheApp.includes(event.kind));
}

/** What the search fields find, for all tasks of this customer: her name, her account, her words. */
export async function refreshSearch(trx: Trx, customerId: number): Promise<void> {
  await trx
    .updateTable("tasks")
    .from("responses")
    .innerJoin("customers", "customers.id", "responses.customer_id")
    .set({ search: searchText(sql.ref("customers.name"), sql.ref("customers.account"), sql.ref("responses.comment")) })
    .whereRef("responses.id", "=", "tasks.response_id")
    .where("tasks.customer_id", "=", customerId)
    .execute();
}

function searchText(...parts: unknown[]) {
  return sql<string>`to_tsvector('simple', concat_ws(' ', ${sql.join(parts.map((part) => (typeof part === "string" || part === null ? sql`${part}::text` : part)))}))`;
}
