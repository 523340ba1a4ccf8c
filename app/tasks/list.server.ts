import { type Selectable, sql } from "kysely";
import type { Db } from "#db/client.ts";
import type { DB, TaskStage } from "#db/schema.ts";

/** The last row of a page: what it was sorted by, and its id. In a URL as "1732104000000_42". */
export type Cursor = { at: Date; id: number };

export function readCursor(text: string | null): Cursor | undefined {
  const match = /^(\d{1,15})_(\d{1,15})$/.exec(text ?? "");
  if (!match) return undefined;
  const at = new Date(Number(match[1]));
  return Number.isNaN(at.getTime()) ? undefined : { at, id: Number(match[2]) };
}

export function writeCursor({ at, id }: Cursor): string {
  return `${at.getTime()}_${id}`;
}

/** One page of what was asked with one row more: whether there is a next page, and where it begins. */
export function pageOf<Row>(rows: Row[], size: number, cursorOf: (row: Row) => Cursor): { rows: Row[]; next: string | null } {
  const page = rows.slice(0, size);
  return { rows: page, next: rows.length > size ? writeCursor(cursorOf(page.at(-1)!)) : null };
}

/** What a row in a list shows of a task. */
export function listedTasks(db: Db) {
  return db
    .selectFrom("tasks")
    .innerJoin("responses", "responses.id", "tasks.response_id")
    .innerJoin("customers", "customers.id", "tasks.customer_id")
    .select(["tasks.id", "tasks.stage", "tasks.outcome", "tasks.urgent_at", "tasks.promise_due_at", "tasks.again_at", "tasks.told_at", "tasks.closed_at", "tasks.reopened_at", "tasks.attempt_count", "tasks.last_event_id"])
    .select(["responses.score", "customers.name as customer"])
    // Two lines are shown; a complaint of 20,000 characters need not travel.
    .select(sql<string | null>`left(responses.comment, 280)`.as("words"));
}

/** The same, with whose task it was where its owner stands in for somebody who is away. */
export function coveredTasks(db: Db) {
  return listedTasks(db)
    .leftJoin("covers", (join) => join.onRef("covers.task_id", "=", "tasks.id").onRef("covers.cover_id", "=", "tasks.owner_id").on("covers.ended_at", "is", null))
    .leftJoin("employees as absent", "absent.id", "covers.absent_id")
    .select(["absent.name as covered_for", "absent.away_until as covered_until"])
    // Since when her lead's yes or no is waited for.
    .select((eb) => eb.selectFrom("gestures").select((asked) => asked.fn.min("asked_at").as("at")).whereRef("gestures.task_id", "=", "tasks.id").where("state", "=", "asked").as("asked_at"));
}

export type ListedTask = Pick<
  Selectable<DB["tasks"]>,
  "id" | "stage" | "outcome" | "urgent_at" | "promise_due_at" | "again_at" | "told_at" | "closed_at" | "reopened_at" | "attempt_count" | "last_event_id"
> & { score: number; customer: string | null; words: string | null; covered_for?: string | null; covered_until?: Date | null; asked_at?: Date | null };

/** The search field's text, without what PostgreSQL cannot read. */
export function readQuery(text: string | null): string {
  return (text ?? "").replaceAll("\u0000", "").toWellFormed().trim().slice(0, 200);
}

/** Constants written out: of parameters PostgreSQL has to guess how many rows they mean, and with a million it planned such a statement anew every time. */
export function written<Value>(values: readonly Value[]) {
  return values.map((value) => sql.lit(value));
}

export const openStages = ["to_call", "to_act", "to_tell"] as const satisfies TaskStage[];
