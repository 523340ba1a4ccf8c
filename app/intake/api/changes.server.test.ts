import { sql } from "kysely";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { z } from "zod";
import { expectProblem, expectShape, useApi } from "#tests/api.ts";
import { useDatabase } from "#tests/database.ts";
import { makeCustomer, makeEmployee, makeOrganisation, makeResponse, makeSource, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { createKey } from "../keys.server.ts";
import { responsePage, responseRecord, taskPage, taskRecord } from "./schemas.ts";

const database = useDatabase();
const serve = useApi();
let url: string;
let key: string;
let team: number;
let source: number;
let taskIds: number[];

beforeAll(async () => {
  const { db } = database;
  await makeOrganisation(db);
  team = (await makeTeam(db, { name: "Team Noord", code: "noord" })).id;
  source = (await makeSource(db, "Website")).id;
  const fatima = await makeEmployee(db, { name: "Fatima Amrani", email: "fatima@delinde.example", team });
  const jan = await makeCustomer(db, { name: "Jan de Boer", external_id: "K-1" });
  await makeTask(db, {
    team,
    owner: fatima.id,
    source_id: source,
    customer_id: jan.id,
    external_id: "a-1",
    about_team: "NOORD",
    about_employee_id: fatima.id,
    touchpoint: "reparatie",
    attributes: JSON.stringify({ complex: "Lindehof", jaar: 2026, is_huurder: true }),
    events: [
      { kind: "attempted", at: noon, actor_id: fatima.id, data: { channel: "phone", outcome: "reached", note: "" } },
      { kind: "acted", at: noon, actor_id: fatima.id, data: { text: "Gedaan", cause_id: null } },
      { kind: "told_by_phone", at: noon, actor_id: fatima.id, data: { note: "Verteld" } },
      { kind: "verdict_given", at: noon, actor_id: null, data: { reply_id: 1, answer: "solved", score: 8, words: null, due_at: noon.toISOString() } },
    ],
  });
  for (let n = 0; n < 4; n++) await makeTask(db, { team, source_id: source });
  for (let n = 0; n < 3; n++) await makeResponse(db, { team_id: team, source_id: source, score: 9, comment: null });
  taskIds = (await db.selectFrom("tasks").select("id").orderBy("id").execute()).map(({ id }) => id);
  ({ key } = await createKey(db, "CRM", noon, ["responses:read", "tasks:read"]));
  url = await serve(db);
  await vi.waitUntil(async () => (await list("responses", "?limit=200")).responses.length === 8, { timeout: 10_000, interval: 200 });
});

const get = (path: string, using = key, method = "GET") => fetch(`${url}/${path}`, { method, headers: { authorization: `Bearer ${using}` } });

type Pages = { responses: z.output<typeof responsePage>; tasks: z.output<typeof taskPage> };

async function list<Kind extends keyof Pages>(kind: Kind, query = ""): Promise<Pages[Kind]> {
  const response = await get(kind + query);
  expect(response.status).toBe(200);
  return expectShape(kind === "tasks" ? taskPage : responsePage, await response.json()) as Pages[Kind];
}

test("what a response and a task say", async () => {
  const { responses } = await list("responses", "?limit=1");
  expect(responses).toEqual([
    {
      id: expect.any(Number),
      external_id: "a-1",
      source: { id: source, name: "Website" },
      score: 3,
      category: "detractor",
      comment: expect.stringContaining("Drie keer gebeld"),
      customer: { id: expect.any(Number), external_id: "K-1" },
      about: { team: "NOORD", employee_email: "fatima@delinde.example", touchpoint: "reparatie" },
      attributes: { complex: "Lindehof", jaar: 2026, is_huurder: true },
      team: { code: "noord", name: "Team Noord" },
      is_history: false,
      answered_at: noon.toISOString(),
      received_at: noon.toISOString(),
      updated_at: expect.stringMatching(/\.\d{6}Z$/),
      task_id: taskIds[0],
    },
  ]);
  const task = expectShape(taskRecord, await (await get(`tasks/${taskIds[0]}`)).json());
  expect(task).toMatchObject({
    response_id: responses[0]!.id,
    customer: { external_id: "K-1" },
    stage: "closed",
    outcome: "solved",
    team: { code: "noord" },
    owner: { name: "Fatima Amrani", email: "fatima@delinde.example" },
    reached_at: noon.toISOString(),
    told_at: noon.toISOString(),
    closed_at: noon.toISOString(),
    verdict: { answer: "solved", score: 8, given_at: noon.toISOString() },
    url: `https://belterug.example/tasks/${taskIds[0]}`,
  });
  expect((await list("tasks")).tasks.at(-1)).toMatchObject({ stage: "to_call", owner: null, verdict: null, outcome: null });
  expect(expectShape(responseRecord, await (await get(`responses/${responses[0]!.id}`)).json())).toEqual(responses[0]);
});

test.each(["responses", "tasks"] as const)("%s page by page: each once, in the order in which they changed", async (kind) => {
  const seen: { id: number; updated_at: string }[] = [];
  let page = await list(kind, "?limit=3");
  for (;;) {
    const rows = "tasks" in page ? page.tasks : page.responses;
    seen.push(...rows);
    if (!page.has_more) break;
    expect(rows).toHaveLength(3);
    page = await list(kind, `?limit=3&cursor=${page.cursor}`);
  }
  expect(new Set(seen.map(({ id }) => id)).size).toBe(kind === "tasks" ? 5 : 8);
  expect(seen.map(({ updated_at }) => updated_at)).toEqual(seen.map(({ updated_at }) => updated_at).sort());
  const last = await list(kind, `?cursor=${page.cursor}`);
  expect(last, "nothing more, and the cursor stays good").toEqual({ [kind]: [], cursor: page.cursor, has_more: false });
  const since = await list(kind, `?updated_since=${seen[2]!.updated_at}`);
  expect("tasks" in since ? since.tasks : since.responses, "what changed at that very moment, too").toEqual(seen.slice(2));
});

test("what changed comes again; what is not committed yet is waited for, and missed by nobody", async () => {
  const { db } = database;
  const { cursor } = await list("tasks", "?limit=200");
  // A backup, which reads for an hour, holds nobody up.
  const reading = await db.startTransaction().setIsolationLevel("repeatable read").execute();
  await reading.selectFrom("tasks").select("id").execute();
  const late = await db.startTransaction().execute();
  const ofLate = await makeTask(late as never, { team, source_id: source });
  await db.updateTable("tasks").set({ outcome: null }).where("id", "=", taskIds[3]!).execute();
  const early = await makeTask(db, { team, source_id: source });

  try {
    await new Promise((resolve) => setTimeout(resolve, 2_300));
    expect(await list("tasks", `?cursor=${cursor}`), "two seconds later: held back while the other is open").toEqual({ tasks: [], cursor, has_more: false });
  } finally {
    await late.commit().execute();
    await reading.rollback().execute();
  }
  expect((await list("tasks", `?cursor=${cursor}`)).tasks.map(({ id }) => id)).toEqual([ofLate.id, taskIds[3], early.id]);
});

test("the clock is the database's: an app whose own clock is wrong misses nothing", async () => {
  const elsewhere = await serve(database.db, { now: () => new Date("2020-01-01T00:00:00Z") });
  const response = await fetch(`${elsewhere}/responses?limit=200`, { headers: { authorization: `Bearer ${key}` } });
  expect((await response.json()).responses.length).toBeGreaterThanOrEqual(8);
});

describe("refused", () => {
  const encoded = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
  test.each([
    ["limit=0", "limit"], ["limit=201", "limit"], ["limit=1e2", "limit"], ["limit=0x10", "limit"], ["limit=", "limit"], ["limit=1&limit=2", "limit"],
    ["updated_since=yesterday", "updated_since"], ["updated_since=2026-11-20", "updated_since"], ["updated_since=2026-02-30T00:00:00Z", "updated_since"],
    ["since=2026-11-20T00:00:00Z", "since"], ["cursor=x", "cursor"], ["cursor=", "cursor"], [`cursor=${"x".repeat(201)}`, "cursor"],
    [`cursor=${encoded("tasks", "-infinity", 0)}`, "cursor"], [`cursor=${encoded("responses", "infinity", 0)}`, "cursor"], [`cursor=${encoded("responses", "-infinity", 1e20)}`, "cursor"], [`cursor=${encoded("responses", "-infinity", 0)}&updated_since=2026-11-20T00:00:00Z`, "updated_since"],
  ])("400: ?%s", async (query, field) => {
    expect((await expectProblem(await get(`responses?${query}`), 400)).errors).toMatchObject([{ field }]);
  });

  test("404 for what does not exist, in whatever spelling", async () => {
    for (const id of ["0", "999999999", "0x1", "1e3", "01", "-1", "abc", "99999999999999999999"]) for (const kind of ["responses", "tasks"]) await expectProblem(await get(`${kind}/${id}`), 404);
  });

  test("403 says which scope the key lacks", async () => {
    const writer = (await createKey(database.db, "Typeform", noon)).key;
    const reader = (await createKey(database.db, "Dashboard", noon, ["tasks:read"])).key;
    for (const [path, using, scope] of [["responses", writer, "responses:read"], ["tasks/1", writer, "tasks:read"], ["responses/1", reader, "responses:read"]] as const) {
      const refused = await get(path, using);
      expect(refused.headers.get("www-authenticate")).toContain(`error="insufficient_scope", scope="${scope}"`);
      expect((await expectProblem(refused, 403)).detail).toContain(scope);
    }
    const sent = await fetch(`${url}/responses`, { method: "POST", headers: { authorization: `Bearer ${key}`, "content-type": "application/json" }, body: "{}" });
    await expectProblem(sent, 403);
  });
});

test("HEAD is GET without its body; nothing is cached, also when asked with an ETag", async () => {
  const head = await get("responses", key, "HEAD");
  expect([head.status, await head.text(), head.headers.get("content-type"), head.headers.get("cache-control"), head.headers.get("etag")]).toEqual([200, "", "application/json; charset=utf-8", "no-store", null]);
});

test("a transaction with the database's row trigger: the moment of writing cannot be set by hand", async () => {
  await database.rollback(async (trx) => {
    await trx.updateTable("responses").set({ changed_at: new Date("2000-01-01T00:00:00Z") }).execute();
    const { rows } = await sql<{ oldest: Date }>`select min(changed_at) as oldest from responses`.execute(trx);
    expect(rows[0]!.oldest.getFullYear()).toBeGreaterThan(2020);
  });
});
