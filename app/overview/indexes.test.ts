import { type CompiledQuery, Kysely, PostgresDialect, sql } from "kysely";
import { expect, test } from "vitest";
import type { DB } from "#db/schema.ts";
import { useDatabase } from "#tests/database.ts";
import { makeCustomer, makeEmployee, makeOrganisation, makeSource, makeTeam, noon } from "#tests/factories.ts";
import { viewerById } from "../people/session.server.ts";
import { readTaskList } from "./list-query.ts";
import { taskListCount, taskListPage } from "./list.server.ts";
import { closureOver, overviewOf, recurringCauses } from "./measures.server.ts";
import { readPeriod, weeksUntil } from "./period.ts";
import { scopeFor } from "./scope.server.ts";
import { cohortSets, presentSets } from "./sets.ts";

const database = useDatabase();
const timeZone = "Europe/Amsterdam";

test("four weeks of a lead are found by index among 20,000 tasks of two years", async () => {
  await makeOrganisation(database.db);
  const teamIds: number[] = [];
  for (let number = 0; number < 12; number++) teamIds.push((await makeTeam(database.db)).id);
  const ruben = await makeEmployee(database.db, { team: teamIds[0]!, lead: true });
  await fill(teamIds, ruben.id);

  const asked: CompiledQuery[] = [];
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: database.pool }), log: (event) => void asked.push(event.query) });
  const viewer = (await viewerById(db, ruben.id))!;
  const scope = (await scopeFor(db, viewer, null))!;
  const { period } = readPeriod(new URLSearchParams(), { now: noon, timeZone });
  asked.length = 0;
  const overview = await overviewOf(db, scope, period, noon);
  expect(overview.total.now.sets.received).toBeGreaterThan(50);
  await closureOver(db, scope, weeksUntil(period, 12, timeZone), noon);
  await recurringCauses(db, scope, period, 6);
  const queries = ["", "q=lekkage", "sort=customer", "sort=due", "stage=closed", "late=1", "sort=received&after=900.1763636400000000", ...[...cohortSets, ...presentSets].map((figure) => `figure=${figure}`)];
  for (const query of queries) {
    const list = readTaskList(new URLSearchParams(query));
    await taskListPage(db, { viewer, scope, period, list, now: noon });
    await taskListCount(db, { viewer, scope, period, list, now: noon });
  }

  expect(asked.length).toBeGreaterThan(60);
  const client = await database.pool.connect();
  try {
    const planOf = async (query: CompiledQuery) => {
      const { rows } = await client.query(`explain ${query.sql}`, [...query.parameters]);
      return rows.map((row) => row["QUERY PLAN"]).join("\n");
    };
    // As on an SSD or in memory; for spinning disks 20,000 rows are still few enough to read at once.
    await client.query("set random_page_cost = 1.1");
    for (const query of asked) {
      const plan = await planOf(query);
      expect(plan, `${query.sql}\n${plan}`).not.toMatch(/Seq Scan on (tasks|responses)/);
    }
    // The smaller tables here are still cheap to read whole; there must be another way when they are not.
    await client.query("set enable_seqscan = off");
    for (const query of asked) {
      const plan = await planOf(query);
      expect(plan, `${query.sql}\n${plan}`).not.toMatch(/Seq Scan on (tasks|responses|promises|customers|task_events)/);
    }
    await client.query("reset all");
  } finally {
    client.release();
  }
}, 120_000);

/** A response every 50 minutes, their tasks closed but for the last weeks, a promise at each fourth. */
async function fill(teamIds: number[], ownerId: number) {
  const { db } = database;
  const source = await makeSource(db);
  await makeCustomer(db);
  await sql`insert into customers (name, email_normalised) select 'Klant ' || n, 'klant' || n || '@voorbeeld.example' from generate_series(1, 3000) n`.execute(db);
  const cause = await db.insertInto("causes").values({ name: "Monteur kwam niet" }).returning("id").executeTakeFirstOrThrow();
  const teams = sql`(${teamIds}::bigint[])[1 + n % ${teamIds.length}]`;
  await sql`
    insert into responses (source_id, external_id, customer_id, score, comment, answered_at, received_at, updated_at, team_id)
    select ${source.id}, 'many-' || n, (select min(id) from customers) + n % 3000, n % 7, 'Al weer lekkage ' || n, at, at, at, ${teams}
    from generate_series(1, 20000) n, lateral (select ${noon}::timestamptz - n * interval '50 minutes' as at) moment`.execute(db);
  await sql`
    insert into tasks (response_id, customer_id, received_at, received_team_id, routed_by, search, team_id, owner_id, stage, outcome, due_at, first_due_at, first_attempt_at, reached_at, acted_at, cause_id, told_at, first_told_at, closed_at, first_closed_at, urgent_at, updated_at)
    select id, customer_id, received_at, team_id, 'team', to_tsvector('simple', comment), team_id, ${ownerId},
      case when is_closed then 'closed' else 'to_call' end::task_stage, case when is_closed then 'no_answer' end::task_outcome,
      received_at + interval '1 day', received_at + interval '1 day', closing, closing, closing, ${cause.id}, closing, closing, closing, closing,
      case when not is_closed then received_at + interval '1 day' end, received_at
    from responses, lateral (select received_at < ${noon}::timestamptz - interval '10 days' as is_closed) state,
      lateral (select case when is_closed then received_at + interval '5 hours' end as closing) moments`.execute(db);
  await sql`insert into promises (task_id, text, made_at, due_at, kept_at) select id, 'Ik bel', received_at, received_at + interval '2 days', received_at + interval '1 day' from tasks where id % 4 = 0`.execute(db);
  await sql`vacuum analyze`.execute(db);
}
