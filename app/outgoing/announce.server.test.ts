import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeCustomer, makeEmployee, makeOrganisation, makeResponse, makeSource, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { makeEndpoint } from "#tests/receiver.ts";
import { receiveResponse } from "../intake/receive.server.ts";
import { responseInput } from "../intake/response.ts";
import type { TaskEvent } from "../tasks/events.ts";
import { record } from "../tasks/record.server.ts";
import { announce } from "./announce.server.ts";
import { bodyOf, eventSchemas } from "./events.ts";
import { type EventKind, eventKinds } from "./kinds.ts";

const database = useDatabase();
let teamId: number;
let fatima: { id: number; email: string };
let sven: { id: number; email: string };

beforeAll(async () => {
  teamId = (await makeTeam(database.db, { code: "noord" })).id;
  await makeOrganisation(database.db);
  fatima = await makeEmployee(database.db, { team: teamId, email: "fatima@delinde.example" });
  sven = await makeEmployee(database.db, { team: teamId, email: "sven@delinde.example" });
});
beforeEach(async () => {
  await database.db.deleteFrom("outgoing_events").execute();
  await database.db.deleteFrom("event_endpoints").execute();
});

/** The bodies that are waiting, oldest first, each as its published schema says. */
async function told() {
  const rows = await database.db.selectFrom("event_deliveries").innerJoin("outgoing_events", "outgoing_events.id", "event_id").select(["kind", "at", "data", "endpoint_id"]).orderBy("event_deliveries.id").execute();
  return rows.map((row) => eventSchemas[row.kind as EventKind].parse(JSON.parse(bodyOf(row, "https://belterug.delinde.example"))));
}

const recorded = async (taskId: number, event: TaskEvent, minutes: number) => database.db.transaction().execute((trx) => record(trx, taskId, event, { at: new Date(noon.getTime() + minutes * 60_000), actorId: null }));

describe("a task's life is told", () => {
  test("a claim, and that it was taken back", async () => {
    await makeEndpoint(database.db, fatima.id);
    const task = await makeTask(database.db, { team: teamId });
    await recorded(task.id, { kind: "claimed", data: { owner_id: fatima.id } }, 1);
    const { last_event_id } = await database.db.selectFrom("tasks").select("last_event_id").where("id", "=", task.id).executeTakeFirstOrThrow();
    await recorded(task.id, { kind: "undone", data: { event_id: last_event_id } }, 2);
    expect((await told()).map(({ type, data }) => [type, "reason" in data && data.reason, data.task?.owner_email])).toEqual([
      ["task.assigned", "claimed", "fatima@delinde.example"],
      ["task.released", "undone", null],
    ]);
  });

  test("who got it, that the customer was told, what she said, and how it ended", async () => {
    await makeEndpoint(database.db, fatima.id);
    const task = await makeTask(database.db, { team: teamId, source_id: (await makeSource(database.db, "Tally")).id, external_id: "antwoord-7", customer_id: (await makeCustomer(database.db, { external_id: "K-22" })).id });
    const by = { reply_id: 1 };
    const due_at = new Date(noon.getTime() + 86_400_000).toISOString();
    await recorded(task.id, { kind: "claimed", data: { owner_id: fatima.id } }, 1);
    await recorded(task.id, { kind: "attempted", data: { channel: "phone", outcome: "reached", note: "geheim" } }, 2);
    await recorded(task.id, { kind: "handed_over", data: { from_owner_id: fatima.id, team_id: teamId, owner_id: sven.id, note: "" } }, 3);
    await recorded(task.id, { kind: "handed_over", data: { from_owner_id: sven.id, team_id: teamId, owner_id: null, note: "" } }, 4);
    await recorded(task.id, { kind: "acted", data: { text: "geheim", cause_id: null } }, 5);
    await recorded(task.id, { kind: "reply_sent", data: by }, 6);
    await recorded(task.id, { kind: "verdict_given", data: { ...by, answer: "not_yet", score: null, words: "geheim", due_at } }, 7);
    await recorded(task.id, { kind: "told_by_phone", data: { note: "geheim" } }, 8);
    await recorded(task.id, { kind: "verdict_given", data: { ...by, answer: "solved", score: 8, words: null, due_at } }, 9);

    const bodies = await told();
    expect(bodies.map(({ type }) => type)).toEqual(["task.assigned", "task.assigned", "task.released", "task.told", "customer.verdict", "task.told", "customer.verdict", "task.closed"]);
    expect(bodies[0]).toMatchObject({
      timestamp: "2026-11-20T11:01:00.000Z",
      data: {
        reason: "claimed",
        response: { external_id: "antwoord-7", source: "Tally", score: 3, category: "detractor", has_comment: true, answered_at: "2026-11-20T11:00:00.000Z", team: "noord" },
        customer: { id: task.customer_id, external_id: "K-22" },
        task: { id: task.id, stage: "to_call", outcome: null, owner_email: "fatima@delinde.example", due_at: "2026-11-21T11:00:00.000Z", url: `https://belterug.delinde.example/tasks/${task.id}` },
      },
    });
    expect(bodies[1]).toMatchObject({ data: { reason: "handed_over", task: { owner_email: "sven@delinde.example" } } });
    expect(bodies[2]).toMatchObject({ data: { reason: "handed_over", task: { owner_email: null } } });
    expect(bodies.map(({ data }) => ("channel" in data ? data.channel : "verdict" in data ? data.verdict : null)).filter(Boolean)).toEqual(["mail", { answer: "not_yet", score: null }, "phone", { answer: "solved", score: 8 }]);
    expect(bodies.at(-1)).toMatchObject({ data: { task: { stage: "closed", outcome: "solved" } } });
    expect(JSON.stringify(bodies), "nothing that anybody said or is called").not.toMatch(/geheim|lekkage|Jan|klant\.example/);
  });

  test("what the customer gets is told when it is given or allowed, and when it is taken back; not what is asked or refused", async () => {
    await makeEndpoint(database.db, fatima.id, { kinds: ["gesture.given", "gesture.withdrawn"] });
    const task = await makeTask(database.db, { team: teamId, owner: fatima.id });
    const voucher = { gesture_id: 7, gesture_kind_id: 1, name: "Tegoedbon", has_amount: true, amount: 2_500 };
    const flowers = { ...voucher, gesture_id: 8, name: "Bos bloemen", has_amount: false, amount: 2 };
    await recorded(task.id, { kind: "gesture_given", data: { ...voucher, note: "geheim" } }, 1);
    await recorded(task.id, { kind: "gesture_withdrawn", data: { ...voucher, was_given: true } }, 2);
    await recorded(task.id, { kind: "gesture_asked", data: { ...flowers, note: "geheim" } }, 3);
    await recorded(task.id, { kind: "gesture_decided", data: { ...flowers, employee_id: fatima.id, is_allowed: false, note: "geheim" } }, 4);
    await recorded(task.id, { kind: "gesture_decided", data: { ...flowers, employee_id: fatima.id, is_allowed: true, note: "geheim" } }, 5);
    await recorded(task.id, { kind: "gesture_withdrawn", data: { ...flowers, was_given: false } }, 6);
    const bodies = await told();
    expect(bodies.map(({ type, data }) => [type, "gesture" in data && data.gesture])).toEqual([
      ["gesture.given", { id: 7, kind: "Tegoedbon", amount_cents: 2_500, count: null }],
      ["gesture.withdrawn", { id: 7, kind: "Tegoedbon", amount_cents: 2_500, count: null }],
      ["gesture.given", { id: 8, kind: "Bos bloemen", amount_cents: null, count: 2 }],
    ]);
    expect(JSON.stringify(bodies)).not.toContain("geheim");
  });

  test("closed again with another outcome is told again, the same one is not", async () => {
    await makeEndpoint(database.db, fatima.id, { kinds: ["task.closed"] });
    const task = await makeTask(database.db, { team: teamId });
    await recorded(task.id, { kind: "closed", data: { outcome: "no_answer", reason: "" } }, 1);
    await recorded(task.id, { kind: "verdict_given", data: { reply_id: 1, answer: "solved", score: null, words: null, due_at: noon.toISOString() } }, 2);
    await recorded(task.id, { kind: "verdict_given", data: { reply_id: 1, answer: "solved", score: 9, words: null, due_at: noon.toISOString() } }, 3);
    expect((await told()).map(({ data }) => data.task?.outcome)).toEqual(["no_answer", "solved"]);
  });
});

describe("an answer that comes in", () => {
  const input = (id: string, score: number) => responseInput.parse({ id, score, answered_at: "2026-11-20T10:00:00Z", customer: { id: `K-${id}`, owner_email: fatima.email } });
  test("is told once, with the task that it opened and whose that is", async () => {
    await makeEndpoint(database.db, fatima.id);
    const source = await makeSource(database.db);
    await receiveResponse(database.db, source, input("een", 2), { now: noon });
    await receiveResponse(database.db, source, input("een", 3), { now: noon });
    await receiveResponse(database.db, source, input("twee", 9), { now: noon });
    const bodies = await told();
    expect(bodies.map(({ type, data }) => [type, data.response.external_id, data.task?.owner_email]).sort()).toEqual([
      ["response.received", "een", fatima.email],
      ["response.received", "twee", undefined],
      ["task.assigned", "een", fatima.email],
    ]);
  });
});

describe("many at once", () => {
  test("each endpoint gets what it wants, in their order, and history is no news", async () => {
    const crm = await makeEndpoint(database.db, fatima.id, { kinds: ["response.received"] });
    const paused = await makeEndpoint(database.db, fatima.id, { kinds: ["response.received", "task.closed"], paused_at: noon });
    await makeEndpoint(database.db, fatima.id, { archived_at: noon });
    const ids = [];
    for (const is_history of [false, true, false]) ids.push((await makeResponse(database.db, { team_id: teamId, is_history })).id);
    const all = ids.flatMap((responseId) => [{ kind: "response.received" as const, responseId }, { kind: "task.assigned" as const, responseId }]);
    await database.db.transaction().execute((trx) => announce(trx, all, noon));
    const rows = await database.db.selectFrom("event_deliveries").innerJoin("outgoing_events", "outgoing_events.id", "event_id").select(["endpoint_id", "data", "status"]).orderBy("event_deliveries.id").execute();
    expect(rows.map(({ endpoint_id, data }) => [endpoint_id, (data as { response: { id: number } }).response.id])).toEqual([[crm.id, ids[0]], [paused.id, ids[0]], [crm.id, ids[2]], [paused.id, ids[2]]]);
    expect((await told()).every(({ type }) => type === "response.received")).toBe(true);
  });

  test("nothing is written when nobody wants to know", async () => {
    await makeEndpoint(database.db, fatima.id, { kinds: ["task.closed"] });
    await makeEndpoint(database.db, fatima.id, { archived_at: noon });
    const response = await makeResponse(database.db, { team_id: teamId });
    await database.db.transaction().execute((trx) => announce(trx, [{ kind: "response.received", responseId: response.id }], noon));
    expect(await database.db.selectFrom("outgoing_events").select("id").execute()).toEqual([]);
  });

  test("what is rolled back was never told", async () => {
    await makeEndpoint(database.db, fatima.id);
    const response = await makeResponse(database.db, { team_id: teamId });
    await database.rollback((trx) => announce(trx, eventKinds.map((kind) => ({ kind, responseId: response.id })), noon));
    expect(await told()).toEqual([]);
  });
});
