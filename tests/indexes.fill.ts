import { sql } from "kysely";
import { type Db, inTransaction } from "#db/client.ts";

/** Five years of a large organisation: so much that PostgreSQL reads a whole table only where no index helps. */
export const size = { responses: 40_000, customers: 20_000, employees: 60, teams: 10, open: 900 };
export const now = new Date("2026-11-20T11:00:00Z");

/** Every second answer is a detractor's and has a task; only the newest of those are not closed. */
export async function fillMuch(db: Db): Promise<void> {
  await inTransaction(db, async (trx) => {
    for (const statement of statements) await sql.raw(statement).execute(trx);
  });
  await sql`analyze`.execute(db);
}

export const gone = 59;

const { responses, customers, employees, teams, open } = size;
const received = `timestamptz '2026-11-20 11:00Z' - (${responses} - i) * interval '65 minutes'`;
const team = `(1 + (i / 2) % ${teams})`;
/** Members of team t are t, t + 10, t + 20 … */
const owner = `(${team} + ${teams} * ((i / 20) % ${employees / teams}))`;
/** A valid UUID (version 4) that follows from the task's id. */
const mailId = `overlay(overlay(md5('mail ' || id) placing '4' from 13) placing '8' from 17)::uuid`;
const words = `array['lekkage','ketel','brief','lift','sleutel','huur','monteur','schimmel','verhuizing','overlast']`;

const statements = [
  `insert into teams (name, code) select 'Team ' || i, 'team-' || i from generate_series(1, ${teams}) i`,
  `insert into organisation (name, default_team_id, is_demo) values ('Woonstichting De Linde', 1, true)`,
  `insert into employees (name, email, is_admin, deactivated_at) select 'Medewerker ' || i, 'medewerker.' || i || '@delinde.example', i = ${employees}, case when i = ${gone} then timestamptz '2026-11-01' end from generate_series(1, ${employees}) i`,
  `insert into team_members (team_id, employee_id, is_lead) select 1 + (i - 1) % ${teams}, i, i <= ${teams} from generate_series(1, ${employees}) i`,
  `insert into sources (name, kind) values ('Typeform', 'api')`,
  `insert into sources (name, kind, address, secret) select 'Webwinkel ' || i, (array['anything','anything','qualtrics'])[i], 'adres' || i, 'geheim' from generate_series(1, 3) i`,
  `update sources set signing = '{"scheme": "header-token", "header": "X-Sleutel"}' where kind = 'anything'`,
  `insert into api_keys (source_id, name, key_hash) values (1, 'Typeform', 'x')`,
  `insert into imports (kind, file_name, status, encoding, separator, columns, options, created_by, created_at)
    select 'responses', 'antwoorden-' || i || '.csv', (case when i = 1 then 'ready' else 'done' end)::import_status, 'utf-8', ';', '{"names": ["score"], "fields": ["score"]}', '{"hasHeader": true, "history": "14", "newSource": "", "isInviting": false}', ${employees}, timestamptz '2026-11-20'
    from generate_series(1, 60) i`,
  `insert into import_chunks (import_id, number, bytes) values (1, 0, 'score\n9\n'::bytea)`,
  `insert into import_problems (import_id, line, number, reason) select 2 + i % 50, i, 1, '{"code": "scoreEmpty"}' from generate_series(1, 20000) i`,
  `insert into causes (name) select 'Oorzaak ' || i from generate_series(1, 8) i`,
  `insert into customers (external_id, name, email, email_normalised, phone, account, owner_id)
    select 'H' || i, 'Klant ' || i, 'klant.' || i || '@klant.example', 'klant.' || i || '@klant.example', '+3161' || (1000000 + i), 'Complex ' || (i % 200), case when i % 5 = 0 then 1 + i % ${employees} end
    from generate_series(1, ${customers}) i`,
  `insert into responses (source_id, external_id, customer_id, score, comment, answered_at, received_at, updated_at, touchpoint, team_id)
    select 1, 'antwoord-' || i, 1 + (i::bigint * 7919) % ${customers}, case when i % 2 = 0 then i % 7 else 7 + i % 4 end,
      'Over de ' || (${words})[1 + i % 10] || ' nummer ' || i || '. Niemand belt terug en ik wacht al weken op een antwoord.', ${received}, ${received}, ${received}, 'telefoon', ${team}
    from generate_series(1, ${responses}) i`,
  `insert into deliveries (source_id, received_at, verdict, reason, content_type, body, response_id, is_new)
    select 2 + i % 3, ${received}, (case when i > ${responses - 50} then 'waiting' when i % 20 = 0 then 'ignored' else 'taken_in' end)::delivery_verdict, case when i % 20 = 0 then '{"code": "ping"}'::jsonb end,
      'application/json', case when i > ${responses - 700} then convert_to('{"nummer": "' || i || '", "cijfer": 4, "waarom": "Niemand belt terug."}', 'UTF8') end, case when i <= ${responses - 50} and i % 20 <> 0 then i end, true
    from generate_series(1, ${responses}) i`,
  `insert into compliments (response_id, team_id, employee_id, received_at, read_at)
    select id, team_id, 1 + (id / 4) % ${employees}, received_at, case when id < ${responses - 1_000} then received_at end from responses where category = 'promoter'`,
  `insert into tasks (response_id, customer_id, received_at, received_team_id, received_owner_id, routed_by, search, team_id, owner_id, stage, outcome, due_at, first_due_at, first_attempt_at, attempt_count,
      reached_at, acted_at, cause_id, promise_due_at, told_at, first_told_at, verdict, verdict_at, closed_at, first_closed_at, urgent_at, updated_at)
    select i, 1 + (i::bigint * 7919) % ${customers}, at, ${team}, ${owner}, 'team', to_tsvector('simple', 'Klant ' || i || ' ' || (${words})[1 + i % 10]), ${team}, case when stage = 'to_call' and abs(hashint4(i + 1)) % 3 = 0 then null else ${owner} end,
      stage, case when stage = 'closed' then 'solved'::task_outcome end, at + interval '1 day', at + interval '1 day', case when stage <> 'to_call' then at + interval '5 hours' end, 1,
      case when stage <> 'to_call' then at + interval '5 hours' end, case when stage in ('to_tell', 'told', 'closed') then at + interval '2 days' end, 1 + i % 8, case when stage = 'to_act' then at + interval '4 days' end,
      case when stage in ('told', 'closed') then at + interval '3 days' end, case when stage in ('told', 'closed') then at + interval '3 days' end,
      case when stage = 'closed' then 'solved'::verdict_answer end, case when stage = 'closed' then at + interval '5 days' end, case when stage = 'closed' then at + interval '5 days' end, case when stage = 'closed' then at + interval '5 days' end,
      case when stage <> 'closed' then at + interval '1 day' end, at
    from (select i, ${received} as at, (case when i <= ${responses - 2 * open} then 'closed' else (array['to_call','to_act','to_tell','told'])[1 + abs(hashint4(i)) % 4] end)::task_stage as stage
      from generate_series(2, ${responses}, 2) i) row`,
  `insert into task_events (task_id, at, kind, actor_id, data)
    select id, received_at, 'opened', null::bigint, jsonb_build_object('score', 2, 'team_id', team_id, 'owner_id', owner_id, 'due_at', due_at, 'routed_by', 'team') from tasks
    union all select id, reached_at, 'attempted', owner_id, '{"channel": "phone", "outcome": "reached", "note": ""}' from tasks where reached_at is not null
    union all select id, acted_at, 'acted', owner_id, jsonb_build_object('text', 'De kraan is vervangen.', 'cause_id', cause_id) from tasks where acted_at is not null`,
  `insert into promises (task_id, made_by, text, made_at, due_at, kept_at)
    select id, owner_id, 'Ik bel terug', received_at, received_at + interval '4 days', case when stage <> 'to_act' then received_at + interval '3 days' end from tasks where stage in ('to_act', 'to_tell', 'told') or id % 3 = 0`,
  `insert into task_events (task_id, at, kind, actor_id, data)
    select task_id, made_at, 'promised', made_by, jsonb_build_object('promise_id', id, 'text', text, 'due_at', due_at) from promises`,
  `insert into mails (id, kind, task_id, to_email, from_name, subject, html, text, language, status, created_at, sent_at)
    select ${mailId}, 'reply', id, 'klant@klant.example', 'Fatima', 'Wat wij deden', repeat('<p>Wij deden</p>', 50), 'Wij deden', 'nl', (case when id % 500 = 0 then 'failed' else 'sent' end)::mail_status, told_at, told_at from tasks where told_at is not null`,
  `insert into replies (task_id, mail_id, written_by, language, you_said, we_did, queued_at)
    select id, ${mailId}, owner_id, 'nl', 'U zei', 'Wij deden', told_at from tasks where told_at is not null`,
  `insert into task_events (task_id, at, kind, actor_id, data) select task_id, queued_at, 'reply_queued', written_by, jsonb_build_object('reply_id', id) from replies`,
  `insert into verdicts (reply_id, answer, given_at, changed_at) select replies.id, 'solved', queued_at, queued_at from replies join tasks on tasks.id = task_id where stage = 'closed'`,
  `insert into tokens (token_hash, purpose, reply_id, customer_id, created_at, expires_at)
    select encode(sha256(('verdict ' || id)::bytea), 'hex'), 'verdict'::token_purpose, id, null::bigint, queued_at, queued_at + interval '120 days' from replies
    union all select encode(sha256(('unsubscribe ' || task_id)::bytea), 'hex'), 'unsubscribe'::token_purpose, null::bigint, tasks.customer_id, queued_at, queued_at + interval '3650 days' from replies join tasks on tasks.id = task_id`,
  // What customers got, and the few things that are still asked.
  `insert into gesture_kinds (name, has_amount) values ('Tegoedbon', true), ('Bos bloemen', false)`,
  `insert into mandates (team_id, is_lead, gesture_kind_id, case_limit, month_limit) select i, is_lead, kind, 5000, 100000 from generate_series(1, ${teams}) i, (values (false), (true)) role (is_lead), (values (1), (2)) kinds (kind)`,
  `insert into gestures (task_id, team_id, gesture_kind_id, amount, employee_id, state, asked_at, decided_at)
    select id, team_id, 1 + id % 2, case when id % 2 = 0 then 2500 else 1 end, coalesce(owner_id, 13), (case when stage = 'to_act' then 'asked' else 'given' end)::gesture_state, received_at, case when stage <> 'to_act' then received_at + interval '1 day' end from tasks`,
  `insert into buddies (task_id, asked_by, buddy_id, part, note, asked_at, answered_at, is_accepted, ended_at)
    select id, owner_id, 1 + id % 58, 'advise', 'Hoe pak ik dit aan?', received_at, received_at, true, case when stage = 'closed' then closed_at end from tasks where owner_id is not null`,
  // What customers called solved, what colleagues left of it, and a guide for each team.
  `insert into solved_cases (task_id, team_id, cause_id, employee_id, solved_at, words, did)
    select tasks.id, tasks.team_id, tasks.cause_id, owner_id, closed_at, comment, 'De kraan is vervangen en na een week is gebeld.' from tasks join responses on responses.id = response_id where stage = 'closed'`,
  `insert into lessons (task_id, team_id, cause_id, employee_id, text, at) select task_id, team_id, cause_id, employee_id, 'Eerst sorry gezegd over de ' || (${words})[1 + task_id % 10] || ' nummer ' || task_id, solved_at from solved_cases where task_id % 2 = 0`,
  `insert into call_guides (team_id, start, openings, changed_at) select i, 'Dag {klant}', '{"Vertel eens."}', timestamptz '2026-01-01' from generate_series(1, ${teams}) i`,
  // What staff were told; only the newest are unread.
  `insert into messages (employee_id, kind, task_id, event_id, at, read_at, mail_due_at)
    select 1 + id % ${employees}, 'assigned', task_id, id, at, case when task_id < (select max(id) - 400 from tasks) then at end, case when task_id >= (select max(id) - 10 from tasks) then timestamptz '2026-11-25' end from task_events`,
  `update tasks set next_step_at = due_at where stage = 'to_call'`,
  // One set of rules that holds and one that is being made.
  `insert into routing_versions (rules, saved_by, saved_at, activated_by, activated_at) select '[{"id": "detracto", "when": [], "does": {"open": false}}]', ${employees}, timestamptz '2026-01-01', ${employees}, timestamptz '2026-01-01'`,
  `insert into routing_versions (rules, saved_by, saved_at) select '[{"id": "detracto", "when": [{"is": "team", "one_of": [3]}], "does": {"open": true, "for": [{"to": "employee", "id": 13}]}}]', ${employees}, timestamptz '2026-01-02'`,
  `insert into tryouts (rules, against_id, status, from_at, until_at, total_count, done_count, created_by, created_at, result) select '[]', (select min(id) from routing_versions), 'done', timestamptz '2026-10-01', timestamptz '2026-10-31', 100, 100, ${employees}, timestamptz '2026-10-31',
    '{"people": [{"id": 13, "before": 1, "after": 2}], "examples": {"moved": [{"response_id": 5, "before": null, "after": {"team_id": 3, "owner_id": 13, "rule_id": null}}], "opened": [], "dropped": [], "fallen": []}}'`,
  // Two systems that are told of everything; what the second was sent does not arrive any more.
  `insert into event_endpoints (name, url, kinds, secret, created_by, created_at)
    select 'CRM ' || i, 'https://crm.example/' || i, '{response.received}', 'whsec_', ${employees}, timestamptz '2026-01-01' from generate_series(1, 2) i`,
  `insert into outgoing_events (id, kind, at, data) select md5('event ' || i)::uuid, 'response.received', ${received}, '{}' from generate_series(1, ${responses}) i`,
  `insert into event_deliveries (event_id, endpoint_id, status, try_count, next_try_at, last_try_at, last_status)
    select md5('event ' || i)::uuid, endpoint, (case when endpoint = 1 or i < ${responses - 4_000} then 'delivered' when i < ${responses - 1_000} then 'failed' else 'waiting' end)::event_delivery_status, 1,
      case when endpoint = 2 and i >= ${responses - 1_000} then ${received} + interval '1 day' end, ${received}, 204
    from generate_series(1, ${responses}) i, generate_series(1, 2) endpoint`,
];
