import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Db } from "#db/client.ts";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { messageList } from "../messages/messages.server.ts";
import { pathOf } from "../messages/path.ts";
import { gesturesGiven } from "../overview/gestures.server.ts";
import { readPeriod } from "../overview/period.ts";
import { deactivate } from "../people/deactivation.server.ts";
import { changePerson } from "../people/employees.server.ts";
import { type Viewer, viewerById } from "../people/session.server.ts";
import { replyDraft } from "../replies/reply.server.ts";
import { Refusal, SentBefore } from "../tasks/act.server.ts";
import { handOver } from "../tasks/handover.server.ts";
import { eventsOf, record } from "../tasks/record.server.ts";
import { askForGesture, decideGesture, standingFor } from "./asking.server.ts";
import { decidersOf } from "./follow.server.ts";
import { giveGesture, withdrawGesture } from "./gesture.server.ts";
import { addKind, changeKind } from "./kinds.server.ts";
import { changeMandate, mandateOf, myMandates } from "./mandates.server.ts";
import { gesturesOn, gesturesToDecide } from "./shown.server.ts";

const database = useDatabase();
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
let noord: number;
let zuid: number;
let voucher: number;
let flowers: number;
let people: Record<"fatima" | "sven" | "ruben" | "iris" | "anouk" | "marijke", Viewer>;

beforeAll(async () => {
  const { db } = database;
  await makeOrganisation(db);
  noord = (await makeTeam(db, { name: "Noord" })).id;
  zuid = (await makeTeam(db, { name: "Zuid" })).id;
  const viewer = async (values: Parameters<typeof makeEmployee>[1]) => (await viewerById(db, (await makeEmployee(db, values)).id))!;
  people = {
    fatima: await viewer({ name: "Fatima Amrani", team: noord }),
    sven: await viewer({ name: "Sven Hoekstra", team: noord }),
    ruben: await viewer({ name: "Ruben Visser", team: noord, lead: true }),
    iris: await viewer({ name: "Iris Smit", team: noord, lead: true }),
    anouk: await viewer({ name: "Anouk Bakker", team: zuid, lead: true }),
    marijke: await viewer({ name: "Marijke de Wit", is_admin: true }),
  };
  await addKind(db, { name: "Tegoedbon", has_amount: true });
  await addKind(db, { name: "Bos bloemen", has_amount: false });
  const kinds = await mandateOf(db, noord);
  voucher = kinds.find(({ name }) => name === "Tegoedbon")!.id;
  flowers = kinds.find(({ name }) => name === "Bos bloemen")!.id;
});

beforeEach(async () => {
  await database.db.deleteFrom("gestures").execute();
  await changeMandate(database.db, noord, [
    { kindId: voucher, role: "employee", limits: { case_limit: 5_000, month_limit: 12_000 } },
    { kindId: voucher, role: "lead", limits: { case_limit: 10_000, month_limit: null } },
    { kindId: flowers, role: "employee", limits: { case_limit: 1, month_limit: 3 } },
    { kindId: flowers, role: "lead", limits: null },
  ]);
});

const newTask = (db: Db = database.db) => makeTask(db, { team: noord, owner: people.fatima.id, comment: "Drie keer gebeld." });
const form = async (taskId: number, values: { kind?: number; amount: number; note?: string; act_id?: string }) => {
  const events = await eventsOf(database.db, taskId);
  return { gesture_kind_id: values.kind ?? voucher, amount: values.amount, note: values.note ?? "", act_id: values.act_id ?? randomUUID(), seen: events.at(-1)!.id };
};
const give = async (taskId: number, values: Parameters<typeof form>[1], viewer = people.fatima, now = later(1)) => giveGesture(database.db, viewer, taskId, await form(taskId, values), now);
const ask = async (taskId: number, values: Parameters<typeof form>[1], viewer = people.fatima) => askForGesture(database.db, viewer, taskId, await form(taskId, { note: "Ze wacht al drie weken", ...values }), later(1));
const gesturesOf = (taskId: number) => database.db.selectFrom("gestures").selectAll().where("task_id", "=", taskId).orderBy("id").execute();
const kindsOf = async (taskId: number) => (await eventsOf(database.db, taskId)).map(({ kind }) => kind);
const roomFor = async (viewer: Viewer, task: Awaited<ReturnType<typeof newTask>>, now = later(2)) => (await gesturesOn(database.db, viewer, task, now)).kinds.find(({ id }) => id === voucher)!.room;
const messagesOf = async (viewer: Viewer, taskId: number) => (await messageList(database.db, viewer, null)).messages.filter(({ task_id }) => task_id === taskId);

describe("within her mandate", () => {
  test("it is given, stands in the timeline, and what is left gets less", async () => {
    const task = await newTask();
    expect(await roomFor(people.fatima, task)).toBe(5_000);
    await give(task.id, { amount: 3_000 });
    expect(await kindsOf(task.id)).toEqual(["opened", "gesture_given"]);
    expect(await roomFor(people.fatima, task)).toBe(2_000);
    await expect(give(task.id, { amount: 2_001 })).rejects.toThrow(new Refusal("aboveMandate"));
    await give(task.id, { amount: 2_000 });
    expect(await roomFor(people.fatima, task)).toBe(0);
    // The case is full for her colleague, too; for the lead it has another limit.
    expect(await roomFor(people.sven, task)).toBe(0);
    expect(await roomFor(people.ruben, task)).toBe(5_000);
  });

  test("the same form twice gives once, also at once; with another amount it is said", async () => {
    const task = await newTask();
    const sent = await form(task.id, { amount: 1_000 });
    await Promise.all([1, 2, 3].map(() => giveGesture(database.db, people.fatima, task.id, sent, later(1))));
    await giveGesture(database.db, people.fatima, task.id, sent, later(5));
    await expect(giveGesture(database.db, people.fatima, task.id, { ...sent, amount: 2_500 }, later(6))).rejects.toThrow(SentBefore);
    expect((await gesturesOf(task.id)).map(({ amount, state }) => [amount, state])).toEqual([[1_000, "given"]]);
  });

  test("in many windows at once, on one case and on many, no sum passes its limit", async () => {
    const tasks = await Promise.all(Array.from({ length: 6 }, () => newTask()));
    const tries = tasks.flatMap(({ id }) => [700, 1_900, 3_100].map((amount) => ({ id, amount })));
    const results = await Promise.allSettled(tries.map(({ id, amount }) => give(id, { amount })));
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused.map(({ reason }) => (reason as Refusal).reason)).toEqual(refused.map(() => "aboveMandate"));
    const given = await database.db.selectFrom("gestures").select(["task_id", "amount"]).execute();
    const sum = (list: typeof given) => list.reduce((total, { amount }) => total + amount, 0);
    expect(sum(given)).toBeLessThanOrEqual(12_000);
    expect(sum(given)).toBeGreaterThan(12_000 - 3_100);
    for (const { id } of tasks) expect(sum(given.filter(({ task_id }) => task_id === id))).toBeLessThanOrEqual(5_000);
  });

  test("the month is the organisation's: what she gave before midnight on the 31st does not count the minute after", async () => {
    const before = new Date("2026-12-31T22:59:59Z");
    const tasks = await Promise.all([newTask(), newTask(), newTask()]);
    await give(tasks[0]!.id, { amount: 5_000 }, people.fatima, before);
    await give(tasks[1]!.id, { amount: 5_000 }, people.fatima, before);
    expect(await roomFor(people.fatima, tasks[2]!, before)).toBe(2_000);
    expect(await roomFor(people.fatima, tasks[2]!, new Date("2026-12-31T23:00:00Z"))).toBe(5_000);
  });

  test("what a lead allowed counts for the case, not for her month", async () => {
    const task = await newTask();
    await ask(task.id, { amount: 11_000 });
    const [asked] = await gesturesOf(task.id);
    await decideGesture(database.db, people.ruben, asked!.id, { isAllowed: true, note: "" }, later(2));
    expect(await roomFor(people.fatima, task)).toBe(0);
    expect(await roomFor(people.fatima, await newTask())).toBe(5_000);
  });

  test("by mistake? she takes it back while the customer was not told; then it counts no more", async () => {
    const task = await newTask();
    await give(task.id, { amount: 5_000 });
    const [given] = await gesturesOf(task.id);
    const { act_id, seen } = await form(task.id, { amount: 0 });
    await expect(withdrawGesture(database.db, people.sven, task.id, given!.id, { act_id, seen }, later(2))).rejects.toThrow(new Refusal("gestureDecided"));
    await withdrawGesture(database.db, people.fatima, task.id, given!.id, { act_id, seen }, later(2));
    await withdrawGesture(database.db, people.fatima, task.id, given!.id, { act_id, seen }, later(3));
    expect(await roomFor(people.fatima, task)).toBe(5_000);
    expect((await replyDraft(database.db, people.fatima, task.id))!.weDid).toBe("");

    await give(task.id, { amount: 1_000 });
    const again = (await gesturesOf(task.id)).at(-1)!;
    await database.db.transaction().execute((trx) => record(trx, task.id, { kind: "told_by_phone", data: { note: "" } }, { at: later(4), actorId: people.fatima.id }));
    const after = await form(task.id, { amount: 0 });
    await expect(withdrawGesture(database.db, people.fatima, task.id, again.id, after, later(5))).rejects.toThrow(new Refusal("gestureDecided"));
  });

  test("a form's own number that stands for another act gives nothing that the timeline does not show", async () => {
    const [one, other] = [await newTask(), await newTask()];
    const act_id = randomUUID();
    await give(one.id, { amount: 1_000, act_id });
    await expect(give(other.id, { amount: 1_000, act_id })).rejects.toThrow(SentBefore);
    await expect(give(other.id, { amount: 1_000, act_id }, people.sven)).rejects.toThrow(SentBefore);
    await expect(give(other.id, { amount: 1_000, act_id }, people.anouk)).rejects.toMatchObject({ status: 404 });
    expect(await gesturesOf(other.id)).toEqual([]);
  });

  test("a kind that is out of use is not given; a kind without a mandate never", async () => {
    const task = await newTask();
    await expect(give(task.id, { kind: flowers, amount: 1 }, people.ruben)).rejects.toThrow(new Refusal("aboveMandate"));
    await give(task.id, { kind: flowers, amount: 1 });
    await changeKind(database.db, flowers, { name: "Bos bloemen", isArchived: true }, noon);
    await expect(give(task.id, { kind: flowers, amount: 1 })).rejects.toThrow(new Refusal("kindGone"));
    await changeKind(database.db, flowers, { name: "Bos bloemen", isArchived: false }, noon);
    await database.db.transaction().execute((trx) => record(trx, task.id, { kind: "closed", data: { outcome: "no_follow_up", reason: "" } }, { at: later(3), actorId: null }));
    await expect(give(task.id, { amount: 1_000 })).rejects.toThrow(new Refusal("closed"));
  });
});

describe("above it", () => {
  test("the team's other leads hear it, the task says for whom it waits; the answer reaches who asked", async () => {
    const task = await newTask();
    await ask(task.id, { amount: 15_000 });
    for (const lead of [people.ruben, people.iris]) expect(await messagesOf(lead, task.id)).toMatchObject([{ kind: "gesture_asked", actor: "Fatima Amrani" }]);
    expect(await messagesOf(people.marijke, task.id)).toEqual([]);
    expect((await gesturesOn(database.db, people.fatima, task, later(2))).asked).toMatchObject([{ isMine: true, mayDecide: false, mayWithdraw: true, waitsFor: ["Iris Smit", "Ruben Visser"] }]);
    expect((await gesturesToDecide(database.db, people.ruben)).map(({ task_id }) => task_id)).toEqual([task.id]);
    expect(await gesturesToDecide(database.db, people.anouk)).toEqual([]);
    await expect(ask(task.id, { amount: 20_000 })).rejects.toThrow(new Refusal("askedAlready"));

    const [asked] = await gesturesOf(task.id);
    for (const stranger of [people.anouk, people.fatima, people.sven]) await expect(decideGesture(database.db, stranger, asked!.id, { isAllowed: true, note: "" }, later(3))).rejects.toMatchObject({ status: 404 });
    await decideGesture(database.db, people.ruben, asked!.id, { isAllowed: true, note: "Terecht." }, later(3));
    expect(await messagesOf(people.fatima, task.id)).toMatchObject([{ kind: "gesture_decided", actor: "Ruben Visser", event: { data: { is_allowed: true, note: "Terecht." } } }]);
    // Who had not read it need not any more.
    expect(await messagesOf(people.iris, task.id)).toEqual([]);
    expect((await replyDraft(database.db, people.fatima, task.id))!.weDid.replaceAll("\u00a0", " ")).toBe("Als gebaar krijgt u van ons een tegoedbon van € 150.");
  });

  test("a message leads to its own question on top of the list, and says how it stands when it waits no longer", async () => {
    const [older, hers] = [await newTask(), await newTask()];
    await ask(older.id, { amount: 15_000 }, people.sven);
    await ask(hers.id, { amount: 6_050 });
    const [[first], [asked]] = [await gesturesOf(older.id), await gesturesOf(hers.id)];
    const [message] = await messagesOf(people.iris, hers.id);
    expect(pathOf(message!, people.iris.id)).toBe(`/team/gestures?asked=${asked!.id}`);
    expect((await gesturesToDecide(database.db, people.iris, asked!.id)).map(({ id }) => id)).toEqual([asked!.id, first!.id]);
    expect(await standingFor(database.db, people.iris, asked!.id)).toBeNull();
    const { question } = await decideGesture(database.db, people.ruben, asked!.id, { isAllowed: true, note: "" }, later(3));
    const { name: customer } = await database.db.selectFrom("customers").select("name").where("id", "=", hers.customer_id).executeTakeFirstOrThrow();
    expect(question).toEqual({ asker: "Fatima Amrani", customer, name: "Tegoedbon", has_amount: true, amount: 6_050 });
    expect(await standingFor(database.db, people.iris, asked!.id)).toMatchObject({ state: "given", by: { name: "Ruben Visser" } });
    for (const stranger of [people.anouk, people.sven]) expect(await standingFor(database.db, stranger, asked!.id)).toBeNull();
    expect(await standingFor(database.db, people.iris, 999_999_999)).toBeNull();
  });

  test("of two leads at once one decides, the other is told how it stands; the same answer twice is one", async () => {
    const task = await newTask();
    await ask(task.id, { amount: 15_000 });
    const [asked] = await gesturesOf(task.id);
    const [first, second] = await Promise.all([people.ruben, people.iris].map((lead, index) => decideGesture(database.db, lead, asked!.id, { isAllowed: index === 0, note: "" }, later(3))));
    expect([first!.standing, second!.standing].filter((standing) => standing === null)).toHaveLength(1);
    expect((await kindsOf(task.id)).filter((kind) => kind === "gesture_decided")).toHaveLength(1);
    const winner = first!.standing === null ? people.ruben : people.iris;
    const isAllowed = winner === people.ruben;
    expect((first!.standing ?? second!.standing)!.by).toEqual({ id: winner.id, name: winner.name });
    expect((await decideGesture(database.db, winner, asked!.id, { isAllowed, note: "" }, later(4))).standing).toBeNull();
    expect((await decideGesture(database.db, winner, asked!.id, { isAllowed: !isAllowed, note: "" }, later(4))).standing).toMatchObject({ state: isAllowed ? "given" : "refused" });
  });

  test("a lead's own question goes to another lead, of a team with one lead to an admin, and where nobody is left it is refused", async () => {
    const task = await newTask();
    await ask(task.id, { amount: 50_000 }, people.ruben);
    const [asked] = await gesturesOf(task.id);
    expect((await messagesOf(people.iris, task.id)).map(({ kind }) => kind)).toEqual(["gesture_asked"]);
    await expect(decideGesture(database.db, people.ruben, asked!.id, { isAllowed: true, note: "" }, later(3))).rejects.toMatchObject({ status: 404 });
    await decideGesture(database.db, people.marijke, asked!.id, { isAllowed: false, note: "" }, later(3));

    const south = await makeTask(database.db, { team: zuid, owner: people.anouk.id });
    await ask(south.id, { amount: 1_000 }, people.anouk);
    expect((await messagesOf(people.marijke, south.id)).map(({ kind }) => kind)).toEqual(["gesture_asked"]);
    await database.rollback(async (trx) => {
      await trx.updateTable("employees").set({ deactivated_at: noon }).where("id", "=", people.marijke.id).execute();
      const other = await makeTask(trx, { team: zuid, owner: people.anouk.id });
      const seen = (await eventsOf(trx, other.id)).at(-1)!.id;
      await expect(askForGesture(trx, people.anouk, other.id, { gesture_kind_id: voucher, amount: 1_000, note: "x", act_id: randomUUID(), seen }, noon)).rejects.toThrow(new Refusal("nobodyDecides"));
    });
  });

  test("where every lead is away an admin who is there hears it; where nobody is there the leads do", () =>
    database.rollback(async (trx) => {
      const away = { away_from: later(-60), away_until: later(60 * 24) };
      const leave = (ids: number[]) => trx.updateTable("employees").set(away).where("id", "in", ids).execute();
      const deciders = async () => (await decidersOf(trx, noord, people.fatima.id, later(1))).map(({ name }) => name);
      await leave([people.iris.id]);
      expect(await deciders()).toEqual(["Ruben Visser"]);
      await leave([people.ruben.id]);
      expect(await deciders()).toEqual(["Marijke de Wit"]);
      await leave([people.marijke.id]);
      expect(await deciders()).toEqual(["Iris Smit", "Ruben Visser"]);
    }));

  test("no lead is left, by leaving or by another role: an admin hears what is asked, once; who knew it is not told again", async () => {
    const { db } = database;
    const team = (await makeTeam(db)).id;
    const makeLead = async () => makeEmployee(db, { team, lead: true });
    const [first, last] = [await makeLead(), await makeLead()];
    const asker = (await viewerById(db, (await makeEmployee(db, { team })).id))!;
    const task = await makeTask(db, { team, owner: asker.id });
    await askForGesture(db, asker, task.id, await form(task.id, { amount: 15_000, note: "Ze wacht al lang" }), later(1));
    const heard = async () => (await db.selectFrom("messages").select("employee_id").where("task_id", "=", task.id).where("kind", "=", "gesture_asked").orderBy("employee_id").execute()).map(({ employee_id }) => employee_id);
    await deactivate(db, { employeeId: first.id, actorId: people.marijke.id, targets: new Map(), note: "" }, later(2));
    expect(await heard()).toEqual([first.id, last.id]);
    await changePerson(db, last.id, { name: last.name, email: last.email, phone: null, language: "nl", isAdmin: false, places: [{ teamId: team, isLead: false }] }, later(3));
    expect(await heard()).toEqual([people.marijke.id, first.id, last.id]);
    expect(await gesturesToDecide(db, people.marijke)).toMatchObject([{ task_id: task.id }]);
    await db.updateTable("team_members").set({ is_lead: true }).where("employee_id", "=", last.id).execute();
    await deactivate(db, { employeeId: last.id, actorId: people.marijke.id, targets: new Map(), note: "" }, later(4));
    expect(await heard()).toHaveLength(3);
  });

  test("she withdraws it; the lead who answers too late is told", async () => {
    const task = await newTask();
    await ask(task.id, { amount: 15_000 });
    const [asked] = await gesturesOf(task.id);
    const { act_id, seen } = await form(task.id, { amount: 0 });
    await withdrawGesture(database.db, people.fatima, task.id, asked!.id, { act_id, seen }, later(2));
    expect((await decideGesture(database.db, people.ruben, asked!.id, { isAllowed: true, note: "" }, later(3))).standing).toMatchObject({ state: "withdrawn" });
    expect(await messagesOf(people.ruben, task.id)).toEqual([]);
    expect(await kindsOf(task.id)).toEqual(["opened", "gesture_asked", "gesture_withdrawn"]);
  });

  test("closed meanwhile it is asked no more; in another team its leads are told and decide; who left is not in the way", async () => {
    const closing = await newTask();
    await ask(closing.id, { amount: 15_000 });
    await database.db.transaction().execute((trx) => record(trx, closing.id, { kind: "closed", data: { outcome: "no_follow_up", reason: "" } }, { at: later(2), actorId: people.fatima.id }));
    expect((await gesturesOf(closing.id)).map(({ state }) => state)).toEqual(["withdrawn"]);
    expect((await gesturesToDecide(database.db, people.ruben)).map(({ task_id }) => task_id)).not.toContain(closing.id);

    const moving = await newTask();
    await ask(moving.id, { amount: 15_000 });
    const { act_id, seen } = await form(moving.id, { amount: 0 });
    await handOver(database.db, people.fatima, moving.id, { to: { team_id: zuid, owner_id: people.anouk.id }, note: "", act_id, seen }, later(2));
    const [asked] = await gesturesOf(moving.id);
    await expect(decideGesture(database.db, people.ruben, asked!.id, { isAllowed: true, note: "" }, later(3))).rejects.toMatchObject({ status: 404 });
    expect((await messagesOf(people.anouk, moving.id)).map(({ kind }) => kind).sort()).toEqual(["gesture_asked", "handed_over"]);
    await database.rollback(async (trx) => {
      await trx.updateTable("employees").set({ deactivated_at: noon }).where("id", "=", people.fatima.id).execute();
      await changeKind(trx, voucher, { name: "Tegoedbon", isArchived: true }, noon);
      await decideGesture(trx, people.anouk, asked!.id, { isAllowed: true, note: "" }, later(3));
      expect(await trx.selectFrom("gestures").select(["state", "team_id"]).where("id", "=", asked!.id).executeTakeFirst()).toEqual({ state: "given", team_id: zuid });
    });
  });
});

test("the overview has the sum by kind and team, of the period in which it was given, without what was refused", async () => {
  const { db } = database;
  const one = await newTask();
  const two = await newTask();
  await give(one.id, { amount: 2_500 });
  await give(two.id, { amount: 1_000 });
  await give(two.id, { kind: flowers, amount: 1 });
  await give(two.id, { amount: 500 }, people.ruben, new Date("2026-10-05T10:00:00Z"));
  await ask(two.id, { amount: 9_900 });
  await decideGesture(db, people.ruben, (await gesturesOf(two.id)).at(-1)!.id, { isAllowed: false, note: "" }, later(3));
  const { period } = readPeriod(new URLSearchParams("period=month"), { now: later(10), timeZone: "Europe/Amsterdam" });
  const given = (teamIds: number[]) => gesturesGiven(db, { teams: [], team: null, teamIds }, period);
  expect(await given([noord, zuid])).toEqual([
    { id: voucher, name: "Tegoedbon", has_amount: true, times: 2, cases: 2, sum: 3_500, sumBefore: 500 },
    { id: flowers, name: "Bos bloemen", has_amount: false, times: 1, cases: 1, sum: 1, sumBefore: 0 },
  ]);
  expect(await given([zuid])).toEqual([]);
});

test("she reads what she may give and gave; who leads reads both roles, nobody another team's", async () => {
  const task = await newTask();
  await give(task.id, { amount: 2_500 });
  expect(await myMandates(database.db, people.fatima, later(5))).toMatchObject([{ name: "Noord", isLead: false, kinds: [{ name: "Bos bloemen", lead: null }, { name: "Tegoedbon", given: 2_500, employee: { case_limit: 5_000 }, lead: null }] }]);
  expect(await myMandates(database.db, people.ruben, later(5))).toMatchObject([{ name: "Noord", isLead: true, kinds: [{}, { given: 0, lead: { case_limit: 10_000, month_limit: null } }] }]);
  expect((await myMandates(database.db, people.anouk, later(5))).map(({ name }) => name)).toEqual(["Zuid"]);
});
