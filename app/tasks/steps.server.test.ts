import type { Kysely } from "kysely";
import { expect, test } from "vitest";
import type { Db, Trx } from "#db/client.ts";
import type { DB } from "#db/schema.ts";
import { up as planOldTasks } from "#db/migrations/20261123_plans.ts";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { messageList } from "../messages/messages.server.ts";
import { setTeamHours } from "../people/presence.server.ts";
import { viewerById } from "../people/session.server.ts";
import { logAttempt } from "./attempt.server.ts";
import { claimTask } from "./claim.server.ts";
import { changeEscalation } from "./escalation.server.ts";
import { handOver } from "./handover.server.ts";
import { eventsOf, lockTask, record, type TaskRow } from "./record.server.ts";
import type { Escalation } from "./steps.ts";
import { takeSteps } from "./steps.server.ts";

const database = useDatabase();
const after = (hours: number) => new Date(noon.getTime() + hours * 3_600_000);
const usual: Escalation = { remind_before_hours: 2, unit: "calendar", steps: [{ after_hours: 24, act: "to_pool" }] };

async function makeOffice(db: Db, escalation: Escalation = usual) {
  const organisation = await makeOrganisation(db, { escalation: JSON.stringify(escalation) });
  const team = (await makeTeam(db)).id;
  const fatima = await makeEmployee(db, { team });
  const sven = await makeEmployee(db, { team });
  const ruben = await makeEmployee(db, { team, lead: true });
  const marijke = await makeEmployee(db, { is_admin: true });
  return { organisation, team, fatima: fatima.id, sven: sven.id, ruben: ruben.id, marijke: marijke.id };
}

/** Somebody looks at these moments; hours after the task came in. */
async function look(db: Db, ...hours: number[]): Promise<void> {
  for (const each of hours) await takeSteps({ db: db as Kysely<DB>, now: () => after(each) });
}

const kindsOf = async (db: Trx, taskId: number) => (await eventsOf(db, taskId)).map(({ kind, at }) => `${kind} ${(at.getTime() - noon.getTime()) / 3_600_000}`);
const taskNow = (db: Trx, id: number): Promise<TaskRow> => lockTask(db, id) as Promise<TaskRow>;
const toldTo = async (db: Trx, employeeId: number) => (await messageList(db, (await viewerById(db, employeeId))!, null)).messages.map(({ kind }) => kind).toReversed();
const form = async (db: Trx, id: number) => ({ act_id: crypto.randomUUID(), seen: (await taskNow(db, id)).last_event_id });
const tried = { channel: "phone", outcome: "voicemail", note: "" } as const;

test("reminded, late, to the pool: each once however often somebody looks, each in the timeline", () =>
  database.rollback(async (trx) => {
    const { team, fatima, sven, ruben } = await makeOffice(trx);
    const task = await makeTask(trx, { team, owner: fatima });
    await look(trx, 0, 1, 21.9, 22, 22, 23, 24, 24, 25, 47.9, 48, 48, 60, 300);
    expect(await kindsOf(trx, task.id)).toEqual(["opened 0", "reminded 22", "lead_told 24", "escalated 48"]);
    expect(await taskNow(trx, task.id)).toMatchObject({ owner_id: null, team_id: team, next_step_at: null, step_count: 3 });
    expect(await toldTo(trx, fatima)).toEqual(["reminder", "late", "escalated"]);
    expect(await toldTo(trx, ruben)).toEqual(["late", "escalated"]);
    expect(await toldTo(trx, sven)).toEqual(["escalated"]);
  }));

test("who tries again hears it at that moment; the steps count from there, and a colleague who gets it waits as long", () =>
  database.rollback(async (trx) => {
    const { team, fatima, sven, ruben } = await makeOffice(trx);
    const viewer = (await viewerById(trx, fatima))!;
    const task = await makeTask(trx, { team, owner: fatima });
    await logAttempt(trx, viewer, task.id, { ...tried, ...(await form(trx, task.id)), again_at: after(50) }, after(5));
    expect(await taskNow(trx, task.id)).toMatchObject({ again_at: after(50), urgent_at: after(50), due_at: after(24), first_attempt_at: after(5) });
    await look(trx, 6, 24, 49.9, 50, 50, 73.9, 74);
    expect(await kindsOf(trx, task.id)).toEqual(["opened 0", "attempted 5", "reminded 50", "escalated 74"]);
    expect(await toldTo(trx, fatima)).toEqual(["reminder", "escalated"]);
    expect(await toldTo(trx, ruben)).toEqual(["escalated"]);

    const other = await makeTask(trx, { team, owner: fatima });
    await logAttempt(trx, viewer, other.id, { ...tried, ...(await form(trx, other.id)), again_at: after(150) }, after(100));
    await handOver(trx, viewer, other.id, { ...(await form(trx, other.id)), to: { team_id: team, owner_id: sven }, note: "" }, after(101));
    await look(trx, 102, 149);
    expect(await kindsOf(trx, other.id)).toEqual(["opened 0", "attempted 100", "handed_over 101"]);
    await look(trx, 150);
    expect(await toldTo(trx, sven)).toContain("reminder");
  }));

test("nobody looked for a week: it is told to be late first, and the steps count from then", () =>
  database.rollback(async (trx) => {
    const { team, fatima } = await makeOffice(trx);
    const task = await makeTask(trx, { team, owner: fatima });
    await look(trx, 200, 200, 223);
    expect(await kindsOf(trx, task.id)).toEqual(["opened 0", "lead_told 200"]);
    expect(await taskNow(trx, task.id)).toMatchObject({ owner_id: fatima, next_step_at: after(224) });
    await look(trx, 224, 300);
    expect(await kindsOf(trx, task.id)).toEqual(["opened 0", "lead_told 200", "escalated 224"]);
  }));

test("tasks from before there were reminders are looked at, once, and get theirs", () =>
  database.rollback(async (trx) => {
    const { team, fatima } = await makeOffice(trx);
    const open = await makeTask(trx, { team, owner: fatima });
    const tried = await makeTask(trx, { team, owner: fatima, events: [{ kind: "attempted", at: after(1), actor_id: fatima, data: { channel: "phone", outcome: "voicemail", note: "" } }] });
    const closed = await makeTask(trx, { team, owner: fatima, events: [{ kind: "closed", at: after(1), actor_id: fatima, data: { outcome: "no_follow_up", reason: "Dubbel" } }] });
    await trx.updateTable("tasks").set({ next_step_at: null }).execute();
    for (let n = 0; n < 2; n++) await planOldTasks(trx);
    await look(trx, 10);
    expect(await taskNow(trx, open.id)).toMatchObject({ next_step_at: after(22) });
    expect([await taskNow(trx, tried.id), await taskNow(trx, closed.id)]).toMatchObject([{ next_step_at: null }, { next_step_at: null }]);
    await look(trx, 22);
    expect(await kindsOf(trx, open.id)).toEqual(["opened 0", "reminded 22"]);
  }));

test("a contact attempt stops it, opening or claiming does not", () =>
  database.rollback(async (trx) => {
    const { team, fatima } = await makeOffice(trx);
    const viewer = (await viewerById(trx, fatima))!;
    const task = await makeTask(trx, { team });
    await claimTask(trx, viewer, task.id, await form(trx, task.id), after(1));
    await look(trx, 2, 22, 23);
    expect((await kindsOf(trx, task.id)).at(-1)).toBe("reminded 22");
    await logAttempt(trx, viewer, task.id, { ...tried, ...(await form(trx, task.id)) }, after(23.5));
    await look(trx, 24, 48, 100);
    expect((await kindsOf(trx, task.id)).at(-1)).toBe("attempted 23.5");
    expect(await taskNow(trx, task.id)).toMatchObject({ next_step_at: null });
  }));

test("what nobody took is told to everybody who is there, and to the lead; who takes it late gets time", () =>
  database.rollback(async (trx) => {
    const { team, fatima, sven, ruben } = await makeOffice(trx);
    await trx.updateTable("employees").set({ away_from: after(-10) }).where("id", "=", sven).execute();
    const task = await makeTask(trx, { team });
    await look(trx, 22, 24, 48);
    expect(await kindsOf(trx, task.id)).toEqual(["opened 0", "reminded 22", "lead_told 24"]);
    expect(await toldTo(trx, fatima)).toEqual(["reminder", "late"]);
    expect(await toldTo(trx, ruben)).toEqual(["reminder", "late"]);
    expect(await toldTo(trx, sven)).toEqual([]);

    await claimTask(trx, (await viewerById(trx, fatima))!, task.id, await form(trx, task.id), after(50));
    await look(trx, 51, 52, 75, 76);
    expect((await kindsOf(trx, task.id)).slice(3)).toEqual(["claimed 50", "lead_told 52", "escalated 76"]);
  }));

test("a hand-over begins anew, and so does a customer who is not satisfied", () =>
  database.rollback(async (trx) => {
    const { team, fatima, sven } = await makeOffice(trx);
    const task = await makeTask(trx, { team, owner: fatima });
    await look(trx, 22, 24);
    await handOver(trx, (await viewerById(trx, fatima))!, task.id, { to: { team_id: team, owner_id: sven }, note: "", ...(await form(trx, task.id)) }, after(30));
    await look(trx, 31, 32);
    expect((await kindsOf(trx, task.id)).slice(3)).toEqual(["handed_over 30", "lead_told 32"]);
    expect(await toldTo(trx, sven)).toEqual(["handed_over", "late"]);

    await record(trx, task.id, { kind: "told_by_phone", data: { note: "" } }, { at: after(33), actorId: sven });
    await look(trx, 34, 60);
    await record(trx, task.id, { kind: "verdict_given", data: { reply_id: 1, answer: "not_yet", score: null, words: null, due_at: after(84).toISOString() } }, { at: after(60), actorId: null });
    await look(trx, 61, 82, 84);
    expect((await kindsOf(trx, task.id)).slice(5)).toEqual(["told_by_phone 33", "verdict_given 60", "reminded 82", "lead_told 84"]);
  }));

test("a promise that is forgotten is reminded of, told and moved on as well", () =>
  database.rollback(async (trx) => {
    const { team, fatima } = await makeOffice(trx);
    const task = await makeTask(trx, { team, owner: fatima });
    await record(trx, task.id, { kind: "attempted", data: { channel: "phone", outcome: "reached", note: "" } }, { at: after(1), actorId: fatima });
    await record(trx, task.id, { kind: "promised", data: { promise_id: 1, text: "Ik bel", due_at: after(10).toISOString() } }, { at: after(2), actorId: fatima });
    await look(trx, 3, 8, 10);
    expect((await kindsOf(trx, task.id)).slice(3)).toEqual(["reminded 8", "lead_told 10"]);
    await record(trx, task.id, { kind: "promise_kept", data: { promise_id: 1 } }, { at: after(11), actorId: fatima });
    await look(trx, 40, 80);
    expect((await kindsOf(trx, task.id)).at(-1)).toBe("promise_kept 11");
  }));

test("to another team; to the default team when that one is gone, and without a lead an administrator hears it", () =>
  database.rollback(async (trx) => {
    const { organisation, fatima, marijke } = await makeOffice(trx);
    const back = await makeTeam(trx);
    const lonely = await makeTeam(trx, { code: "lonely" });
    const steps: Escalation["steps"] = [{ after_hours: 1, act: "to_team", team_id: back.id }];
    expect(await changeEscalation(trx, { ...usual, steps }, noon)).toBe(true);
    const first = await makeTask(trx, { team: lonely.id, owner: fatima });
    await look(trx, 24, 25);
    expect(await taskNow(trx, first.id)).toMatchObject({ team_id: back.id, owner_id: null });
    expect(await toldTo(trx, marijke)).toEqual(["late", "escalated"]);

    await trx.updateTable("teams").set({ archived_at: noon }).where("id", "=", back.id).execute();
    const second = await makeTask(trx, { team: lonely.id, owner: fatima });
    await look(trx, 24, 25);
    expect(await taskNow(trx, second.id)).toMatchObject({ team_id: organisation.default_team_id, owner_id: null });
    expect(await changeEscalation(trx, { ...usual, steps }, noon)).toBe(false);
  }));

test("changed steps hold for open tasks; what was done stays done", () =>
  database.rollback(async (trx) => {
    const { team, fatima } = await makeOffice(trx);
    const task = await makeTask(trx, { team, owner: fatima });
    await look(trx, 22, 24, 25);
    await changeEscalation(trx, { remind_before_hours: 10, unit: "calendar", steps: [{ after_hours: 4, act: "tell_lead" }] }, after(26));
    await look(trx, 26, 28, 48, 100);
    expect((await kindsOf(trx, task.id)).slice(1)).toEqual(["reminded 22", "lead_told 24", "lead_told 28"]);
  }));

test("the owner who is away does not read it: her lead is reminded, too", () =>
  database.rollback(async (trx) => {
    const { team, fatima, ruben } = await makeOffice(trx);
    await trx.updateTable("employees").set({ away_from: after(-1) }).where("id", "=", fatima).execute();
    await makeTask(trx, { team, owner: fatima });
    await look(trx, 22);
    expect(await toldTo(trx, ruben)).toEqual(["reminder"]);
  }));

test("working hours of the team that it lies in, in that team's zone", () =>
  database.rollback(async (trx) => {
    const { fatima } = await makeOffice(trx, { remind_before_hours: null, unit: "working", steps: [{ after_hours: 4, act: "to_pool" }] });
    // A Friday; office hours there are 12:00 to 20:00 UTC. Due at 19:00 UTC: an hour is left, the other three are Monday's.
    const team = (await makeTeam(trx, { time_zone: "America/Paramaribo" })).id;
    const task = await makeTask(trx, { team, owner: fatima, dueHours: 8 });
    await look(trx, 8, 20, 75.9, 76);
    expect((await kindsOf(trx, task.id)).slice(1)).toEqual(["lead_told 8", "escalated 76"]);
    expect(after(76).toISOString()).toBe("2026-11-23T15:00:00.000Z");
  }));

test("when the team begins to work at other hours, what is planned follows", () =>
  database.rollback(async (trx) => {
    const { fatima } = await makeOffice(trx, { remind_before_hours: null, unit: "working", steps: [{ after_hours: 2, act: "to_pool" }] });
    const team = (await makeTeam(trx)).id;
    // Due on Friday at 17:00 in Amsterdam, when the office closes: two working hours later is Monday at eleven.
    const task = await makeTask(trx, { team, owner: fatima, dueHours: 5 });
    await look(trx, 5);
    expect((await taskNow(trx, task.id)).next_step_at).toEqual(new Date("2026-11-23T10:00:00Z"));
    await setTeamHours(trx, team, { workingHours: { "5": [["09:00", "22:00"]] }, timeZone: null }, after(6));
    await look(trx, 6.9, 7);
    expect((await kindsOf(trx, task.id)).slice(1)).toEqual(["lead_told 5", "escalated 7"]);
  }));

test("ten minutes between the clocks of application and database: the application's counts, to the second", async () => {
  // The database's clock is the real one; ours is ten minutes ahead of it, then behind.
  for (const minutes of [10, -10]) {
    await database.rollback(async (trx) => {
      const { team, fatima } = await makeOffice(trx);
      const ours = new Date(Date.now() + minutes * 60_000);
      const task = await makeTask(trx, { team, owner: fatima, receivedAt: new Date(ours.getTime() - 24 * 3_600_000 + 1_000) });
      const lookAt = (now: Date) => takeSteps({ db: trx as unknown as Kysely<DB>, now: () => now });
      await lookAt(ours);
      expect((await eventsOf(trx, task.id)).map(({ kind }) => kind)).toEqual(["opened", "reminded"]);
      await lookAt(new Date(ours.getTime() + 1_000));
      expect((await eventsOf(trx, task.id)).at(-1)).toMatchObject({ kind: "lead_told", at: new Date(ours.getTime() + 1_000) });
    });
  }
});

test("two processes at once take each step once, and what somebody holds waits for the next minute", async () => {
  const { db } = database;
  const { team, fatima } = await makeOffice(db);
  const tasks: { id: number }[] = [];
  for (let each = 0; each < 120; each += 1) tasks.push(await makeTask(db, { team, owner: fatima }));
  const once = () => takeSteps({ db, now: () => after(24) });
  await db.transaction().execute(async (trx) => {
    await lockTask(trx, tasks[0]!.id);
    await Promise.all([once(), once(), once()]);
  });
  const told = await db.selectFrom("task_events").select("task_id").where("kind", "=", "lead_told").execute();
  expect(told.length).toBe(119);
  expect(new Set(told.map(({ task_id }) => task_id)).size).toBe(119);
  await Promise.all([once(), once()]);
  expect((await db.selectFrom("task_events").select("task_id").where("kind", "=", "lead_told").execute()).length).toBe(120);
});
