import { type Kysely, sql } from "kysely";
import { firstRules } from "../../app/routing/rule.ts";
import { type Db, inTransaction } from "#db/client.ts";
import type { DB } from "#db/schema.ts";

export const employees = 500;
/** Who is measured: in both sizes they have the same open lists of 64 tasks, so that both render the same. */
export const measured = 50;
const teams = 20;

/**
 * An organisation of 500 people in twenty teams with `tasks` tasks (a multiple of 1,000, at least 10,000), each with what
 * happened on it. The 50 who are measured have 64 open tasks each, 16 in every stage; of the others' tasks
 * the newest are open; all the rest is history, shared out over everybody.
 */
export async function fillInbox(db: Db, tasks: number, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    // Keys are checked nowhere while filling: a million rows made by these statements fit.
    await sql`set local session_replication_role = replica`.execute(trx);
    await sql`set local statement_timeout = 0`.execute(trx);
    for (const statement of statementsFor(tasks, now)) await sql.raw(statement).execute(trx);
  });
  await (db as Kysely<DB>).connection().execute(async (connection) => {
    await sql`set statement_timeout = 0`.execute(connection);
    await sql`vacuum analyze`.execute(connection);
    await sql`reset statement_timeout`.execute(connection);
  });
}

function statementsFor(tasks: number, now: Date): string[] {
  const customers = Math.round(tasks / 3);
  const open = Math.min(20_000, tasks / 4);
  const words = `array['lekkage','ketel','brief','lift','sleutel','huur','monteur','schimmel','verhuizing','overlast']`;
  const received = `timestamptz '${now.toISOString()}' - interval '1 hour' - i * interval '${Math.round(157_680_000 / tasks)} seconds'`;
  const word = `(${words})[1 + abs(hashint8(i)) % 10]`;
  const first = measured * 100;
  return [
    `insert into teams (name, code, live_from) select 'Team ' || i, 'team-' || i, timestamptz '2020-01-01' from generate_series(1, ${teams}) i`,
    `insert into organisation (name, default_team_id) values ('Woonstichting De Linde', 1)`,
    `insert into employees (name, email) select 'Medewerker ' || i, 'medewerker.' || i || '@delinde.example' from generate_series(1, ${employees}) i`,
    `insert into team_members (team_id, employee_id, is_lead) select 1 + (i - 1) % ${teams}, i, false from generate_series(1, ${employees}) i`,
    `insert into sources (name, kind) values ('Typeform', 'api')`,
    `insert into routing_versions (rules, saved_at, activated_at) values ('${JSON.stringify(firstRules)}', timestamptz '${now.toISOString()}', timestamptz '${now.toISOString()}')`,
    `insert into causes (name) select 'Oorzaak ' || i from generate_series(1, 8) i`,
    `insert into customers (external_id, name, email, email_normalised, phone, account)
      select 'H' || i, (array['Jan','Fatma','Pieter','Sanne','Ahmed','Els','Kees','Noor'])[1 + i % 8] || ' ' || (array['de Boer','Yilmaz','Jansen','Bakker','Visser','Smit'])[1 + i % 6] || ' ' || i,
        'klant.' || i || '@klant.example', 'klant.' || i || '@klant.example', '+316' || (10000000 + i), 'Complex ' || (i % 200) from generate_series(1, ${customers}) i`,
    `insert into responses (source_id, external_id, customer_id, score, comment, answered_at, received_at, updated_at, touchpoint, team_id)
      select 1, 'antwoord-' || i, 1 + (i::bigint * 7919) % ${customers}, i % 7,
        'De ' || ${word} || ' is nog steeds niet in orde. Ik heb nu drie keer gebeld en kreeg drie keer een ander verhaal; niemand belt terug, en ondertussen wacht ik al weken op een antwoord over de ' || ${word} || '.',
        ${received}, ${received}, ${received}, 'reparatie', 1 from generate_series(1, ${tasks}) i`,
    `insert into tasks (response_id, customer_id, received_at, received_team_id, received_owner_id, routed_by, routing_version_id, routing_rule_id, search, team_id, owner_id, stage, outcome, due_at, first_due_at, first_attempt_at, attempt_count,
        reached_at, acted_at, cause_id, told_at, first_told_at, verdict, verdict_at, closed_at, first_closed_at, urgent_at, last_event_id, updated_at)
      select i, 1 + (i::bigint * 7919) % ${customers}, at, team, owner, 'team', 1, '${firstRules[0]!.id}',
        (select to_tsvector('simple', concat_ws(' ', c.name, c.account)) from customers c where c.id = 1 + (i::bigint * 7919) % ${customers}) || to_tsvector('simple', 'niemand belt terug ' || ${word}),
        team, owner, stage, case when stage = 'closed' then 'solved'::task_outcome end, at + interval '1 day', at + interval '1 day', case when stage <> 'to_call' then at + interval '5 hours' end, case when stage <> 'to_call' then 1 else 0 end,
        case when stage <> 'to_call' then at + interval '5 hours' end, case when stage in ('to_tell', 'told', 'closed') then at + interval '2 days' end, case when stage in ('to_tell', 'told', 'closed') then 1 + i % 8 end,
        case when stage in ('told', 'closed') then at + interval '3 days' end, case when stage in ('told', 'closed') then at + interval '3 days' end,
        case when stage = 'closed' then 'solved'::verdict_answer end, case when stage = 'closed' then at + interval '5 days' end, case when stage = 'closed' then at + interval '5 days' end, case when stage = 'closed' then at + interval '5 days' end,
        case when stage <> 'closed' then at + interval '1 day' end, 1, at
      from (select i, ${received} as at, owner, 1 + (owner - 1) % ${teams} as team,
          (case when i <= ${first} then case when (i - 1) / ${measured} < 64 then (array['to_call','to_act','to_tell','told'])[1 + (i - 1) / ${measured} % 4] else 'closed' end
            when i <= ${first + open} then (array['to_call','to_act','to_tell','told'])[1 + i % 4] else 'closed' end)::task_stage as stage
        from (select i, case when i <= ${first} then 1 + (i - 1) % ${measured} when i <= ${first + open} then ${measured} + 1 + i % ${employees - measured} else 1 + i % ${employees} end as owner
          from generate_series(1, ${tasks}) i) owned) row`,
    `insert into task_events (task_id, at, kind, actor_id, data)
      select id, received_at, 'opened', null::bigint, jsonb_build_object('score', 2, 'team_id', team_id, 'owner_id', owner_id, 'due_at', due_at, 'routed_by', 'team', 'routing', jsonb_build_object('version_id', 1, 'rule_id', '${firstRules[0]!.id}', 'passed_over', '[]'::jsonb)) from tasks
      union all select id, reached_at, 'attempted', owner_id, '{"channel": "phone", "outcome": "reached", "note": "Mevrouw was blij dat er iemand belde."}' from tasks where reached_at is not null
      union all select id, acted_at, 'acted', owner_id, jsonb_build_object('text', 'De monteur kwam dezelfde week.', 'cause_id', cause_id) from tasks where acted_at is not null
      union all select id, told_at, 'told_by_phone', owner_id, '{"note": ""}' from tasks where told_at is not null`,
    `insert into compliments (response_id, team_id, employee_id, received_at, read_at) select id, 1, 1 + id % ${employees}, received_at, received_at from responses where id % 10 = 0`,
    `insert into solved_cases (task_id, team_id, cause_id, employee_id, solved_at, words, did)
      select tasks.id, tasks.team_id, cause_id, owner_id, closed_at, comment, 'De monteur kwam dezelfde week.' from tasks join responses on responses.id = response_id where stage = 'closed'`,
    `insert into messages (employee_id, kind, task_id, event_id, at, read_at) select owner_id, 'assigned', id, id, received_at, case when id > ${first} then received_at end from tasks`,
  ];
}
