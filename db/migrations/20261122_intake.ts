import { type Kysely, sql } from "kysely";

/** Survey tools connected, what they deliver, files, API keys with scopes, and events that go out. */
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // Sources and what they deliver -------------------------------------------------------------
  // kind: a preset (app/intake/presets), or 'api' for what comes in with a key, 'file' for imports.
  `alter table sources
    add column address text unique,              -- the secret end of its URL, /in/<address>; null: it has none
    add column signing jsonb,                    -- how it signs, where that differs from its preset
    add column secret text,
    add column previous_secret text,             -- still good until previous_secret_until
    add column previous_secret_until timestamptz,
    add column mapping jsonb,                    -- what an admin said stands where; null: as its preset says
    add column fetching jsonb,                   -- for tools that send ids only: where and with which key the answer is fetched
    add column paused_at timestamptz,
    add column archived_at timestamptz,
    add column version int not null default 1`, // counts every change: what a process remembers of it is checked against this
  // waiting: for a mapping; fetching: the tool sent an id only; held: the source is paused;
  // ignored: not an answer (a ping, an unfinished one); refused: an answer that cannot be right.
  `create type delivery_verdict as enum ('taken_in', 'waiting', 'fetching', 'held', 'ignored', 'refused', 'unsigned')`,
  `create table deliveries (
    id bigint generated always as identity primary key,
    source_id bigint not null references sources,
    received_at timestamptz not null,
    verdict delivery_verdict not null,
    reason jsonb,
    content_type text,
    body bytea,
    fetched bytea,                               -- the answer itself (JSON), where the tool sent its id only
    response_id bigint references responses,
    is_new boolean)`,
  `create index deliveries_source on deliveries (source_id, id)`,
  `create index deliveries_open on deliveries (source_id, id) where verdict in ('waiting', 'fetching', 'held')`,
  `create index deliveries_unsigned on deliveries (source_id, received_at) where verdict = 'unsigned'`,
  `create index deliveries_bodies on deliveries (received_at) where body is not null`,
  // History from before Belterug: it counts in the direction, and nobody was to call about it.
  `alter table responses add column is_history boolean not null default false`,
  // When the row was written, on the database's own clock: what the API lists by (app/intake/api/changes.server.ts).
  // updated_at is business time, taken before the transaction begins: a list by it would miss what commits late.
  `alter table responses add column changed_at timestamptz not null default clock_timestamp()`,
  `alter table tasks add column changed_at timestamptz not null default clock_timestamp()`,
  `create function note_change() returns trigger language plpgsql as $$ begin new.changed_at := clock_timestamp(); return new; end $$`,
  `create trigger responses_changed before update on responses for each row execute function note_change()`,
  `create trigger tasks_changed before update on tasks for each row execute function note_change()`,
  `create index responses_changed on responses (changed_at, id)`,
  `create index tasks_changed on tasks (changed_at, id)`,

  // Files -------------------------------------------------------------------------------------
  `create type import_kind as enum ('responses', 'customers', 'employees')`,
  `create type import_status as enum ('uploading', 'ready', 'running', 'done', 'failed', 'cancelled')`,
  `create table imports (
    id bigint generated always as identity primary key,
    kind import_kind not null,
    source_id bigint references sources,
    file_name text not null,
    size_bytes bigint not null default 0,
    sha256 text,
    encoding text,
    separator text,
    columns jsonb,
    options jsonb not null default '{}',
    status import_status not null default 'uploading',
    problem jsonb,
    row_count int not null default 0,
    byte_count bigint not null default 0,
    added_count int not null default 0,
    changed_count int not null default 0,
    unchanged_count int not null default 0,
    refused_count int not null default 0,
    created_by bigint not null references employees,
    created_at timestamptz not null,
    started_at timestamptz,
    finished_at timestamptz)`,
  `create table import_chunks (
    import_id bigint not null references imports,
    number int not null,
    bytes bytea not null,
    primary key (import_id, number))`,
  `create table import_problems (
    import_id bigint not null references imports,
    line int not null,
    number int not null,
    column_name text,
    reason jsonb not null,
    primary key (import_id, line, number))`,

  // The API -----------------------------------------------------------------------------------
  `alter table api_keys add column scopes text[] not null default '{responses:write}'`,
  // What was answered to a request with this Idempotency-Key; kept for a day.
  `create table idempotency_keys (
    api_key_id bigint not null references api_keys,
    key text not null,
    request_hash text not null,
    status int not null,
    body text not null,
    created_at timestamptz not null,
    primary key (api_key_id, key))`,
  `create index idempotency_keys_created on idempotency_keys (created_at)`,

  // Events that go out (Standard Webhooks) ------------------------------------------------------
  `create table event_endpoints (
    id bigint generated always as identity primary key,
    name text not null,
    url text not null,
    kinds text[] not null,
    secret text not null,
    previous_secret text,                        -- signs as well until previous_secret_until
    previous_secret_until timestamptz,
    created_by bigint not null references employees,
    created_at timestamptz not null,
    paused_at timestamptz,
    is_gone boolean not null default false,      -- paused by us: it answered 410
    archived_at timestamptz)`,
  // Written once, with the fact: what it said then is what every try sends.
  `create table outgoing_events (
    id uuid primary key,
    kind text not null,
    at timestamptz not null,
    data jsonb not null)`,
  `create index outgoing_events_at on outgoing_events (at)`,
  `create type event_delivery_status as enum ('waiting', 'delivered', 'failed')`,
  `create table event_deliveries (
    id bigint generated always as identity primary key,
    event_id uuid not null references outgoing_events on delete cascade,
    endpoint_id bigint not null references event_endpoints,
    status event_delivery_status not null default 'waiting',
    try_count int not null default 0,
    next_try_at timestamptz,
    last_try_at timestamptz,
    last_status int,
    last_problem text,
    unique (event_id, endpoint_id))`,
  `create index event_deliveries_due on event_deliveries (endpoint_id, next_try_at) where status = 'waiting'`,
  `create index event_deliveries_failed on event_deliveries (endpoint_id, last_try_at) where status = 'failed'`,
  `create index event_deliveries_endpoint on event_deliveries (endpoint_id, id)`,
];
