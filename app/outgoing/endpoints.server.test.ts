import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeResponse, makeTeam, noon } from "#tests/factories.ts";
import { makeEndpoint } from "#tests/receiver.ts";
import { readConfig } from "../config.server.ts";
import { announce } from "./announce.server.ts";
import { checkEndpoint } from "./endpoint-check.server.ts";
import { addEndpoint, archiveEndpoint, endpointById, listEndpoints, mostEndpoints, pauseEndpoint, renewSecret, resumeEndpoint, sendTest } from "./endpoints.server.ts";
import { deliveryLog, replayFailed, replayOne } from "./log.server.ts";

const database = useDatabase();
let adminId: number;
let teamId: number;
beforeAll(async () => {
  teamId = (await makeTeam(database.db)).id;
  await makeOrganisation(database.db);
  adminId = (await makeEmployee(database.db, { is_admin: true })).id;
});
beforeEach(async () => {
  await database.db.deleteFrom("outgoing_events").execute();
  await database.db.deleteFrom("event_endpoints").execute();
});

const origin = "https://belterug.delinde.example";
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const input = { name: "CRM", url: "https://crm.example/in", kinds: ["task.closed" as const] };

function typed(values: Record<string, string>, kinds: string[] = ["task.closed"]): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  for (const kind of kinds) form.append("kinds", kind);
  return form;
}

describe("the form", () => {
  const config = readConfig({ NODE_ENV: "test", EVENT_HOSTS_ALLOWED: "crm.intern" }, "demo");
  const check = (form: FormData) => checkEndpoint(form, { config, language: "nl" });

  test("takes a public address, and one inside that the configuration names", async () => {
    expect(await check(typed({ name: " CRM ", url: "https://8.8.8.8/in" }, ["task.closed", "task.closed", "task.told"]))).toEqual({ input: { name: "CRM", url: "https://8.8.8.8/in", kinds: ["task.closed", "task.told"] } });
    expect(await check(typed({ name: "CRM", url: "http://crm.intern:8080/in" }))).toMatchObject({ input: { url: "http://crm.intern:8080/in" } });
  });

  test("refuses one inside at once, in words, and keeps what was typed", async () => {
    expect(await check(typed({ name: "CRM", url: "https://192.168.1.10/in" }, ["task.told", "task.closed"]))).toEqual({
      problem: { errors: { url: expect.stringContaining("binnen je eigen netwerk") }, values: { name: "CRM", url: "https://192.168.1.10/in", kinds: "task.told task.closed" } },
    });
    expect(await check(typed({ name: "CRM", url: "https://localhost/in" }))).toMatchObject({ problem: { errors: { url: expect.stringContaining("binnen je eigen netwerk") } } });
  });

  test("says what is missing, of every field together", async () => {
    const refused = await check(typed({ name: "", url: "crm" }, []));
    expect("problem" in refused && Object.keys(refused.problem.errors).sort()).toEqual(["kinds", "name", "url"]);
    expect("problem" in (await check(typed({ name: "CRM", url: "https://8.8.8.8/" }, ["task.eaten"])))).toBe(true);
  });
});

describe("an endpoint", () => {
  test("has a secret of its own, and two for a day after a new one was made", async () => {
    const id = (await addEndpoint(database.db, input, { by: adminId, now: noon }))!;
    const before = (await endpointById(database.db, id))!;
    expect(before.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    await renewSecret(database.db, id, noon);
    const after = await database.db.selectFrom("event_endpoints").selectAll().executeTakeFirstOrThrow();
    expect(after).toMatchObject({ previous_secret: before.secret, previous_secret_until: later(24 * 60) });
    expect(after.secret).not.toBe(before.secret);
  });

  test("there are not more than so many, also when two add the last one at once", async () => {
    for (let count = 1; count < mostEndpoints; count++) await addEndpoint(database.db, input, { by: adminId, now: noon });
    const both = await Promise.all([1, 2].map(() => addEndpoint(database.db, input, { by: adminId, now: noon })));
    expect(both.filter((id) => id === null).length).toBe(1);
    await archiveEndpoint(database.db, both.find((id) => id !== null)!, noon);
    expect(await addEndpoint(database.db, input, { by: adminId, now: noon })).not.toBeNull();
  });

  test("archived: nothing waits for it any more and its page is gone; what was sent is remembered", async () => {
    const { id } = await makeEndpoint(database.db, adminId);
    await sendTest(database.db, id, noon);
    await sendTest(database.db, id, noon);
    await database.db.updateTable("event_deliveries").set({ status: "delivered" }).where("id", "in", (eb) => eb.selectFrom("event_deliveries").select((one) => one.fn.min("id").as("id"))).execute();
    await archiveEndpoint(database.db, id, noon);
    expect(await endpointById(database.db, id)).toBeUndefined();
    expect((await database.db.selectFrom("event_deliveries").select("status").execute()).map(({ status }) => status)).toEqual(["delivered"]);
    expect(await listEndpoints(database.db)).toMatchObject([{ id, archived_at: noon }]);
  });

  test("paused and let on again; that it was gone is forgotten then", async () => {
    const { id } = await makeEndpoint(database.db, adminId, { is_gone: true });
    await pauseEndpoint(database.db, id, noon);
    await pauseEndpoint(database.db, id, later(5));
    expect(await endpointById(database.db, id)).toMatchObject({ paused_at: noon });
    await resumeEndpoint(database.db, id);
    expect(await endpointById(database.db, id)).toMatchObject({ paused_at: null, is_gone: false });
  });
});

describe("the log", () => {
  async function logged(count: number, values: object = { last_problem: null }) {
    const endpoint = await makeEndpoint(database.db, adminId, { kinds: ["response.received"] });
    const { id: responseId } = await makeResponse(database.db, { team_id: teamId });
    for (let index = 0; index < count; index++) await database.db.transaction().execute((trx) => announce(trx, [{ kind: "response.received", responseId }], later(index)));
    await database.db.updateTable("event_deliveries").set(values).where("endpoint_id", "=", endpoint.id).execute();
    const ids = (await database.db.selectFrom("event_deliveries").select("id").where("endpoint_id", "=", endpoint.id).orderBy("id").execute()).map(({ id }) => id);
    return { endpointId: endpoint.id, ids };
  }

  test("newest first, a page at a time, with what was sent", async () => {
    const { endpointId, ids } = await logged(31);
    const first = await deliveryLog(database.db, endpointId, { before: undefined, origin });
    expect(first.deliveries.map(({ id }) => id)).toEqual(ids.slice(1).reverse());
    expect(JSON.parse(first.deliveries[0]!.body)).toMatchObject({ type: "response.received", timestamp: later(30).toISOString() });
    expect(await deliveryLog(database.db, endpointId, { before: first.next!, origin })).toMatchObject({ deliveries: [{ id: ids[0] }], next: null });
  });

  test("one goes again, whether it arrived, was given up or waits; not while it is being tried, nor another endpoint's", async () => {
    const { endpointId, ids } = await logged(1, { status: "delivered", try_count: 3, next_try_at: null, last_try_at: noon });
    const other = await makeEndpoint(database.db, adminId);
    expect(await replayOne(database.db, other.id, ids[0]!, later(10))).toBe(false);
    expect(await replayOne(database.db, endpointId, ids[0]!, later(10))).toBe(true);
    const row = () => database.db.selectFrom("event_deliveries").selectAll().executeTakeFirstOrThrow();
    expect(await row()).toMatchObject({ status: "waiting", try_count: 0, next_try_at: later(10) });
    await database.db.updateTable("event_deliveries").set({ last_try_at: later(11), next_try_at: later(12) }).execute();
    expect(await replayOne(database.db, endpointId, ids[0]!, later(11.5)), "just being tried").toBe(false);
    await database.db.updateTable("event_deliveries").set({ next_try_at: later(600) }).execute();
    expect(await replayOne(database.db, endpointId, ids[0]!, later(13))).toBe(true);
  });

  test("all that failed since then goes again, of this endpoint only", async () => {
    const old = { status: "failed" as const, next_try_at: null, last_try_at: later(-120), last_status: 500 };
    const other = await logged(1, { ...old, last_try_at: later(-5) });
    const { endpointId, ids } = await logged(5, old);
    const set = (index: number, values: object) => database.db.updateTable("event_deliveries").set(values).where("id", "=", ids[index]!).execute();
    await set(1, { last_try_at: later(-30) });
    await set(2, { last_try_at: later(-30), status: "waiting", next_try_at: later(600) });
    await set(3, { last_try_at: later(-30), status: "delivered" });
    await set(4, { last_try_at: later(-0.5), status: "waiting", next_try_at: later(0.5) }); // under way
    expect(await endpointById(database.db, endpointId)).toMatchObject({ failed: 2, waiting: 2, is_failing: true });
    expect(await replayFailed(database.db, endpointId, later(-60), noon)).toBe(2);
    const due = await database.db.selectFrom("event_deliveries").select("id").where("endpoint_id", "=", endpointId).where("status", "=", "waiting").where("next_try_at", "<=", noon).orderBy("id").execute();
    expect(due.map(({ id }) => id)).toEqual([ids[1], ids[2]]);
    expect(await endpointById(database.db, other.endpointId)).toMatchObject({ failed: 1 });
  });
});
