import { sql } from "kysely";
import type { Db } from "#db/client.ts";

/**
 * Responses and tasks in the order in which they changed, for software that keeps up with them.
 *
 * A row is written a while before it is committed, so a list by the moment of writing could show a
 * later row first, and whoever goes on from there would miss the earlier one. What was written after
 * the oldest transaction began that is still writing is held back, until that has ended: whatever
 * commits later stands later in the list. So a change shows after two seconds, or when a longer
 * transaction (a piece of a large file) is done.
 */

export type Place = { at: string; id: number };

export const beginning: Place = { at: "-infinity", id: 0 };

/** Asked before, and apart from, the rows themselves. */
async function horizon(db: Db): Promise<string> {
  // One that waits for a lock may hold a row it has not written yet. The two seconds are for what is
  // not visible here at once, and for a clock that is set right.
  const { rows } = await sql<{ at: string }>`
    select ${utc(sql`least(clock_timestamp(), min(xact_start)) - interval '2 seconds'`)} as at
    from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and backend_type <> 'autovacuum worker'
      and (backend_xid is not null or wait_event_type = 'Lock')`.execute(db);
  return rows[0]!.at;
}

/** At most `limit` responses that changed after this place. */
export async function responsesAfter(db: Db, place: Place, limit: number) {
  const until = await horizon(db);
  return page(await responses(db).where(changedBetween("responses", place, until)).orderBy("responses.changed_at").orderBy("responses.id").limit(limit + 1).execute(), limit, place);
}

/** At most `limit` tasks that changed after this place. */
export async function tasksAfter(db: Db, place: Place, limit: number) {
  const until = await horizon(db);
  return page(await tasks(db).where(changedBetween("tasks", place, until)).orderBy("tasks.changed_at").orderBy("tasks.id").limit(limit + 1).execute(), limit, place);
}

export async function responseById(db: Db, id: number) {
  return responses(db).where("responses.id", "=", id).executeTakeFirst();
}

export async function taskById(db: Db, id: number) {
  return tasks(db).where("tasks.id", "=", id).executeTakeFirst();
}

export type ResponseRow = NonNullable<Awaited<ReturnType<typeof responseById>>>;
export type TaskRow = NonNullable<Awaited<ReturnType<typeof taskById>>>;

function responses(db: Db) {
  return db
    .selectFrom("responses")
    .innerJoin("sources", "sources.id", "responses.source_id")
    .innerJoin("customers", "customers.id", "responses.customer_id")
    .innerJoin("teams", "teams.id", "responses.team_id")
    .leftJoin("employees", "employees.id", "responses.about_employee_id")
    .leftJoin("tasks", "tasks.response_id", "responses.id")
    .select(["responses.id", "responses.external_id", "responses.source_id", "sources.name as source", "score", "category", "comment", "responses.customer_id", "customers.external_id as customer_number", "about_team", "employees.email as about_employee"])
    .select(["touchpoint", "attributes", "teams.code as team_code", "teams.name as team", "is_history", "answered_at", "responses.received_at", "tasks.id as task_id", utc(sql.ref("responses.changed_at")).as("changed_at")]);
}

function tasks(db: Db) {
  return db
    .selectFrom("tasks")
    .innerJoin("customers", "customers.id", "tasks.customer_id")
    .innerJoin("teams", "teams.id", "tasks.team_id")
    .leftJoin("employees", "employees.id", "tasks.owner_id")
    .select(["tasks.id", "response_id", "tasks.customer_id", "customers.external_id as customer_number", "stage", "outcome", "teams.code as team_code", "teams.name as team", "employees.name as owner", "employees.email as owner_email"])
    .select(["received_at", "due_at", "first_attempt_at", "reached_at", "acted_at", "told_at", "reopened_at", "closed_at", "verdict", "verdict_score", "verdict_at", utc(sql.ref("tasks.changed_at")).as("changed_at")]);
}

function changedBetween(table: "responses" | "tasks", after: Place, until: string) {
  const changed = sql.ref(`${table}.changed_at`);
  return sql<boolean>`(${changed}, ${sql.ref(`${table}.id`)}) > (${after.at}::timestamptz, ${after.id}::bigint) and ${changed} < ${until}::timestamptz`;
}

/** With its microseconds, which a Date does not hold. */
function utc(instant: ReturnType<typeof sql>) {
  return sql<string>`to_char((${instant}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

function page<Row extends { id: number; changed_at: string }>(rows: Row[], limit: number, place: Place) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, end: last ? { at: last.changed_at, id: last.id } : place, hasMore: rows.length > limit };
}
