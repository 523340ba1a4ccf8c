import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTeam, noon } from "#tests/factories.ts";
import { useSending } from "#tests/sending.ts";
import { makeTaskToTell, tell } from "#tests/told.ts";
import { type Viewer, viewerById } from "../people/session.server.ts";
import { eventsOf } from "../tasks/record.server.ts";
import { demoMail, demoMailbox, mailBody } from "./mailbox.server.ts";
import { outbox, readCursor, sendAgain, writeCursor } from "./outbox.server.ts";
import { sendMailJob } from "./send.server.ts";

const database = useDatabase();
const sending = useSending(database);
let marijke: Viewer;
beforeAll(async () => {
  await makeOrganisation(database.db);
  marijke = (await viewerById(database.db, (await makeEmployee(database.db, { name: "Marijke de Wit", is_admin: true })).id))!;
});

async function mailThatIs(status: "kept" | "failed" | "unknown" | "sent") {
  sending.configure({}, status === "kept" ? "production" : "demo");
  const made = await makeTaskToTell(database.db);
  const { mailId } = await tell(sending, made.fatima, made.taskId);
  if (status !== "sent") await database.db.updateTable("mails").set({ status, first_tried_at: new Date("2026-01-01"), try_count: 80, error: "refused" }).where("id", "=", mailId).execute();
  sending.configure({}, "demo");
  return { ...made, mailId };
}
const statusOf = async (id: string) => (await database.db.selectFrom("mails").select("status").where("id", "=", id).executeTakeFirstOrThrow()).status;

describe("sending again", () => {
  test.each(["kept", "failed"] as const)("what was %s goes out, and the task says who started it", async (status) => {
    const { mailId, taskId } = await mailThatIs(status);
    expect(await sendAgain(sending, marijke.id, { mail_id: [mailId], is_checked: false }, noon)).toBe(1);
    expect(await sendAgain(sending, marijke.id, { mail_id: [mailId], is_checked: false }, noon)).toBe(0);
    await sendMailJob({ mailId }, sending);
    expect(await statusOf(mailId)).toBe("sent");
    expect((await eventsOf(database.db, taskId)).slice(-2)).toMatchObject([{ kind: "reply_queued", actor_id: marijke.id }, { kind: "reply_sent" }]);
  });

  test("what is unknown goes only after looking, then also a day later", async () => {
    const { mailId } = await mailThatIs("unknown");
    expect(await sendAgain(sending, marijke.id, { mail_id: [mailId], is_checked: false }, noon)).toBe(0);
    expect(await sendAgain(sending, marijke.id, { mail_id: [mailId], is_checked: true }, noon)).toBe(1);
    await sendMailJob({ mailId }, sending);
    expect(await statusOf(mailId)).toBe("sent");
  });

  test("what is sent stays so, and who unsubscribed since gets nothing", async () => {
    const sent = await mailThatIs("sent");
    const failed = await mailThatIs("failed");
    await database.db.updateTable("customers").set({ no_mail_at: noon }).where("id", "=", failed.customer.id).execute();
    expect(await sendAgain(sending, marijke.id, { mail_id: [sent.mailId, failed.mailId], is_checked: true }, noon)).toBe(0);
  });
});

test("the outbox has what did not leave, a page at a time", async () => {
  const { mailId } = await mailThatIs("failed");
  const { id: _, ...copy } = await database.db.selectFrom("mails").selectAll().where("id", "=", mailId).executeTakeFirstOrThrow();
  const copies = Array.from({ length: 55 }, () => ({ ...copy, id: randomUUID(), headers: "{}" }));
  await database.db.insertInto("mails").values(copies).execute();
  const first = await outbox(database.db, { before: null, now: noon });
  expect(first.mails).toHaveLength(50);
  const second = await outbox(database.db, { before: first.next, now: noon });
  const ids = [...first.mails, ...second.mails].map(({ id }) => id);
  expect(ids).toContain(mailId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(second.next).toBeNull();
  expect((await outbox(database.db, { before: "nonsense_1", now: noon })).mails).toHaveLength(50);
});

describe("who reads a mail", () => {
  test("in production who may see its task, and an admin", async () => {
    const { mailId, fatima } = await mailThatIs("sent");
    const stranger = await viewerById(database.db, (await makeEmployee(database.db, { team: (await makeTeam(database.db)).id })).id);
    const read = (viewer: Viewer | null) => mailBody(database.db, viewer, mailId, { isDemo: false });
    expect(await read(fatima)).toContain("Wij deden");
    expect(await read(marijke)).toContain("Wij deden");
    expect(await read(stranger)).toBeUndefined();
    expect(await read(null)).toBeUndefined();
  });

  test("an invitation opens an account: not even an admin", async () => {
    const { mailId } = await mailThatIs("sent");
    await database.db.updateTable("mails").set({ kind: "invite" }).where("id", "=", mailId).execute();
    expect(await mailBody(database.db, marijke, mailId, { isDemo: false })).toBeUndefined();
  });

  test("in the demo everybody, from a mailbox with the newest first", async () => {
    const { mailId } = await mailThatIs("sent");
    expect(await mailBody(database.db, null, mailId, { isDemo: true })).toContain("Wij deden");
    expect(await demoMail(database.db, mailId)).toMatchObject({ subject: "Wat wij met uw reactie deden" });
    expect(await demoMail(database.db, "nonsense")).toBeUndefined();
    const { mails } = await demoMailbox(database.db, { before: null });
    expect(mails.find(({ id }) => id === mailId)?.beginning).toContain("Dag Jan de Boer, Fijn dat ik u sprak.");
  });
});

test("a place in the list that is none is the beginning", async () => {
  const place = { created_at: noon, id: randomUUID() };
  expect(readCursor(writeCursor(place))).toEqual({ at: noon, id: place.id });
  for (const at of ["", "x", "2026-02-30T00:00:00.000Z", "-271821-04-20T00:00:00.000Z", "+275760-09-13T00:00:00.000Z"]) {
    expect((await outbox(database.db, { before: `${at}_${place.id}`, now: noon })).mails).toEqual((await outbox(database.db, { before: null, now: noon })).mails);
  }
  expect(readCursor(`${noon.toISOString()}_1`)).toBeNull();
});
