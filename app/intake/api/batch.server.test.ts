import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { expectProblem, expectShape, useApi } from "#tests/api.ts";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTeam, noon } from "#tests/factories.ts";
import { createThrottle } from "../../people/throttle.server.ts";
import { createKey } from "../keys.server.ts";
import { tryHoldKey } from "../locks.server.ts";
import { answerOnce, sweepIdempotencyKeys } from "./idempotency.server.ts";
import { batchAnswer } from "./schemas.ts";

const database = useDatabase();
const serve = useApi();
let url: string;
let apiKey: { id: number; sourceId: number; key: string };
let clock = noon;

beforeAll(async () => {
  await makeOrganisation(database.db);
  const team = await makeTeam(database.db, { name: "Team Noord", code: "noord" });
  await makeEmployee(database.db, { name: "Fatima Amrani", email: "fatima@delinde.example", team: team.id });
  apiKey = await createKey(database.db, "Typeform", noon);
  url = await serve(database.db, { now: () => clock });
});

const answer = (id: string, more: object = {}) => ({ id, score: 2, answered_at: "2026-11-20T11:00:00+01:00", customer: { id: `K-${id}` }, about: { team: "noord" }, ...more });

function post(path: string, body: unknown, { key = apiKey.key, once, to = url }: { key?: string; once?: string; to?: string } = {}) {
  return fetch(`${to}/${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...(once !== undefined && { "idempotency-key": once }) },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}
const send = async (responses: unknown[], options?: Parameters<typeof post>[2]) => {
  const response = await post("responses/batch", { responses }, options);
  expect(response.status).toBe(200);
  return expectShape(batchAnswer, await response.json()).results;
};
const stored = async (like: string) => (await database.db.selectFrom("responses").select("external_id").where("external_id", "like", like).orderBy("id").execute()).map(({ external_id }) => external_id);

describe("a batch", () => {
  test("gives each answer its result, in order; the bad ones cost nobody else anything", async () => {
    const results = await send([answer("b-1"), answer("b-2", { score: "3" }), null, answer("b-1", { comment: "Toch nog iets", answered_at: "2026-11-20T12:00:00+01:00" }), answer("b-3", { score: 10 }), { nothing: true }]);
    expect(results.map(({ status }) => status)).toEqual([201, 422, 422, 200, 201, 422]);
    expect(results[0]).toMatchObject({ created: true, response: { category: "detractor" }, task: { owner: "Fatima Amrani", team: "Team Noord", url: expect.stringContaining("https://belterug.example/tasks/") } });
    expect(results[1]).toMatchObject({ problem: { errors: [{ field: "score" }] } });
    expect(results[3]).toMatchObject({ created: false, response: (results[0] as { response: object }).response });
    expect(results[4]).toMatchObject({ created: true, task: null });
    expect(await stored("b-%")).toEqual(["b-1", "b-3"]);
  });

  test("that hangs: 503 in time, and sent again it is what the first made of it", async () => {
    await sql`create function hang() returns trigger language plpgsql as $$ begin if new.external_id like 'slow%' then perform pg_sleep(8); end if; return new; end $$`.execute(database.db);
    await sql`create trigger hang before insert on responses for each row execute function hang()`.execute(database.db);
    const started = performance.now();
    const response = await post("responses/batch", { responses: [answer("slow-1"), answer("quick-1")] });
    expect(response.headers.has("retry-after")).toBe(true);
    await expectProblem(response, 503);
    expect(performance.now() - started).toBeLessThan(8_000);
    await expect.poll(() => stored("slow%"), { timeout: 20_000 }).toEqual(["slow-1"]);
    expect((await send([answer("slow-1"), answer("quick-1")])).map(({ status }) => status)).toEqual([200, 200]);
    await sql`drop trigger hang on responses`.execute(database.db);
  });

  test("of which the database refuses one: the others are in, that one says 500, and nothing of it stays", async () => {
    await sql`create function refuse() returns trigger language plpgsql as $$ begin if new.external_id like 'poison%' then raise exception 'poison'; end if; return new; end $$`.execute(database.db);
    await sql`create trigger refuse before insert on responses for each row execute function refuse()`.execute(database.db);
    const results = await send(["p-1", "p-2", "poison-1", "p-3", "poison-2", "p-4", "p-5"].map((id) => answer(id)));
    expect(results.map(({ status }) => status)).toEqual([201, 201, 500, 201, 500, 201, 201]);
    expect(JSON.stringify(results)).not.toContain("raise");
    expect(await stored("p%")).toEqual(["p-1", "p-2", "p-3", "p-4", "p-5"]);
    expect(await database.db.selectFrom("customers").select("id").where("external_id", "like", "K-poison%").execute()).toEqual([]);
  });

  test("of 500 is taken in at once; of 501, of none or of anything else not at all", async () => {
    const results = await send(Array.from({ length: 500 }, (_, n) => answer(`many-${n}`)));
    expect(results.filter(({ status }) => status === 201)).toHaveLength(500);
    for (const [body, field] of [[{ responses: Array(501).fill(answer("x")) }, "responses"], [{ responses: [] }, "responses"], [{}, "responses"], [[answer("x")], ""], [{ responses: answer("x") }, "responses"]] as const)
      expect((await expectProblem(await post("responses/batch", body), 422)).errors).toMatchObject([{ field }]);
  });

  test("may be 5 MB", async () => {
    const words = "woord ".repeat(1_600);
    expect((await send(Array.from({ length: 500 }, (_, n) => answer(`large-${n}`, { score: 8, comment: words })))).every(({ status }) => status === 201)).toBe(true);
    await expectProblem(await post("responses/batch", { responses: Array.from({ length: 500 }, () => answer("x", { comment: `${words}${words}` })) }), 413);
  }, 30_000);

  test("twice at once: each answer is there once", async () => {
    const responses = Array.from({ length: 40 }, (_, n) => answer(`twice-${n}`, { customer: { id: `K-${n % 7}` } }));
    const [one, two] = await Promise.all([send(responses), send(responses.toReversed())]);
    expect([...one!, ...two!].map(({ status }) => status).sort()).toEqual([...Array(40).fill(200), ...Array(40).fill(201)]);
    expect(await stored("twice-%")).toHaveLength(40);
  });
});

describe("Idempotency-Key", () => {
  test("the same request gets the same bytes, whatever happened since, in either spelling", async () => {
    const first = await post("responses", answer("i-1"), { once: '"8e03978e"' });
    const text = await first.text();
    expect(first.status).toBe(201);
    await post("responses", answer("i-1", { score: 9, answered_at: "2026-11-20T13:00:00Z" }));
    for (const once of ['"8e03978e"', "8e03978e"]) {
      const again = await post("responses", answer("i-1"), { once });
      expect([again.status, await again.text(), again.headers.get("content-type")]).toEqual([201, text, first.headers.get("content-type")]);
    }
    const batch = { responses: [answer("i-2"), answer("i-3", { score: 11 })] };
    const [one, two] = [await post("responses/batch", batch, { once: "b" }), await post("responses/batch", batch, { once: "b" })];
    expect(await two!.text()).toBe(await one!.text());
  });

  test("another request with it is refused, and so it is of another key's", async () => {
    await post("responses", answer("i-4"), { once: "key-4" });
    expect((await expectProblem(await post("responses", answer("i-5"), { once: "key-4" }), 422)).title).toBe("Idempotency-Key used before");
    await expectProblem(await post("responses/batch", answer("i-4"), { once: "key-4" }), 422);
    const other = await createKey(database.db, "CRM", noon);
    expect((await post("responses", answer("i-5"), { once: "key-4", key: other.key })).status).toBe(201);
  });

  test("while the first is at work the second hears so; what died in between leaves nothing behind", async () => {
    const name = `idempotency ${apiKey.id} key-6`;
    const holding = await database.db.startTransaction().execute();
    expect(await tryHoldKey(holding, name)).toBe(true);
    const busy = await post("responses", answer("i-6"), { once: "key-6" });
    expect(busy.headers.get("retry-after")).toBe("1");
    await expectProblem(busy, 409);
    await holding.rollback().execute();
    const request = { apiKeyId: apiKey.id, key: "key-6", requestHash: "x" };
    await expect(answerOnce(database.db, request, noon, () => Promise.reject(new Error("killed")))).rejects.toThrow("killed");
    expect((await post("responses", answer("i-6"), { once: "key-6" })).status).toBe(201);
  });

  test("ten at once do it once", async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => post("responses", answer("i-7"), { once: "key-7" })));
    const done = all.filter(({ status }) => status === 201);
    expect(all.every(({ status }) => status === 201 || status === 409)).toBe(true);
    expect(new Set(await Promise.all(done.map((each) => each.text()))).size).toBe(1);
    expect(await stored("i-7")).toEqual(["i-7"]);
  });

  test("a refused request keeps nothing: mended, it may come with the same key", async () => {
    await expectProblem(await post("responses", answer("i-8", { score: 11 }), { once: "key-8" }), 422);
    expect((await post("responses", answer("i-8"), { once: "key-8" })).status).toBe(201);
  });

  test("is forgotten after a day", async () => {
    await post("responses", answer("i-9"), { once: "key-9" });
    clock = new Date(noon.getTime() + 24 * 3_600_000);
    expect((await post("responses", answer("i-10"), { once: "key-9" })).status).toBe(201);
    await sweepIdempotencyKeys({ db: database.db, now: () => clock });
    expect(await database.db.selectFrom("idempotency_keys").select("key").execute()).toEqual([{ key: "key-9" }]);
    clock = noon;
  });

  test.each(['""', "", " ", '"unclosed', "x".repeat(256), "met spatie", '"é"'])("400 for %s", async (once) => {
    await expectProblem(await post("responses", answer("i-11"), { once: Buffer.from(once).toString("latin1") }), 400);
  });
});

describe("the limit of a key", () => {
  test("is counted by all processes together, and says when to come back", async () => {
    const { id, key } = await createKey(database.db, "Te druk", noon);
    const elsewhere = await serve(database.db);
    await createThrottle(database.db).spend("api-write", String(id), 588);
    const first = await post("responses", answer("l-1"), { key });
    expect([first.status, first.headers.get("ratelimit-policy"), first.headers.get("ratelimit")]).toEqual([201, '"api-write";q=600;w=60', expect.stringMatching(/^"api-write";r=11;t=(60|59)$/)]);
    expect((await post("responses/batch", { responses: [answer("l-2")] }, { key, to: elsewhere })).headers.get("ratelimit")).toContain("r=1;");
    expect((await post("responses", answer("l-3"), { key })).status).toBe(201);
    for (const to of [url, elsewhere]) {
      const refused = await post("responses", answer("l-4"), { key, to });
      expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
      await expectProblem(refused, 429);
    }
    expect(await stored("l-%")).toEqual(["l-1", "l-2", "l-3"]);
    expect((await post("responses", answer("l-5"))).status, "another key goes on").toBe(201);
    const { rows } = await sql<{ key: string }>`select key from rate_limits where key like 'api-%'`.execute(database.db);
    expect(rows.every((row) => /^api-write:[\w-]{43}$/.test(row.key))).toBe(true);
  });
});
