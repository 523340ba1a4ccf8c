import { beforeAll, describe, expect, test } from "vitest";
import type { Db, Trx } from "#db/client.ts";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeSource, makeTeam, noon } from "#tests/factories.ts";
import type { Viewer } from "../people/session.server.ts";
import type { Condition, Outcome, Rule } from "../routing/rule.ts";
import { taskFor } from "../tasks/access.server.ts";
import { openHeldBack } from "./held-back.server.ts";
import { receiveResponse, receiveResponses } from "./receive.server.ts";
import { type ResponseInput, responseInput } from "./response.ts";

const database = useDatabase();
let organisation: { default_team_id: number };
let noord: { id: number };
let source: { id: number };

beforeAll(async () => {
  organisation = await makeOrganisation(database.db);
  noord = await makeTeam(database.db, { name: "Team Noord", code: "noord" });
  source = await makeSource(database.db);
});

let count = 0;
const answer = (given: object = {}): ResponseInput => responseInput.parse({ id: `r-${++count}`, score: 3, answered_at: noon.toISOString(), customer: {}, ...given });
const receive = (db: Db, given: object = {}, now = noon) => receiveResponse(db, source, answer(given), { now });
const rule = (when: Condition[], does: Outcome, id = "rule0001"): Rule => ({ id, when, does });
const to = (...targets: Extract<Outcome, { open: true }>["for"]): Outcome => ({ open: true, for: targets });
const day = (n: number) => new Date(noon.getTime() + n * 86_400_000);

async function activate(trx: Trx, rules: Rule[]): Promise<number> {
  const { id } = await trx.insertInto("routing_versions").values({ rules: JSON.stringify(rules), saved_at: noon, activated_at: noon }).returning("id").executeTakeFirstOrThrow();
  return id;
}
const taskOf = (trx: Trx, responseId: number) => trx.selectFrom("tasks").selectAll().where("response_id", "=", responseId).executeTakeFirst();
const openedOf = async (trx: Trx, taskId: number) => (await trx.selectFrom("task_events").select("data").where("task_id", "=", taskId).where("kind", "=", "opened").executeTakeFirstOrThrow()).data as Record<string, unknown>;

describe("rules decide", () => {
  test("whose it is, until when and how urgent; the task says which rule of which version", () =>
    database.rollback(async (trx) => {
      const fatima = await makeEmployee(trx, { team: noord.id });
      const versionId = await activate(trx, [
        rule([{ is: "words", any_of: ["lekkage"] }], { open: true, for: [{ to: "employee", id: fatima.id }], due: { hours: 4, unit: "calendar" }, is_urgent: true }, "leakage1"),
        rule([{ is: "category", one_of: ["detractor"] }], to({ to: "team", id: noord.id, by: "claim" }), "others01"),
      ]);
      const leak = await receive(trx, { comment: "Weer een lekkage." });
      expect(leak.task).toMatchObject({ owner: fatima.name, due_at: new Date(noon.getTime() + 4 * 3_600_000) });
      const task = (await taskOf(trx, leak.response.id))!;
      expect(task).toMatchObject({ routed_by: "employee", routing_version_id: versionId, routing_rule_id: "leakage1", priority: 1 });
      expect(await openedOf(trx, task.id)).toMatchObject({ routing: { version_id: versionId, rule_id: "leakage1", passed_over: [] } });
      expect((await receive(trx, { comment: "Te laat." })).task).toMatchObject({ owner: null, team: "Team Noord" });
    }));

  test("a promoter too may be a task, and a detractor none; whom no rule names waits in the default team's pool", () =>
    database.rollback(async (trx) => {
      await activate(trx, [rule([{ is: "score", from: 9, to: 10 }], to({ to: "team", id: noord.id, by: "claim" })), rule([{ is: "touchpoint", one_of: ["test"] }], { open: false }, "rule0002")]);
      expect((await receive(trx, { score: 10 })).task).toMatchObject({ team: "Team Noord" });
      expect((await receive(trx, { about: { touchpoint: "Test" } })).task).toBeNull();
      const left = await receive(trx);
      expect(left.task).toMatchObject({ owner: null, team: "Klantenservice" });
      expect(await taskOf(trx, left.response.id)).toMatchObject({ routed_by: "default_team", routing_rule_id: null });
    }));

  test("the words that come later may open what the score alone did not, and may lead to another; what somebody is at work on stays", () =>
    database.rollback(async (trx) => {
      const [fatima, ruben] = [await makeEmployee(trx, { team: noord.id }), await makeEmployee(trx, { team: noord.id })];
      await activate(trx, [rule([{ is: "words", any_of: ["lekkage"] }], to({ to: "employee", id: fatima.id }), "leakage1"), rule([{ is: "category", one_of: ["detractor"] }], to({ to: "employee", id: ruben.id }), "others01")]);
      const later = new Date(noon.getTime() + 60_000).toISOString();
      const passive = { id: "p-1", score: 8, customer: { id: "K1" } };
      expect((await receive(trx, passive)).task).toBeNull();
      expect((await receive(trx, { ...passive, comment: "Een lekkage.", answered_at: later })).task).toMatchObject({ owner: fatima.name });

      const low = { id: "d-1", score: 2, customer: { id: "K2" } };
      expect((await receive(trx, low)).task).toMatchObject({ owner: ruben.name });
      const moved = await receive(trx, { ...low, comment: "Een lekkage.", answered_at: later });
      expect(moved.task).toMatchObject({ owner: fatima.name });
      const again = await receive(trx, { ...low, comment: "Een lekkage!", answered_at: new Date(noon.getTime() + 120_000).toISOString() });
      expect(again.task).toEqual(moved.task);
      expect((await trx.selectFrom("task_events").select("kind").where("task_id", "=", moved.task!.id).where("kind", "=", "rerouted").execute()).length).toBe(1);
    }));

  test("a task from before there were rules stays with whom it is when its response is sent again", () =>
    database.rollback(async (trx) => {
      for (let n = 0; n < 2; n++) await makeEmployee(trx, { team: noord.id });
      const given = { id: "old-1", about: { team: "noord" } };
      const { task } = await receive(trx, given);
      await trx.updateTable("tasks").set({ routing_rule_id: null }).where("id", "=", task!.id).execute();
      expect((await receive(trx, given)).task).toEqual(task);
      expect(await trx.selectFrom("task_events").select("kind").where("task_id", "=", task!.id).execute()).toEqual([{ kind: "opened" }]);
    }));

  test("a customer's past: her first response, again a low one, who helped her before", () =>
    database.rollback(async (trx) => {
      const [fatima, ruben] = [await makeEmployee(trx, { team: noord.id }), await makeEmployee(trx, { team: noord.id })];
      await activate(trx, [
        rule([{ is: "new_customer" }], to({ to: "employee", id: fatima.id }), "newcome1"),
        rule([{ is: "repeat_detractor", days: 30 }], to({ to: "previous_owner" }, { to: "employee", id: ruben.id }), "repeat01"),
        rule([], to({ to: "employee", id: ruben.id }), "others01"),
      ]);
      const customer = { id: "K1" };
      expect((await receive(trx, { customer })).task).toMatchObject({ owner: fatima.name });
      const second = await receive(trx, { customer }, day(29));
      expect(second.task).toMatchObject({ owner: fatima.name });
      expect(await taskOf(trx, second.response.id)).toMatchObject({ routed_by: "previous_owner", routing_rule_id: "repeat01" });
      expect((await receive(trx, { customer }, day(90))).task).toMatchObject({ owner: ruben.name });
      // Of two in one batch the second sees the first.
      const twins = await receiveResponses(trx, [1, 2].map(() => ({ source, input: answer({ customer: { id: "K9" } }) })), { now: noon });
      expect((await taskOf(trx, twins[0]!.response.id))!.routing_rule_id).toBe("newcome1");
      expect((await taskOf(trx, twins[1]!.response.id))!.routing_rule_id).toBe("repeat01");
    }));

  test("a new version holds from the answer after it, a rule that names what is gone is passed over", () =>
    database.rollback(async (trx) => {
      const old = await makeTeam(trx, { archived_at: day(-1) });
      await activate(trx, [rule([], to({ to: "team", id: old.id, by: "least_loaded" }, { to: "employee", id: 999_999 }), "gone0001")]);
      const response = await receive(trx);
      expect(response.task).toMatchObject({ owner: null, team: "Klantenservice" });
      expect(await openedOf(trx, response.task!.id)).toMatchObject({ team_id: organisation.default_team_id, routing: { rule_id: "gone0001", passed_over: [{ employee_id: 999_999, why: "gone" }] } });
      const second = await trx.insertInto("routing_versions").values({ rules: JSON.stringify([rule([], { open: false })]), saved_at: noon, activated_at: day(1) }).returning("id").executeTakeFirstOrThrow();
      expect(second.id).toBeGreaterThan(0);
      expect((await receive(trx)).task).toBeNull();
    }));
});

describe("who is there", () => {
  test("her substitute while she is away, and nobody above her limit, also within one batch", () =>
    database.rollback(async (trx) => {
      const ruben = await makeEmployee(trx, { team: noord.id, open_task_cap: 2 });
      const fatima = await makeEmployee(trx, { team: noord.id, away_from: day(-1), away_until: day(1), substitute_id: ruben.id });
      await activate(trx, [rule([], to({ to: "employee", id: fatima.id }))]);
      const all = await receiveResponses(trx, [1, 2, 3].map(() => ({ source, input: answer() })), { now: noon });
      expect(all.map(({ task }) => task!.owner)).toEqual([ruben.name, ruben.name, null]);
      const passedOver = (await openedOf(trx, all[2]!.task!.id))["routing"];
      expect(passedOver).toMatchObject({ passed_over: [{ employee_id: fatima.id, why: "away" }, { employee_id: ruben.id, why: "full" }] });
      expect((await receive(trx)).task).toMatchObject({ owner: null, team: "Klantenservice" });
    }));

  test("in turn: over batches, and evenly over a thousand answers to a team of three", () =>
    database.rollback(async (trx) => {
      const three = await makeTeam(trx);
      for (let n = 0; n < 3; n++) await makeEmployee(trx, { team: three.id });
      await activate(trx, [rule([], to({ to: "team", id: three.id, by: "round_robin" }))]);
      for (let n = 0; n < 10; n++) await receiveResponses(trx, Array.from({ length: 100 }, () => ({ source, input: answer() })), { now: noon });
      const loads = await trx.selectFrom("tasks").select((eb) => eb.fn.countAll<number>().as("count")).where("team_id", "=", three.id).groupBy("owner_id").execute();
      expect(loads.map(({ count }) => count).toSorted()).toEqual([333, 333, 334]);
    }));
});

describe("a team that is not live", () => {
  test("what is held back takes nobody's turn", () =>
    database.rollback(async (trx) => {
      const later = await makeTeam(trx, { code: "later", live_from: null });
      const [fatima, ruben] = [await makeEmployee(trx, { team: later.id }), await makeEmployee(trx, { team: later.id })];
      await activate(trx, [rule([], to({ to: "team", id: "about", by: "round_robin" }))]);
      const about = { about: { team: "later" } };
      await receiveResponses(trx, [1, 2, 3].map(() => ({ source, input: answer(about) })), { now: noon });
      await trx.updateTable("teams").set({ live_from: day(1) }).where("id", "=", later.id).execute();
      const opened = [await receive(trx, about, day(1)), await receive(trx, about, day(1)), await receive(trx, about, day(1))];
      expect(opened.map(({ task }) => task!.owner)).toEqual([fatima.name, ruben.name, fatima.name]);
    }));

  test("where the rest goes is always live, whatever was chosen for it before", () =>
    database.rollback(async (trx) => {
      await trx.updateTable("teams").set({ live_from: null }).where("id", "=", organisation.default_team_id).execute();
      expect((await receive(trx)).task).toMatchObject({ owner: null, team: "Klantenservice" });
    }));

  test("its responses are stored and held back; from when it is live they open tasks", () =>
    database.rollback(async (trx) => {
      const later = await makeTeam(trx, { code: "later", live_from: null });
      const about = { about: { team: "later" } };
      const held = await receive(trx, about);
      expect(held.task).toBeNull();
      expect(await trx.selectFrom("responses").select(["team_id", "held_back_at"]).where("id", "=", held.response.id).executeTakeFirst()).toEqual({ team_id: later.id, held_back_at: noon });
      expect(await trx.selectFrom("responses").select("held_back_at").where("id", "=", (await receive(trx, { ...about, score: 9 })).response.id).executeTakeFirst()).toEqual({ held_back_at: null });
      await trx.updateTable("teams").set({ live_from: day(1) }).where("id", "=", later.id).execute();
      expect((await receive(trx, about)).task).toBeNull();
      expect((await receive(trx, about, day(1))).task).not.toBeNull();
    }));

  test("what is held back and sent again exactly so changes nothing, not even a date", () =>
    database.rollback(async (trx) => {
      await makeTeam(trx, { code: "later", live_from: null });
      const given = { id: "same-1", about: { team: "later" } };
      const { response } = await receive(trx, given);
      const state = () => trx.selectFrom("responses").selectAll().where("id", "=", response.id).executeTakeFirstOrThrow();
      const before = await state();
      await receive(trx, given, day(1));
      expect(await state()).toEqual(before);
    }));

  test("what was held back since then gets its task, once, due from now", () =>
    database.rollback(async (trx) => {
      const later = await makeTeam(trx, { code: "later", live_from: null });
      const held = await receiveResponses(trx, Array.from({ length: 130 }, () => ({ source, input: answer({ about: { team: "later" }, comment: "Te laat.", customer: { name: "Jan" } }) })), { now: day(2) });
      const before = await receive(trx, { about: { team: "later" } }, day(1));
      expect([...held, before].filter(({ task }) => task)).toEqual([]);
      await trx.updateTable("teams").set({ live_from: day(2) }).where("id", "=", later.id).execute();
      const fatima = await makeEmployee(trx, { team: later.id });
      for (let n = 0; n < 2; n++) await openHeldBack({ db: trx as never, now: () => day(3) }, { teamId: later.id });
      const tasks = await trx.selectFrom("tasks").select(["owner_id", "due_at", "received_at"]).where("team_id", "=", later.id).execute();
      expect(tasks).toEqual(Array.from({ length: 130 }, () => ({ owner_id: fatima.id, due_at: day(4), received_at: day(2) })));
      expect(await trx.selectFrom("responses").select(["id"]).where("held_back_at", "is not", null).execute()).toEqual([{ id: before.response.id }]);
      expect(await trx.selectFrom("responses").select(["comment", "updated_at"]).where("id", "=", held[0]!.response.id).executeTakeFirst()).toMatchObject({ comment: "Te laat." });
    }));
});

test("an owner is told of her task at once; a pool tells nobody", () =>
  database.rollback(async (trx) => {
    const fatima = await makeEmployee(trx, { team: noord.id });
    const { task } = await receive(trx, { customer: { owner_email: fatima.email } });
    await receive(trx);
    expect(await trx.selectFrom("messages").select(["employee_id", "kind", "task_id", "at", "mail_due_at"]).execute()).toEqual([{ employee_id: fatima.id, kind: "assigned", task_id: task!.id, at: noon, mail_due_at: noon }]);
  }));

test("who watches is told and may see it, also from another team; one who left stops nothing", () =>
  database.rollback(async (trx) => {
    const watcher = await makeEmployee(trx);
    const gone = await makeEmployee(trx, { deactivated_at: day(-1) });
    await activate(trx, [
      rule([{ is: "score", from: 0, to: 0 }], { open: true, for: [{ to: "team", id: noord.id, by: "claim" }], watcher_id: gone.id }, "gone0001"),
      rule([], { open: true, for: [{ to: "team", id: noord.id, by: "claim" }], watcher_id: watcher.id }),
    ]);
    const { task } = await receive(trx);
    const unwatched = await receive(trx, { score: 0 });
    expect(await trx.selectFrom("messages").select(["employee_id", "kind", "task_id"]).execute()).toEqual([{ employee_id: watcher.id, kind: "watching", task_id: task!.id }]);
    const viewer = { id: watcher.id, isAdmin: false, teamIds: [], ledTeamIds: [] } as unknown as Viewer;
    expect(await taskFor(trx, viewer, task!.id)).toMatchObject({ id: task!.id });
    expect(await taskFor(trx, viewer, unwatched.task!.id)).toBeUndefined();
  }));

test("a task that goes to another by another rule is watched by whom that one names, and by nobody else", () =>
  database.rollback(async (trx) => {
    const [before, after] = [await makeEmployee(trx), await makeEmployee(trx)];
    const pool = { to: "team", id: noord.id, by: "claim" } as const;
    await activate(trx, [
      rule([{ is: "words", any_of: ["lekkage"] }], { open: true, for: [pool], watcher_id: after.id }, "leakage1"),
      rule([], { open: true, for: [pool], watcher_id: before.id }),
    ]);
    const { task, response } = await receive(trx, { id: "watched-1" });
    for (let n = 0; n < 2; n++) await receive(trx, { id: "watched-1", comment: "Weer een lekkage.", answered_at: day(1).toISOString() }, day(1));
    expect(await taskOf(trx, response.id)).toMatchObject({ id: task!.id, routing_rule_id: "leakage1" });
    expect(await trx.selectFrom("task_watchers").select("employee_id").where("task_id", "=", task!.id).execute()).toEqual([{ employee_id: after.id }]);
    expect(await trx.selectFrom("messages").select(["employee_id", "kind"]).orderBy("id").execute()).toEqual([before, after].map(({ id }) => ({ employee_id: id, kind: "watching" })));
  }));
