import fc from "fast-check";
import pg from "pg";
import { expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { hmac, useDeliveries } from "#tests/deliveries.ts";
import { noon } from "#tests/factories.ts";
import { createDb, createPool } from "#db/client.ts";
import { takeDelivery } from "./deliver.server.ts";
import { gatheredDeliveries } from "./gathered.server.ts";
import { sweepDeliveries } from "./sweep.server.ts";
import { findSource } from "./source.server.ts";
import { archiveSource, pauseSource, resumeSource, retryDelivery, rotateSecret, saveMapping } from "./sources.server.ts";

const database = useDatabase();
const inbox = useDeliveries(database);

const json = { "content-type": "application/json" };
const delighted = (type: string, data: object) => JSON.stringify({ event_type: `survey_response.${type}`, event_data: { id: "7001", person: { id: "9", name: "Jan de Boer", email: "jan@klant.example" }, survey_type: "nps", ...data } });
const signedAs = (secret: string, body: string) => ({ ...json, "x-delighted-webhook-signature": `sha256=${hmac("sha256", secret, body, "hex")}` });

test("a signed answer is taken in once: 201 with its task, then 200", async () => {
  const source = await inbox.connect("delighted", { secret: "geheim" });
  const body = delighted("created", { id: "1", score: 2, comment: null, created_at: 1795170000, updated_at: 1795170000 });
  const first = await inbox.send(source, body, { headers: signedAs("geheim", body) });
  expect(first).toMatchObject({ status: 201, json: { verdict: "taken_in", created: true } });
  expect(await inbox.send(source, body, { headers: signedAs("geheim", body) })).toMatchObject({ status: 200, json: { created: false, responses: first.json["responses"] } });
  const [response, ...more] = await inbox.responses(source);
  expect(more).toEqual([]);
  expect(response).toMatchObject({ external_id: "1", score: 2, category: "detractor", comment: null });
  expect(await inbox.deliveries(source)).toMatchObject([
    { verdict: "taken_in", is_new: true, response_id: response!.id, body: Buffer.from(body) },
    { verdict: "taken_in", is_new: false, response_id: response!.id },
  ]);
  const { count } = await database.db.selectFrom("tasks").select((eb) => eb.fn.countAll<number>().as("count")).where("response_id", "=", response!.id).executeTakeFirstOrThrow();
  expect(count).toBe(1);
});

test("the score first, the words later, each several times and in any order: the same answer and one task", async () => {
  const source = await inbox.connect("delighted", { secret: "geheim" });
  let round = 0;
  const events = [
    { type: "created", score: 3, comment: null, updated_at: 1795170000 },
    { type: "updated", score: 3, comment: "Niemand belt terug.", updated_at: 1795170300 },
    { type: "updated", score: 4, comment: "Niemand belde terug, nu wel.", updated_at: 1795170900 },
  ];
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray([...events, ...events], { minLength: 6 }), fc.boolean(), async (order, isAtOnce) => {
      const id = `order-${++round}`;
      const deliver = async ({ type, ...event }: (typeof events)[number]) => {
        const body = delighted(type, { id, created_at: 1795170000, ...event });
        const { status } = await inbox.send(source, body, { headers: signedAs("geheim", body) });
        expect([200, 201]).toContain(status);
      };
      if (isAtOnce) await Promise.all(order.map(deliver));
      else for (const event of order) await deliver(event);
      const found = await database.db.selectFrom("responses").leftJoin("tasks", "tasks.response_id", "responses.id").select(["score", "comment", "answered_at", "tasks.id as task"]).where("external_id", "=", id).execute();
      expect(found).toEqual([{ score: 4, comment: "Niemand belde terug, nu wel.", answered_at: new Date(1795170900_000), task: expect.any(Number) }]);
    }),
    { numRuns: 15 },
  );
});

test("what nobody signed is refused with 401, and no more than 60 an hour are written down, without their bodies", async () => {
  const source = await inbox.connect("delighted", { secret: "geheim" });
  const body = delighted("created", { score: 2, updated_at: 1795170000 });
  expect((await inbox.send(source, body, { headers: signedAs("ander geheim", body) })).json).toMatchObject({ status: 401, reason: "signature_wrong" });
  expect((await inbox.send(source, body, { headers: json })).json).toMatchObject({ status: 401, reason: "signature_missing" });
  for (let n = 0; n < 70; n++) await inbox.send(source, body, { headers: json });
  const all = await inbox.deliveries(source);
  expect(all).toHaveLength(60);
  expect(all.every(({ verdict, body }) => verdict === "unsigned" && body === null)).toBe(true);
  inbox.clock.now = new Date(noon.getTime() + 3_600_001);
  await inbox.send(source, body, { headers: json });
  inbox.clock.now = noon;
  expect(await inbox.deliveries(source)).toHaveLength(61);
  expect(await inbox.responses(source)).toEqual([]);
});

test("both secrets are good for a day", async () => {
  const source = await inbox.connect("delighted", { secret: "oud" });
  const body = delighted("created", { score: 9, updated_at: 1795170000 });
  expect(await rotateSecret(database.db, source.id, noon, "nieuw")).toBe("nieuw");
  const statusWith = async (secret: string) => (await inbox.send(source, body, { headers: signedAs(secret, body) })).status;
  expect([await statusWith("oud"), await statusWith("nieuw")]).toEqual([201, 200]);
  inbox.clock.now = new Date(noon.getTime() + 24 * 3_600_000);
  expect([await statusWith("oud"), await statusWith("nieuw")]).toEqual([401, 200]);
  inbox.clock.now = noon;
});

test("a tool that nobody mapped yet: its deliveries wait, and are taken in when the mapping is saved", async () => {
  const source = await inbox.connect("anything");
  const body = (n: number) => JSON.stringify({ answer: { number: `A${n}`, cijfer: String(n), tekst: "Snel geholpen" } });
  for (const n of [9, 3, 11]) expect(await inbox.send(source, body(n), { headers: json })).toMatchObject({ status: 202, json: { verdict: "waiting", reason: "not_mapped" } });
  const mapping = { fields: { id: [{ at: ["answer", "number"] }], score: [{ at: ["answer", "cijfer"] }], comment: [{ at: ["answer", "tekst"] }] } };
  await saveMapping(inbox.services, source.id, mapping);
  await inbox.replay(source);
  expect((await inbox.deliveries(source)).map(({ reason }) => reason)).toEqual([{ code: "scale_not_confirmed" }, { code: "scale_not_confirmed" }, { code: "score_out_of_range", value: "11" }]);

  await saveMapping(inbox.services, source.id, { ...mapping, scale: "0-10" });
  expect(await inbox.jobs("replay-deliveries")).toContainEqual({ sourceId: source.id });
  await inbox.replay(source);
  await inbox.replay(source); // killed and run again
  expect(await inbox.responses(source)).toMatchObject([{ external_id: "A9", score: 9, category: "promoter", answered_at: noon }, { external_id: "A3", score: 3, category: "detractor" }]);
  expect((await inbox.deliveries(source)).map(({ verdict }) => verdict)).toEqual(["taken_in", "taken_in", "refused"]);
  expect(await inbox.send(source, body(4), { headers: json })).toMatchObject({ status: 201 });
  expect(await inbox.send(source, body(12), { headers: json })).toMatchObject({ status: 422, json: { reason: "score_out_of_range", detail: expect.stringContaining("12") } });
});

test("a delivery that was read by a mapping of a moment ago is read again by the one that was saved meanwhile", async () => {
  const source = await inbox.connect("anything");
  const stale = await findSource(database.db, source.address);
  await saveMapping(inbox.services, source.id, { scale: "0-10", fields: { id: [{ at: ["id"] }], score: [{ at: ["nps"] }] } });
  await inbox.replay(source); // it ran before the delivery was stored
  const plain = gatheredDeliveries(inbox.services);
  const finds = [stale];
  const deliveries = { ...plain, find: async (address: string) => finds.pop() ?? plain.find(address) };
  const answer = await takeDelivery(inbox.services, deliveries, { address: source.address, query: new URLSearchParams(), headers: {}, raw: Buffer.from('{"id":1,"nps":9}') });
  expect(answer.status).toBe(201);
  expect(await inbox.responses(source)).toHaveLength(1);
});

test("a paused source keeps what comes, and takes it in when it goes on", async () => {
  const source = await inbox.connect("delighted", { secret: "geheim" });
  await pauseSource(database.db, source.id, noon);
  const body = delighted("created", { id: "paused", score: 5, updated_at: 1795170000 });
  expect(await inbox.send(source, body, { headers: signedAs("geheim", body) })).toMatchObject({ status: 202, json: { verdict: "held" } });
  await inbox.replay(source);
  expect(await inbox.responses(source)).toEqual([]);
  await resumeSource(inbox.services, source.id);
  await inbox.replay(source);
  expect(await inbox.responses(source)).toMatchObject([{ external_id: "paused", score: 5 }]);
});

test("a refused delivery can be tried again when its mapping is mended", async () => {
  const source = await inbox.connect("anything");
  const mapping = (key: string) => ({ scale: "0-10" as const, fields: { id: [{ at: ["id"] }], score: [{ at: [key] }] } });
  await saveMapping(inbox.services, source.id, mapping("year"));
  expect((await inbox.send(source, JSON.stringify({ id: 1, year: 2026, score: 8 }))).status).toBe(422);
  await saveMapping(inbox.services, source.id, mapping("score"));
  const [delivery] = await inbox.deliveries(source);
  expect(await retryDelivery(inbox.services, source.id, delivery!.id)).toBe(true);
  await inbox.replay(source);
  expect(await inbox.responses(source)).toMatchObject([{ external_id: "1", score: 8 }]);
  expect(await retryDelivery(inbox.services, source.id, delivery!.id)).toBe(false);
});

test("several answers in one delivery: each is stored once, or none", async () => {
  const source = await inbox.connect("anything");
  await saveMapping(inbox.services, source.id, { scale: "0-10", fields: { id: [{ at: ["id"] }], score: [{ at: ["nps"] }] } });
  expect(await inbox.send(source, JSON.stringify([{ id: "a", nps: 1 }, { id: "b", nps: 11 }]))).toMatchObject({ status: 422 });
  expect(await inbox.responses(source)).toEqual([]);
  expect(await inbox.send(source, JSON.stringify([{ id: "a", nps: 1 }, { id: "b", nps: 10 }, { id: "a", nps: 1 }]))).toMatchObject({ status: 201 });
  expect((await inbox.responses(source)).map(({ external_id }) => external_id)).toEqual(["a", "b"]);
});

test("one delivery that cannot be stored stops none of the others that waited with it", async () => {
  const source = await inbox.connect("anything");
  for (let n = 0; n < 60; n++) await inbox.send(source, JSON.stringify({ id: `w${n}`, nps: 9, tekst: n === 7 ? "poison" : "Fijn" }));
  await database.pool.query("create function trip() returns trigger language plpgsql as $$ begin raise exception 'our mistake' using errcode = 'XX000'; end $$; create trigger trip before insert on responses for each row when (new.comment = 'poison') execute function trip()");
  await saveMapping(inbox.services, source.id, { scale: "0-10", fields: { id: [{ at: ["id"] }], score: [{ at: ["nps"] }], comment: [{ at: ["tekst"] }] } });
  await inbox.replay(source);
  const all = await inbox.deliveries(source);
  expect(all.filter(({ verdict }) => verdict === "taken_in")).toHaveLength(59);
  expect(all[7]).toMatchObject({ verdict: "refused", reason: { code: "not_stored" } });
  await database.pool.query("drop trigger trip on responses");
  await retryDelivery(inbox.services, source.id, all[7]!.id);
  await inbox.replay(source);
  expect(await inbox.responses(source)).toHaveLength(60);
});

test("a replay that is cut off half-way goes on where it was: every answer is there once, with one task", async () => {
  const source = await inbox.connect("anything");
  const count = 400;
  await database.db.insertInto("deliveries").values(Array.from({ length: count }, (_, n) => ({ source_id: source.id, received_at: noon, verdict: "waiting" as const, body: Buffer.from(JSON.stringify({ id: `cut-${n}`, nps: 2 })) }))).execute();
  await saveMapping(inbox.services, source.id, { scale: "0-10", fields: { id: [{ at: ["id"] }], score: [{ at: ["nps"] }] } });
  const open = () => inbox.deliveries(source).then((all) => all.filter(({ verdict }) => verdict === "waiting").length);
  const running = inbox.replay(source).then(() => "done", () => "cut off");
  await expect.poll(open, { interval: 2, timeout: 10_000 }).toBeLessThan(count);
  const killer = new pg.Client({ connectionString: database.url });
  await killer.connect();
  await killer.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
  await killer.end();
  expect(await running).toBe("cut off");
  expect(await open()).toBeGreaterThan(0);
  await inbox.replay(source);
  expect(await open()).toBe(0);
  const responses = await inbox.responses(source);
  expect(new Set(responses.map(({ external_id }) => external_id)).size).toBe(count);
  expect(responses).toHaveLength(count);
  const tasks = await database.db.selectFrom("tasks").innerJoin("responses", "responses.id", "tasks.response_id").select("tasks.id").where("responses.source_id", "=", source.id).execute();
  expect(tasks).toHaveLength(count);
});

test("after 30 days the bodies are emptied, and what still waited says that it is too late", async () => {
  const source = await inbox.connect("anything");
  await inbox.send(source, '{"a":1}');
  const later = { ...inbox.services, now: () => new Date(noon.getTime() + 30 * 86_400_000 + 1) };
  await sweepDeliveries(inbox.services);
  expect(await inbox.deliveries(source)).toMatchObject([{ verdict: "waiting", body: Buffer.from('{"a":1}') }]);
  await sweepDeliveries(later);
  await sweepDeliveries(later);
  expect(await inbox.deliveries(source)).toMatchObject([{ verdict: "refused", reason: { code: "body_gone" }, body: null }]);
});

test("an address that nobody has, and an archived one, are 404", async () => {
  const source = await inbox.connect("anything");
  expect((await inbox.send({ address: "x".repeat(32) }, "{}")).status).toBe(404);
  expect((await inbox.send({ address: "../../etc" }, "{}")).status).toBe(404);
  await archiveSource(database.db, source.id, noon);
  expect((await inbox.send(source, "{}")).status).toBe(404);
});

test("a database that is away is 503, with when to come again", async () => {
  const db = createDb(createPool({ connectionString: "postgres://x:y@127.0.0.1:1/none", onError: () => {} }));
  const services = { ...inbox.services, db };
  const answer = await takeDelivery(services, gatheredDeliveries(services), { address: "x".repeat(32), query: new URLSearchParams(), headers: {}, raw: Buffer.from("{}") });
  expect(answer).toMatchObject({ status: 503, headers: { "Retry-After": "5" } });
  await db.destroy();
});
