import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { inTransaction } from "#db/client.ts";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTeam, noon } from "#tests/factories.ts";
import { useSending } from "#tests/sending.ts";
import { makeTaskToTell, tell } from "#tests/told.ts";
import { viewerById } from "../people/session.server.ts";
import { Conflict, SentBefore } from "../tasks/act.server.ts";
import { closeTask } from "../tasks/closing.server.ts";
import { handOver } from "../tasks/handover.server.ts";
import type { TaskEvent } from "../tasks/events.ts";
import { eventsOf, record } from "../tasks/record.server.ts";
import { queueLastMail } from "./last-mail.server.ts";
import { previewReply } from "./preview.server.ts";
import { ReplyRefusal, replyDraft, sendReply, TakenBack } from "./reply.server.ts";

const database = useDatabase();
const sending = useSending(database);
beforeAll(async () => {
  await makeOrganisation(database.db);
});

const form = (seen: number) => ({ you_said: "Niemand belt terug.", we_did: "Karim verving de leiding.", language: "nl" as const, act_id: randomUUID(), seen });
const seenOf = async (taskId: number) => (await database.db.selectFrom("tasks").select("last_event_id").where("id", "=", taskId).executeTakeFirstOrThrow()).last_event_id;
const kinds = async (taskId: number) => (await eventsOf(database.db, taskId)).map(({ kind }) => kind);
const mailsOf = (taskId: number) => database.db.selectFrom("mails").selectAll().where("task_id", "=", taskId).execute();
const afternoon = new Date(noon.getTime() + 3_600_000);

describe("the draft", () => {
  test("begins with her words and what was done, in her language", async () => {
    const { taskId, fatima } = await makeTaskToTell(database.db, { language: "en" });
    expect(await replyDraft(database.db, fatima, taskId)).toMatchObject({ youSaid: "Drie keer gebeld. Niemand belt terug.", weDid: "Karim verving de leiding.", language: "en", block: null });
  });

  test("says the score where she said nothing", async () => {
    const { taskId, fatima } = await makeTaskToTell(database.db, { comment: null });
    expect((await replyDraft(database.db, fatima, taskId))!.youSaid).toBe("U gaf ons een 3.");
  });

  test("is not there for another team", async () => {
    const { taskId } = await makeTaskToTell(database.db);
    const stranger = await viewerById(database.db, (await makeEmployee(database.db, { team: (await makeTeam(database.db)).id })).id);
    expect(await replyDraft(database.db, stranger!, taskId)).toBeUndefined();
    expect(await previewReply(database.db, stranger!, { task_id: String(taskId), we_did: "x" }, noon)).toBeUndefined();
    await expect(sendReply(sending, stranger!, taskId, form(0), noon)).rejects.toMatchObject({ status: 404 });
  });

  test("its preview is the mail that leaves, but for the links", async () => {
    const { taskId, fatima } = await makeTaskToTell(database.db);
    const preview = await previewReply(database.db, fatima, { task_id: String(taskId), you_said: "Niemand belt terug.", we_did: "Karim verving de leiding.", language: "nl" }, noon);
    const { html } = await tell(sending, fatima, taskId);
    expect(html.replace(/href="https:[^"?]*/g, 'href="#')).toBe(preview);
  });
});

describe("a gesture that was taken back", () => {
  const at = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
  const gesture = (gesture_id: number) => ({ gesture_id, gesture_kind_id: 1, name: "Tegoedbon", has_amount: true, amount: 2_500 });
  const happened = (taskId: number, event: TaskEvent, minutes: number) => inTransaction(database.db, (trx) => record(trx, taskId, event, { at: at(minutes), actorId: null }));
  const naming = { we_did: "Karim verving de leiding.\n\nAls gebaar krijgt u van ons een tegoedbon van € 25." };

  test("is not told her in words that were written before: its writer is asked to look, and then it is hers to say", async () => {
    const { taskId, fatima } = await makeTaskToTell(database.db);
    await happened(taskId, { kind: "gesture_given", data: { ...gesture(1), note: "" } }, 1);
    const seen = await seenOf(taskId);
    await happened(taskId, { kind: "gesture_withdrawn", data: { ...gesture(1), was_given: true } }, 2);
    const refused = await sendReply(sending, fatima, taskId, { ...form(seen), ...naming }, at(3)).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(TakenBack);
    expect(refused).toMatchObject({ gesture: { name: "Tegoedbon", amount: 2_500 }, toldOf: await seenOf(taskId) });
    expect(await mailsOf(taskId)).toEqual([]);
    await sendReply(sending, fatima, taskId, { ...form(seen), ...naming, told_of: (refused as TakenBack).toldOf }, at(4));
    expect(await mailsOf(taskId)).toHaveLength(1);
  });

  test("stops no words that do not name it, nor those about another that was given; of what was only asked nobody spoke", async () => {
    const { taskId, fatima } = await makeTaskToTell(database.db);
    const kind = await database.db.insertInto("gesture_kinds").values({ name: "Tegoedbon", has_amount: true }).returning("id").executeTakeFirstOrThrow();
    await happened(taskId, { kind: "gesture_withdrawn", data: { ...gesture(1), was_given: true } }, 1);
    await happened(taskId, { kind: "gesture_withdrawn", data: { ...gesture(2), name: "Bos bloemen", has_amount: false, amount: 1, was_given: false } }, 2);
    await expect(sendReply(sending, fatima, taskId, { ...form(await seenOf(taskId)), we_did: `${naming.we_did} En een bos bloemen.` }, at(3))).rejects.toThrow(TakenBack);
    const task = await database.db.selectFrom("tasks").select("team_id").where("id", "=", taskId).executeTakeFirstOrThrow();
    await database.db.insertInto("gestures").values({ task_id: taskId, team_id: task.team_id, gesture_kind_id: kind.id, amount: 2_500, note: "", employee_id: fatima.id, state: "given", asked_at: at(2), decided_at: at(2) }).execute();
    await sendReply(sending, fatima, taskId, { ...form(await seenOf(taskId)), we_did: `${naming.we_did} En een bos bloemen.` }, at(4));
    expect(await mailsOf(taskId)).toHaveLength(1);
  });
});

describe("sending", () => {
  test("stores mail, reply and event together; it tells when the mail is accepted", async () => {
    const { taskId, fatima } = await makeTaskToTell(database.db);
    await sendReply(sending, fatima, taskId, form(await seenOf(taskId)), noon);
    const [mail] = await mailsOf(taskId);
    expect(mail).toMatchObject({ to_email: "jan@klant.example", to_name: "Jan de Boer", from_name: "Fatima Amrani van Woonstichting De Linde", reply_to: fatima.email, subject: "Wat wij met uw reactie deden", status: "queued" });
    expect(mail!.text).toMatch(/Fatima Amrani\nTeam Noord \d+ · 050 123 4567/);
    expect(await kinds(taskId)).toEqual(["opened", "attempted", "acted", "reply_queued"]);
  });

  test("a double click sends once", async () => {
    const { taskId, fatima } = await makeTaskToTell(database.db);
    const typed = form(await seenOf(taskId));
    await Promise.all([1, 2, 3].map(() => sendReply(sending, fatima, taskId, typed, noon)));
    await sendReply(sending, fatima, taskId, typed, noon);
    expect(await mailsOf(taskId)).toHaveLength(1);
  });

  test("a second mail waits for the first; after that it may tell again", async () => {
    const { taskId, fatima } = await makeTaskToTell(database.db);
    await sendReply(sending, fatima, taskId, form(await seenOf(taskId)), noon);
    await expect(sendReply(sending, fatima, taskId, form(await seenOf(taskId)), noon)).rejects.toMatchObject(new ReplyRefusal("underway"));
    const other = await makeTaskToTell(database.db);
    await tell(sending, other.fatima, other.taskId);
    await tell(sending, other.fatima, other.taskId, { weDid: "En uw rekening is aangepast." });
    expect(await mailsOf(other.taskId)).toHaveLength(2);
  });

  test("without an address it says so, and nothing is kept", async () => {
    const { taskId, fatima } = await makeTaskToTell(database.db, { email: null });
    await expect(sendReply(sending, fatima, taskId, form(await seenOf(taskId)), noon)).rejects.toMatchObject({ block: "no_email" });
    expect(await kinds(taskId)).not.toContain("reply_queued");
    expect(await database.db.selectFrom("replies").select("id").where("task_id", "=", taskId).execute()).toEqual([]);
  });

  test("sent again with other words from the same page it is refused, and one mail leaves", async () => {
    const { taskId, fatima } = await makeTaskToTell(database.db);
    const first = form(await seenOf(taskId));
    await sendReply(sending, fatima, taskId, first, noon);
    await sendReply(sending, fatima, taskId, first, noon);
    await expect(sendReply(sending, fatima, taskId, { ...first, we_did: "Karim verving ook de kraan." }, noon)).rejects.toBeInstanceOf(SentBefore);
    expect(await database.db.selectFrom("replies").select("we_did").where("task_id", "=", taskId).execute()).toEqual([{ we_did: "Karim verving de leiding." }]);
  });

  test("who closed it meanwhile is told; sent again with that seen it is refused as closed", async () => {
    const { taskId, fatima, team } = await makeTaskToTell(database.db);
    const seen = await seenOf(taskId);
    const ruben = (await viewerById(database.db, (await makeEmployee(database.db, { team: team.id, lead: true })).id))!;
    await closeTask(sending, ruben, taskId, { act_id: randomUUID(), seen, outcome: "no_follow_up", reason: "Dubbel" }, afternoon);
    const conflict = (await sendReply(sending, fatima, taskId, form(seen), afternoon).catch((error: unknown) => error)) as Conflict;
    expect(conflict).toBeInstanceOf(Conflict);
    expect(conflict.event).toMatchObject({ kind: "closed", actor_id: ruben.id });
    await expect(sendReply(sending, fatima, taskId, form(conflict.seen), afternoon)).rejects.toMatchObject({ block: "closed" });
    expect(await mailsOf(taskId)).toEqual([]);
  });

  test("handed over meanwhile: told so, and may still send with that seen", async () => {
    const { taskId, fatima, team } = await makeTaskToTell(database.db);
    const seen = await seenOf(taskId);
    const sanne = await makeEmployee(database.db, { team: team.id });
    const ruben = (await viewerById(database.db, (await makeEmployee(database.db, { team: team.id, lead: true })).id))!;
    await handOver(database.db, ruben, taskId, { act_id: randomUUID(), seen, to: { team_id: team.id, owner_id: sanne.id }, note: "Jij kent haar" }, afternoon);
    const conflict = (await sendReply(sending, fatima, taskId, form(seen), afternoon).catch((error: unknown) => error)) as Conflict;
    expect(conflict).toMatchObject({ event: { kind: "handed_over" }, isStillVisible: true });
    await sendReply(sending, fatima, taskId, form(conflict.seen), afternoon);
    expect(await mailsOf(taskId)).toHaveLength(1);
  });
});

describe("the last mail", () => {
  const queue = (taskId: number, actorId: number) =>
    database.db.transaction().execute(async (trx) => queueLastMail(trx, sending, await trx.selectFrom("tasks").selectAll().where("id", "=", taskId).executeTakeFirstOrThrow(), { now: noon, actorId }));

  test("goes to who has an address, with answers to who closed it", async () => {
    const { taskId, fatima } = await makeTaskToTell(database.db);
    const id = await queue(taskId, fatima.id);
    expect(await mailsOf(taskId)).toMatchObject([{ id, kind: "last_mail", reply_to: fatima.email, headers: { "Auto-Submitted": "auto-generated" } }]);
  });

  test("does not go to who has none or wants none", async () => {
    const none = await makeTaskToTell(database.db, { email: null });
    expect(await queue(none.taskId, none.fatima.id)).toBeNull();
    const stopped = await makeTaskToTell(database.db);
    await database.db.updateTable("customers").set({ no_mail_at: noon }).where("id", "=", stopped.customer.id).execute();
    expect(await queue(stopped.taskId, stopped.fatima.id)).toBeNull();
  });
});
