import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import type { Trx } from "#db/client.ts";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { viewerById } from "../people/session.server.ts";
import { handOver, handoverChoices, handoverForm, handoverList, placeOf } from "./handover.server.ts";
import { lastReassignment, reassign, tasksToReassign, undoReassignment } from "./reassign.server.ts";
import { eventsOf, record } from "./record.server.ts";

const database = useDatabase();
const minutes = (count: number) => new Date(noon.getTime() + count * 60_000);
let noord: number;
let zuid: number;
beforeAll(async () => {
  await makeOrganisation(database.db);
  [noord, zuid] = [(await makeTeam(database.db)).id, (await makeTeam(database.db)).id];
});

const ownersOf = async (trx: Trx, ids: number[]) => {
  const rows = await trx.selectFrom("tasks").select(["id", "owner_id"]).where("id", "in", ids).execute();
  return ids.map((id) => rows.find((row) => row.id === id)!.owner_id);
};

/** Els leads Noord; Fatima has three tasks, Ruben one, Sanne none. */
async function scene(trx: Trx) {
  const els = (await viewerById(trx, (await makeEmployee(trx, { name: "Els", team: noord, lead: true })).id))!;
  const [fatima, ruben, sanne] = [(await makeEmployee(trx, { team: noord })).id, (await makeEmployee(trx, { team: noord })).id, (await makeEmployee(trx, { team: noord })).id];
  const tasks: number[] = [];
  for (let n = 0; n < 3; n++) tasks.push((await makeTask(trx, { team: noord, owner: fatima, dueHours: 20 + n })).id);
  await makeTask(trx, { team: noord, owner: ruben });
  const seen = tasks.map((taskId) => ({ taskId, ownerId: fatima }));
  return { els, fatima, ruben, sanne, tasks, seen, to: [ruben, sanne].map((employeeId) => ({ teamId: noord, employeeId })) };
}

test("many at once, to whoever has the fewest; each is told; the same form counts once", () =>
  database.rollback(async (trx) => {
    const { els, ruben, sanne, tasks, seen, to } = await scene(trx);
    const form = { id: randomUUID(), seen, to };
    expect(await reassign(trx, els, form, noon)).toEqual({ moved: 3, left: 0 });
    expect(await ownersOf(trx, tasks)).toEqual([sanne, ruben, sanne]);
    expect(await reassign(trx, els, form, noon)).toEqual({ moved: 3, left: 0 });
    expect((await trx.selectFrom("messages").select("employee_id").where("employee_id", "in", [ruben, sanne]).orderBy("task_id").execute()).map((row) => row.employee_id)).toEqual([sanne, ruben, sanne]);
    expect((await eventsOf(trx, tasks[0]!)).map(({ kind }) => kind)).toEqual(["opened", "handed_over"]);
  }));

test("undone within ten minutes as one act: all back, nobody told for nothing; once", () =>
  database.rollback(async (trx) => {
    const { els, fatima, tasks, seen, to } = await scene(trx);
    const id = randomUUID();
    await reassign(trx, els, { id, seen, to }, noon);
    expect(await lastReassignment(trx, els, minutes(9))).toEqual({ id, count: 3, madeAt: noon });
    expect(await undoReassignment(trx, els, id, minutes(9))).toBe(true);
    expect(await undoReassignment(trx, els, id, minutes(9))).toBe(true);
    expect(await ownersOf(trx, tasks)).toEqual([fatima, fatima, fatima]);
    expect((await eventsOf(trx, tasks[0]!)).map(({ data }) => ("reason" in data ? data.reason : null))).toEqual([null, null, "undone"]);
    expect(await trx.selectFrom("messages").select("id").execute()).toEqual([]);
    expect(await lastReassignment(trx, els, minutes(9))).toBeNull();
  }));

test("what was worked on since stays; after ten minutes, or of another, nothing is undone", () =>
  database.rollback(async (trx) => {
    const { els, fatima, ruben, sanne, tasks, seen, to } = await scene(trx);
    const admin = (await viewerById(trx, (await makeEmployee(trx, { is_admin: true })).id))!;
    const id = randomUUID();
    await reassign(trx, els, { id, seen, to }, noon);
    expect([await undoReassignment(trx, els, id, minutes(10)), await undoReassignment(trx, admin, id, minutes(1)), await undoReassignment(trx, els, randomUUID(), minutes(1))]).toEqual([false, false, false]);
    await record(trx, tasks[0]!, { kind: "attempted", data: { channel: "phone", outcome: "voicemail", note: "" } }, { at: minutes(1), actorId: sanne });
    expect(await undoReassignment(trx, els, id, minutes(2))).toBe(true);
    expect(await ownersOf(trx, tasks)).toEqual([sanne, fatima, fatima]);
    expect(ruben).not.toBe(fatima);
  }));

test("back to the pool when who had it left meanwhile", () =>
  database.rollback(async (trx) => {
    const { els, fatima, tasks, seen, to } = await scene(trx);
    const id = randomUUID();
    await reassign(trx, els, { id, seen, to }, noon);
    await trx.updateTable("employees").set({ deactivated_at: noon }).where("id", "=", fatima).execute();
    await undoReassignment(trx, els, id, minutes(1));
    expect(await ownersOf(trx, tasks)).toEqual([null, null, null]);
  }));

test("what changed hands or closed since she looked stays where it is", () =>
  database.rollback(async (trx) => {
    const { els, ruben, sanne, tasks, seen, to } = await scene(trx);
    await record(trx, tasks[0]!, { kind: "handed_over", data: { from_owner_id: null, team_id: noord, owner_id: ruben, note: "" } }, { at: noon, actorId: null });
    await record(trx, tasks[1]!, { kind: "closed", data: { outcome: "no_follow_up", reason: "Dubbel" } }, { at: noon, actorId: null });
    expect(await reassign(trx, els, { id: randomUUID(), seen, to }, noon)).toEqual({ moved: 1, left: 2 });
    expect((await ownersOf(trx, tasks))[2]).toBe(sanne);
  }));

test("tasks and people of a team that she does not lead are out of reach", () =>
  database.rollback(async (trx) => {
    const { els, sanne } = await scene(trx);
    const theirs = (await makeTask(trx, { team: zuid })).id;
    const wim = (await makeEmployee(trx, { team: zuid })).id;
    expect(await reassign(trx, els, { id: randomUUID(), seen: [{ taskId: theirs, ownerId: null }], to: [{ teamId: noord, employeeId: sanne }] }, noon)).toEqual({ moved: 0, left: 1 });
    expect(await reassign(trx, els, { id: randomUUID(), seen: [{ taskId: theirs, ownerId: null }], to: [{ teamId: zuid, employeeId: wim }] }, noon)).toBe("colleagueGone");
    // Not a member of the team it would go to.
    expect(await reassign(trx, els, { id: randomUUID(), seen: [], to: [{ teamId: noord, employeeId: wim }] }, noon)).toBe("colleagueGone");
  }));

test("the list: of one, of nobody, by urgency, page by page", () =>
  database.rollback(async (trx) => {
    const { fatima, tasks } = await scene(trx);
    const unclaimed = (await makeTask(trx, { team: noord })).id;
    const list = async (ownerId: number | null | undefined) => (await tasksToReassign(trx, { teamIds: [noord], ownerId, after: undefined })).rows.map(({ id }) => id);
    expect(await list(fatima)).toEqual(tasks);
    expect(await list(null)).toEqual([unclaimed]);
    expect(await list(undefined)).toHaveLength(5);
  }));

test("what came from a team that is no more stays where it went", () =>
  database.rollback(async (trx) => {
    const { els, ruben, tasks, seen } = await scene(trx);
    const id = randomUUID();
    await reassign(trx, els, { id, seen, to: [{ teamId: noord, employeeId: ruben }] }, noon);
    await trx.updateTable("teams").set({ archived_at: noon }).where("id", "=", noord).execute();
    await undoReassignment(trx, els, id, minutes(1));
    expect(await ownersOf(trx, tasks)).toEqual([ruben, ruben, ruben]);
  }));

test("who hands over one task sees who is full; she may give it her all the same", () =>
  database.rollback(async (trx) => {
    const { els, ruben, sanne, tasks } = await scene(trx);
    await trx.updateTable("employees").set({ open_task_cap: 1 }).where("id", "in", [ruben, sanne]).execute();
    const members = (await handoverChoices(trx, noon)).find(({ id }) => id === noord)!.members;
    expect([ruben, sanne].map((each) => members.find(({ id }) => id === each)!.full)).toEqual([{ open: 1, cap: 1 }, null]);
    const seen = (await eventsOf(trx, tasks[0]!)).at(-1)!.id;
    await handOver(trx, els, tasks[0]!, { to: { team_id: noord, owner_id: ruben }, note: "", act_id: randomUUID(), seen }, noon);
    expect(await ownersOf(trx, tasks.slice(0, 1))).toEqual([ruben]);
  }));

test("where more people work than a list holds, the sheet lists the task's team; others are typed by name", () =>
  database.rollback(async (trx) => {
    const { els, tasks } = await scene(trx);
    expect((await handoverList(trx, noord, noon)).isAll).toBe(true);
    const rows = await trx.insertInto("employees").values(Array.from({ length: 201 }, (_, n) => ({ name: `Collega ${n} van Zuid`, email: `zuid.${n}@delinde.example` }))).returning("id").execute();
    await trx.insertInto("team_members").values(rows.map(({ id }) => ({ employee_id: id, team_id: zuid }))).execute();
    const { isAll, teams } = await handoverList(trx, noord, noon);
    expect([isAll, teams.find(({ id }) => id === noord)!.members.length, teams.find(({ id }) => id === zuid)!.members]).toEqual([false, 4, []]);

    const typed = (name: string) => placeOf(trx, els, tasks[0]!, name);
    expect(await typed("collega 7 van zuid")).toEqual({ team_id: zuid, owner_id: rows[7]!.id });
    // In both teams: the task's own.
    await trx.insertInto("team_members").values({ employee_id: rows[7]!.id, team_id: noord }).execute();
    expect(await typed("Collega 7 van Zuid")).toEqual({ team_id: noord, owner_id: rows[7]!.id });
    expect([await typed("Niemand"), await typed(" ")]).toEqual([{ error: expect.stringContaining("niemand") }, undefined]);

    const sent = (to: string, place?: Awaited<ReturnType<typeof typed>>) => handoverForm(place).safeParse({ act_id: randomUUID(), seen: "1", to, note: "" });
    expect(sent("", await typed("Collega 9 van Zuid")).data?.to).toEqual({ team_id: zuid, owner_id: rows[9]!.id });
    expect(sent(String(noord), { error: "Wie?" }).error?.issues).toMatchObject([{ path: ["name"], params: { said: "Wie?" } }]);
    expect(sent("", undefined).error?.issues).toMatchObject([{ path: ["to"], message: "choose" }]);
    expect(sent(`${noord}:12`).data?.to).toEqual({ team_id: noord, owner_id: 12 });
  }));
