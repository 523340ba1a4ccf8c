import { sql } from "kysely";
import type { Db, Trx } from "#db/client.ts";
import type { Viewer } from "../people/session.server.ts";
import { visibleTo } from "../tasks/access.server.ts";
import type { TaskEvent } from "../tasks/events.ts";
import { pathOf } from "./path.ts";

const pageSize = 30;

/**
 * Messages for her with what they speak of; of a task that she may not see (any longer) nothing is
 * told but that it moved on. The caller says which, in which order.
 */
export function messagesFor(db: Db, viewer: Viewer) {
  return db
    .selectFrom("messages")
    .leftJoin("tasks", (join) => join.onRef("tasks.id", "=", "messages.task_id").on((eb) => visibleTo(viewer)(eb as never)))
    .leftJoin("compliments", (join) => join.onRef("compliments.response_id", "=", "messages.response_id").on("compliments.employee_id", "=", viewer.id))
    .leftJoin("responses", (join) => join.on("responses.id", "=", (eb) => eb.fn.coalesce("tasks.response_id", "compliments.response_id")))
    .leftJoin("customers", "customers.id", "responses.customer_id")
    .leftJoin("employees as owner", "owner.id", "tasks.owner_id")
    .leftJoin("task_events", "task_events.id", "messages.event_id")
    .leftJoin("employees as actor", "actor.id", "messages.actor_id")
    .leftJoin("employees as giver", (join) => join.on("giver.id", "=", sql<number>`(task_events.data ->> 'from_owner_id')::bigint`))
    .leftJoin("employees as receiver", (join) => join.on("receiver.id", "=", sql<number>`(task_events.data ->> 'owner_id')::bigint`))
    .leftJoin("teams", (join) => join.on("teams.id", "=", sql<number>`coalesce((task_events.data ->> 'team_id')::bigint, tasks.team_id)`))
    .select(["messages.id", "messages.kind", "messages.at", "messages.read_at", "messages.event_id", "tasks.id as task_id", "responses.score", "customers.name as customer"])
    .select((eb) => eb.case().when("compliments.response_id", "is not", null).then(eb.ref("responses.comment")).end().as("praise"))
    .select(["task_events.kind as event_kind", "task_events.data as event_data", "actor.name as actor", "giver.name as giver", "receiver.id as receiver_id", "receiver.name as receiver", "owner.id as owner_id", "owner.name as owner", "teams.name as team"])
    .where("messages.employee_id", "=", viewer.id);
}

type Row = Awaited<ReturnType<ReturnType<typeof messagesFor>["execute"]>>[number];

/** The event is what is stored of it: its kind says what its data are. Of a task she may not see (any longer) nobody's words are in it. */
export type Message = Omit<Row, "event_kind" | "event_data"> & { event: TaskEvent | null };

export function messageOf({ event_kind, event_data, ...row }: Row): Message {
  const data = row.task_id === null ? withoutWords(event_data as Record<string, unknown>) : event_data;
  return { ...row, event: event_kind === null ? null : ({ kind: event_kind, data } as unknown as TaskEvent) };
}

function withoutWords(data: Record<string, unknown>): Record<string, unknown> {
  const words: Record<string, unknown> = { note: "", words: null, text: "", reason: "", advice: "" };
  return Object.fromEntries(Object.entries(data ?? {}).map(([name, value]) => [name, name in words && typeof value === "string" ? words[name] : value]));
}

/** Hers, the newest first, a page at a time; `before` is the id of the last one she saw. */
export async function messageList(db: Db, viewer: Viewer, before: number | null): Promise<{ messages: Message[]; next: number | null }> {
  let query = messagesFor(db, viewer).orderBy("messages.id", "desc").limit(pageSize + 1);
  if (before !== null) query = query.where("messages.id", "<", before);
  const rows = await query.execute();
  const messages = rows.slice(0, pageSize).map(messageOf);
  return { messages, next: rows.length > pageSize ? messages.at(-1)!.id : null };
}

export async function unreadCount(db: Db, employeeId: number): Promise<number> {
  const { count } = await db.selectFrom("messages").select((eb) => eb.fn.countAll<number>().as("count")).where("employee_id", "=", employeeId).where("read_at", "is", null).executeTakeFirstOrThrow();
  return count;
}

/** She opens one of hers: it is read, and leads to its task or what she was asked (null: she may not see that any longer). Undefined: it is not hers. */
export async function openMessage(db: Db, viewer: Viewer, messageId: number, now: Date): Promise<string | null | undefined> {
  const message = await messagesFor(db, viewer).where("messages.id", "=", messageId).executeTakeFirst();
  if (!message) return undefined;
  await markMessages(db, viewer.id, now).where("id", "=", messageId).execute();
  return pathOf(messageOf(message), viewer.id);
}

/** All of hers up to this one: what came since she looked stays unread. */
export async function readAll(db: Db, viewer: Viewer, upTo: number, now: Date): Promise<void> {
  await markMessages(db, viewer.id, now).where("id", "<=", upTo).execute();
}

/** What she was told of this task. */
export async function markTaskRead(trx: Trx, employeeId: number, taskId: number, now: Date): Promise<void> {
  await markMessages(trx, employeeId, now).where("task_id", "=", taskId).execute();
}

function markMessages(db: Db, employeeId: number, now: Date) {
  return db.updateTable("messages").set({ read_at: now, mail_due_at: null }).where("employee_id", "=", employeeId).where("read_at", "is", null);
}
