import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import express from "express";
import { sql } from "kysely";
import { afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { readConfig } from "#app/config.server.ts";
import type { Services } from "#app/context.server.ts";
import { createLog } from "#app/log.server.ts";
import { createAuth, viewerById } from "#app/people/session.server.ts";
import { claimTask } from "#app/tasks/claim.server.ts";
import { inTransaction } from "#db/client.ts";
import { makeSession } from "#tests/app.ts";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTask, makeTeam } from "#tests/factories.ts";
import { messagesOf } from "#tests/stream.ts";
import { announceLive } from "./announce.server.ts";
import { startLive } from "./live.server.ts";

/** Streams of two processes on one database, read as a browser reads them. */
const database = useDatabase();
type Person = { id: number };
type Tab = { status: number; heard: { event: string; data: { tasks?: number[]; isNear?: boolean; quietMs?: number } }[]; isClosed: () => boolean; close: () => void };

let processes: { origin: string; stop: () => Promise<void> }[] = [];
let tabs: Tab[] = [];

beforeAll(async () => void (await makeOrganisation(database.db, { is_team_list_open: false })));
beforeEach(async () => {
  await startProcess();
  await startProcess();
});
afterEach(stopAll);

test("whoever may see a task hears of it in every process, and nobody else; nothing but ids goes over the wire", async () => {
  const { fatima, sven, ruben, noor, marijke, task } = await scene();
  const [hers, svens, rubens, noors, marijkes] = await Promise.all([openTab(0, fatima), openTab(1, sven), openTab(1, ruben), openTab(0, noor), openTab(0, marijke)]);
  await inTransaction(database.db, async (trx) => announceLive(trx, { taskIds: [task.id] }));
  const news = (isNear: boolean) => [{ event: "news", data: { tasks: [task.id], isNear } }];
  await soon(() => expect([hers, rubens, marijkes].map(newsOf)).toEqual([news(true), news(true), news(false)]));
  expect([newsOf(svens), newsOf(noors)], "a colleague with a closed list, and another team").toEqual([[], []]);
});

test("a claim: who has it and who sees it gone from the pool both hear", async () => {
  const { team, fatima, sven, noor } = await scene();
  const task = await makeTask(database.db, { team: team.id });
  const [hers, svens, noors] = await Promise.all([openTab(0, fatima), openTab(1, sven), openTab(1, noor)]);
  await claimTask(database.db, (await viewerById(database.db, sven.id))!, task.id, { act_id: crypto.randomUUID(), seen: task.last_event_id + 100 }, new Date());
  await soon(() => expect(newsOf(svens)).toEqual([{ event: "news", data: { tasks: [task.id], isNear: true } }]));
  await soon(() => expect(newsOf(hers)).toEqual([{ event: "news", data: { tasks: [], isNear: true } }]));
  expect(newsOf(noors)).toEqual([]);
});

test("nothing is said of what was rolled back, and a transaction says all it did at once", async () => {
  const { team, fatima } = await scene();
  const [one, two] = [await makeTask(database.db, { team: team.id }), await makeTask(database.db, { team: team.id })];
  const hers = await openTab(0, fatima);
  const undone = inTransaction(database.db, async (trx) => {
    announceLive(trx, { taskIds: [one.id] });
    throw new Error("no");
  });
  await expect(undone).rejects.toThrow("no");
  await inTransaction(database.db, async (trx) => {
    announceLive(trx, { taskIds: [two.id] });
    announceLive(trx, { taskIds: [one.id, two.id] });
  });
  await soon(() => expect(newsOf(hers).map(({ data }) => data.tasks?.toSorted())).toEqual([[one.id, two.id].toSorted()]));
});

test("the database cuts the line, something changes, and all are told to look again", async () => {
  const { fatima } = await scene();
  const [hers, also] = await Promise.all([openTab(0, fatima), openTab(1, fatima)]);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'belterug live' and datname = current_database()`.execute(database.db);
  await soon(() => expect([hers, also].map((tab) => tab.heard.map(({ event }) => event))).toEqual([["hello", "resync"], ["hello", "resync"]]));
  // And hears again from then on.
  await inTransaction(database.db, async (trx) => announceLive(trx, { employeeIds: [fatima.id] }));
  await soon(() => expect(newsOf(hers)).toHaveLength(1));
});

test("a tab that comes back hears for how long it is that anything changed", async () => {
  const { fatima } = await scene();
  const before = await openTab(0, fatima);
  before.close();
  const announcedAt = Date.now();
  await inTransaction(database.db, async (trx) => announceLive(trx, { employeeIds: [fatima.id] }));
  await new Promise((resolve) => setTimeout(resolve, 300));
  const back = await openTab(1, fatima);
  const { quietMs } = back.heard[0]!.data;
  expect(quietMs).toBeGreaterThan(200);
  expect(quietMs).toBeLessThanOrEqual(Date.now() - announcedAt);
});

test("what a process did that died before it could say so is found by the others", async () => {
  await stopAll();
  vi.useFakeTimers({ toFake: ["setInterval"] });
  const { fatima, task } = await scene();
  await startProcess();
  let hers = await openTab(0, fatima);
  // It knows from where on it looks.
  await soon(async () => {
    hers = await openTab(0, fatima);
    expect(hers.heard[0]!.data.quietMs).toBeGreaterThan(0);
  });
  const unsaid = () => database.db.insertInto("task_events").values({ task_id: task.id, at: new Date(), kind: "attempted", actor_id: fatima.id, data: JSON.stringify({ channel: "phone", outcome: "no_answer", note: "" }) }).execute();
  // Also before the first time that this one looks.
  for (const count of [1, 2]) {
    await unsaid();
    await vi.advanceTimersByTimeAsync(10_000);
    await soon(() => expect(newsOf(hers).flatMap(({ data }) => data.tasks)).toEqual(Array(count).fill(task.id)));
  }
  await vi.advanceTimersByTimeAsync(30_000);
  await soon(() => expect(hers.heard.filter(({ event }) => event === "beat").length).toBeGreaterThanOrEqual(5));
  expect(newsOf(hers), "each once").toHaveLength(2);
});

test("a session that ended and somebody deactivated hear nothing any more, and their streams end", async () => {
  await stopAll();
  vi.useFakeTimers({ toFake: ["setInterval"] });
  await startProcess();
  const { fatima, sven, task } = await scene();
  const [hers, svens] = await Promise.all([openTab(0, fatima), openTab(0, sven)]);
  await database.db.deleteFrom("sessions").where("user_id", "=", fatima.id).execute();
  await database.db.updateTable("employees").set({ deactivated_at: new Date() }).where("id", "=", sven.id).execute();
  await inTransaction(database.db, async (trx) => announceLive(trx, { taskIds: [task.id], employeeIds: [fatima.id, sven.id] }));
  await vi.advanceTimersByTimeAsync(10_000);
  await soon(() => expect([hers.isClosed(), svens.isClosed()]).toEqual([true, true]));
  expect([hers, svens].map((tab) => tab.heard.map(({ event }) => event))).toEqual([["hello", "bye"], ["hello", "bye"]]);
});

test("no session: no stream and no trying again; another site: refused; a fifth tab: the first one rests", async () => {
  const { fatima } = await scene();
  expect((await fetch(`${processes[0]!.origin}/live`)).status).toBe(204);
  const { name, value } = await makeSession(database.db, fatima.id);
  const from = (site: string) => fetch(`${processes[0]!.origin}/live`, { headers: { cookie: `${name}=${value}`, "sec-fetch-site": site } });
  expect((await from("cross-site")).status).toBe(403);
  expect((await from("same-site")).status).toBe(403);
  const many: Tab[] = [];
  for (let n = 0; n < 5; n++) many.push(await openTab(0, fatima, `${name}=${value}`));
  await soon(() => expect(many.map((tab) => tab.isClosed())).toEqual([true, false, false, false, false]));
  expect(many[0]!.heard.at(-1)!.event).toBe("bye");
});

test("tabs that were gone before they were let in take nobody's place", async () => {
  const { fatima, task } = await scene();
  const { name, value } = await makeSession(database.db, fatima.id);
  const hers = await openTab(0, fatima, `${name}=${value}`);
  await database.db.transaction().execute(async (trx) => {
    // Until this ends nobody learns whose session it is.
    await sql`lock table sessions in access exclusive mode`.execute(trx);
    const { port } = new URL(processes[0]!.origin);
    for (let n = 0; n < 4; n++) {
      const socket = connect(Number(port), "127.0.0.1");
      socket.write(`GET /live HTTP/1.1\r\nHost: localhost\r\nCookie: ${name}=${value}\r\n\r\n`);
      await soon(async () => {
        const { rows } = await sql<{ n: number }>`select count(*) as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`.execute(trx);
        expect(rows[0]!.n).toBe(n + 1);
      });
      socket.destroy();
    }
  });
  await openTab(0, fatima, `${name}=${value}`);
  await inTransaction(database.db, async (trx) => announceLive(trx, { taskIds: [task.id] }));
  await soon(() => expect(newsOf(hers)).toHaveLength(1));
  expect(hers.isClosed()).toBe(false);
});

test("what is no news of ours on the channel harms nobody: all look for themselves", async () => {
  const { fatima } = await scene();
  const hers = await openTab(0, fatima);
  for (const payload of ["", "geen json", "null", '{"tasks":7}']) await sql`select pg_notify('belterug_live', ${payload})`.execute(database.db);
  await soon(() => expect(newsOf(hers)).toContainEqual({ event: "news", data: { tasks: [], isNear: true } }));
  const { length } = newsOf(hers);
  await inTransaction(database.db, async (trx) => announceLive(trx, { employeeIds: [fatima.id] }));
  await soon(() => expect(newsOf(hers).length).toBeGreaterThan(length));
});

/** Fatima has a task of a team with Sven; Ruben leads it. Noor is of another team, Marijke an admin. */
async function scene() {
  const { db } = database;
  const [team, other] = [await makeTeam(db), await makeTeam(db)];
  const fatima = await makeEmployee(db, { team: team.id });
  const sven = await makeEmployee(db, { team: team.id });
  const ruben = await makeEmployee(db, { team: team.id, lead: true });
  const noor = await makeEmployee(db, { team: other.id, lead: true });
  const marijke = await makeEmployee(db, { is_admin: true });
  return { team, fatima, sven, ruben, noor, marijke, task: await makeTask(db, { team: team.id, owner: fatima.id }) };
}

async function startProcess() {
  const config = readConfig({ NODE_ENV: "test", DATABASE_URL: database.url }, "demo");
  const live = startLive({ db: database.db, auth: createAuth(database.pool, config), log: createLog("silent") } as Services, database.url);
  const server: Server = createServer(express().get("/live", live.open));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  await soon(async () => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from pg_stat_activity where application_name = 'belterug live' and datname = current_database() and query like 'listen%'`.execute(database.db);
    expect(rows[0]!.n).toBe(processes.length + 1);
  });
  const { port } = server.address() as { port: number };
  processes.push({
    origin: `http://127.0.0.1:${port}`,
    async stop() {
      await live.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

async function stopAll(): Promise<void> {
  for (const tab of tabs) tab.close();
  for (const each of processes) await each.stop();
  vi.useRealTimers();
  tabs = [];
  processes = [];
  await soon(async () => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from pg_stat_activity where application_name = 'belterug live' and datname = current_database()`.execute(database.db);
    expect(rows[0]!.n).toBe(0);
  });
}

async function openTab(process: number, { id }: Person, cookie?: string): Promise<Tab> {
  const session = cookie ?? Object.values(await makeSession(database.db, id)).join("=");
  const aborter = new AbortController();
  const response = await fetch(`${processes[process]!.origin}/live`, { headers: { cookie: session, "sec-fetch-site": "same-origin" }, signal: aborter.signal });
  let isClosed = false;
  const tab: Tab = { status: response.status, heard: [], isClosed: () => isClosed, close: () => aborter.abort() };
  tabs.push(tab);
  void (async () => {
    for await (const message of messagesOf<Tab["heard"][number]["data"]>(response)) tab.heard.push(message);
  })()
    .catch(() => {})
    .finally(() => (isClosed = true));
  await soon(() => expect(tab.heard[0]?.event).toBe("hello"));
  return tab;
}

/** Vitest's own patience is a second, and a machine may be busy. */
function soon(check: () => unknown): Promise<unknown> {
  return vi.waitFor(check, { timeout: 20_000 });
}

function newsOf(tab: Tab) {
  return tab.heard.filter(({ event }) => event === "news");
}
