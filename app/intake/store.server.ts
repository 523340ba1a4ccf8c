import { type RawBuilder, sql } from "kysely";
import { prepared, type Trx } from "#db/client.ts";
import { type CustomerRow, absorbNameless, type KnownCustomers } from "../customers/match.server.ts";
import { recordResponseChange, refreshSearch, rerouteTask, searchText } from "../tasks/open.server.ts";
import type { Decision } from "./decide.ts";

/** What a caller stores in the same statement: an insert that returns ids. */
export type Beside = RawBuilder<{ id: number }>;

/**
 * Writes what a round of answers decided, and what the caller puts beside it: all rows in one
 * statement, whatever their number, since at one statement a table the round trips cost more than the
 * rows. Gives the ids of what stands beside.
 */
export async function storeChanges(trx: Trx, decisions: Decision[], customers: KnownCustomers, now: Date, beside: Beside = nothing): Promise<number[]> {
  const written = decisions.filter(({ is }) => is !== "same");
  const opened = decisions.flatMap((decision) => decision.opened ?? []);
  const told = decisions.flatMap(({ opened, watcherId }) =>
    opened ? [{ kind: "assigned", employee_id: opened.task.owner_id }, ...(watcherId === opened.task.owner_id ? [] : [{ kind: "watching", employee_id: watcherId }])].flatMap(({ kind, employee_id }) => (employee_id === null ? [] : { kind, employee_id, task_id: opened.task.id, event_id: opened.event.id })) : [],
  );
  const praised = decisions.flatMap(({ compliment, response }) => (compliment ? { response_id: response.id, team_id: response.team_id, employee_id: compliment.employeeId, received_at: response.received_at } : []));
  const notPraised = decisions.flatMap(({ compliment, response, is }) => (!compliment && is !== "new" ? response.id : []));
  const praisedNow = decisions.flatMap(({ compliment, response, is }) => (is === "new" ? [] : { response_id: response.id, employee_id: compliment?.employeeId ?? null }));
  const made = customers.made.map(customerRow);
  const changed = [...customers.changed].map(customerRow);
  if (beside === nothing && written.length + made.length + changed.length + praised.length + notPraised.length === 0) return [];

  const { rows } = await sql<{ id: number }>`${prepared}
    with
      made as (
        insert into customers (id, external_id, name, email, email_normalised, phone, language, account, owner_id, facts_at, created_at, updated_at) overriding system value
        select id, external_id, name, email, email_normalised, phone, language, account, owner_id, facts_at, ${now}, ${now}
        from jsonb_to_recordset(${JSON.stringify(made)}::jsonb) as row(${customerColumns})),
      changed as (
        update customers set (external_id, name, email, email_normalised, phone, language, account, owner_id, facts_at, updated_at)
          = (row.external_id, row.name, row.email, row.email_normalised, row.phone, row.language, row.account, row.owner_id, row.facts_at, ${now})
        from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as row(${customerColumns})
        where customers.id = row.id),
      new_response as (
        insert into responses (id, source_id, external_id, customer_id, score, comment, answered_at, received_at, updated_at, about_team, about_employee_id, touchpoint, attributes, facts_at, team_id, is_history, held_back_at) overriding system value
        select * from jsonb_to_recordset(${rowsOf(written, "new")}::jsonb) as row(${responseColumns})),
      changed_response as (
        update responses set (customer_id, score, comment, answered_at, updated_at, about_team, about_employee_id, touchpoint, attributes, facts_at, team_id, is_history, held_back_at)
          = (row.customer_id, row.score, row.comment, row.answered_at, row.updated_at, row.about_team, row.about_employee_id, row.touchpoint, row.attributes, row.facts_at, row.team_id, row.is_history, row.held_back_at)
        from jsonb_to_recordset(${rowsOf(written, "changed")}::jsonb) as row(${responseColumns})
        where responses.id = row.id),
      task as (
        insert into tasks (id, response_id, customer_id, received_at, received_team_id, received_owner_id, routed_by, routing_version_id, routing_rule_id, priority, search, team_id, owner_id, stage, due_at, first_due_at, urgent_at, next_step_at, last_event_id, updated_at) overriding system value
        select id, response_id, customer_id, received_at, team_id, owner_id, routed_by, routing_version_id, routing_rule_id, priority, ${searchText(sql.ref("row.name"), sql.ref("row.account"), sql.ref("row.comment"))}, team_id, owner_id, stage, due_at, first_due_at, urgent_at, next_step_at, last_event_id, ${now}
        from jsonb_to_recordset(${taskRows(decisions)}::jsonb) as row(
          id bigint, response_id bigint, customer_id bigint, received_at timestamptz, routed_by routing_reason, routing_version_id bigint, routing_rule_id text, priority smallint, team_id bigint, owner_id bigint, stage task_stage,
          due_at timestamptz, first_due_at timestamptz, urgent_at timestamptz, next_step_at timestamptz, last_event_id bigint, name text, account text, comment text)),
      event as (
        insert into task_events (id, task_id, at, kind, data) overriding system value
        select * from jsonb_to_recordset(${JSON.stringify(opened.map(({ event }) => event))}::jsonb) as row(id bigint, task_id bigint, at timestamptz, kind text, data jsonb)),
      message as (
        -- In the app at once; the job that mails looks at what she wants to be mailed.
        insert into messages (employee_id, kind, task_id, event_id, at, mail_due_at)
        select employee_id, kind, task_id, event_id, ${now}, ${now}
        from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as row(employee_id bigint, kind message_kind, task_id bigint, event_id bigint)
        -- Whom a rule names may have left since.
        where kind = 'assigned' or exists (select from employees where employees.id = employee_id and deactivated_at is null)),
      watcher as (
        insert into task_watchers (task_id, employee_id)
        select task_id, employee_id from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as row(employee_id bigint, kind message_kind, task_id bigint)
        where kind = 'watching' and exists (select from employees where employees.id = employee_id and deactivated_at is null)),
      praised as (
        insert into compliments (response_id, team_id, employee_id, received_at)
        select * from jsonb_to_recordset(${JSON.stringify(praised)}::jsonb) as row(response_id bigint, team_id bigint, employee_id bigint, received_at timestamptz)
        on conflict (response_id) do update set team_id = excluded.team_id, employee_id = excluded.employee_id),
      praise_told as (
        insert into messages (employee_id, kind, response_id, at, mail_due_at)
        select employee_id, 'compliment', response_id, ${now}, ${now}
        from jsonb_to_recordset(${JSON.stringify(praised)}::jsonb) as row(response_id bigint, employee_id bigint)
        -- What was hers before this statement she knows.
        where employee_id is not null and not exists (select from compliments c where c.response_id = row.response_id and c.employee_id = row.employee_id)
        on conflict do nothing),
      not_praised as (
        delete from compliments where response_id = any(${notPraised}::bigint[])),
      praise_taken_back as (
        -- It is about another now, or no compliment any more: who has not heard of it need not.
        -- Each answer's are looked up by itself, and not by what is unread: the planner read all that nobody has read yet.
        delete from messages where id = any(array(
          select told.id from jsonb_to_recordset(${JSON.stringify(praisedNow)}::jsonb) as row(response_id bigint, employee_id bigint)
          cross join lateral (
            select id from messages where response_id = row.response_id and employee_id is distinct from row.employee_id and num_nonnulls(read_at, mail_id) = 0 offset 0
          ) as told))),
      beside as (${beside})
    select id from beside`.execute(trx);
  return rows.map(({ id }) => id);
}

const nothing: Beside = sql`select null::bigint as id limit 0`;

const customerColumns = sql.raw("id bigint, external_id text, name text, email text, email_normalised text, phone text, language language, account text, owner_id bigint, facts_at jsonb");
const responseColumns = sql.raw(
  "id bigint, source_id bigint, external_id text, customer_id bigint, score smallint, comment text, answered_at timestamptz, received_at timestamptz, updated_at timestamptz, about_team text, about_employee_id bigint, touchpoint text, attributes jsonb, facts_at jsonb, team_id bigint, is_history boolean, held_back_at timestamptz",
);

function customerRow({ id, external_id, name, email, email_normalised, phone, language, account, owner_id, facts_at }: CustomerRow) {
  return { id, external_id, name, email, email_normalised, phone, language, account, owner_id, facts_at };
}

function rowsOf(decisions: Decision[], is: Decision["is"]): string {
  return JSON.stringify(decisions.flatMap((decision) => (decision.is === is ? decision.response : [])));
}

function taskRows(decisions: Decision[]): string {
  return JSON.stringify(decisions.flatMap(({ opened, customer, response }) => (opened ? { ...opened.task, name: customer.name, account: customer.account, comment: response.comment } : [])));
}

/** What an answer changes in a task that was there, and in whose it was; after `storeChanges`, in the answers' order. */
export async function recordChanges(trx: Trx, decisions: Decision[], now: Date): Promise<void> {
  for (const { response, customer, task, movedFrom, hasNewContent, rerouted, watcherId } of decisions) {
    if (movedFrom) await moveToCustomer(trx, response, movedFrom, customer);
    if (task && hasNewContent) await recordResponseChange(trx, task, response, now);
    if (task && rerouted) await rerouteTask(trx, task, rerouted, watcherId, now);
  }
  await refreshSearch(trx, [...new Set(decisions.flatMap(({ refoundIds }) => refoundIds))]);
}

async function moveToCustomer(trx: Trx, response: { id: number }, from: CustomerRow, to: CustomerRow): Promise<void> {
  await trx.updateTable("tasks").set({ customer_id: to.id }).where("response_id", "=", response.id).execute();
  const isNameless = from.external_id === null && from.email_normalised === null;
  if (isNameless) await absorbNameless(trx, from, to);
}
