import { randomUUID } from "node:crypto";
import type { PgBoss } from "pg-boss";
import { beforeAll, describe, expect, test } from "vitest";
import type { Db } from "#db/client.ts";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTask, makeTeam, noon } from "#tests/factories.ts";
import type { Config } from "../config.server.ts";
import { type Viewer, viewerById } from "../people/session.server.ts";
import { Conflict, Refusal, SentBefore } from "./act.server.ts";
import { recordAction } from "./action.server.ts";
import { logAttempt } from "./attempt.server.ts";
import { claimTask } from "./claim.server.ts";
import { closeTask } from "./closing.server.ts";
import { handOver } from "./handover.server.ts";
import { endPromise, makePromise } from "./promise.server.ts";
import { eventsOf } from "./record.server.ts";
import { tellByPhone } from "./telling.server.ts";
import type { ActForm } from "./words.ts";

const database = useDatabase();
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const form = (seen: number): ActForm => ({ act_id: randomUUID(), seen });

type People = { noord: number; zuid: number; fatima: Viewer; ruben: Viewer; sanne: Viewer; marijke: Viewer; tomasz: Viewer };
let people: People;

beforeAll(async () => {
  const { db } = database;
  await makeOrganisation(db);
  const noord = (await makeTeam(db, { name: "Noord", code: "noord" })).id;
  const zuid = (await makeTeam(db, { name: "Zuid", code: "zuid" })).id;
  const viewer = async (values: Parameters<typeof makeEmployee>[1]) => (await viewerById(db, (await makeEmployee(db, values)).id))!;
  people = {
    noord,
    zuid,
    fatima: await viewer({ name: "Fatima Amrani", team: noord }),
    sanne: await viewer({ name: "Sanne Kuipers", team: noord }),
    ruben: await viewer({ name: "Ruben Visser", team: noord, lead: true }),
    tomasz: await viewer({ name: "Tomasz Nowak", team: zuid }),
    marijke: await viewer({ name: "Marijke de Wit", is_admin: true }),
  };
});

/** Closing as "no follow-up" needs neither: no mail leaves. */
const closeWith = (db: Db, viewer: Viewer, taskId: number, input: Parameters<typeof closeTask>[3], now = later(1)) => closeTask({ db, boss: {} as PgBoss, config: {} as Config }, viewer, taskId, input, now);

/** Every act, on a task that takes it: reached, acted, with a promise open where it is about one. */
const acts: Record<string, { kind: string; needs?: "promise" | "pool" | "to_tell"; run: (viewer: Viewer, taskId: number, form: ActForm, promiseId: number) => Promise<void> }> = {
  attempt: { kind: "attempted", run: (viewer, id, f) => logAttempt(database.db, viewer, id, { ...f, channel: "phone", outcome: "voicemail", note: "Ingesproken" }, later(1)) },
  promise: { kind: "promised", run: (viewer, id, f) => makePromise(database.db, viewer, id, { ...f, text: "Ik bel vrijdag", due_at: later(2_000) }, later(1)) },
  "kept promise": { kind: "promise_kept", needs: "promise", run: (viewer, id, f, promise) => endPromise(database.db, viewer, id, promise, { ...f, end: "kept" }, later(1)) },
  "withdrawn promise": { kind: "promise_withdrawn", needs: "promise", run: (viewer, id, f, promise) => endPromise(database.db, viewer, id, promise, { ...f, end: "withdrawn", reason: "Monteur ziek" }, later(1)) },
  action: { kind: "acted", run: (viewer, id, f) => recordAction(database.db, viewer, id, { ...f, text: "Monteur gestuurd", cause_id: null }, later(1)) },
  claim: { kind: "claimed", needs: "pool", run: (viewer, id, f) => claimTask(database.db, viewer, id, f, later(1)) },
  handover: { kind: "handed_over", run: (viewer, id, f) => handOver(database.db, viewer, id, { ...f, to: { team_id: people.zuid, owner_id: people.tomasz.id }, note: "Kent de wijk" }, later(1)) },
  telling: { kind: "told_by_phone", needs: "to_tell", run: (viewer, id, f) => tellByPhone(database.db, viewer, id, { ...f, note: "Verteld" }, later(1)) },
  closing: { kind: "closed", run: (viewer, id, f) => closeWith(database.db, viewer, id, { ...f, outcome: "no_follow_up", reason: "Dubbel" }) },
};

async function taskThat(needs: "promise" | "pool" | "to_tell" | undefined) {
  const reached = { kind: "attempted" as const, at: later(-60), actor_id: people.fatima.id, data: { channel: "phone" as const, outcome: "reached" as const, note: "" } };
  const acted = { kind: "acted" as const, at: later(-50), actor_id: people.fatima.id, data: { text: "Gedaan", cause_id: null } };
  const task = await makeTask(database.db, { team: people.noord, owner: needs === "pool" ? null : people.fatima.id, receivedAt: later(-600), events: needs === "to_tell" ? [reached, acted] : [] });
  const seen = async () => (await eventsOf(database.db, task.id)).at(-1)!.id;
  if (needs !== "promise") return { task, seen: await seen(), promiseId: 0 };
  await makePromise(database.db, people.fatima, task.id, { ...form(await seen()), text: "Ik bel", due_at: later(500) }, later(-40));
  const promise = await database.db.selectFrom("promises").select("id").where("task_id", "=", task.id).executeTakeFirstOrThrow();
  return { task, seen: await seen(), promiseId: promise.id };
}

const kindsOf = async (taskId: number) => (await eventsOf(database.db, taskId)).map(({ kind }) => kind as string);
const taskRow = (id: number) => database.db.selectFrom("tasks").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

describe.each(Object.entries(acts))("%s", (_, { kind, needs, run }) => {
  test("is recorded once, also when the form is sent twice, even at once", async () => {
    const { task, seen, promiseId } = await taskThat(needs);
    const sent = form(seen);
    await Promise.all([run(people.fatima, task.id, sent, promiseId), run(people.fatima, task.id, sent, promiseId)]);
    await run(people.fatima, task.id, sent, promiseId);
    expect((await kindsOf(task.id)).filter((each) => each === kind)).toHaveLength(1);
  });

  test("is not found for somebody of another team, and changes nothing", async () => {
    const { task, seen, promiseId } = await taskThat(needs);
    const before = await kindsOf(task.id);
    await expect(run(people.tomasz, task.id, form(seen), promiseId)).rejects.toMatchObject({ status: 404 });
    await expect(run(people.fatima, 987_654, form(seen), promiseId)).rejects.toMatchObject({ status: 404 });
    await expect(run(people.fatima, Number.NaN, form(seen), promiseId)).rejects.toMatchObject({ status: 404 });
    expect(await kindsOf(task.id)).toEqual(before);
  });

  test("her lead and an admin may do it, too", async () => {
    for (const viewer of [people.ruben, people.marijke]) {
      const { task, seen, promiseId } = await taskThat(needs);
      await run(viewer, task.id, form(seen), promiseId);
      expect(await kindsOf(task.id)).toContain(kind);
    }
  });

  test("conflicts with a colleague who closed it meanwhile, and names her", async () => {
    const { task, seen, promiseId } = await taskThat(needs);
    if (needs === "promise") await endPromise(database.db, people.ruben, task.id, promiseId, { ...form(seen), end: "kept" }, later(0));
    await closeWith(database.db, people.ruben, task.id, { ...form(seen), outcome: "no_follow_up", reason: "Dubbel" }, later(0));
    const before = await kindsOf(task.id);
    const refusal = await run(people.fatima, task.id, form(seen), promiseId).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Conflict);
    expect(refusal).toMatchObject({ event: { kind: "closed", actor_id: people.ruben.id, at: later(0) }, isStillVisible: true });
    expect(await kindsOf(task.id)).toEqual(before);
  });
});

describe("the form sent again with other words (Back, a page from the browser's memory) is refused, and records nothing", () => {
  const again: Record<string, { kind: string; needs?: "promise" | "to_tell"; run: (taskId: number, form: ActForm, words: string) => Promise<void> }> = {
    attempt: { kind: "attempted", run: (id, f, note) => logAttempt(database.db, people.fatima, id, { ...f, channel: "phone", outcome: "voicemail", note }, later(1)) },
    promise: { kind: "promised", run: (id, f, text) => makePromise(database.db, people.fatima, id, { ...f, text, due_at: later(2_000) }, later(1)) },
    action: { kind: "acted", run: (id, f, text) => recordAction(database.db, people.fatima, id, { ...f, text, cause_id: null }, later(1)) },
    handover: { kind: "handed_over", run: (id, f, note) => handOver(database.db, people.fatima, id, { ...f, to: { team_id: people.noord, owner_id: people.sanne.id }, note }, later(1)) },
    telling: { kind: "told_by_phone", needs: "to_tell", run: (id, f, note) => tellByPhone(database.db, people.fatima, id, { ...f, note }, later(1)) },
    closing: { kind: "closed", run: (id, f, reason) => closeWith(database.db, people.fatima, id, { ...f, outcome: "no_follow_up", reason }) },
  };

  test.each(Object.entries(again))("%s", async (_, { kind, needs, run }) => {
    const { task, seen } = await taskThat(needs);
    const sent = form(seen);
    await run(task.id, sent, "Eerst dit");
    const before = await eventsOf(database.db, task.id);
    await run(task.id, sent, "Eerst dit");
    await expect(run(task.id, sent, "En toen dit")).rejects.toMatchObject({ isStillVisible: true });
    await expect(run(task.id, sent, "En toen dit")).rejects.toBeInstanceOf(SentBefore);
    expect(await eventsOf(database.db, task.id)).toEqual(before);
    expect(before.filter((event) => event.kind === kind)).toHaveLength(1);
  });

  test("who gave the task away hears it, too", async () => {
    const { task, seen } = await taskThat(undefined);
    const sent = form(seen);
    const give = (note: string) => handOver(database.db, people.fatima, task.id, { ...sent, to: { team_id: people.zuid, owner_id: people.tomasz.id }, note }, later(1));
    await give("Kent de wijk");
    await expect(give("Kent de wijk en de klant")).rejects.toMatchObject({ isStillVisible: false });
  });

  test("a promise that she kept cannot be withdrawn from the same page", async () => {
    const { task, seen, promiseId } = await taskThat("promise");
    const sent = form(seen);
    await endPromise(database.db, people.fatima, task.id, promiseId, { ...sent, end: "kept" }, later(1));
    const refusal = await endPromise(database.db, people.fatima, task.id, promiseId, { ...sent, end: "withdrawn", reason: "Monteur ziek" }, later(2)).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ event: { kind: "promise_kept", actor_id: people.fatima.id } });
  });
});

test("of two who claim at once one wins, and the other hears who", async () => {
  for (let round = 0; round < 5; round++) {
    const { task, seen } = await taskThat("pool");
    const results = await Promise.allSettled([people.fatima, people.sanne, people.ruben].map((viewer) => claimTask(database.db, viewer, task.id, form(seen), later(1))));
    const winner = (await taskRow(task.id)).owner_id;
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const told = results.flatMap((result) => (result.status === "rejected" ? [(result.reason as Conflict).event] : []));
    expect(told).toMatchObject([{ kind: "claimed", actor_id: winner }, { kind: "claimed", actor_id: winner }]);
    expect((await kindsOf(task.id)).filter((kind) => kind === "claimed")).toHaveLength(1);
  }
});

test("of two who close at once one wins, and the other hears who", async () => {
  const { task, seen } = await taskThat(undefined);
  const results = await Promise.allSettled([people.fatima, people.ruben].map((viewer) => closeWith(database.db, viewer, task.id, { ...form(seen), outcome: "no_follow_up", reason: "Dubbel" })));
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const [lost] = results.flatMap((result) => (result.status === "rejected" ? [result.reason as Conflict] : []));
  const [closing] = (await eventsOf(database.db, task.id)).filter(({ kind }) => kind === "closed");
  expect(lost).toBeInstanceOf(Conflict);
  expect(lost!.event).toEqual(closing);
});

test("two attempts at once both count: a colleague's note changes nothing for me", async () => {
  const { task, seen } = await taskThat(undefined);
  const attempt = { channel: "phone", outcome: "no_answer", note: "" } as const;
  await Promise.all([people.fatima, people.ruben].map((viewer) => logAttempt(database.db, viewer, task.id, { ...form(seen), ...attempt }, later(1))));
  expect(await taskRow(task.id)).toMatchObject({ attempt_count: 2, stage: "to_call" });
});

test("who was told of a conflict and sends again, is heard", async () => {
  const { task, seen } = await taskThat(undefined);
  await handOver(database.db, people.ruben, task.id, { ...form(seen), to: { team_id: people.noord, owner_id: people.sanne.id }, note: "" }, later(0));
  const note = { channel: "phone", outcome: "reached", note: "Ze is blij" } as const;
  const conflict = await logAttempt(database.db, people.fatima, task.id, { ...form(seen), ...note }, later(1)).catch((error: unknown) => error);
  expect(conflict).toBeInstanceOf(Conflict);
  await logAttempt(database.db, people.fatima, task.id, { ...form((conflict as Conflict).seen), ...note }, later(2));
  expect(await taskRow(task.id)).toMatchObject({ stage: "to_act", owner_id: people.sanne.id });
});

test("handed to another team while she typed: she hears it, though she may not see the task any longer", async () => {
  const { task, seen } = await taskThat(undefined);
  await handOver(database.db, people.ruben, task.id, { ...form(seen), to: { team_id: people.zuid, owner_id: null }, note: "" }, later(0));
  const attempt = { channel: "phone", outcome: "reached", note: "" } as const;
  await expect(logAttempt(database.db, people.fatima, task.id, { ...form(seen), ...attempt }, later(1))).rejects.toMatchObject({ event: { kind: "handed_over" }, isStillVisible: false });
  // She cannot pretend to have seen a task that was never hers to see.
  await expect(logAttempt(database.db, people.tomasz, (await taskThat(undefined)).task.id, { ...form(9_999_999), ...attempt }, later(1))).rejects.toMatchObject({ status: 404 });
});

test("whoever works on an unclaimed task has it", async () => {
  const { task, seen } = await taskThat("pool");
  await logAttempt(database.db, people.sanne, task.id, { ...form(seen), channel: "phone", outcome: "reached", note: "" }, later(1));
  expect(await kindsOf(task.id)).toEqual(["opened", "claimed", "attempted"]);
  expect(await taskRow(task.id)).toMatchObject({ owner_id: people.sanne.id, stage: "to_act" });
});

test("a closed task takes nothing more", async () => {
  const { task, seen } = await taskThat(undefined);
  await logAttempt(database.db, people.fatima, task.id, { ...form(seen), channel: "phone", outcome: "declined", note: "Wil niet" }, later(1));
  expect(await taskRow(task.id)).toMatchObject({ stage: "closed", outcome: "declined" });
  await expect(recordAction(database.db, people.fatima, task.id, { ...form(seen), text: "Toch", cause_id: null }, later(2))).rejects.toEqual(new Refusal("closed"));
});

test("a colleague who left, or is not in that team, gets nothing handed over", async () => {
  const { task, seen } = await taskThat(undefined);
  const gone = await makeEmployee(database.db, { name: "Joke Hoekstra", team: people.noord, deactivated_at: noon });
  for (const to of [
    { team_id: people.noord, owner_id: gone.id },
    { team_id: people.zuid, owner_id: people.sanne.id },
    { team_id: 4_242, owner_id: null },
  ])
    await expect(handOver(database.db, people.fatima, task.id, { ...form(seen), to, note: "" }, later(1))).rejects.toEqual(new Refusal("colleagueGone"));
  await expect(handOver(database.db, people.fatima, task.id, { ...form(seen), to: { team_id: people.noord, owner_id: people.fatima.id }, note: "" }, later(1))).rejects.toEqual(new Refusal("alreadyTheirs"));
});

test("nothing to tell before something was done, or while a promise is open", async () => {
  const { task, seen } = await taskThat(undefined);
  await expect(tellByPhone(database.db, people.fatima, task.id, { ...form(seen), note: "Verteld" }, later(1))).rejects.toEqual(new Refusal("notToTell"));
  const promised = await taskThat("promise");
  await expect(tellByPhone(database.db, people.fatima, promised.task.id, { ...form(promised.seen), note: "Verteld" }, later(1))).rejects.toEqual(new Refusal("promiseOpen"));
});
