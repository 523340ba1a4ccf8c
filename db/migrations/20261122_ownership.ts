import { type Kysely, sql } from "kysely";

/** Rules that say whose a task is, who is there when, what moves on when somebody is not, and what staff are told. */
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // Rules -------------------------------------------------------------------------------------
  // Every version is kept as it was: a task names the version and the rule that decided. The one without activated_at is the draft.
  `create table routing_versions (
    id bigint generated always as identity primary key,
    rules jsonb not null,                        -- app/routing/rule.ts
    based_on_id bigint references routing_versions,
    saved_by bigint references employees,        -- null: what Belterug came with
    saved_at timestamptz not null,
    activated_by bigint references employees,
    activated_at timestamptz)`,
  `create unique index routing_versions_draft on routing_versions ((true)) where activated_at is null`,
  `create index routing_versions_activated on routing_versions (activated_at desc, id desc) where activated_at is not null`,
  // Whose turn it is where a rule shares out in turn: counts what it gave.
  `create table routing_turns (
    team_id bigint primary key references teams,
    last_employee_id bigint not null references employees)`,
  `create type tryout_status as enum ('running', 'done', 'failed', 'cancelled')`,
  `create table tryouts (
    id bigint generated always as identity primary key,
    rules jsonb not null,
    against_id bigint references routing_versions, -- the version that held when it was tried; null: none did
    status tryout_status not null default 'running',
    from_at timestamptz not null,
    until_at timestamptz not null,
    total_count int not null,
    done_count int not null default 0,
    last_response_id bigint not null default 0,
    result jsonb not null default '{}',           -- app/routing/tryout.ts
    created_by bigint not null references employees,
    created_at timestamptz not null,
    finished_at timestamptz)`,
  `create index tryouts_created on tryouts (created_at)`,
  `alter type routing_reason add value 'employee'`,
  `alter type routing_reason add value 'previous_owner'`,
  // Which rule of which version decided last. Versions are never deleted: no foreign key, that intake would pay for.
  `alter table tasks
    add column priority smallint not null default 0 check (priority between 0 and 1),
    add column routing_version_id bigint,        -- null: no version was ever activated
    add column routing_rule_id text`,            // null: no rule named it
  `create table task_watchers (
    task_id bigint not null references tasks,
    employee_id bigint not null references employees,
    primary key (task_id, employee_id))`,
  `create index task_watchers_employee on task_watchers (employee_id, task_id)`,

  // Teams that are live, and when people work -----------------------------------------------------
  // live_from: answers received since then open tasks; null: this team is not live yet.
  // working_hours: {"1": [["09:00", "17:00"]], …} by ISO weekday, wall-clock times in time_zone; null: as the organisation's.
  `alter table teams add column live_from timestamptz, add column time_zone text, add column working_hours jsonb`,
  `update teams set live_from = created_at`,
  `create type holiday_calendar as enum ('nl', 'none')`,
  `create type due_unit as enum ('calendar', 'working')`,
  `alter table organisation
    add column working_hours jsonb not null default '{"1":[["09:00","17:00"]],"2":[["09:00","17:00"]],"3":[["09:00","17:00"]],"4":[["09:00","17:00"]],"5":[["09:00","17:00"]]}',
    add column holidays holiday_calendar not null default 'nl',
    add column due_unit due_unit not null default 'calendar',
    add column escalation jsonb not null default '{"remind_before_hours":2,"unit":"calendar","steps":[{"after_hours":24,"act":"to_pool"}]}'`,
  `alter table employees
    add column working_hours jsonb,
    add column substitute_id bigint references employees check (substitute_id <> id),
    add column open_task_cap int check (open_task_cap between 1 and 1000)`,
  // Of a detractor whose team was not live: what would have come, and what going live can still open.
  `alter table responses add column held_back_at timestamptz`,
  `create index responses_held_back on responses (team_id, received_at, id) where held_back_at is not null`,

  // Handing over --------------------------------------------------------------------------------
  // What went to the substitute when an absence began; it returns where she has not touched it.
  `create table covers (
    id bigint generated always as identity primary key,
    task_id bigint not null references tasks,
    absent_id bigint not null references employees,
    cover_id bigint references employees,        -- null: nobody could, it went to the team's pool
    event_id bigint not null references task_events,
    began_at timestamptz not null,
    declined_at timestamptz,
    customer_told_at timestamptz,
    ended_at timestamptz)`,
  `create unique index covers_open on covers (task_id) where ended_at is null`,
  `create index covers_absent on covers (absent_id) where ended_at is null`,
  `create index covers_cover on covers (cover_id) where ended_at is null`,
  // What a lead gave to others in one go, so that it can be undone in one go.
  `create table reassignments (
    id uuid primary key,
    made_by bigint not null references employees,
    made_at timestamptz not null,
    moves jsonb not null,                        -- [{task_id, event_id, from_team_id, from_owner_id}]
    undone_at timestamptz)`,
  `create index reassignments_made on reassignments (made_by, made_at)`,

  // Never stuck ---------------------------------------------------------------------------------
  // When the next reminder or step is due (derived with the other facts); null: nothing is waited for.
  `alter table tasks add column next_step_at timestamptz, add column step_count int not null default 0`,
  `create index tasks_next_step on tasks (next_step_at, id) where next_step_at is not null`,

  // What staff are told ---------------------------------------------------------------------------
  `create type message_kind as enum ('assigned', 'handed_over', 'reminder', 'late', 'escalated', 'verdict', 'help', 'watching')`,
  `create type message_mail as enum ('now', 'digest', 'off')`,
  `create table messages (
    id bigint generated always as identity primary key,
    employee_id bigint not null references employees,
    kind message_kind not null,
    task_id bigint references tasks,
    event_id bigint,                             -- what in task_events it tells of; the same is told once
    actor_id bigint,                             -- whose act it was; null: the app's or the customer's
    at timestamptz not null,
    read_at timestamptz,
    mail_due_at timestamptz,                     -- when it is to be mailed; null: it is not, or was
    mail_id uuid references mails)`,
  `create unique index messages_once on messages (employee_id, event_id, kind)`,
  `create index messages_employee on messages (employee_id, id)`,
  `create index messages_unread on messages (employee_id) where read_at is null`,
  `create index messages_mail on messages (mail_due_at) where mail_due_at is not null`,
  `create index messages_task on messages (task_id)`,
  `alter table employees
    add column message_mail message_mail not null default 'digest',
    add column digest_hour smallint not null default 9 check (digest_hour between 0 and 23),
    add column is_mailed_off_hours boolean not null default false`,
  `alter type mail_kind add value 'message'`,
  `alter type mail_kind add value 'digest'`,
  `alter type mail_kind add value 'cover'`,
];
