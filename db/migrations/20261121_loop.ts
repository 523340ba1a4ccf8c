import { type Kysely, sql } from "kysely";

/** The whole loop: people, intake, tasks with their events, replies with their mails and verdicts. */
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create type language as enum ('nl', 'en')`,
  `create type score_category as enum ('promoter', 'passive', 'detractor')`,
  `create type task_stage as enum ('to_call', 'to_act', 'to_tell', 'told', 'closed')`,
  `create type task_outcome as enum ('solved', 'not_solved', 'no_answer', 'unreachable', 'declined', 'no_follow_up')`,
  `create type routing_reason as enum ('customer_owner', 'about_employee', 'team', 'default_team')`,
  `create type verdict_answer as enum ('solved', 'not_yet')`,
  `create type token_purpose as enum ('invite', 'password_reset', 'verdict', 'unsubscribe')`,
  `create type mail_kind as enum ('reply', 'last_mail', 'invite', 'password_reset')`,
  // kept: no mail provider is configured; unknown: may have been accepted, a person must look.
  `create type mail_status as enum ('queued', 'sent', 'kept', 'failed', 'unknown')`,

  // People -----------------------------------------------------------------------------------
  `create table teams (
    id bigint generated always as identity primary key,
    name text not null,
    code text not null,
    created_at timestamptz not null default now(),
    archived_at timestamptz)`,
  `create unique index teams_code on teams (lower(code))`,
  `create unique index teams_name on teams (lower(name)) where archived_at is null`,

  `create table organisation (
    id int primary key default 1 check (id = 1),
    name text not null,
    time_zone text not null default 'Europe/Amsterdam',
    language language not null default 'nl',
    phone text,
    default_team_id bigint not null references teams,
    due_hours int not null default 24 check (due_hours between 1 and 720),
    silent_days int not null default 14 check (silent_days between 1 and 90),
    is_team_list_open boolean not null default true,
    is_demo boolean not null default false)`,

  `create table employees (
    id bigint generated always as identity primary key,
    name text not null,
    email text not null check (email = lower(email)),
    phone text,
    language language not null default 'nl',
    is_admin boolean not null default false,
    password_hash text,
    away_from timestamptz,
    away_until timestamptz,
    created_at timestamptz not null default now(),
    deactivated_at timestamptz)`,
  `create unique index employees_email on employees (email)`,
  `create index employees_name on employees (lower(name), id)`,

  `create table team_members (
    team_id bigint not null references teams,
    employee_id bigint not null references employees,
    is_lead boolean not null default false,
    primary key (team_id, employee_id))`,
  `create index team_members_employee on team_members (employee_id)`,

  // Lucia's adapter wants these three columns; id is the SHA-256 of the cookie's token.
  `create table sessions (
    id text primary key,
    user_id bigint not null references employees,
    expires_at timestamptz not null,
    created_at timestamptz not null default now())`,
  `create index sessions_user on sessions (user_id)`,
  `create index sessions_expires on sessions (expires_at)`,

  // rate-limiter-flexible's own shape
  `create table rate_limits (key varchar(255) primary key, points int not null default 0, expire bigint)`,
  `create index rate_limits_expire on rate_limits (expire)`,

  // Intake -----------------------------------------------------------------------------------
  `create table sources (
    id bigint generated always as identity primary key,
    name text not null,
    kind text not null,
    created_at timestamptz not null default now())`,

  `create table api_keys (
    id bigint generated always as identity primary key,
    source_id bigint not null references sources,
    name text not null,
    key_hash text not null unique,
    created_at timestamptz not null default now(),
    last_used_at timestamptz,
    revoked_at timestamptz)`,

  // facts_at, here and in responses: per column, when the answer was given that its value came from (intake/newest.ts).
  `create table customers (
    id bigint generated always as identity primary key,
    external_id text unique,
    name text,
    email text,
    email_normalised text,
    phone text,
    language language,
    account text,
    owner_id bigint references employees,
    no_mail_at timestamptz,
    facts_at jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now())`,
  `create index customers_email on customers (email_normalised)`,
  `create index customers_owner on customers (owner_id)`,

  `create table responses (
    id bigint generated always as identity primary key,
    source_id bigint not null references sources,
    external_id text not null,
    customer_id bigint not null references customers,
    score smallint not null check (score between 0 and 10),
    category score_category not null generated always as (
      case when score >= 9 then 'promoter'::score_category when score >= 7 then 'passive'::score_category
        else 'detractor'::score_category end) stored,
    comment text,
    answered_at timestamptz not null,
    received_at timestamptz not null,
    updated_at timestamptz not null,
    about_team text,
    about_employee_id bigint references employees,
    touchpoint text,
    attributes jsonb not null default '{}',
    facts_at jsonb not null default '{}',
    team_id bigint not null references teams,
    unique (source_id, external_id))`,
  `create index responses_received on responses (received_at, id)`,
  `create index responses_team on responses (team_id, received_at, id)`,
  `create index responses_customer on responses (customer_id, received_at)`,

  `create table compliments (
    response_id bigint primary key references responses,
    team_id bigint not null references teams,
    employee_id bigint references employees,
    received_at timestamptz not null,
    read_at timestamptz)`,
  `create index compliments_employee on compliments (employee_id, received_at)`,
  `create index compliments_team on compliments (team_id, received_at)`,
  `create index compliments_received on compliments (received_at, response_id)`,

  // Tasks ------------------------------------------------------------------------------------
  `create table causes (
    id bigint generated always as identity primary key,
    name text not null,
    archived_at timestamptz)`,
  `create unique index causes_name on causes (lower(name)) where archived_at is null`,

  // Everything from stage to urgent_at is derived from task_events (app/tasks/facts.ts) and written with each event.
  `create table tasks (
    id bigint generated always as identity primary key,
    response_id bigint not null unique references responses,
    customer_id bigint not null references customers,
    received_at timestamptz not null,
    received_team_id bigint not null references teams,
    received_owner_id bigint references employees,
    routed_by routing_reason not null,
    search tsvector not null,
    team_id bigint not null references teams,
    owner_id bigint references employees,
    stage task_stage not null,
    outcome task_outcome,
    due_at timestamptz not null,
    first_due_at timestamptz not null,
    first_attempt_at timestamptz,
    attempt_count int not null default 0,
    reached_at timestamptz,
    acted_at timestamptz,
    cause_id bigint references causes,
    promise_due_at timestamptz,
    told_at timestamptz,
    first_told_at timestamptz,
    verdict verdict_answer,
    verdict_score smallint,
    verdict_at timestamptz,
    reopened_at timestamptz,
    reopen_count int not null default 0,
    closed_at timestamptz,
    first_closed_at timestamptz,
    urgent_at timestamptz,
    last_event_id bigint not null default 0,
    updated_at timestamptz not null)`,
  `create index tasks_owner on tasks (owner_id, stage, urgent_at, id)`,
  `create index tasks_team on tasks (team_id, stage, urgent_at, id)`,
  `create index tasks_unclaimed on tasks (team_id, urgent_at, id) where owner_id is null and closed_at is null`,
  `create index tasks_received on tasks (received_at, id)`,
  `create index tasks_received_team on tasks (received_team_id, received_at, id)`,
  `create index tasks_customer on tasks (customer_id)`,
  `create index tasks_cause on tasks (cause_id) where cause_id is not null`,
  `create index tasks_silent on tasks (told_at) where stage = 'told'`,
  `create index tasks_search on tasks using gin (search)`,

  // Append-only. act_id makes a form that is sent twice count once.
  `create table task_events (
    id bigint generated always as identity primary key,
    task_id bigint not null references tasks,
    at timestamptz not null,
    kind text not null,
    actor_id bigint references employees,
    act_id uuid unique,
    data jsonb not null)`,
  `create index task_events_task on task_events (task_id, id)`,
  `create function task_events_are_append_only() returns trigger language plpgsql as
    $$ begin raise exception 'task_events is append-only'; end $$`,
  `create trigger task_events_append_only before update on task_events
    for each row execute function task_events_are_append_only()`,

  `create table promises (
    id bigint generated always as identity primary key,
    task_id bigint not null references tasks,
    made_by bigint references employees,
    text text not null,
    made_at timestamptz not null,
    due_at timestamptz not null,
    kept_at timestamptz,
    withdrawn_at timestamptz,
    withdrawn_reason text)`,
  `create index promises_task on promises (task_id)`,
  `create index promises_due on promises (due_at)`,

  // Replies ----------------------------------------------------------------------------------
  // Rendered once, when queued; sent byte-identical however often it is retried.
  `create table mails (
    id uuid primary key,
    kind mail_kind not null,
    task_id bigint references tasks,
    to_email text not null,
    to_name text,
    from_name text not null,
    reply_to text,
    subject text not null,
    html text not null,
    text text not null,
    headers jsonb not null default '{}',
    language language not null,
    status mail_status not null default 'queued',
    error text,
    provider_id text,
    try_count int not null default 0,
    -- The first try that the provider may have accepted; a clear refusal does not count.
    first_tried_at timestamptz,
    -- Being handed over now; still set after a crash, and then nobody knows how that try ended.
    trying_since timestamptz,
    next_try_at timestamptz,
    -- The provider's quota is used up: every mail waits until next_try_at.
    is_over_quota boolean not null default false,
    created_at timestamptz not null,
    sent_at timestamptz)`,
  `create index mails_created on mails (created_at, id)`,
  `create index mails_not_sent on mails (created_at, id) where status <> 'sent'`,
  // Mails with a personal link in them, until the sweep takes their words away.
  `create index mails_links on mails (sent_at) where kind in ('invite', 'password_reset') and html <> ''`,
  `create index mails_task on mails (task_id)`,

  `create table replies (
    id bigint generated always as identity primary key,
    task_id bigint not null references tasks,
    mail_id uuid not null unique references mails deferrable initially deferred,
    written_by bigint not null references employees,
    language language not null,
    you_said text not null,
    we_did text not null,
    queued_at timestamptz not null)`,
  `create index replies_task on replies (task_id)`,

  `create table verdicts (
    reply_id bigint primary key references replies,
    answer verdict_answer not null,
    score smallint check (score between 0 and 10),
    words text,
    given_at timestamptz not null,
    changed_at timestamptz not null)`,

  // 256 bit, hashed with SHA-256, for one purpose each.
  `create table tokens (
    token_hash text primary key,
    purpose token_purpose not null,
    employee_id bigint references employees,
    reply_id bigint references replies,
    customer_id bigint references customers,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at timestamptz)`,
  `create index tokens_employee on tokens (employee_id)`,
  `create index tokens_reply on tokens (reply_id)`,
  `create index tokens_expires on tokens (expires_at)`,
];
