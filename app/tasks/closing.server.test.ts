import { randomUUID } from "node:crypto";
import type { PgBoss } from "pg-boss";
import { afterAll, beforeAll, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeCustomer, makeEmployee, makeOrganisation, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { readConfig } from "../config.server.ts";
import { createBoss } from "../jobs.server.ts";
import { createLog } from "../log.server.ts";
import { type Viewer, viewerById } from "../people/session.server.ts";
import { queues } from "../queues.server.ts";
import { Refusal } from "./act.server.ts";
import { closeTask, closingForm, closingsFor } from "./closing.server.ts";
import type { StoredEvent } from "./events.ts";
import { eventsOf } from "./record.server.ts";
import { triesWithoutReach } from "./unreachable.ts";

const database = useDatabase();
const hoursAgo = (hours: number) => new Date(noon.getTime() - hours * 3_600_000);
const config = readConfig({ NODE_ENV: "test" }, "demo");
let boss: PgBoss;
let fatima: Viewer;
let team: number;

beforeAll(async () => {
  await makeOrganisation(database.db);
  team = (await makeTeam(database.db)).id;
  fatima = (await viewerById(database.db, (await makeEmployee(database.db, { team })).id))!;
  boss = createBoss(database.pool, createLog("fatal"));
  await boss.start();
  await boss.createQueue("send-mail", queues["send-mail"]);
});

afterAll(() => boss.stop({ graceful: false }));

const missed = (hours: number) => ({ kind: "attempted" as const, at: hoursAgo(hours), actor_id: fatima.id, data: { channel: "phone" as const, outcome: "no_answer" as const, note: "" } });
const close = async (taskId: number, outcome: "unreachable" | "not_solved" | "no_follow_up", reason = "") => {
  const seen = (await eventsOf(database.db, taskId)).at(-1)!.id;
  await closeTask({ db: database.db, boss, config }, fatima, taskId, { act_id: randomUUID(), seen, outcome, reason }, noon);
};
const lastMails = (taskId: number) => database.db.selectFrom("mails").select(["kind", "status", "to_email"]).where("task_id", "=", taskId).execute();

test("three attempts on two days without a conversation: unreachable, with a last mail", async () => {
  const customer = await makeCustomer(database.db, { email: "jan@klant.example" });
  const task = await makeTask(database.db, { team, owner: fatima.id, customer_id: customer.id, events: [missed(30), missed(29), missed(2)] });
  expect(await closingsFor(database.db, task)).toEqual(["no_follow_up", "unreachable"]);
  await close(task.id, "unreachable");
  expect(await lastMails(task.id)).toEqual([{ kind: "last_mail", status: "queued", to_email: "jan@klant.example" }]);
});

test("without an e-mail address, or when she wants none, it closes without", async () => {
  for (const values of [{ email: null }, { no_mail_at: hoursAgo(500) }]) {
    const customer = await makeCustomer(database.db, values);
    const task = await makeTask(database.db, { team, owner: fatima.id, customer_id: customer.id, events: [missed(30), missed(29), missed(2)] });
    await close(task.id, "unreachable");
    expect(await lastMails(task.id)).toEqual([]);
    expect(await database.db.selectFrom("tasks").select(["stage", "outcome"]).where("id", "=", task.id).executeTakeFirst()).toEqual({ stage: "closed", outcome: "unreachable" });
  }
});

test("three attempts in one afternoon are not enough, nor is one day late in the evening", async () => {
  const task = await makeTask(database.db, { team, owner: fatima.id, events: [missed(5), missed(4), missed(2)] });
  await expect(close(task.id, "unreachable")).rejects.toEqual(new Refusal("notTriedEnough"));
  expect(await lastMails(task.id)).toEqual([]);

  const at = (text: string): StoredEvent => ({ ...missed(0), id: 1, at: new Date(text) });
  // 23:30 and 0:30 in Amsterdam are two days there, though one in UTC.
  const overMidnight = [at("2026-11-20T22:30:00Z"), at("2026-11-20T23:30:00Z"), at("2026-11-20T23:45:00Z")];
  expect(triesWithoutReach(overMidnight, "Europe/Amsterdam")).toEqual({ attempts: 3, days: 2, isEnough: true });
  expect(triesWithoutReach(overMidnight, "UTC").isEnough).toBe(false);
});

test("not solved only after a conversation, or after the customer said so", async () => {
  const task = await makeTask(database.db, { team, owner: fatima.id });
  await expect(close(task.id, "not_solved", "Kan niet")).rejects.toEqual(new Refusal("noVerdict"));
  const told = { kind: "told_by_phone" as const, at: hoursAgo(9), actor_id: fatima.id, data: { note: "" } };
  const notYet = { kind: "verdict_given" as const, at: hoursAgo(3), actor_id: null, data: { reply_id: 1, answer: "not_yet" as const, score: null, words: null, due_at: noon.toISOString() } };
  const reopened = await makeTask(database.db, { team, owner: fatima.id, events: [told, notYet] });
  await close(reopened.id, "not_solved", "De buren werken niet mee");
  const reached = { kind: "attempted" as const, at: hoursAgo(9), actor_id: fatima.id, data: { channel: "phone" as const, outcome: "reached" as const, note: "" } };
  const spoken = await makeTask(database.db, { team, owner: fatima.id, events: [reached] });
  await close(spoken.id, "not_solved", "De verhuurder van de buren doet niets");
  expect(await database.db.selectFrom("tasks").select(["stage", "outcome"]).where("id", "=", reopened.id).executeTakeFirst()).toEqual({ stage: "closed", outcome: "not_solved" });
});

test("an open promise is ended first", async () => {
  const promised = { kind: "promised" as const, at: hoursAgo(3), actor_id: fatima.id, data: { promise_id: 1, text: "Ik bel", due_at: noon.toISOString() } };
  const task = await makeTask(database.db, { team, owner: fatima.id, events: [promised] });
  await expect(close(task.id, "no_follow_up", "Dubbel")).rejects.toEqual(new Refusal("promiseOpen"));
});

test("the reason may be left out only where nobody could be reached", () => {
  const typed = { act_id: randomUUID(), seen: "1", reason: "  " };
  expect(closingForm.safeParse({ ...typed, outcome: "unreachable" }).success).toBe(true);
  expect(closingForm.safeParse({ ...typed, outcome: "no_follow_up" }).error?.issues).toMatchObject([{ message: "required", path: ["reason"] }]);
});
