import { once } from "node:events";
import { request } from "node:http";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, test } from "vitest";
import { createDb, createPool } from "#db/client.ts";
import { expectProblem, expectShape, useApi } from "#tests/api.ts";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTeam, noon } from "#tests/factories.ts";
import { createKey, revokeKey } from "../keys.server.ts";
import { received } from "./schemas.ts";

const database = useDatabase();
const notSetUp = useDatabase();
const serveApi = useApi();
const serve = async (db: typeof database.db) => `${await serveApi(db)}/responses`;
let url: string;
let key: string;

beforeAll(async () => {
  await makeOrganisation(database.db);
  const team = await makeTeam(database.db, { name: "Team Noord", code: "noord" });
  await makeEmployee(database.db, { name: "Fatima Amrani", email: "fatima@delinde.example", team: team.id });
  ({ key } = await createKey(database.db, "Typeform", noon));
  url = await serve(database.db);
});

const answer = {
  id: "a-1",
  score: 3,
  comment: "Drie keer gebeld en niemand belt terug.",
  answered_at: "2026-11-20T11:00:00+01:00",
  customer: { id: "K1", name: "Jan de Boer", email: "jan@klant.example", phone: "06 12345678" },
  about: { team: "NOORD" },
};

function post(body: unknown, { headers = {}, to = url }: { headers?: Record<string, string>; to?: string } = {}) {
  return fetch(to, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
    body: typeof body === "string" || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
  });
}

const countResponses = async () => Number((await database.db.selectFrom("responses").select((eb) => eb.fn.countAll().as("n")).executeTakeFirstOrThrow()).n);

test("201 with the task the first time, 200 with the same task the second", async () => {
  const first = await post(answer);
  expect(first.status).toBe(201);
  const body = expectShape(received, await first.json());
  expect(body).toEqual({
    created: true,
    response: { id: expect.any(Number), category: "detractor" },
    task: { id: expect.any(Number), stage: "to_call", owner: "Fatima Amrani", team: "Team Noord", due_at: "2026-11-21T11:00:00.000Z", url: `https://belterug.example/tasks/${body.task?.id}` },
  });
  const second = await post({ ...answer, comment: "Nog een keer." });
  expect(second.status).toBe(200);
  expect(await second.json()).toEqual({ ...body, created: false });
});

test("a passive answer has no task", async () => {
  const response = await post({ ...answer, id: "passive", score: 8 });
  expect(await response.json()).toEqual({ created: true, response: { id: expect.any(Number), category: "passive" }, task: null });
});

test("what tools send for not known counts as absent, and unknown fields are ignored", async () => {
  const response = await post({ id: "sparse", score: 9, comment: "", answered_at: "2026-11-20T10:00:00Z", customer: { id: "", name: null, email: " ", phone: null, owner_email: "nobody@delinde.example" }, about: null, attributes: null, form: { deep: [1] } });
  expect(response.status).toBe(201);
});

const without = (field: keyof typeof answer) => ({ ...answer, [field]: undefined });
const invalid: [string, unknown, string[]][] = [
  ["not an object", [answer], [""]],
  ["null", "null", [""]],
  ["no id", without("id"), ["id"]],
  ["empty id", { ...answer, id: "  " }, ["id"]],
  ["long id", { ...answer, id: "x".repeat(201) }, ["id"]],
  ["score as text", { ...answer, score: "3" }, ["score"]],
  ["score 11", { ...answer, score: 11 }, ["score"]],
  ["score -1", { ...answer, score: -1 }, ["score"]],
  ["score 3.5", { ...answer, score: 3.5 }, ["score"]],
  ["score far too large", JSON.stringify(answer).replace('"score":3', '"score":1e999'), ["score"]],
  ["score missing", without("score"), ["score"]],
  ["comment a number", { ...answer, comment: 12 }, ["comment"]],
  ["comment too long", { ...answer, comment: "a".repeat(20_001) }, ["comment"]],
  ["NUL in the comment", { ...answer, comment: "a\u0000b" }, ["comment"]],
  ["half a surrogate pair", JSON.stringify(answer).replace("Drie", "\\ud800"), ["comment"]],
  ["NUL in an attribute's name", { ...answer, attributes: { "a\u0000": 1 } }, ["attributes.a\u0000"]],
  ["no answered_at", without("answered_at"), ["answered_at"]],
  ["date without an offset", { ...answer, answered_at: "2026-11-20T11:00:00" }, ["answered_at"]],
  ["a day that is none", { ...answer, answered_at: "2026-02-30T11:00:00Z" }, ["answered_at"]],
  ["year 0001", { ...answer, answered_at: "0001-01-01T00:00:00Z" }, ["answered_at"]],
  ["year 9999", { ...answer, answered_at: "9999-12-31T23:59:59Z" }, ["answered_at"]],
  ["no customer", without("customer"), ["customer"]],
  ["customer as text", { ...answer, customer: "Jan" }, ["customer"]],
  ["bad e-mail", { ...answer, customer: { email: "jan@" } }, ["customer.email"]],
  ["a line break in the e-mail", { ...answer, customer: { email: "jan@klant.example\r\nBcc: x@y.example" } }, ["customer.email"]],
  ["unknown language", { ...answer, customer: { language: "fr" } }, ["customer.language"]],
  ["about a number", { ...answer, about: 5 }, ["about"]],
  ["attribute an object", { ...answer, attributes: { a: { b: 1 } } }, ["attributes.a"]],
  ["too many attributes", { ...answer, attributes: Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`a${n}`, n])) }, ["attributes"]],
  ["deep attributes", JSON.stringify(answer).replace(/}$/, `,"attributes":{"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}}`), ["attributes.a"]],
  ["several at once", { ...answer, score: "3", customer: { email: "x", language: "de" }, answered_at: 5 }, ["score", "answered_at", "customer.email", "customer.language"]],
];

test.each(invalid)("422 names every bad field: %s", async (_, body, fields) => {
  const before = await countResponses();
  const problem = await expectProblem(await post(body), 422);
  expect(problem.errors?.map(({ field }) => field).sort()).toEqual([...fields].sort());
  for (const { reason } of problem.errors ?? []) expect(reason).toMatch(/^(must|needs|holds)/);
  expect(await countResponses()).toBe(before);
});

test.each([
  ["deeply nested unknown field", JSON.stringify({ ...answer, id: "deep" }).replace(/}$/, `,"x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`)],
  ["__proto__", JSON.stringify({ ...answer, id: "proto" }).replace(/}$/, ',"__proto__":{"score":10},"attributes":{"__proto__":"x","constructor":"y"}}')],
  ["a byte order mark", `\ufeff${JSON.stringify({ ...answer, id: "bom" })}`],
  ["a date far in the future", { ...answer, id: "future", answered_at: "2099-12-31T23:59:59.999+14:00" }],
  ["emoji and right-to-left words", { ...answer, id: "emoji", comment: "👩🏽‍🔧 شكرا" }],
  ["the longest comment", { ...answer, id: "long", comment: "woord ".repeat(3_333) }],
  ["one word of 20,000 letters", { ...answer, id: "word", comment: "a".repeat(20_000) }],
  ["huge and tiny numbers in attributes", JSON.stringify({ ...answer, id: "numbers" }).replace(/}$/, ',"attributes":{"a":1e308,"b":-0,"c":5e-324,"d":123456789012345678901234567890}}')],
  ["a phone number that nobody can read", { ...answer, id: "phone", customer: { id: "K2", phone: "bel mijn zoon" } }],
])("taken in: %s", async (_, body) => {
  const response = await post(body);
  expect(`${response.status} ${await response.text()}`).toMatch(/^201 /);
});

test("what could pollute a prototype does not", async () => {
  const { score } = await database.db.selectFrom("responses").select("score").where("external_id", "=", "proto").executeTakeFirstOrThrow();
  expect(score).toBe(3);
  expect(({} as Record<string, unknown>)["score"]).toBeUndefined();
});

describe("malformed", () => {
  test.each([
    ["no JSON", "{"],
    ["two values", "{} {}"],
    ["invalid UTF-8", Buffer.concat([Buffer.from('{"id":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])],
    ["cut off in a letter", Buffer.from([...Buffer.from('{"id":"a'), 0xc3])],
    ["UTF-16", Buffer.from(JSON.stringify(answer), "utf16le")],
    ["empty", ""],
    ["says gzip, is none", JSON.stringify(answer)],
  ])("400: %s", async (name, body) => {
    await expectProblem(await post(body, { headers: name.includes("gzip") ? { "content-encoding": "gzip" } : {} }), 400);
  });

  test("415 for anything but JSON in UTF-8", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1", ""]) await expectProblem(await post(JSON.stringify(answer), { headers: { "content-type": type } }), 415);
    await expectProblem(await post(JSON.stringify(answer), { headers: { "content-encoding": "compress" } }), 415);
  });

  test("JSON packed with gzip is taken in", async () => {
    const response = await post(gzipSync(JSON.stringify({ ...answer, id: "gzip" })), { headers: { "content-encoding": "gzip", "content-type": 'application/json; charset="UTF-8"' } });
    expect(response.status).toBe(201);
  });

  test("405 and 404 are problems, too", async () => {
    const authorization = `Bearer ${key}`;
    const got = await fetch(url, { method: "DELETE", headers: { authorization } });
    expect(got.headers.get("allow")).toBe("POST, GET, HEAD, OPTIONS");
    await expectProblem(got, 405);
    expect((await fetch(`${url}/batch`, { headers: { authorization } })).headers.get("allow")).toBe("POST, OPTIONS");
    await expectProblem(await post(answer, { to: `${url}/1` }), 405);
    await expectProblem(await post(answer, { to: url.replace("responses", "respones") }), 404);
    await expectProblem(await post(answer, { to: `${url}/%E0%A4%A` }), 400);
  });

  test("OPTIONS says what there is, without a key", async () => {
    const options = await fetch(url, { method: "OPTIONS" });
    expect([options.status, options.headers.get("allow"), await options.text()]).toEqual([204, "POST, GET, HEAD, OPTIONS", ""]);
  });

  test("what stands behind the question mark is not ignored", async () => {
    const problem = await expectProblem(await post(answer, { to: `${url}?source=5` }), 400);
    expect(problem.errors).toEqual([{ field: "source", reason: "is not known here" }]);
  });
});

describe("too large", () => {
  const large = JSON.stringify({ ...answer, comment: "x".repeat(300_000) });

  test("413 with a Content-Length", async () => void (await expectProblem(await post(large), 413)));

  test("413 for what a gzip unpacks to", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, 32));
    await expectProblem(await post(bomb, { headers: { "content-encoding": "gzip" } }), 413);
  });

  test("413 without a length, in pieces", async () => {
    const sending = request(url, { method: "POST", headers: { authorization: `Bearer ${key}`, "content-type": "application/json", "transfer-encoding": "chunked" } });
    for (let n = 0; n < 30; n++) sending.write("x".repeat(10_000));
    sending.end();
    const [response] = await once(sending, "response");
    expect(response.statusCode).toBe(413);
    response.resume();
  });

  test("a length that lies gets 400 or nothing, and stores nothing", async () => {
    const before = await countResponses();
    const { port } = new URL(url);
    const send = async (length: number, body: string) => {
      const socket = connect(Number(port), "127.0.0.1");
      socket.write(`POST /api/v1/responses HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`);
      setTimeout(() => socket.end(), 300);
      let text = "";
      for await (const chunk of socket) text += chunk;
      return text;
    };
    const body = JSON.stringify({ ...answer, id: "lying" });
    expect(await send(10, body)).toContain("HTTP/1.1 400");
    expect(await send(body.length + 50, body)).not.toContain("HTTP/1.1 2");
    expect(await countResponses()).toBe(before);
  });
});

describe("keys", () => {
  test.each([
    ["none", ""],
    ["another scheme", "Basic eDp5"],
    ["no key of ours", "Bearer abc"],
    ["a key of nobody", `Bearer bt_${"A".repeat(43)}`],
    ["odd characters", "Bearer ünïcode'--"],
  ])("401: %s", async (_, authorization) => {
    const response = await post(answer, { headers: { authorization: Buffer.from(authorization).toString("latin1") } });
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer realm="Belterug"/);
    await expectProblem(response, 401);
  });

  test("a revoked key is refused from the next request on", async () => {
    const made = await createKey(database.db, "Old tool", noon);
    const headers = { authorization: `Bearer ${made.key}` };
    expect((await post({ ...answer, id: "revoked" }, { headers })).status).toBe(201);
    await revokeKey(database.db, made.id, noon);
    await expectProblem(await post({ ...answer, id: "revoked" }, { headers }), 401);
    expect(await database.db.selectFrom("sources").select(["archived_at", "version"]).where("id", "=", made.sourceId).execute()).toEqual([{ archived_at: noon, version: 2 }]);
    expect(await revokeKey(database.db, made.id, noon)).toBe(false);
  });

  test("only the hash is stored, and the last use is written", async () => {
    const rows = await database.db.selectFrom("api_keys").selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(key);
    await expect.poll(async () => (await database.db.selectFrom("api_keys").select("last_used_at").where("name", "=", "Typeform").executeTakeFirstOrThrow()).last_used_at).toEqual(noon);
  });

  test("the same id of another source is another answer", async () => {
    const other = await createKey(database.db, "CRM", noon);
    expect((await post(answer, { headers: { authorization: `Bearer ${other.key}` } })).status).toBe(201);
  });
});

test("503 while nobody has set Belterug up", async () => {
  const { key } = await createKey(notSetUp.db, "Typeform", noon);
  await expectProblem(await post(answer, { to: await serve(notSetUp.db), headers: { authorization: `Bearer ${key}` } }), 503);
});

describe("the database is away", () => {
  async function expectAway(connectionString: string) {
    const pool = createPool({ connectionString, onError: () => {} });
    const db = createDb(pool);
    const started = performance.now();
    const response = await post(answer, { to: await serve(db) });
    expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    await expectProblem(response, 503);
    expect(performance.now() - started).toBeLessThan(10_000);
    await db.destroy();
  }

  test("nobody listens", () => expectAway("postgres://x:y@127.0.0.1:1/none"));

  test("it accepts and never answers", async () => {
    const sockets: Socket[] = [];
    const silent = createServer((socket) => void sockets.push(socket.on("error", () => {}))).listen(0, "127.0.0.1");
    await once(silent, "listening");
    await expectAway(`postgres://x:y@127.0.0.1:${(silent.address() as AddressInfo).port}/none`);
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  test("it stops answering in the middle", async () => {
    const { hostname, port } = new URL(database.url);
    const sockets: Socket[] = [];
    let isAnswering = true;
    const between = createServer((near) => {
      sockets.push(near.on("error", () => {}));
      if (!isAnswering) return;
      const far = connect(Number(port), hostname);
      sockets.push(far.on("error", () => {}));
      near.pipe(far).pipe(near);
    }).listen(0, "127.0.0.1");
    await once(between, "listening");
    const through = new URL(database.url);
    through.hostname = "127.0.0.1";
    through.port = String((between.address() as AddressInfo).port);
    const db = createDb(createPool({ connectionString: through.href, onError: () => {} }));
    const to = await serve(db);
    expect((await post({ ...answer, id: "before" }, { to })).status).toBe(201);
    isAnswering = false; // nor does it answer whoever comes now
    for (const socket of sockets) socket.unpipe().pause();
    const started = performance.now();
    await expectProblem(await post({ ...answer, id: "during" }, { to }), 503);
    expect(performance.now() - started).toBeLessThan(10_000);
    for (const socket of sockets) socket.destroy();
    between.close();
    expect((await post({ ...answer, id: "after" })).status).toBe(201);
    await db.destroy();
  });

  test("the pool was closed", async () => {
    const db = createDb(createPool({ connectionString: database.url, onError: () => {} }));
    const to = await serve(db);
    expect((await post({ ...answer, id: "closed" }, { to })).status).toBe(201);
    await db.destroy();
    const response = await post(answer, { to });
    expect(response.headers.has("retry-after")).toBe(true);
    await expectProblem(response, 503);
  });

  test("the connection breaks in the middle: 503, nothing stored, and the next one is taken in", async () => {
    const db = createDb(createPool({ connectionString: database.url, onError: () => {} }));
    const to = await serve(db);
    const middle = { ...answer, id: "middle", customer: { id: "K-middle" } };
    // Somebody holds the customer, so that the delivery waits in its transaction; then its connection is ended.
    await database.db.insertInto("customers").values({ external_id: "K-middle" }).execute();
    await database.db.transaction().execute(async (trx) => {
      await trx.selectFrom("customers").selectAll().where("external_id", "=", "K-middle").forUpdate().execute();
      const waiting = post(middle, { to });
      await expect.poll(async () => (await database.pool.query(`select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`)).rows[0].n).toBe(1);
      await database.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`);
      await expectProblem(await waiting, 503);
    });
    expect(await database.db.selectFrom("responses").select("id").where("external_id", "=", "middle").executeTakeFirst()).toBeUndefined();
    expect((await post(middle, { to })).status).toBe(201);
    await db.destroy();
  });
});
