import { beforeAll, expect, test } from "vitest";
import type { Db } from "#db/client.ts";
import { useDatabase } from "#tests/database.ts";
import { makeCustomer, makeEmployee, makeOrganisation, makeResponse, makeTeam, noon } from "#tests/factories.ts";
import { useSending } from "#tests/sending.ts";
import { viewerById } from "../people/session.server.ts";
import { sendAgain } from "../replies/outbox.server.ts";
import { sendMailJob } from "../replies/send.server.ts";
import { complimentsOf } from "./compliments.server.ts";
import { thankCustomer, thanksFor } from "./thanks.server.ts";
import { wallOf } from "./wall.server.ts";

const database = useDatabase();
const sending = useSending(database);
beforeAll(() => makeOrganisation(database.db));

async function makePraise(db: Db, { about = true, at = noon, ...customer }: { about?: boolean; at?: Date } & Parameters<typeof makeCustomer>[1] = {}) {
  const team = (await makeTeam(db)).id;
  const fatima = (await viewerById(db, (await makeEmployee(db, { team, name: "Fatima Amrani" })).id))!;
  const sven = (await viewerById(db, (await makeEmployee(db, { team, name: "Sven Hoekstra" })).id))!;
  const stranger = (await viewerById(db, (await makeEmployee(db, { team: (await makeTeam(db)).id })).id))!;
  const admin = (await viewerById(db, (await makeEmployee(db, { is_admin: true })).id))!;
  const to = await makeCustomer(db, customer);
  const { id } = await makeResponse(db, { team_id: team, customer_id: to.id, score: 10, comment: "Ze luisterde écht.", received_at: at });
  await db.insertInto("compliments").values({ response_id: id, team_id: team, employee_id: about ? fatima.id : null, received_at: at }).execute();
  return { id, team, fatima, sven, stranger, admin, to };
}

const mailsTo = (db: Db, { email }: { email: string | null }) => db.selectFrom("mails").selectAll().where("to_email", "=", email).execute();
const isNotFound = expect.objectContaining({ status: 404 });

test("one mail in her name with her line and the customer's words; sent twice is one mail", async () => {
  const { db } = database;
  const { id, fatima, to } = await makePraise(db);
  expect(await thanksFor(db, fatima, id)).toMatchObject({ words: "Ze luisterde écht.", email: to.email, line: expect.stringContaining("mooie woorden") });
  await Promise.all([1, 2, 3].map(() => thankCustomer(sending, fatima, id, "Wat lief, dank u wel!", noon)));
  const [mail, ...others] = await mailsTo(db, to);
  expect(others).toEqual([]);
  expect(mail).toMatchObject({ kind: "thanks", task_id: null, from_name: "Fatima Amrani van Woonstichting De Linde", reply_to: expect.stringContaining("fatima"), subject: "Dank u wel voor uw compliment" });
  expect(mail!.text).toContain("Wat lief, dank u wel!");
  expect(mail!.text).toContain("Ze luisterde écht.");
  expect(mail!.headers).toMatchObject({ "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" });
  expect((await complimentsOf(db, fatima, "read", undefined)).rows).toMatchObject([{ id, thanked_at: noon, thanked_by: "Fatima Amrani", canThank: false }]);
});

test("who else sees it does not thank in her place; about nobody in particular any of the team does, once", async () => {
  const { db } = database;
  const hers = await makePraise(db);
  for (const other of [hers.sven, hers.stranger, hers.admin]) {
    expect(await thanksFor(db, other, hers.id)).toBeUndefined();
    await expect(thankCustomer(sending, other, hers.id, "Dank!", noon)).rejects.toEqual(isNotFound);
  }
  const ours = await makePraise(db, { about: false });
  await expect(thankCustomer(sending, ours.stranger, ours.id, "Dank!", noon)).rejects.toEqual(isNotFound);
  expect(await thankCustomer(sending, ours.sven, ours.id, "Dank!", noon)).toBeNull();
  expect(await thankCustomer(sending, ours.fatima, ours.id, "Ook dank!", noon)).toBe("thanked");
  expect(await mailsTo(db, ours.to)).toHaveLength(1);
});

test("who has no address or wants no mails gets none, also when an admin sends again what was kept", async () => {
  const { db } = database;
  for (const customer of [{ email: null }, { no_mail_at: noon }]) {
    const { id, fatima } = await makePraise(db, customer);
    expect(await thankCustomer(sending, fatima, id, "Dank!", noon)).toBe("noMail");
    expect((await complimentsOf(db, fatima, "unread", undefined)).rows).toMatchObject([{ id, thanked_at: null, canThank: false }]);
  }
  sending.configure({});
  const { id, fatima, admin, to } = await makePraise(db);
  await thankCustomer(sending, fatima, id, "Dank!", noon);
  const [mail] = await mailsTo(db, to);
  await sendMailJob({ mailId: mail!.id }, sending);
  expect(await mailsTo(db, to)).toMatchObject([{ status: "kept" }]);
  await db.updateTable("customers").set({ no_mail_at: noon }).where("id", "=", to.id).execute();
  expect(await sendAgain(sending, admin.id, { mail_id: [mail!.id], is_checked: true }, noon)).toBe(0);
  await db.updateTable("customers").set({ no_mail_at: null }).where("id", "=", to.id).execute();
  expect(await sendAgain(sending, admin.id, { mail_id: [mail!.id], is_checked: false }, noon)).toBe(1);
});

test("the wall is her teams' month in the organisation's days; another team's words never hang on it", async () => {
  const { db } = database;
  // In Amsterdam it is November already.
  const { id, fatima, stranger, admin } = await makePraise(db, { at: new Date("2026-10-31T23:30:00Z") });
  const wall = async (viewer: typeof fatima, month: string | null) => (await wallOf(db, viewer, { month, after: undefined, now: noon })).rows.map((row) => row.id);
  expect(await wall(fatima, null)).toEqual([id]);
  expect(await wall(fatima, "2026-10")).toEqual([]);
  expect(await wallOf(db, fatima, { month: "2027-05", after: undefined, now: noon })).toMatchObject({ month: "2026-11", later: null, earlier: null });
  expect(await wall(stranger, null)).toEqual([]);
  expect(await wall(admin, "2026-11")).toContain(id);
});
