import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { viewerById } from "#app/people/session.server.ts";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { helpingWith } from "../buddies/helping.server.ts";
import { giveGesture } from "../mandate/gesture.server.ts";
import { prepareCard } from "../prepare/prepare.server.ts";
import { storyOf } from "../story/story.server.ts";
import { recordAction } from "./action.server.ts";
import { logAttempt } from "./attempt.server.ts";
import { claimTask } from "./claim.server.ts";
import { closingsFor } from "./closing.server.ts";
import { foldTask } from "./facts.ts";
import { endPromise, makePromise } from "./promise.server.ts";
import { eventsOf, record } from "./record.server.ts";
import { undoable, undoAct } from "./undo.server.ts";

const database = useDatabase();
const later = (seconds: number) => new Date(noon.getTime() + seconds * 1000);

beforeAll(async () => void (await makeOrganisation(database.db)));

async function scene() {
  const { db } = database;
  const team = await makeTeam(db);
  const [fatima, sven, noor] = await Promise.all([makeEmployee(db, { team: team.id }), makeEmployee(db, { team: team.id }), makeEmployee(db, {})]);
  return { db, team, fatima: (await viewerById(db, fatima.id))!, sven: (await viewerById(db, sven.id))!, noor: (await viewerById(db, noor.id))! };
}

const rowOf = (id: number) => database.db.selectFrom("tasks").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
/** Everything of the row but when it last changed. */
const asItWas = (row: Awaited<ReturnType<typeof rowOf>>) => ({ ...row, last_event_id: 0, updated_at: noon, changed_at: 0 });

test("a claim taken back lies in the pool again, and the history has both", async () => {
  const { db, team, fatima } = await scene();
  const task = await makeTask(db, { team: team.id });
  const before = await rowOf(task.id);
  const act_id = randomUUID();
  await claimTask(db, fatima, task.id, { act_id, seen: before.last_event_id }, later(0));
  const undo = await undoable(db, fatima, task.id, act_id, later(1));
  expect(undo).toEqual({ taskId: task.id, eventId: expect.any(Number) });
  expect(await undoAct(db, fatima, task.id, undo!.eventId, later(5))).toBe(true);
  expect(asItWas(await rowOf(task.id))).toEqual(asItWas(before));
  expect((await eventsOf(db, task.id)).map(({ kind }) => kind)).toEqual(["opened", "claimed", "undone"]);
  expect(await undoAct(db, fatima, task.id, undo!.eventId, later(6)), "pressed twice").toBe(true);
  expect(await eventsOf(db, task.id)).toHaveLength(3);
});

test("a promise that was not kept after all is open again, with its time", async () => {
  const { db, team, fatima } = await scene();
  const task = await makeTask(db, { team: team.id, owner: fatima.id, events: [{ at: noon, actor_id: fatima.id, kind: "attempted", data: { channel: "phone", outcome: "reached", note: "" } } as never] });
  const promise = await db.insertInto("promises").values({ task_id: task.id, made_by: fatima.id, text: "Ik bel terug", made_at: noon, due_at: later(3600) }).returning("id").executeTakeFirstOrThrow();
  await db.transaction().execute((trx) => record(trx, task.id, { kind: "promised", data: { promise_id: promise.id, text: "Ik bel terug", due_at: later(3600).toISOString() } }, { at: noon, actorId: fatima.id }));
  const before = await rowOf(task.id);
  const act_id = randomUUID();
  await endPromise(db, fatima, task.id, promise.id, { act_id, seen: before.last_event_id, end: "kept" } as never, later(0));
  expect((await rowOf(task.id)).promise_due_at).toBeNull();
  expect(await undoAct(db, fatima, task.id, (await undoable(db, fatima, task.id, act_id, later(0)))!.eventId, later(9))).toBe(true);
  expect(asItWas(await rowOf(task.id))).toEqual(asItWas(before));
  expect((await db.selectFrom("promises").select("kept_at").where("id", "=", promise.id).executeTakeFirstOrThrow()).kept_at).toBeNull();
  expect(foldTask(await eventsOf(db, task.id)).promise_due_at).toEqual(later(3600));
});

test("not: another's act, an older one, after two minutes, a customer who wants no contact; and not by whoever may not see it", async () => {
  const { db, team, fatima, sven, noor } = await scene();
  const attempt = async (outcome: "no_answer" | "declined") => {
    const task = await makeTask(db, { team: team.id, owner: fatima.id });
    const row = await db.transaction().execute((trx) => record(trx, task.id, { kind: "attempted", data: { channel: "phone", outcome, note: "" } }, { at: noon, actorId: fatima.id }));
    return { taskId: task.id, eventId: row!.last_event_id };
  };
  const one = await attempt("no_answer");
  expect(await undoAct(db, sven, one.taskId, one.eventId, later(1))).toBe(false);
  expect(await undoAct(db, fatima, one.taskId, one.eventId - 1, later(1))).toBe(false);
  expect(await undoAct(db, fatima, one.taskId, one.eventId, later(121))).toBe(false);
  await expect(undoAct(db, noor, one.taskId, one.eventId, later(1))).rejects.toMatchObject({ status: 404 });
  const declined = await attempt("declined");
  expect(await undoAct(db, fatima, declined.taskId, declined.eventId, later(1))).toBe(false);
  expect((await rowOf(one.taskId)).attempt_count).toBe(1);
  expect(await undoAct(db, fatima, one.taskId, one.eventId, later(1))).toBe(true);
  expect(await rowOf(one.taskId)).toMatchObject({ attempt_count: 0, first_attempt_at: null });
});

test("what was taken back counts nowhere: not as a try, not for who spoke with her, not for a helper", async () => {
  const { db, team, fatima, sven } = await scene();
  const missed = (seconds: number) => ({ at: later(seconds), actor_id: fatima.id, kind: "attempted" as const, data: { channel: "phone" as const, outcome: "no_answer" as const, note: "" } });
  const task = await makeTask(db, { team: team.id, owner: fatima.id, events: [missed(-100_000), missed(-99_000)] });
  const note = async (outcome: "no_answer" | "reached") => {
    const seen = (await eventsOf(db, task.id)).at(-1)!.id;
    const act_id = randomUUID();
    await logAttempt(db, fatima, task.id, { act_id, seen, channel: "phone", outcome, note: "" }, later(0));
    return undoAct(db, fatima, task.id, (await undoable(db, fatima, task.id, act_id, later(1)))!.eventId, later(2));
  };
  expect([await note("no_answer"), await note("reached")]).toEqual([true, true]);
  const row = await rowOf(task.id);
  expect(await closingsFor(db, row), "tried twice").toEqual(["no_follow_up"]);
  expect((await prepareCard(db, fatima, row)).spoken, "nobody did").toBeNull();
  const asked = await db.insertInto("buddies").values({ task_id: task.id, asked_by: fatima.id, buddy_id: sven.id, part: "advise", note: "Hoe?", asked_at: noon }).returning("id").executeTakeFirstOrThrow();
  expect((await helpingWith(db, sven, asked.id))!.open!.steps.map(({ kind }) => kind)).toEqual(["tried", "tried"]);
});

test("a colleague took it and gave it back: whoever had her form open hears nothing of it", async () => {
  const { db, team, fatima, sven } = await scene();
  const task = await makeTask(db, { team: team.id });
  const { last_event_id: seen } = await rowOf(task.id);
  const act_id = randomUUID();
  await claimTask(db, sven, task.id, { act_id, seen }, later(0));
  expect(await undoAct(db, sven, task.id, (await undoable(db, sven, task.id, act_id, later(0)))!.eventId, later(1))).toBe(true);
  await claimTask(db, fatima, task.id, { act_id: randomUUID(), seen }, later(2));
  expect((await rowOf(task.id)).owner_id).toBe(fatima.id);
});

test("a call with a promise made in it goes back as one; so do an action and a gesture, which nobody counts any more", async () => {
  const { db, team, fatima } = await scene();
  const task = await makeTask(db, { team: team.id, owner: fatima.id });
  const before = await rowOf(task.id);
  const undoing = async (does: (form: { act_id: string; seen: number }) => Promise<void>) => {
    const act_id = randomUUID();
    await does({ act_id, seen: (await rowOf(task.id)).last_event_id });
    const during = await rowOf(task.id);
    const { eventId } = (await undoable(db, fatima, task.id, act_id, later(1)))!;
    expect(await undoAct(db, fatima, task.id, eventId, later(2))).toBe(true);
    expect(await undoAct(db, fatima, task.id, eventId, later(3)), "pressed twice").toBe(true);
    expect(asItWas(await rowOf(task.id))).toEqual(asItWas(before));
    return during;
  };
  const called = await undoing((form) => logAttempt(db, fatima, task.id, { ...form, channel: "phone", outcome: "reached", note: "", promise: { text: "Ik bel terug", due_at: later(3600) } }, later(0)));
  expect(called).toMatchObject({ stage: "to_act", promise_due_at: later(3600) });
  await undoing((form) => makePromise(db, fatima, task.id, { ...form, text: "Ik mail", due_at: later(7200) }, later(0)));
  expect(await db.selectFrom("promises").select("id").where("task_id", "=", task.id).execute()).toEqual([]);

  const cause = await db.insertInto("causes").values({ name: "Bezorging" }).returning("id").executeTakeFirstOrThrow();
  const acted = await undoing((form) => recordAction(db, fatima, task.id, { ...form, text: "Nieuwe doos", cause_id: cause.id }, later(0)));
  expect(acted).toMatchObject({ acted_at: later(0), cause_id: cause.id });
  expect((await storyOf(db, fatima, { before: null, now: later(9) }))!.total!.cause).toBe(0);

  const kind = await db.insertInto("gesture_kinds").values({ name: "Bloemen", has_amount: false }).returning("id").executeTakeFirstOrThrow();
  await db.insertInto("mandates").values({ team_id: team.id, gesture_kind_id: kind.id, is_lead: false, case_limit: 1, month_limit: 1 }).execute();
  const give = (form: { act_id: string; seen: number }) => giveGesture(db, fatima, task.id, { ...form, gesture_kind_id: kind.id, amount: 1, note: "" }, later(0));
  await undoing(give);
  await undoing(give); // her month has the room again
  expect((await eventsOf(db, task.id)).slice(-2).map((event) => event.kind)).toEqual(["gesture_given", "gesture_withdrawn"]);
});
