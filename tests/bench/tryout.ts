import { rmSync } from "node:fs";
import { sql } from "kysely";
import { createDb, createPool } from "#db/client.ts";
import { startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { createLog } from "../../app/log.server.ts";
import { firstRules, type Rule } from "../../app/routing/rule.ts";
import { runTryout } from "../../app/routing/tryout-run.server.ts";
import { makeEmployee, makeOrganisation, makeSource, makeTeam } from "../factories.ts";

/**
 * How long trying rules out takes over 30 days of 100,000 responses, in an organisation of 500 people:
 * a handful of rules, a hundred, and rules that look at a customer's past. The last line is one JSON object.
 */
const responses = 100_000;
const folder = ".cache/bench-tryout";
rmSync(folder, { recursive: true, force: true });
const server = await startEmbedded(folder);
const db = createDb(createPool({ connectionString: server.url, onError: () => {} }));
await migrate(db);
await makeOrganisation(db);
for (let t = 0; t < 20; t++) {
  const team = await makeTeam(db, { code: `team-${t}` });
  for (let n = 0; n < 25; n++) await makeEmployee(db, { team: team.id });
}
const admin = await makeEmployee(db, { is_admin: true });
const source = await makeSource(db);
const until = new Date();
const from = new Date(until.getTime() - 30 * 86_400_000);
await sql`insert into customers (external_id, language, account) select 'K' || n, 'nl', 'Flat ' || n % 50 from generate_series(1, 40000) as n`.execute(db);
await sql`
  insert into responses (source_id, external_id, customer_id, score, comment, answered_at, received_at, updated_at, about_team, attributes, team_id)
  select ${source.id}, 'r' || n, customers.id, (n * 7) % 11, case when n % 3 > 0 then 'Drie keer gebeld over dezelfde lekkage en drie keer een ander verhaal.' end, at, at, at, 'team-' || n % 20, '{"wijk": "West"}', 1
  from (select n, ${from}::timestamptz + n * interval '25 seconds' as at from generate_series(1, ${responses}) as n) as made
  join customers on customers.external_id = 'K' || 1 + n % 40000`.execute(db);
await sql`analyze`.execute(db);

const never = (n: number): Rule => ({ id: String(n).padStart(8, "0"), when: [{ is: "words", any_of: [`woord${n}`, "opzeg*"] }], does: { open: false } });
const seconds: Record<string, number> = {};
for (const [name, rules] of [
  ["few", firstRules],
  ["hundred", [...Array.from({ length: 99 }, (_, n) => never(n)), ...firstRules]],
  ["past", [{ id: "repeat01", when: [{ is: "repeat_detractor", days: 30 }], does: { open: true, for: [{ to: "previous_owner" }, { to: "team", id: "about", by: "round_robin" }] } }, ...firstRules]],
] as [string, Rule[]][]) {
  const rounds: number[] = [];
  for (let round = 0; round < 3; round++) {
    const { id } = await db.insertInto("tryouts").values({ rules: JSON.stringify(rules), from_at: from, until_at: until, total_count: responses, created_by: admin.id, created_at: until }).returning("id").executeTakeFirstOrThrow();
    const started = performance.now();
    await runTryout({ db, now: () => new Date(), log: createLog("silent") }, { tryoutId: id });
    rounds.push((performance.now() - started) / 1000);
  }
  seconds[name] = Number(rounds.toSorted((a, b) => a - b)[1]!.toFixed(1));
  console.log(`${name}: ${seconds[name]} s for ${responses} responses (median of 3)`);
}
console.log(JSON.stringify({ bench: "tryout", responses, seconds }));
await db.destroy();
await server.stop();
