import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeSource, makeTeam, noon } from "#tests/factories.ts";
import { receiveResponses } from "../intake/receive.server.ts";
import { responseInput } from "../intake/response.ts";
import { createLog } from "../log.server.ts";
import { firstRules, type Rule } from "./rule.ts";
import { runTryout } from "./tryout-run.server.ts";
import type { TryoutResult } from "./tryout.ts";

const database = useDatabase();
const people: { id: number; email: string }[] = [];
let noord: { id: number };
let care: number;
let adminId: number;
const ids: number[] = [];

beforeAll(async () => {
  const { db } = database;
  care = (await makeOrganisation(db)).default_team_id;
  noord = await makeTeam(db, { code: "noord" });
  for (let n = 0; n < 3; n++) people.push(await makeEmployee(db, { team: noord.id }));
  adminId = (await makeEmployee(db, { is_admin: true })).id;
  const source = await makeSource(db);
  // Twenty answers: every second one about team Noord; 3 and 9 in turn; two customers.
  const inputs = Array.from({ length: 20 }, (_, n) =>
    responseInput.parse({ id: `a-${n}`, score: n % 4 < 2 ? 3 : 9, comment: n % 5 === 0 ? "Weer een lekkage." : undefined, answered_at: noon.toISOString(), customer: { id: `K${n % 2}` }, about: n % 2 === 0 ? { team: "Noord" } : undefined }),
  );
  for (const [n, input] of inputs.entries()) ids.push((await receiveResponses(db, [{ source, input }], { now: new Date(noon.getTime() + n * 60_000) }))[0]!.response.id);
});

const services = () => ({ db: database.db, now: () => noon, log: createLog("silent") });

async function tryOut(rules: Rule[], values: { last_response_id?: number; done_count?: number; result?: object } = {}) {
  const { id } = await database.db
    .insertInto("tryouts")
    .values({ rules: JSON.stringify(rules), against_id: null, from_at: noon, until_at: new Date(noon.getTime() + 3_600_000), total_count: 20, created_by: adminId, created_at: noon, ...values, result: JSON.stringify(values.result ?? {}) })
    .returning("id")
    .executeTakeFirstOrThrow();
  await runTryout(services(), { tryoutId: id });
  const row = await database.db.selectFrom("tryouts").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  return { row, result: row.result as unknown as TryoutResult };
}

test("the same rules move nothing", async () => {
  const { row, result } = await tryOut(firstRules);
  expect(row).toMatchObject({ status: "done", done_count: 20, total_count: 20, finished_at: noon });
  expect(result).toMatchObject({ tasks: { before: 10, after: 10 }, moved: 0, opened: 0, dropped: 0, fallen: 0, rules: [{ id: "detracto", count: 10 }] });
  // Five detractors about Noord, shared out over three; five about nobody in the default team's pool.
  expect(result.people.map(({ before }) => before).toSorted()).toEqual([1, 2, 2]);
  expect(result.pools).toEqual([{ id: care, before: 5, after: 5 }]);
});

const others: Rule[] = [
  { id: "leakage1", when: [{ is: "words", any_of: ["lekkage"] }], does: { open: true, for: [{ to: "team", id: "about", by: "round_robin" }] } },
  { id: "again001", when: [{ is: "repeat_detractor", days: 30 }], does: { open: false } },
];

test("other rules: what moves, comes, goes and falls through, with the newest examples first", async () => {
  const { result } = await tryOut(others);
  const [leaks, low] = [[0, 5, 10, 15], ids.filter((_, n) => n % 4 < 2)];
  // The leaks open, two of them from a 9; all others come after a low one of the same customer, but for the second answer.
  expect(result.tasks).toEqual({ before: 10, after: 5 });
  expect(result.rules).toEqual(expect.arrayContaining([{ id: "leakage1", count: leaks.length }, { id: "again001", count: 15 }]));
  expect({ opened: result.opened, dropped: result.dropped, fallen: result.fallen }).toEqual({ opened: 2, dropped: 7, fallen: 1 });
  expect(result.examples.fallen).toEqual([{ response_id: ids[1], before: { team_id: care, owner_id: null, rule_id: "detracto" }, after: { team_id: care, owner_id: null, rule_id: null } }]);
  expect(result.examples.dropped.map(({ response_id }) => response_id)).toEqual(low.filter((id) => id !== ids[0] && id !== ids[1] && id !== ids[5]).toReversed());
  expect(result.examples.opened.map(({ response_id }) => response_id)).toEqual([ids[15], ids[10]]);
});

test("broken off half-way it goes on there and finds the same", async () => {
  const whole = await tryOut(others);
  const half = await tryOut(others, { last_response_id: ids[9]!, done_count: 10, result: (await firstHalf()).result });
  expect(half.row.done_count).toBe(20);
  expect(half.result).toEqual(whole.result);

  async function firstHalf() {
    const { id } = await database.db
      .insertInto("tryouts")
      .values({ rules: JSON.stringify(others), against_id: null, from_at: noon, until_at: new Date(noon.getTime() + 10 * 60_000), total_count: 10, created_by: adminId, created_at: noon })
      .returning("id")
      .executeTakeFirstOrThrow();
    await runTryout(services(), { tryoutId: id });
    return database.db.selectFrom("tryouts").select("result").where("id", "=", id).executeTakeFirstOrThrow() as unknown as Promise<{ result: object }>;
  }
});

test("one that was stopped stays as it was", async () => {
  const { id } = await database.db
    .insertInto("tryouts")
    .values({ rules: JSON.stringify(others), status: "cancelled", from_at: noon, until_at: noon, total_count: 20, created_by: adminId, created_at: noon })
    .returning("id")
    .executeTakeFirstOrThrow();
  await runTryout(services(), { tryoutId: id });
  expect(await database.db.selectFrom("tryouts").select(["status", "done_count", "result"]).where("id", "=", id).executeTakeFirst()).toEqual({ status: "cancelled", done_count: 0, result: {} });
});
