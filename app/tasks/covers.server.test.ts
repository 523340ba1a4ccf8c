import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { Trx } from "#db/client.ts";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { viewerById } from "../people/session.server.ts";
import { useSending } from "#tests/sending.ts";
import { beginCovers, coverAbsences, declineCover, endCovers } from "./covers.server.ts";
import { introduceCover } from "./introduction.server.ts";
import { handOver } from "./handover.server.ts";
import { inboxGroups } from "./inbox.server.ts";
import { eventsOf, record } from "./record.server.ts";

const database = useDatabase();
const sending = useSending(database);
const later = (hours: number) => new Date(noon.getTime() + hours * 3_600_000);
const awayTwoDays = { away_from: noon, away_until: later(48) };
let noord: number;
beforeAll(async () => {
  await makeOrganisation(database.db);
  noord = (await makeTeam(database.db)).id;
});

const ownerOf = async (trx: Trx, taskId: number) => (await trx.selectFrom("tasks").select("owner_id").where("id", "=", taskId).executeTakeFirstOrThrow()).owner_id;
const toldOf = async (trx: Trx, employeeId: number) => (await trx.selectFrom("messages").select(["kind", "task_id"]).where("employee_id", "=", employeeId).orderBy("id").execute()).map(({ kind, task_id }) => [kind, task_id]);
const form = async (trx: Trx, taskId: number) => ({ act_id: crypto.randomUUID(), seen: (await trx.selectFrom("tasks").select("last_event_id").where("id", "=", taskId).executeTakeFirstOrThrow()).last_event_id });
const attempt = { kind: "attempted", data: { channel: "phone", outcome: "voicemail", note: "" } } as const;

/** Fatima is away for two days, Ruben stands in for her. */
async function scene(trx: Trx) {
  const ruben = (await makeEmployee(trx, { name: "Ruben Visser", team: noord })).id;
  const fatima = (await makeEmployee(trx, { name: "Fatima Amrani", team: noord, substitute_id: ruben, ...awayTwoDays })).id;
  return { ruben, fatima, back: () => trx.updateTable("employees").set({ away_from: null, away_until: null }).where("id", "=", fatima).execute() };
}

test("what falls due while she is away goes to her substitute, once; the rest stays", () =>
  database.rollback(async (trx) => {
    const { ruben, fatima } = await scene(trx);
    const due = (await makeTask(trx, { team: noord, owner: fatima })).id;
    const late = (await makeTask(trx, { team: noord, owner: fatima, receivedAt: later(-72) })).id;
    const afterwards = (await makeTask(trx, { team: noord, owner: fatima, dueHours: 72 })).id;
    expect([await beginCovers(trx, noon), await beginCovers(trx, noon)]).toEqual([2, 0]);
    expect([await ownerOf(trx, due), await ownerOf(trx, late), await ownerOf(trx, afterwards)]).toEqual([ruben, ruben, fatima]);
    expect((await eventsOf(trx, due)).at(-1)).toMatchObject({ kind: "handed_over", actor_id: null, data: { from_owner_id: fatima, owner_id: ruben, reason: "absence" } });
    expect(await toldOf(trx, ruben)).toEqual([["handed_over", due], ["handed_over", late]]);
  }));

test("her call list says of a task for whom she stands in, until when", () =>
  database.rollback(async (trx) => {
    const { ruben, fatima, back } = await scene(trx);
    const [covered, own] = [(await makeTask(trx, { team: noord, owner: fatima })).id, (await makeTask(trx, { team: noord, owner: ruben })).id];
    await beginCovers(trx, noon);
    const viewer = (await viewerById(trx, ruben))!;
    const rows = async () => (await inboxGroups(trx, viewer)).flatMap((group) => group.rows).map(({ id, covered_for, covered_until }) => [id, covered_for, covered_until]);
    expect(await rows()).toEqual([[covered, "Fatima Amrani", later(48)], [own, null, null]]);
    await record(trx, covered, attempt, { at: later(1), actorId: ruben });
    await back();
    await endCovers(trx, later(2));
    expect((await rows()).map(([, who]) => who)).toEqual([null, null]);
  }));

test("before it begins and after it is over nothing moves", () =>
  database.rollback(async (trx) => {
    const { fatima } = await scene(trx);
    await makeTask(trx, { team: noord, owner: fatima });
    expect([await beginCovers(trx, later(-1)), await beginCovers(trx, later(48))]).toEqual([0, 0]);
  }));

test("a promise that falls in it counts as well", () =>
  database.rollback(async (trx) => {
    const { ruben, fatima } = await scene(trx);
    const promised = [
      { kind: "attempted", at: noon, actor_id: null, data: { channel: "phone", outcome: "reached", note: "" } },
      { kind: "promised", at: noon, actor_id: null, data: { promise_id: 1, text: "Ik bel", due_at: later(20).toISOString() } },
    ] as const;
    const task = (await makeTask(trx, { team: noord, owner: fatima, dueHours: 400, events: [...promised] })).id;
    await beginCovers(trx, noon);
    expect(await ownerOf(trx, task)).toBe(ruben);
  }));

test("back again: what nobody touched returns, what the substitute began stays with her", () =>
  database.rollback(async (trx) => {
    const { ruben, fatima, back } = await scene(trx);
    const [untouched, begun, closed] = [(await makeTask(trx, { team: noord, owner: fatima })).id, (await makeTask(trx, { team: noord, owner: fatima })).id, (await makeTask(trx, { team: noord, owner: fatima })).id];
    await beginCovers(trx, noon);
    await record(trx, begun, attempt, { at: later(1), actorId: ruben });
    await record(trx, closed, { kind: "closed", data: { outcome: "no_follow_up", reason: "Dubbel" } }, { at: later(1), actorId: ruben });
    expect(await endCovers(trx, later(2))).toBe(1); // the closed one
    await back();
    expect([await endCovers(trx, later(3)), await endCovers(trx, later(3))]).toEqual([2, 0]);
    expect([await ownerOf(trx, untouched), await ownerOf(trx, begun), await ownerOf(trx, closed)]).toEqual([fatima, ruben, ruben]);
    expect((await eventsOf(trx, untouched)).at(-1)).toMatchObject({ data: { reason: "return", owner_id: fatima } });
    expect(await toldOf(trx, fatima)).toEqual([["handed_over", untouched]]);
  }));

test("a circle of substitutes, or nobody at all: the team's pool, and from there back", () =>
  database.rollback(async (trx) => {
    const { ruben, fatima, back } = await scene(trx);
    await trx.updateTable("employees").set({ substitute_id: fatima, ...awayTwoDays }).where("id", "=", ruben).execute();
    const task = (await makeTask(trx, { team: noord, owner: fatima })).id;
    await coverAbsences({ db: trx as never, now: () => noon });
    expect(await ownerOf(trx, task)).toBeNull();
    await back();
    await coverAbsences({ db: trx as never, now: () => later(1) });
    expect(await ownerOf(trx, task)).toBe(fatima);
  }));

test("a substitute who left, or has as many as she can have, is passed over", () =>
  database.rollback(async (trx) => {
    const { ruben, fatima } = await scene(trx);
    await trx.updateTable("employees").set({ open_task_cap: 1 }).where("id", "=", ruben).execute();
    const [first, second] = [(await makeTask(trx, { team: noord, owner: fatima })).id, (await makeTask(trx, { team: noord, owner: fatima })).id];
    await beginCovers(trx, noon);
    expect([await ownerOf(trx, first), await ownerOf(trx, second)]).toEqual([ruben, null]);
    await trx.updateTable("employees").set({ deactivated_at: noon }).where("id", "=", ruben).execute();
    const third = (await makeTask(trx, { team: noord, owner: fatima })).id;
    await beginCovers(trx, noon);
    expect(await ownerOf(trx, third)).toBeNull();
  }));

test("who works on a task while she is away keeps it; what she did before does not hold it", () =>
  database.rollback(async (trx) => {
    const { ruben, fatima } = await scene(trx);
    const [before, meanwhile] = [(await makeTask(trx, { team: noord, owner: fatima, receivedAt: later(-5) })).id, (await makeTask(trx, { team: noord, owner: fatima })).id];
    await record(trx, before, attempt, { at: later(-1), actorId: fatima });
    await record(trx, meanwhile, attempt, { at: later(1), actorId: fatima });
    await beginCovers(trx, later(1));
    expect([await ownerOf(trx, before), await ownerOf(trx, meanwhile)]).toEqual([ruben, fatima]);
  }));

test("a substitute who goes away herself passes it on, and it comes back to the first one", () =>
  database.rollback(async (trx) => {
    const { ruben, fatima, back } = await scene(trx);
    const sanne = (await makeEmployee(trx, { name: "Sanne", team: noord })).id;
    const task = (await makeTask(trx, { team: noord, owner: fatima })).id;
    await beginCovers(trx, noon);
    await trx.updateTable("employees").set({ substitute_id: sanne, away_from: later(1), away_until: later(96) }).where("id", "=", ruben).execute();
    await beginCovers(trx, later(1));
    expect(await ownerOf(trx, task)).toBe(sanne);
    await back();
    await coverAbsences({ db: trx as never, now: () => later(2) });
    expect(await ownerOf(trx, task)).toBe(fatima);
  }));

test("what a lead gave to somebody else stays there", () =>
  database.rollback(async (trx) => {
    const { fatima, back } = await scene(trx);
    const sanne = (await makeEmployee(trx, { name: "Sanne", team: noord })).id;
    const lead = (await viewerById(trx, (await makeEmployee(trx, { name: "Els", team: noord, lead: true })).id))!;
    const task = (await makeTask(trx, { team: noord, owner: fatima })).id;
    await beginCovers(trx, noon);
    await handOver(trx, lead, task, { ...(await form(trx, task)), to: { team_id: noord, owner_id: sanne }, note: "" }, later(1));
    await back();
    await endCovers(trx, later(2));
    expect(await ownerOf(trx, task)).toBe(sanne);
  }));

test("what the app itself moved on stays there; what the customer added is no work of a colleague", () =>
  database.rollback(async (trx) => {
    const { fatima, back } = await scene(trx);
    const [moved, added] = [(await makeTask(trx, { team: noord, owner: fatima })).id, (await makeTask(trx, { team: noord, owner: fatima })).id];
    await beginCovers(trx, noon);
    await record(trx, moved, { kind: "handed_over", data: { from_owner_id: null, team_id: noord, owner_id: null, note: "" } }, { at: later(1), actorId: null });
    await record(trx, added, { kind: "response_changed", data: { score: 2, has_comment: true } }, { at: later(1), actorId: null });
    await back();
    await endCovers(trx, later(2));
    expect([await ownerOf(trx, moved), await ownerOf(trx, added)]).toEqual([null, fatima]);
  }));

test("the substitute declines with one tap: the team's pool; sent twice it is done once", () =>
  database.rollback(async (trx) => {
    const { ruben, fatima, back } = await scene(trx);
    const viewer = (await viewerById(trx, ruben))!;
    const task = (await makeTask(trx, { team: noord, owner: fatima })).id;
    await beginCovers(trx, noon);
    const sent = await form(trx, task);
    await declineCover(trx, viewer, task, sent, later(1));
    await declineCover(trx, viewer, task, sent, later(1));
    expect(await ownerOf(trx, task)).toBeNull();
    expect((await eventsOf(trx, task)).filter(({ kind }) => kind === "handed_over")).toHaveLength(2);
    await back();
    await endCovers(trx, later(2));
    expect(await ownerOf(trx, task)).toBe(fatima);
  }));

test("who covers nobody declines nothing", () =>
  database.rollback(async (trx) => {
    const { ruben } = await scene(trx);
    const viewer = (await viewerById(trx, ruben))!;
    const task = (await makeTask(trx, { team: noord, owner: ruben })).id;
    await expect(declineCover(trx, viewer, task, await form(trx, task), noon)).rejects.toMatchObject({ reason: "notCovering" });
  }));

test("the customer is told once who will call, in the name of who calls; then it stays with her", () =>
  database.rollback(async (trx) => {
    const { ruben, fatima, back } = await scene(trx);
    const viewer = (await viewerById(trx, ruben))!;
    const called = (await makeTask(trx, { team: noord, owner: fatima })).id;
    const fresh = (await makeTask(trx, { team: noord, owner: fatima })).id;
    await record(trx, called, attempt, { at: later(-1), actorId: fatima });
    await beginCovers(trx, noon);
    const introduce = async (task: number) => introduceCover({ ...sending, db: trx }, viewer, task, await form(trx, task), later(1));
    await introduce(called);
    await introduce(called);
    await introduce(fresh);
    const mails = await trx.selectFrom("mails").select(["task_id", "kind", "subject", "from_name", "text"]).orderBy("created_at").execute();
    expect(mails).toMatchObject([
      { task_id: called, kind: "cover", subject: "Ruben Visser belt u over uw reactie", from_name: "Ruben Visser van Woonstichting De Linde" },
      { task_id: fresh },
    ]);
    // Whom the customer never heard of is not named.
    expect(mails.map(({ text }) => text.includes("Fatima Amrani"))).toEqual([true, false]);
    await back();
    await endCovers(trx, later(2));
    expect(await ownerOf(trx, called)).toBe(ruben);
  }));

test("a customer without an address, or who wants no mail, is called", () =>
  database.rollback(async (trx) => {
    const { ruben, fatima } = await scene(trx);
    const viewer = (await viewerById(trx, ruben))!;
    const task = await makeTask(trx, { team: noord, owner: fatima });
    await beginCovers(trx, noon);
    await trx.updateTable("customers").set({ no_mail_at: noon }).where("id", "=", task.customer_id).execute();
    await expect(introduceCover({ ...sending, db: trx }, viewer, task.id, await form(trx, task.id), later(1))).rejects.toMatchObject({ reason: "noMail" });
  }));

test("two processes share the work and move each task once", async () => {
  const { db } = database;
  const ruben = (await makeEmployee(db, { name: "Ruben Twee", team: noord })).id;
  const fatima = (await makeEmployee(db, { name: "Fatima Twee", team: noord, substitute_id: ruben, ...awayTwoDays })).id;
  const tasks: number[] = [];
  for (let n = 0; n < 12; n++) tasks.push((await makeTask(db, { team: noord, owner: fatima })).id);
  await Promise.all([1, 2, 3, 4].map(() => coverAbsences({ db, now: () => noon })));
  for (const task of tasks) expect((await eventsOf(db, task)).map(({ kind }) => kind)).toEqual(["opened", "handed_over"]);
});

test("what went on to another team because nobody took it does not come back with her", () =>
  database.rollback(async (trx) => {
    const { fatima, back } = await scene(trx);
    await trx.updateTable("employees").set({ substitute_id: null }).where("id", "=", fatima).execute();
    const [moved, waits] = [(await makeTask(trx, { team: noord, owner: fatima })).id, (await makeTask(trx, { team: noord, owner: fatima })).id];
    await beginCovers(trx, noon);
    const zuid = (await makeTeam(trx)).id;
    await record(trx, moved, { kind: "escalated", data: { waits_for: "contact", due_at: noon.toISOString(), planned_at: noon.toISOString(), from_owner_id: null, from_team_id: noord, team_id: zuid } }, { at: later(1), actorId: null });
    await back();
    await endCovers(trx, later(2));
    expect([await ownerOf(trx, moved), await ownerOf(trx, waits)]).toEqual([null, fatima]);
  }));

test("two at the same moment never give a substitute one more than she can have", async () => {
  const { db } = database;
  const ruben = (await makeEmployee(db, { name: "Ruben Drie", team: noord, open_task_cap: 1 })).id;
  const fatima = (await makeEmployee(db, { name: "Fatima Drie", team: noord, substitute_id: ruben, ...awayTwoDays })).id;
  await makeTask(db, { team: noord, owner: fatima });
  let other: Promise<number> | undefined;
  await db.transaction().execute(async (trx) => {
    expect(await beginCovers(trx, noon)).toBe(1);
    await makeTask(db, { team: noord, owner: fatima });
    other = beginCovers(db, noon);
    // It waits for the first, or (were nothing held) has begun with what it saw.
    await new Promise((resolve) => setTimeout(resolve, 300));
  });
  expect(await other).toBe(1);
  const owners = await db.selectFrom("tasks").select("owner_id").where("customer_id", "in", db.selectFrom("task_events").innerJoin("tasks as covered", "covered.id", "task_id").select("covered.customer_id").where("kind", "=", "handed_over").where(sql<boolean>`data ->> 'from_owner_id' = ${String(fatima)}`)).execute();
  expect(owners.map(({ owner_id }) => owner_id).sort()).toEqual([ruben, null].sort());
});
