import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "#db/client.ts";
import { useDatabase } from "#tests/database.ts";
import { makeCustomer, makeEmployee, makeOrganisation, makeSource, makeTeam, noon } from "#tests/factories.ts";
import { record } from "../tasks/record.server.ts";
import { receiveCustomers, receiveResponse, receiveResponses } from "./receive.server.ts";
import { responseInput } from "./response.ts";

const database = useDatabase();
let noord: { id: number };
let fatima: { id: number; name: string; email: string };
let ruben: { id: number; name: string; email: string };
let source: { id: number };

beforeAll(async () => {
  await makeOrganisation(database.db);
  noord = await makeTeam(database.db, { name: "Team Noord", code: "noord" });
  fatima = await makeEmployee(database.db, { name: "Fatima Amrani", team: noord.id });
  ruben = await makeEmployee(database.db, { name: "Ruben Visser", team: noord.id, lead: true });
  source = await makeSource(database.db);
});

const at = (minute: number) => new Date(noon.getTime() + minute * 60_000).toISOString();
const later = (hours: number) => new Date(noon.getTime() + hours * 3_600_000);

function receive(db: Db, given: object, { now = noon, from = source } = {}) {
  return receiveResponse(db, from, responseInput.parse({ id: "a-1", score: 3, answered_at: at(0), customer: { id: "K1" }, ...given }), { now });
}

const eventsOf = (db: Db, taskId: number) => db.selectFrom("task_events").select("kind").where("task_id", "=", taskId).orderBy("id").execute().then((rows) => rows.map((row) => row.kind));
const count = async (db: Db, table: "tasks" | "customers" | "responses" | "compliments") => Number((await db.selectFrom(table).select((eb) => eb.fn.countAll().as("n")).executeTakeFirstOrThrow()).n);

const praiseTold = (db: Db) => db.selectFrom("messages").select("employee_id").where("kind", "=", "compliment").orderBy("id").execute().then((rows) => rows.map((row) => row.employee_id));

describe("an answer that is sent again", () => {
  test("score first and words later: one task, which says that the words came", () =>
    database.rollback(async (trx) => {
      const first = await receive(trx, {});
      const second = await receive(trx, { comment: "Niemand belt terug.", answered_at: at(1) }, { now: later(1) });
      expect(second).toEqual({ ...first, created: false });
      expect(await eventsOf(trx, first.task!.id)).toEqual(["opened", "response_changed"]);
      const task = await trx.selectFrom("tasks").select(["due_at", "search"]).executeTakeFirstOrThrow();
      expect(task).toMatchObject({ due_at: later(24), search: expect.stringContaining("niemand") });
    }));

  test("exactly the same again changes nothing, not even a date", () =>
    database.rollback(async (trx) => {
      const given = { comment: "Niemand belt terug.", customer: { id: "K1", name: "Jan", email: "Jan@Klant.example" }, attributes: { b: 1, a: "x" } };
      await receive(trx, given);
      const state = async () => JSON.stringify([await trx.selectFrom("responses").selectAll().execute(), await trx.selectFrom("customers").selectAll().execute(), await trx.selectFrom("tasks").selectAll().execute()]);
      const before = await state();
      await receive(trx, given, { now: later(2) });
      expect(await state()).toBe(before);
    }));

  test("the score alone, retried after the words of the same instant, does not wipe them out; a newer empty comment does", () =>
    database.rollback(async (trx) => {
      const comment = () => trx.selectFrom("responses").select("comment").executeTakeFirstOrThrow();
      await receive(trx, { comment: "Niemand belt terug." });
      await receive(trx, { comment: null });
      expect(await comment()).toEqual({ comment: "Niemand belt terug." });
      await receive(trx, { comment: "", answered_at: at(1) });
      expect(await comment()).toEqual({ comment: null });
    }));

  test("a promoter who becomes a detractor gets a task then, with a day to call her", () =>
    database.rollback(async (trx) => {
      expect((await receive(trx, { score: 9, comment: "Top" })).task).toBeNull();
      expect(await count(trx, "compliments")).toBe(1);
      const { task } = await receive(trx, { score: 2, comment: "Toch niet", answered_at: at(5) }, { now: later(72) });
      expect(task).toMatchObject({ stage: "to_call", due_at: later(96) });
      expect(await count(trx, "compliments")).toBe(0);
    }));

  test("a promoter's words go to whom they are about, else to whose customer it is, else to the team", () =>
    database.rollback(async (trx) => {
      const praise = { score: 10, comment: "Wat een kanjer", customer: { id: "K1", owner_email: fatima.email } };
      const gone = await makeEmployee(trx, { team: noord.id, deactivated_at: noon });
      await receive(trx, { ...praise, id: "about", about: { employee_email: ruben.email } });
      await receive(trx, { ...praise, id: "owner" });
      await receive(trx, { ...praise, id: "gone", about: { employee_email: gone.email, team: "noord" } });
      await receive(trx, { ...praise, id: "silent", comment: null });
      const rows = await trx.selectFrom("compliments").select(["employee_id", "team_id"]).orderBy("response_id").execute();
      expect(rows).toEqual([ruben.id, fatima.id, null].map((employee_id) => ({ employee_id, team_id: noord.id })));
      expect(await praiseTold(trx)).toEqual([ruben.id, fatima.id]);
    }));

  test("what is taken back is looked up by its answer, however much nobody has read yet", () =>
    database.rollback(async (trx) => {
      const { task } = await receive(trx, { id: "T1" });
      await sql`insert into messages (employee_id, kind, task_id, at) select ${fatima.id}, 'reminder', ${task!.id}, ${noon} from generate_series(1, 3000)`.execute(trx);
      const read = () => sql<{ rows: number }>`select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as rows from pg_stat_xact_user_tables where relname = 'messages'`.execute(trx).then(({ rows }) => rows[0]!.rows);
      const before = await read();
      await receive(trx, { id: "P3", score: 10, comment: "Wat een kanjer", about: { employee_email: ruben.email } });
      await receive(trx, { id: "P3", score: 8, answered_at: at(1) });
      expect(await praiseTold(trx)).toEqual([]);
      expect((await read()) - before).toBeLessThan(100);
    }));

  test("whom a promoter's words are about is told once, and not at all when they are taken back before she read it", () =>
    database.rollback(async (trx) => {
      const praise = { id: "P1", score: 10, comment: "Wat een kanjer", about: { employee_email: ruben.email } };
      await receive(trx, praise);
      await receive(trx, { ...praise, comment: "Wat een enorme kanjer", answered_at: at(1) });
      expect(await praiseTold(trx)).toEqual([ruben.id]);
      await receive(trx, { ...praise, about: { employee_email: fatima.email }, answered_at: at(2) });
      expect(await praiseTold(trx)).toEqual([fatima.id]);
      await receive(trx, { id: "P1", score: 8, answered_at: at(3) });
      expect(await praiseTold(trx)).toEqual([]);
      await receiveResponses(trx, [{ source, isHistory: true, input: responseInput.parse({ ...praise, id: "P2", answered_at: at(0), customer: {} }) }], { now: noon });
      expect(await praiseTold(trx)).toEqual([]);
    }));

  test("a detractor who becomes a promoter: the task stays one and open, a person decides", () =>
    database.rollback(async (trx) => {
      const { task } = await receive(trx, {});
      const higher = await receive(trx, { score: 10, comment: "Vergissing, prima geholpen", answered_at: at(5) });
      expect(higher).toMatchObject({ response: { category: "promoter" }, task: { id: task!.id, stage: "to_call" } });
      await receive(trx, { score: 1, answered_at: at(6) });
      expect(await eventsOf(trx, task!.id)).toEqual(["opened", "response_changed", "response_changed"]);
    }));

  test("routing is looked at again while nobody has acted, and never after", () =>
    database.rollback(async (trx) => {
      const { task } = await receive(trx, {});
      expect(task).toMatchObject({ owner: null, team: "Klantenservice" });
      const rerouted = await receive(trx, { about: { employee_email: ruben.email }, answered_at: at(1) });
      expect(rerouted.task).toMatchObject({ id: task!.id, owner: "Ruben Visser", team: "Team Noord" });
      expect(await trx.selectFrom("tasks").select(["received_owner_id", "received_team_id"]).executeTakeFirst()).toEqual({ received_owner_id: ruben.id, received_team_id: noord.id });
      expect(await trx.selectFrom("responses").select("team_id").executeTakeFirst()).toEqual({ team_id: noord.id });
      await record(trx, task!.id, { kind: "attempted", data: { channel: "phone", outcome: "voicemail", note: "" } }, { at: noon, actorId: ruben.id });
      const acted = await receive(trx, { about: { employee_email: fatima.email }, answered_at: at(2) });
      expect(acted.task).toMatchObject({ owner: "Ruben Visser" });
      expect(await eventsOf(trx, task!.id)).toEqual(["opened", "rerouted", "attempted"]);
    }));

  test("a nameless answer that gets its name later: what we knew of nobody goes to her", () =>
    database.rollback(async (trx) => {
      const jan = await makeCustomer(trx, { external_id: "K9", phone: null, name: "Jan de Boer" });
      const { task } = await receive(trx, { customer: { phone: "0612345678" } });
      await receive(trx, { customer: { id: "K9" }, answered_at: at(1) });
      expect(await count(trx, "customers")).toBe(1);
      expect(await trx.selectFrom("customers").select(["id", "name", "phone"]).executeTakeFirst()).toEqual({ id: jan.id, name: "Jan de Boer", phone: "+31612345678" });
      expect(await trx.selectFrom("tasks").select("customer_id").where("id", "=", task!.id).executeTakeFirst()).toEqual({ customer_id: jan.id });
    }));
});

describe("whatever the order and however often", () => {
  const identity = fc.constantFrom({}, { id: "K1" }, { email: "jan@klant.example" }, { id: "K1", email: "Jan@Klant.example " });
  const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
  const version = fc.record({
    score: fc.integer({ min: 0, max: 6 }),
    comment: maybe(fc.constantFrom(null, "Niemand belt terug.", "De lekkage is er nog.")),
    customer: fc.tuple(identity, fc.record({ name: maybe(fc.constantFrom("Jan", "J. de Boer")), phone: maybe(fc.constantFrom("0612345678", "020-1234567")), owner_email: maybe(fc.constantFrom("fatima", "ruben", "niemand@delinde.example")) })).map(([who, facts]) => ({ ...facts, ...who })),
    about: maybe(fc.record({ team: maybe(fc.constantFrom("noord", null, "onbekend")), touchpoint: maybe(fc.constantFrom("balie", "monteur")) })),
    attributes: maybe(fc.constantFrom({ wijk: "Oost" }, { wijk: "West", jaar: 2026 })),
  });
  const versions = fc.array(version, { minLength: 2, maxLength: 5 }).map((list) => list.map((one, index) => ({ ...one, answered_at: at(index) })));
  const deliveries = versions.chain((list) => fc.record({ list: fc.constant(list), order: fc.array(fc.nat(list.length - 1), { maxLength: 4 }).chain((again) => fc.shuffledSubarray([...list.keys(), ...again], { minLength: list.length + again.length })) }));

  async function endState(list: object[]) {
    let state: unknown;
    await database.rollback(async (trx) => {
      for (const given of list) {
        const { owner_email, ...customer } = (given as { customer: { owner_email?: string } }).customer;
        const owner = owner_email === "fatima" ? fatima.email : owner_email === "ruben" ? ruben.email : owner_email;
        await receive(trx, { ...given, customer: { ...customer, owner_email: owner } });
      }
      const customers = await trx.selectFrom("customers").select(["external_id", "email_normalised", "name", "phone", "owner_id"]).execute();
      const responses = await trx.selectFrom("responses").select(["score", "comment", "about_team", "touchpoint", "attributes", "answered_at"]).execute();
      const tasks = await trx.selectFrom("tasks").innerJoin("customers", "customers.id", "tasks.customer_id").select(["stage", "tasks.owner_id", "team_id", "routed_by", "due_at", "customers.external_id", "search"]).execute();
      state = { customers, responses, tasks };
    });
    return state as { customers: object[]; responses: object[]; tasks: { routed_by: string; owner_id: number | null }[] };
  }

  test("the versions of one answer end in the same response, customer and task", async () => {
    await fc.assert(
      fc.asyncProperty(deliveries, async ({ list, order }) => {
        const straight = await endState(list);
        expect(straight.responses).toHaveLength(1);
        expect(straight.customers).toHaveLength(1);
        expect(straight.tasks).toHaveLength(1);
        expect(await endState(order.map((index) => list[index]!))).toEqual(straight);
      }),
      { numRuns: 40 },
    );
  }, 90_000);
});

describe("many at once", () => {
  const person = fc.constantFrom({}, { id: "K1" }, { id: "K2", name: "An" }, { email: "thuis@klant.example" }, { id: "K1", email: "Thuis@klant.example", name: "Jan" }, { id: "K3", email: "thuis@klant.example" });
  const answer = fc.record({
    id: fc.constantFrom("a", "b", "c", "d", "e"),
    score: fc.constantFrom(0, 3, 6, 8, 10),
    comment: fc.constantFrom(undefined, null, "Niemand belt terug."),
    customer: fc.tuple(person, fc.constantFrom({}, { owner_email: "fatima" }, { owner_email: "ruben" })).map(([who, owner]) => ({ ...who, ...owner })),
    about: fc.constantFrom(undefined, { team: "noord" }, { team: "NOORD", employee_email: "ruben" }),
    answered_at: fc.nat(3).map(at),
    isHistory: fc.boolean(),
  });

  async function endState(trx: Db) {
    const customers = await trx.selectFrom("customers").leftJoin("employees", "employees.id", "customers.owner_id").select(["external_id", "email_normalised", "customers.name", "employees.email as owner"]).orderBy("customers.id").execute();
    const responses = await trx.selectFrom("responses").select(["external_id", "score", "comment", "about_team", "team_id", "is_history", "received_at", "answered_at"]).orderBy("id").execute();
    const tasks = await trx.selectFrom("tasks").innerJoin("responses", "responses.id", "tasks.response_id").innerJoin("customers", "customers.id", "tasks.customer_id").select(["responses.external_id", "customers.external_id as customer", "stage", "tasks.owner_id", "tasks.team_id", "received_owner_id", "routed_by", "due_at", "first_due_at", "urgent_at", "search"]).orderBy("tasks.id").execute();
    const events = await trx.selectFrom("task_events").innerJoin("tasks", "tasks.id", "task_events.task_id").innerJoin("responses", "responses.id", "tasks.response_id").select(["responses.external_id", "kind", "data"]).orderBy("tasks.id").orderBy("task_events.id").execute();
    const compliments = await trx.selectFrom("compliments").innerJoin("responses", "responses.id", "response_id").select(["external_id", "compliments.team_id", "employee_id"]).orderBy("response_id").execute();
    return { customers, responses, tasks, events, compliments };
  }

  test("ends as one by one", async () => {
    const emails: Record<string, string> = { fatima: fatima.email, ruben: ruben.email };
    await fc.assert(
      fc.asyncProperty(fc.array(answer, { minLength: 1, maxLength: 12 }), async (list) => {
        const items = list.map(({ isHistory, ...given }) => {
          const { owner_email, ...customer } = given.customer as { owner_email?: string };
          const { employee_email, ...about } = (given.about ?? {}) as { employee_email?: string };
          return { source, isHistory, input: responseInput.parse({ ...given, customer: { ...customer, owner_email: emails[owner_email ?? ""] }, about: { ...about, employee_email: emails[employee_email ?? ""] } }) };
        });
        let [together, apart]: unknown[] = [];
        await database.rollback(async (trx) => {
          await receiveResponses(trx, items, { now: noon });
          together = await endState(trx);
        });
        await database.rollback(async (trx) => {
          for (const item of items) await receiveResponses(trx, [item], { now: noon });
          apart = await endState(trx);
        });
        expect(together).toEqual(apart);
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test("a name that came with an older answer, another's by now, finds her other task", () =>
    database.rollback(async (trx) => {
      const give = (given: object) => receiveResponses(trx, [{ source, input: responseInput.parse({ score: 0, ...given }) }], { now: noon });
      await give({ id: "b", answered_at: at(1), customer: { id: "K3", email: "thuis@klant.example" } });
      await give({ id: "a", answered_at: at(0), customer: { id: "K1" } });
      await give({ id: "b", answered_at: at(0), customer: { id: "K1", name: "Jan" } });
      const found = await trx.selectFrom("tasks").innerJoin("responses", "responses.id", "response_id").select("external_id").where(sql<boolean>`search @@ 'jan'`).execute();
      expect(found).toEqual([{ external_id: "a" }]);
    }));

  test("a compliment is for whose customer she was then, not for who became her owner later in the same batch", () =>
    database.rollback(async (trx) => {
      const item = (given: object) => ({ source, input: responseInput.parse({ score: 0, answered_at: at(0), customer: { email: "thuis@klant.example" }, ...given }) });
      const answers = [item({ id: "c", comment: "Wat een kanjer" }), item({ id: "c", score: 10, customer: {} }), item({ id: "a", customer: { email: "thuis@klant.example", owner_email: ruben.email } })];
      await receiveResponses(trx, answers, { now: noon });
      expect(await trx.selectFrom("compliments").select("employee_id").execute()).toEqual([{ employee_id: null }]);
    }));

  test("of twenty about one team in one batch, each member gets her share", () =>
    database.rollback(async (trx) => {
      const oost = await makeTeam(trx, { name: "Team Oost", code: "oost" });
      const members = await Promise.all([1, 2, 3, 4].map(() => makeEmployee(trx, { team: oost.id })));
      await receiveResponses(trx, Array.from({ length: 20 }, (_, n) => ({ source, input: responseInput.parse({ id: `s-${n}`, score: 1, answered_at: at(0), customer: { id: `K-${n}` }, about: { team: "oost" } }) })), { now: noon });
      for (const { id } of members) expect(await trx.selectFrom("tasks").select("id").where("owner_id", "=", id).execute()).toHaveLength(5);
    }));

  test("one that cannot be stored: none is", async () => {
    const good = { source, input: responseInput.parse({ id: "good", score: 1, answered_at: at(0), customer: { id: "K-good" } }) };
    await expect(receiveResponses(database.db, [good, { ...good, source: { id: 999_999 } }], { now: noon })).rejects.toThrow(/foreign key/);
    expect(await database.db.selectFrom("responses").select("id").where("external_id", "=", "good").execute()).toEqual([]);
  });

  test("history counts as received when it was answered; nobody is to call, nobody is praised", () =>
    database.rollback(async (trx) => {
      const old = (id: string, score: number) => ({ source, isHistory: true, input: responseInput.parse({ id, score, comment: "Oud", answered_at: "2024-03-01T10:00:00Z", customer: { id: "K1" } }) });
      const all = await receiveResponses(trx, [old("low", 1), old("high", 10)], { now: noon });
      expect(all.map(({ task }) => task)).toEqual([null, null]);
      expect(await count(trx, "compliments")).toBe(0);
      expect(await trx.selectFrom("responses").select("received_at").distinct().execute()).toEqual([{ received_at: new Date("2024-03-01T10:00:00Z") }]);
      expect((await receive(trx, { id: "low", score: 1, comment: "Nog iets" })).task).toBeNull();
      expect((await receive(trx, { id: "high", score: 2 })).task).not.toBeNull();
    }));

  test("customers alone: made, brought up to date, or known already; found by their new name", () =>
    database.rollback(async (trx) => {
      const { task } = await receive(trx, { customer: { id: "K1", name: "Jan" } });
      const owner_email = fatima.email;
      const given = [{ id: "K1", name: "Johanna", owner_email }, { id: "K5", name: "An" }, { id: "K5", name: "An" }];
      expect(await receiveCustomers(trx, given, { at: later(1), now: later(1) })).toEqual([{ created: false, changed: true }, { created: true, changed: true }, { created: false, changed: false }]);
      expect(await trx.selectFrom("customers").select(["name", "owner_id"]).where("external_id", "=", "K1").execute()).toEqual([{ name: "Johanna", owner_id: fatima.id }]);
      expect(await trx.selectFrom("tasks").select("search").where("id", "=", task!.id).executeTakeFirst()).toEqual({ search: "'johanna':1" });
      expect(await count(trx, "responses")).toBe(1);
    }));
});

describe("at the same moment", () => {
  test("twenty deliveries of one answer: one response, one task, one new, all answered", async () => {
    const given = { id: "same", customer: { id: "K-same", email: "same@klant.example" } };
    const all = await Promise.all(Array.from({ length: 20 }, (_, n) => receive(database.db, { ...given, comment: n % 2 ? "Woorden" : undefined })));
    expect(all.filter(({ created }) => created)).toHaveLength(1);
    expect(new Set(all.map(({ task }) => task!.id)).size).toBe(1);
    expect(await database.db.selectFrom("customers").select("id").where("external_id", "=", "K-same").execute()).toHaveLength(1);
  });

  test("twenty answers of one new customer, by id, by e-mail and by both: she is made once", async () => {
    const ways = [{ id: "K-new", email: "New@Klant.example" }, { id: "K-new", email: "new@klant.example", name: "Nieuw" }];
    const all = await Promise.all(Array.from({ length: 20 }, (_, n) => receive(database.db, { id: `race-${n}`, customer: ways[n % 2] })));
    expect(all.every(({ created }) => created)).toBe(true);
    expect(await database.db.selectFrom("customers").select("name").where("email_normalised", "=", "new@klant.example").execute()).toEqual([{ name: "Nieuw" }]);
    const mixed = [{ id: "K-new" }, { email: "new@klant.example" }, { id: "K-new", email: "new@klant.example" }];
    await Promise.all(Array.from({ length: 21 }, (_, n) => receive(database.db, { id: `mixed-${n}`, customer: { ...mixed[n % 3], phone: `061234567${n % 10}` } })));
    expect(await database.db.selectFrom("customers").select("id").where((eb) => eb.or([eb("email_normalised", "=", "new@klant.example"), eb("external_id", "=", "K-new")])).execute()).toHaveLength(1);
  });

  test("twenty answers of one new customer who has an e-mail address only: she is made once", async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => receive(database.db, { id: `mailbox-${n}`, customer: { email: n % 2 ? "only@klant.example" : "Only@Klant.Example" } })));
    expect(await database.db.selectFrom("customers").select("id").where("email_normalised", "=", "only@klant.example").execute()).toHaveLength(1);
  });

  test("twenty answers about one team are shared out evenly", async () => {
    const zuid = await makeTeam(database.db, { name: "Team Zuid", code: "zuid" });
    const members = await Promise.all([1, 2, 3, 4].map(() => makeEmployee(database.db, { team: zuid.id })));
    await Promise.all(Array.from({ length: 20 }, (_, n) => receive(database.db, { id: `shared-${n}`, customer: { id: `K-shared-${n}` }, about: { team: "zuid" } })));
    for (const { id } of members) expect(await database.db.selectFrom("tasks").select("id").where("owner_id", "=", id).execute()).toHaveLength(5);
  });
});
