import { createHmac } from "node:crypto";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeResponse, makeTeam, noon } from "#tests/factories.ts";
import { type Got, makeEndpoint, type Receiver, startReceiver, testSecret } from "#tests/receiver.ts";
import { readConfig } from "../config.server.ts";
import { createLog } from "../log.server.ts";
import { announce } from "./announce.server.ts";
import { startDelivering } from "./deliver.server.ts";
import { eventSchemas } from "./events.ts";
import { mostTries } from "./retry.ts";
import { newSecret } from "./sign.server.ts";
import { daysKept, sweepEvents } from "./sweep.server.ts";
import { leaseDue, settle, tryOnce } from "./try.server.ts";

const database = useDatabase();
let receiver: Receiver;
let adminId: number;
let teamId: number;
let now = noon;
const services = () => ({
  db: database.db,
  log: createLog("silent"),
  now: () => now,
  config: readConfig({ NODE_ENV: "test", BASE_URL: "https://belterug.delinde.example", EVENT_HOSTS_ALLOWED: "localhost" }, "demo"),
});

beforeAll(async () => {
  receiver = await startReceiver();
  teamId = (await makeTeam(database.db)).id;
  await makeOrganisation(database.db);
  adminId = (await makeEmployee(database.db, { is_admin: true })).id;
});
afterAll(() => receiver.stop());
beforeEach(async () => {
  now = noon;
  receiver.reply = () => ({ status: 204 });
  receiver.requests.length = 0;
  await database.db.deleteFrom("outgoing_events").execute();
  await database.db.deleteFrom("event_endpoints").execute();
});

const running: { stop: () => Promise<void> }[] = [];
const start = () => running.push(startDelivering(services(), { pollMs: 20 }));
afterEach(async () => void (await Promise.all(running.splice(0).map((loop) => loop.stop()))));

const pass = (seconds: number) => void (now = new Date(now.getTime() + seconds * 1_000));
const endpoint = (values: Parameters<typeof makeEndpoint>[2] = {}) => makeEndpoint(database.db, adminId, { url: `${receiver.url}/crm`, ...values });
const deliveries = () => database.db.selectFrom("event_deliveries").selectAll().orderBy("id").execute();
const delivery = async () => (await deliveries())[0]!;

async function happen(count = 1): Promise<void> {
  const responses = await Promise.all(Array.from({ length: count }, async () => ({ kind: "response.received" as const, responseId: (await makeResponse(database.db, { team_id: teamId })).id })));
  await database.db.transaction().execute((trx) => announce(trx, responses, now));
}

/** One round as the loop does it; gives how many it tried. */
async function round(): Promise<number> {
  const leased = await leaseDue(database.db, now);
  for (const one of leased) await settle(database.db, one, await tryOnce(one, services()), now, 0);
  return leased.length;
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await isSo()); ) {
    if (Date.now() > end) throw new Error("it did not come to that");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** As the specification says, written down once more: HMAC-SHA256 of id.timestamp.body, the key in base64 after whsec_. */
function isSigned({ headers, body }: Got, secret: string): boolean {
  const expected = createHmac("sha256", Buffer.from(secret.replace("whsec_", ""), "base64")).update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`).digest("base64");
  return String(headers["webhook-signature"]).split(" ").includes(`v1,${expected}`);
}

describe("what the receiver gets", () => {
  test("the published body, signed, with the event's own id and the time of this try", async () => {
    await endpoint();
    await happen();
    pass(90);
    expect(await round()).toBe(1);
    const [got] = receiver.requests;
    expect(got).toMatchObject({ method: "POST", path: "/crm", headers: { "content-type": "application/json", "webhook-timestamp": String(noon.getTime() / 1_000 + 90), "webhook-id": (await delivery()).event_id } });
    expect(eventSchemas["response.received"].parse(JSON.parse(got!.body))).toMatchObject({ type: "response.received", timestamp: noon.toISOString() });
    expect(isSigned(got!, testSecret)).toBe(true);
    expect(isSigned({ ...got!, body: `${got!.body} ` }, testSecret)).toBe(false);
    expect(await delivery()).toMatchObject({ status: "delivered", try_count: 1, last_status: 204, last_problem: null, next_try_at: null });
  });

  test("two signatures while a secret is being changed, one before and after", async () => {
    const [old, fresh] = [newSecret(), newSecret()];
    await endpoint({ secret: fresh, previous_secret: old, previous_secret_until: new Date(noon.getTime() + 60_000) });
    await happen(2);
    await round();
    expect(receiver.requests.every((got) => isSigned(got, old) && isSigned(got, fresh))).toBe(true);
    pass(61);
    await happen();
    await round();
    expect([isSigned(receiver.requests.at(-1)!, old), isSigned(receiver.requests.at(-1)!, fresh)]).toEqual([false, true]);
  });

  test("the same bytes and the same id each time, until it answers 2xx", async () => {
    receiver.reply = () => ({ status: 500, body: "x".repeat(1_000_000) });
    await endpoint();
    await happen();
    await round();
    expect(await round(), "not before its time").toBe(0);
    pass(5);
    receiver.reply = () => ({ status: 200 });
    await round();
    const [first, second] = receiver.requests;
    expect([second!.body, second!.headers["webhook-id"]]).toEqual([first!.body, first!.headers["webhook-id"]]);
    expect(isSigned(second!, testSecret)).toBe(true);
    expect(await delivery()).toMatchObject({ status: "delivered", try_count: 2 });
  });
});

describe("what does not arrive", () => {
  test("is given up after the last try, and says why", async () => {
    receiver.reply = () => ({ status: 404 });
    await endpoint();
    await happen();
    const states = [];
    for (let tries = 1; tries <= mostTries; tries++) {
      expect(await round()).toBe(1);
      states.push((await delivery()).status);
      pass(2 * 86_400);
    }
    expect(states).toEqual([...Array(mostTries - 1).fill("waiting"), "failed"]);
    expect(await delivery()).toMatchObject({ try_count: mostTries, last_status: 404, next_try_at: null });
    expect(await round()).toBe(0);
  });

  test("a redirect is a failure, and goes nowhere", async () => {
    receiver.reply = ({ path }) => (path === "/crm" ? { status: 307, headers: { location: "/elsewhere" } } : { status: 200 });
    await endpoint();
    await happen();
    await round();
    expect(receiver.requests.map(({ path }) => path)).toEqual(["/crm"]);
    expect(await delivery()).toMatchObject({ status: "waiting", last_status: 307 });
  });

  test("an address inside gets nothing, whatever was allowed when it was typed in", async () => {
    await endpoint({ url: `http://127.0.0.1:${receiver.port}/` });
    await endpoint({ url: `https://127.0.0.1:${receiver.port}/` });
    await happen();
    await round();
    expect(receiver.requests).toEqual([]);
    expect((await deliveries()).map(({ last_problem }) => last_problem).sort()).toEqual(["not_https", "private_address"]);
  });

  test("410 pauses the endpoint; what happens meanwhile waits, and goes when it is let on", async () => {
    receiver.reply = () => ({ status: 410 });
    const { id } = await endpoint();
    await happen();
    await round();
    await happen();
    pass(60);
    expect(await round()).toBe(0);
    expect(await database.db.selectFrom("event_endpoints").select(["paused_at", "is_gone"]).executeTakeFirstOrThrow()).toEqual({ paused_at: noon, is_gone: true });
    receiver.reply = () => ({ status: 200 });
    await database.db.updateTable("event_endpoints").set({ paused_at: null, is_gone: false }).where("id", "=", id).execute();
    expect(await round()).toBe(2);
  });

  test("too many requests: it waits as long as it was asked to", async () => {
    receiver.reply = () => ({ status: 429, headers: { "retry-after": "600" } });
    await endpoint();
    await happen();
    await round();
    expect((await delivery()).next_try_at).toEqual(new Date(noon.getTime() + 600_000));
  });
});

describe("processes that end or are held up", () => {
  test("killed between taking it and writing down the end: tried again, at least once, under the same id", async () => {
    await endpoint();
    await happen();
    const [leased] = await leaseDue(database.db, now);
    await tryOnce(leased!, services()); // and then it is gone
    expect(await round(), "still the dead process's").toBe(0);
    pass(60);
    expect(await round()).toBe(1);
    expect(new Set(receiver.requests.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(await delivery()).toMatchObject({ status: "delivered", try_count: 2 });
  });

  test("whoever comes back after another tried says nothing of a failure, but does of an arrival", async () => {
    await endpoint();
    await happen();
    const [late] = await leaseDue(database.db, now);
    pass(60);
    const [second] = await leaseDue(database.db, now);
    await settle(database.db, late!, { status: 500, problem: null }, now, 0);
    expect(await delivery()).toMatchObject({ try_count: 2, last_status: null });
    await settle(database.db, late!, { status: 200, problem: null }, now, 0);
    await settle(database.db, second!, { status: 500, problem: null }, now, 0);
    expect(await delivery()).toMatchObject({ status: "delivered", last_status: 200 });
  });

  test("two loops share the work: everything arrives once", async () => {
    await endpoint();
    await endpoint({ url: `${receiver.url}/other` });
    await happen(40);
    start();
    start();
    await until(async () => (await deliveries()).every(({ status }) => status === "delivered"));
    expect(receiver.requests.length).toBe(80);
    expect(new Set(receiver.requests.map(({ path, headers }) => path + String(headers["webhook-id"]))).size).toBe(80);
  });

  test("the database broke every connection: the loop goes on", async () => {
    await endpoint();
    start();
    await happen();
    await until(async () => (await deliveries()).every(({ status }) => status === "delivered"));
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
    await client.end();
    await until(() => happen().then(() => true, () => false));
    await until(() => receiver.requests.length === 2);
  });

  test("a stop waits for what is under way and writes it down", async () => {
    const answers: (() => void)[] = [];
    receiver.reply = () => (response) => void answers.push(() => response.writeHead(200).end());
    await endpoint();
    await happen();
    start();
    await until(() => answers.length === 1);
    const stopped = running.pop()!.stop();
    answers[0]!();
    await stopped;
    expect(await delivery()).toMatchObject({ status: "delivered" });
  });
});

describe("endpoints leave each other alone", () => {
  test("one that never answers holds only itself up", async () => {
    receiver.reply = ({ path }) => (path === "/slow" ? () => {} : { status: 200 });
    const slow = await endpoint({ url: `${receiver.url}/slow` });
    await happen(8);
    const fast = await endpoint({ url: `${receiver.url}/fast` });
    await happen(8);
    start();
    await until(async () => (await deliveries()).filter(({ endpoint_id }) => endpoint_id === fast.id).every(({ status }) => status === "delivered"));
    const waiting = (await deliveries()).filter(({ endpoint_id }) => endpoint_id === slow.id);
    expect(waiting.map(({ status }) => status)).toEqual(Array(16).fill("waiting"));
    expect(receiver.requests.filter(({ path }) => path === "/slow").length, "as many at once as one may have").toBe(5);
    await receiver.stop(); // ends the slow ones
    receiver = await startReceiver();
  });
});

describe("what is old", () => {
  test("goes after a month, delivered or not, with its deliveries", async () => {
    await endpoint();
    await happen(2);
    pass(86_400);
    await happen();
    pass((daysKept - 1) * 86_400 + 1);
    await sweepEvents(services());
    expect((await deliveries()).length).toBe(1);
    expect((await database.db.selectFrom("outgoing_events").select("id").execute()).length).toBe(1);
  });
});
