import { expect, test } from "vitest";
import type { Db } from "#db/client.ts";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { useSending } from "#tests/sending.ts";
import { viewerById } from "../people/session.server.ts";
import { sendMailJob } from "../replies/send.server.ts";
import { handOver } from "../tasks/handover.server.ts";
import { lockTask, record } from "../tasks/record.server.ts";
import { mailMessages } from "./mail.server.ts";
import { messageList, openMessage, readAll, unreadCount } from "./messages.server.ts";
import { changeMailSettings, mailSettings } from "./settings.server.ts";
import type { TaskEvent } from "../tasks/events.ts";
import { sayMessage } from "./say.ts";
import { tell } from "./tell.server.ts";

const database = useDatabase();
const sending = useSending(database);
const after = (hours: number) => new Date(noon.getTime() + hours * 3_600_000);

async function makePeople(db: Db) {
  if (!(await db.selectFrom("organisation").select("id").executeTakeFirst())) await makeOrganisation(db);
  const team = (await makeTeam(db)).id;
  const fatima = await makeEmployee(db, { team, message_mail: "now" });
  const ruben = await makeEmployee(db, { team, lead: true, message_mail: "now" });
  return { team, fatima, ruben };
}

const viewer = async (db: Db, id: number) => (await viewerById(db, id))!;
const list = async (db: Db, id: number) => (await messageList(db, await viewer(db, id), null)).messages;

async function give(db: Db, fromId: number, toId: number, team: number, taskId: number, at = noon, note = "Neem jij deze?"): Promise<void> {
  const seen = (await db.selectFrom("tasks").select("last_event_id").where("id", "=", taskId).executeTakeFirstOrThrow()).last_event_id;
  await handOver(db, await viewer(db, fromId), taskId, { to: { team_id: team, owner_id: toId }, note, act_id: crypto.randomUUID(), seen }, at);
}

const mailsTo = (db: Db, { email }: { email: string }) => db.selectFrom("mails").selectAll().where("to_email", "=", email).orderBy("created_at").execute();

test("who gets a task hears it, with the words that came with it; who gave it does not", () =>
  database.rollback(async (trx) => {
    const { team, fatima, ruben } = await makePeople(trx);
    const task = await makeTask(trx, { team, owner: fatima.id });
    await give(trx, fatima.id, ruben.id, team, task.id);
    expect(await list(trx, fatima.id)).toEqual([]);
    expect(await list(trx, ruben.id)).toMatchObject([{ kind: "handed_over", actor: fatima.name, receiver: ruben.name, task_id: task.id, read_at: null, event: { data: { note: "Neem jij deze?" } } }]);
  }));

test("who loses a task to a lead hears it, and the owner hears what the customer says", () =>
  database.rollback(async (trx) => {
    const { team, fatima, ruben } = await makePeople(trx);
    const task = await makeTask(trx, { team, owner: fatima.id });
    await give(trx, ruben.id, ruben.id, team, task.id);
    expect(await list(trx, fatima.id)).toMatchObject([{ kind: "handed_over", actor: ruben.name, receiver: ruben.name }]);
    await record(trx, task.id, { kind: "verdict_given", data: { reply_id: 1, answer: "solved", score: 9, words: "Dank!", due_at: after(24).toISOString() } }, { at: noon, actorId: null });
    expect(await list(trx, ruben.id)).toMatchObject([{ kind: "verdict", event: { data: { words: "Dank!" } } }]);
  }));

test("the same is told once; of a task that went out of her sight no name is told any more", () =>
  database.rollback(async (trx) => {
    const { team, fatima } = await makePeople(trx);
    const task = await makeTask(trx, { team, owner: fatima.id });
    const news = [{ employeeId: fatima.id, kind: "assigned" as const, taskId: task.id, eventId: task.last_event_id, actorId: null }];
    await tell(trx, [...news, { ...news[0]!, actorId: fatima.id }], noon);
    await tell(trx, news, noon);
    expect(await list(trx, fatima.id)).toMatchObject([{ kind: "assigned", task_id: task.id, score: 3, customer: expect.any(String) }]);
    const elsewhere = (await makeTeam(trx)).id;
    await lockTask(trx, task.id);
    await record(trx, task.id, { kind: "handed_over", data: { from_owner_id: fatima.id, team_id: elsewhere, owner_id: null, note: "" } }, { at: noon, actorId: null });
    for (const message of await list(trx, fatima.id)) expect(message).toMatchObject({ task_id: null, score: null, customer: null });
  }));

test("of a task that went out of her sight she reads nobody's words any more, in the app or in a mail", async () => {
  const { db } = database;
  const { team, fatima, ruben } = await makePeople(db);
  const task = await makeTask(db, { team, owner: ruben.id });
  await give(db, ruben.id, fatima.id, team, task.id, noon, "Haar moeder ligt in het ziekenhuis.");
  await db.transaction().execute((trx) => record(trx, task.id, { kind: "verdict_given", data: { reply_id: 1, answer: "not_yet", score: 2, words: "Het lekt nog steeds.", due_at: after(24).toISOString() } }, { at: noon, actorId: null }));
  const said = async () => JSON.stringify((await list(db, fatima.id)).map((message) => sayMessage(message, fatima.id, { timeZone: "Europe/Amsterdam", now: noon, language: "nl" })));
  expect(await said()).toContain("lekt nog steeds");
  expect(await said()).toContain("ziekenhuis");
  const elsewhere = await makeTeam(db);
  await db.transaction().execute((trx) => record(trx, task.id, { kind: "handed_over", data: { from_owner_id: fatima.id, team_id: elsewhere.id, owner_id: null, note: "Liever niet in Noord." } }, { at: noon, actorId: ruben.id }));
  expect(await said()).not.toMatch(/lekt nog steeds|ziekenhuis|Liever niet|Jan de Boer/);
  expect(JSON.stringify(await list(db, fatima.id))).not.toMatch(/lekt nog steeds|ziekenhuis|Liever niet|Jan de Boer/);
  sending.clock.now = after(0.1);
  await mailMessages(sending);
  const mails = await mailsTo(db, fatima);
  expect(mails.length).toBe(1);
  expect(mails[0]!.html + mails[0]!.text).not.toMatch(/lekt nog steeds|ziekenhuis|Liever niet|Jan de Boer/);
});

test("who watches hears what the customer says and how it ends, once; not of her own act, and not when she left", () =>
  database.rollback(async (trx) => {
    const { team, fatima, ruben } = await makePeople(trx);
    const elsewhere = (await makeTeam(trx)).id;
    const watcher = await makeEmployee(trx, { team: elsewhere });
    const gone = await makeEmployee(trx, { deactivated_at: noon });
    const task = await makeTask(trx, { team, owner: fatima.id });
    await trx.insertInto("task_watchers").values([watcher, gone, fatima].map(({ id }) => ({ task_id: task.id, employee_id: id }))).execute();
    const act = (event: TaskEvent, actorId: number | null) => record(trx, task.id, event, { at: noon, actorId });
    const said = async (id: number) => (await list(trx, id)).map((message) => sayMessage(message, id, { timeZone: "Europe/Amsterdam", now: noon, language: "nl" }).title.replace(/Jan de Boer \d+/, "Jan")).toReversed();
    await act({ kind: "attempted", data: { channel: "phone", outcome: "reached", note: "" } }, fatima.id);
    await act({ kind: "told_by_phone", data: { note: "" } }, fatima.id);
    await act({ kind: "verdict_given", data: { reply_id: 1, answer: "not_yet", score: null, words: "Nog niet.", due_at: after(24).toISOString() } }, null);
    await act({ kind: "closed", data: { outcome: "not_solved", reason: "Kan niet." } }, ruben.id);
    await act({ kind: "verdict_given", data: { reply_id: 2, answer: "solved", score: null, words: null, due_at: after(24).toISOString() } }, null);
    expect(await said(watcher.id)).toEqual(["Nog niet opgelost, zegt Jan", "De taak van Jan is afgerond", "Opgelost, zegt Jan"]);
    expect(await said(fatima.id)).toEqual(["Nog niet opgelost, zegt Jan", "Opgelost, zegt Jan"]);
    expect(await trx.selectFrom("messages").select("id").where("employee_id", "=", gone.id).execute()).toEqual([]);

    const declined = await makeTask(trx, { team, owner: fatima.id });
    await trx.insertInto("task_watchers").values({ task_id: declined.id, employee_id: watcher.id }).execute();
    await record(trx, declined.id, { kind: "attempted", data: { channel: "phone", outcome: "declined", note: "" } }, { at: noon, actorId: fatima.id });
    expect((await said(watcher.id)).at(-1)).toBe("Afgerond: Jan wil geen contact");
    const own = await makeTask(trx, { team, owner: fatima.id });
    await trx.insertInto("task_watchers").values({ task_id: own.id, employee_id: watcher.id }).execute();
    await record(trx, own.id, { kind: "closed", data: { outcome: "no_follow_up", reason: "Dubbel" } }, { at: noon, actorId: watcher.id });
    expect((await said(watcher.id)).length).toBe(4);
  }));

test("read when she opens it, when she says all, and when she works on the task; never by another", () =>
  database.rollback(async (trx) => {
    const { team, fatima, ruben } = await makePeople(trx);
    const tasks: number[] = [];
    for (let each = 0; each < 4; each += 1) tasks.push((await makeTask(trx, { team, owner: ruben.id })).id);
    for (const id of tasks) await give(trx, ruben.id, fatima.id, team, id);
    const [newest, second, third] = await list(trx, fatima.id);
    expect(await openMessage(trx, await viewer(trx, ruben.id), newest!.id, noon)).toBeUndefined();
    expect(await unreadCount(trx, fatima.id)).toBe(4);
    expect(await openMessage(trx, await viewer(trx, fatima.id), newest!.id, noon)).toBe(`/tasks/${newest!.task_id}`);
    expect(await unreadCount(trx, fatima.id)).toBe(3);
    await record(trx, second!.task_id!, { kind: "acted", data: { text: "Gedaan", cause_id: null } }, { at: noon, actorId: fatima.id });
    expect((await list(trx, fatima.id)).map(({ read_at }) => read_at !== null)).toEqual([true, true, false, false]);
    await readAll(trx, await viewer(trx, fatima.id), third!.id - 1, noon);
    expect(await unreadCount(trx, fatima.id)).toBe(1);
  }));

test("a page at a time, the newest first", () =>
  database.rollback(async (trx) => {
    const { team, fatima } = await makePeople(trx);
    for (let each = 0; each < 35; each += 1) {
      const task = await makeTask(trx, { team, owner: fatima.id });
      await tell(trx, [{ employeeId: fatima.id, kind: "assigned", taskId: task.id, eventId: null, actorId: null }], noon);
    }
    const me = await viewer(trx, fatima.id);
    const first = await messageList(trx, me, null);
    const rest = await messageList(trx, me, first.next);
    expect([first.messages.length, rest.messages.length, rest.next]).toEqual([30, 5, null]);
    expect(new Set([...first.messages, ...rest.messages].map(({ id }) => id)).size).toBe(35);
  }));

test("all that is due for her is one mail in her language, once, however many look at the same time", async () => {
  const { db } = database;
  const { team, fatima, ruben } = await makePeople(db);
  await db.updateTable("employees").set({ language: "en" }).where("id", "=", fatima.id).execute();
  const tasks: number[] = [];
  for (let each = 0; each < 30; each += 1) tasks.push((await makeTask(db, { team, owner: ruben.id })).id);
  for (const id of tasks) await give(db, ruben.id, fatima.id, team, id);
  sending.clock.now = after(0.1);
  await Promise.all([mailMessages(sending), mailMessages(sending), mailMessages(sending)]);
  await mailMessages(sending);
  const mails = await mailsTo(db, fatima);
  expect(mails).toMatchObject([{ kind: "message", language: "en", subject: "30 new messages", task_id: null }]);
  expect(mails[0]!.text).toContain("And 5 more messages");
  expect(mails[0]!.text).toContain(`${ruben.name} gave you the task of`);
  expect(mails[0]!.text).toContain(`/tasks/${tasks.at(-1)}`);
  expect(mails[0]!.subject).not.toContain("Jan de Boer");
  await sendMailJob({ mailId: mails[0]!.id }, sending);
  expect(await mailsTo(db, fatima)).toMatchObject([{ status: "sent" }]);
});

test("at her digest's hour, and not what she read before; what she reads is not mailed", async () => {
  const { db } = database;
  const { team, fatima, ruben } = await makePeople(db);
  await changeMailSettings(db, fatima.id, { message_mail: "digest", digest_hour: 9, is_mailed_off_hours: false }, noon);
  const tasks: number[] = [];
  for (let each = 0; each < 3; each += 1) tasks.push((await makeTask(db, { team, owner: ruben.id })).id);
  for (const id of tasks) await give(db, ruben.id, fatima.id, team, id);
  const lookAt = async (at: Date) => {
    sending.clock.now = at;
    await mailMessages(sending);
    return (await mailsTo(db, fatima)).length;
  };
  expect(await lookAt(after(0.1))).toBe(0);
  await openMessage(db, await viewer(db, fatima.id), (await list(db, fatima.id))[0]!.id, after(1));
  // Saturday at nine she does not work.
  expect(await lookAt(new Date("2026-11-21T08:00:00Z"))).toBe(0);
  expect(await lookAt(new Date("2026-11-23T07:59:00Z"))).toBe(0);
  expect(await lookAt(new Date("2026-11-23T08:00:00Z"))).toBe(1);
  expect(await lookAt(new Date("2026-11-24T08:00:00Z"))).toBe(1);
  expect(await mailsTo(db, fatima)).toMatchObject([{ kind: "digest", subject: "Je overzicht: 2 berichten" }]);
});

test("changed settings hold for what waits; off mails nothing, and who left gets nothing", async () => {
  const { db } = database;
  const { team, fatima, ruben } = await makePeople(db);
  const sven = await makeEmployee(db, { team, message_mail: "now" });
  const give2 = async (toId: number) => give(db, ruben.id, toId, team, (await makeTask(db, { team, owner: ruben.id })).id, after(8));
  await give2(fatima.id);
  await give2(sven.id);
  // At eight in the evening they do not work.
  sending.clock.now = after(8);
  await mailMessages(sending);
  expect(await mailsTo(db, fatima)).toEqual([]);
  expect(await mailSettings(db, fatima.id, after(8))).toMatchObject({ nextMailAt: new Date("2026-11-23T08:00:00Z") });
  await changeMailSettings(db, fatima.id, { message_mail: "now", digest_hour: 9, is_mailed_off_hours: true }, after(8));
  await db.updateTable("employees").set({ deactivated_at: after(9) }).where("id", "=", sven.id).execute();
  await mailMessages(sending);
  expect((await mailsTo(db, fatima)).length).toBe(1);

  await changeMailSettings(db, fatima.id, { message_mail: "off", digest_hour: 9, is_mailed_off_hours: true }, after(8));
  await give2(fatima.id);
  sending.clock.now = after(100);
  await mailMessages(sending);
  expect((await mailsTo(db, fatima)).length).toBe(1);
  expect(await mailsTo(db, sven)).toEqual([]);
  expect(await db.selectFrom("messages").select("id").where("mail_due_at", "<=", after(100)).where("employee_id", "in", [fatima.id, sven.id]).execute()).toEqual([]);
});

test("long names and notes of twenty thousand characters fit in a mail", async () => {
  const { db } = database;
  const { team, fatima, ruben } = await makePeople(db);
  for (let each = 0; each < 25; each += 1) {
    const task = await makeTask(db, { team, owner: ruben.id });
    await db.updateTable("customers").set({ name: "Jan de Boer ".repeat(15).trim() }).where("id", "=", task.customer_id).execute();
    await give(db, ruben.id, fatima.id, team, task.id, noon, "é".repeat(20_000));
  }
  sending.clock.now = after(0.2);
  await mailMessages(sending);
  expect((await mailsTo(db, fatima)).length).toBe(1);
});
