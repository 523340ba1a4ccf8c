import { type Kysely, sql } from "kysely";

/** What gives courage to call: guides, what worked, room to decide, a buddy, thanks; and trying again at a set time. */
export async function up(db: Kysely<any>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // Prepare card --------------------------------------------------------------------------------
  // A team's words to open a call with: for a cause, for a score category, or (neither) for any call.
  `create table call_guides (
    id bigint generated always as identity primary key,
    team_id bigint not null references teams,
    cause_id bigint references causes,
    category score_category,
    start text not null default '',              -- the line to start with
    openings text[] not null check (cardinality(openings) between 1 and 3),
    dos text not null default '',
    donts text not null default '',
    changed_by bigint references employees,
    changed_at timestamptz not null,
    check (cause_id is null or category is null))`,
  `create unique index call_guides_for on call_guides (team_id, cause_id, category) nulls not distinct`,
  // What a customer called solved: what she said, what was done, found again by cause and words.
  // One row per task, written with her verdict; a later "not yet" takes it away.
  `create table solved_cases (
    task_id bigint primary key references tasks,
    team_id bigint not null,
    cause_id bigint,
    employee_id bigint,                          -- who acted: whom to ask
    solved_at timestamptz not null,
    words text not null,                         -- the customer's
    did text not null,                           -- the last action
    search tsvector generated always as (to_tsvector('dutch', words || ' ' || did) || to_tsvector('english', words || ' ' || did)) stored)`,
  `create index solved_cases_search on solved_cases using gin (search)`,
  `create index solved_cases_team on solved_cases (team_id, solved_at desc, task_id desc)`,
  `create index solved_cases_cause on solved_cases (team_id, cause_id, solved_at desc)`,
  `create index solved_cases_employee on solved_cases (employee_id, solved_at)`,
  `insert into solved_cases (task_id, team_id, cause_id, employee_id, solved_at, words, did)
    select t.id, t.team_id, t.cause_id, a.actor_id, t.verdict_at, left(coalesce(r.comment, ''), 5000), left(a.text, 5000)
    from tasks t
    join responses r on r.id = t.response_id
    cross join lateral (select e.actor_id, e.data ->> 'text' as text from task_events e where e.task_id = t.id and e.kind = 'acted' order by e.id desc limit 1) a
    where t.verdict = 'solved' and t.outcome = 'solved'`,
  // One line that whoever closed a loop leaves for the team.
  `create table lessons (
    task_id bigint primary key references tasks,
    team_id bigint not null references teams,
    cause_id bigint references causes,
    employee_id bigint not null references employees,
    text text not null,
    at timestamptz not null,
    search tsvector generated always as (to_tsvector('dutch', text) || to_tsvector('english', text)) stored)`,
  `create index lessons_search on lessons using gin (search)`,
  `create index lessons_team on lessons (team_id, at desc, task_id desc)`,
  `create index lessons_employee on lessons (employee_id, at)`,
  `create index lessons_newest on lessons (at desc, task_id desc)`,

  // Mandate -------------------------------------------------------------------------------------
  `create table gesture_kinds (
    id bigint generated always as identity primary key,
    name text not null,
    has_amount boolean not null,                 -- given in cents; otherwise by number
    archived_at timestamptz)`,
  `create unique index gesture_kinds_name on gesture_kinds (lower(name)) where archived_at is null`,
  // What an employee or a lead of a team may give without asking. Limits in cents or in number; null: no limit. No row: always ask.
  `create table mandates (
    team_id bigint not null references teams,
    is_lead boolean not null,
    gesture_kind_id bigint not null references gesture_kinds,
    case_limit int check (case_limit >= 0),
    month_limit int check (month_limit >= 0),    -- per employee and calendar month of the organisation
    primary key (team_id, is_lead, gesture_kind_id))`,
  `create type gesture_state as enum ('asked', 'given', 'refused', 'withdrawn')`,
  `create table gestures (
    id bigint generated always as identity primary key,
    task_id bigint not null references tasks,
    team_id bigint not null references teams,    -- whose mandate it was given under
    gesture_kind_id bigint not null references gesture_kinds,
    amount int not null check (amount > 0),      -- cents, or number
    note text not null default '',
    employee_id bigint not null references employees,
    state gesture_state not null,
    asked_at timestamptz not null,
    decided_by bigint references employees,      -- null: within her own mandate, or not decided yet
    decided_at timestamptz,
    decision_note text not null default '')`,
  `create index gestures_task on gestures (task_id, id)`,
  `create index gestures_employee on gestures (employee_id, decided_at) where state = 'given'`,
  `create index gestures_team on gestures (team_id, decided_at) where state = 'given'`,
  `create index gestures_asked on gestures (team_id, asked_at) where state = 'asked'`,

  // Buddy ---------------------------------------------------------------------------------------
  // A colleague who sits in or advises. ended_at: she sees the task no more.
  `create type buddy_part as enum ('advise', 'sit_in')`,
  `create table buddies (
    id bigint generated always as identity primary key,
    task_id bigint not null references tasks,
    asked_by bigint not null references employees,
    buddy_id bigint not null references employees,
    part buddy_part not null,
    note text not null,
    asked_at timestamptz not null,
    answered_at timestamptz,
    is_accepted boolean,
    answer text not null default '',
    thanked_at timestamptz,
    ended_at timestamptz)`,
  `create unique index buddies_open on buddies (task_id, buddy_id) where ended_at is null`,
  `create index buddies_buddy on buddies (buddy_id, id)`,
  `create index buddies_task on buddies (task_id, id)`,

  // Call sheet ----------------------------------------------------------------------------------
  // When she said she would try again; derived from the events. The inbox sorts by it through urgent_at.
  `alter table tasks add column again_at timestamptz`,

  // Keyboard ------------------------------------------------------------------------------------
  // Single letters act on the inbox; who finds that in her way switches it off (WCAG 2.1.4).
  `alter table employees add column has_keys boolean not null default true`,

  // Thanks --------------------------------------------------------------------------------------
  // A compliment's customer is thanked once, by one mail.
  `alter table compliments
    add column thanked_at timestamptz,
    add column thanked_by bigint references employees,
    add column thanks_mail_id uuid references mails`,
  `create index compliments_thanks on compliments (thanks_mail_id) where thanks_mail_id is not null`,
  // Of which compliment a message tells; the same is told once.
  `alter table messages add column response_id bigint references responses`,
  `create unique index messages_compliment on messages (response_id, employee_id) where response_id is not null`,

  // My page -------------------------------------------------------------------------------------
  // What somebody sees of herself; nobody else sees it.
  `create type personal_figures as enum ('off', 'self')`,
  `alter table organisation add column personal_figures personal_figures not null default 'self'`,
  `create index tasks_story on tasks (owner_id, closed_at) where closed_at is not null and first_told_at is not null`,
  `create index promises_story on promises (made_by, kept_at) where kept_at is not null`,
  `create index buddies_story on buddies (buddy_id, thanked_at) where thanked_at is not null`,
  `create index task_events_story on task_events (actor_id, at) where kind = 'acted' and data ->> 'cause_id' is not null`,

  `alter type mail_kind add value 'thanks'`,
  `alter type message_kind add value 'gesture_asked'`,
  `alter type message_kind add value 'gesture_decided'`,
  `alter type message_kind add value 'buddy_answered'`,
  `alter type message_kind add value 'thanked'`,
  `alter type message_kind add value 'compliment'`,
];
