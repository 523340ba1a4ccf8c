import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { type Viewer, viewerById } from "../people/session.server.ts";
import { Conflict } from "./act.server.ts";
import { instantAt } from "./clock-time.ts";
import { endPromise, makePromise, promiseForm } from "./promise.server.ts";

const database = useDatabase();
const timeZone = "Europe/Amsterdam";
let fatima: Viewer;
let ruben: Viewer;
let team: number;

beforeAll(async () => {
  await makeOrganisation(database.db);
  team = (await makeTeam(database.db)).id;
  const viewer = async (name: string) => (await viewerById(database.db, (await makeEmployee(database.db, { name, team })).id))!;
  fatima = await viewer("Fatima Amrani");
  ruben = await viewer("Ruben Visser");
});

const form = () => ({ act_id: randomUUID(), seen: 1 });

test("days and dates are days on the organisation's calendar", () => {
  // 23:30 UTC is the next day in Amsterdam already.
  const now = new Date("2026-11-20T23:30:00Z");
  expect(instantAt({ day: "2026-11-21", date: "", time: "17:00" }, { now, timeZone }).at).toEqual(new Date("2026-11-21T16:00:00Z"));
  // Summer time: two hours ahead of UTC.
  expect(instantAt({ day: "other", date: "2027-07-01", time: "12:00" }, { now, timeZone }).at).toEqual(new Date("2027-07-01T10:00:00Z"));
});

test("days that do not exist, are far off or have passed are refused with the field they stand in", () => {
  const typed = { act_id: randomUUID(), seen: "1", text: "Ik bel vrijdag", time: "17:00" };
  const issuesOf = (values: object) => promiseForm({ now: noon, timeZone }).safeParse({ ...typed, ...values }).error?.issues.map(({ path, message }) => [path[0], message]);
  expect(issuesOf({ day: "other", date: "2027-02-30" })).toEqual([["date", "date"]]);
  expect(issuesOf({ day: "other", date: "" })).toEqual([["date", "date"]]);
  expect(issuesOf({ day: "other", date: "+290000-01-01" })).toEqual([["date", "date"]]);
  expect(issuesOf({ day: "other", date: "2026-11-19" })).toEqual([["date", "past"]]);
  expect(issuesOf({ day: "tomorrow" })).toEqual([["date", "date"]]);
  expect(issuesOf({ day: "" })).toEqual([["day", "choose"]]);
  expect(issuesOf({ day: "2026-11-20", time: "11:59" })).toEqual([["time", "past"]]);
  expect(issuesOf({ day: "2026-11-20", time: "12:01" })).toBeUndefined();
  expect(issuesOf({ day: "2026-11-21", time: "25:00" })).toEqual([["time", "time"]]);
  expect(issuesOf({ day: "2026-11-21", text: " \r\n " })).toEqual([["text", "required"]]);
  expect(issuesOf({ day: "2026-11-21", text: "a\u0000b" })).toEqual([["text", "unreadable"]]);
  expect(issuesOf({ day: "2026-11-21", text: "a\ud800b" })).toEqual([["text", "unreadable"]]);
  expect(issuesOf({ day: "2026-11-21", text: "a".repeat(20_001) })).toEqual([["text", "tooLong"]]);
});

test("two who end one promise at once: one wins, the other hears how it ended", async () => {
  const task = await makeTask(database.db, { team, owner: fatima.id });
  await makePromise(database.db, fatima, task.id, { ...form(), text: "Ik bel", due_at: new Date(noon.getTime() + 60_000) }, noon);
  const { id } = await database.db.selectFrom("promises").select("id").where("task_id", "=", task.id).executeTakeFirstOrThrow();
  const results = await Promise.allSettled([
    endPromise(database.db, fatima, task.id, id, { ...form(), seen: 9e9, end: "kept" }, noon),
    endPromise(database.db, ruben, task.id, id, { ...form(), seen: 9e9, end: "withdrawn", reason: "Lukt niet" }, noon),
  ]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const promise = await database.db.selectFrom("promises").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  const [lost] = results.flatMap((result) => (result.status === "rejected" ? [result.reason as Conflict] : []));
  expect(lost).toBeInstanceOf(Conflict);
  expect(lost!.event.kind).toBe(promise.kept_at ? "promise_kept" : "promise_withdrawn");
  expect(Boolean(promise.kept_at)).toBe(!promise.withdrawn_at);
});

test("a promise of another task is not found, even on a task of her own", async () => {
  const [mine, other] = [await makeTask(database.db, { team, owner: fatima.id }), await makeTask(database.db, { team, owner: ruben.id })];
  await makePromise(database.db, ruben, other.id, { ...form(), seen: 9e9, text: "Ik bel", due_at: new Date(noon.getTime() + 60_000) }, noon);
  const { id } = await database.db.selectFrom("promises").select("id").where("task_id", "=", other.id).executeTakeFirstOrThrow();
  for (const promiseId of [id, 987_654, Number.NaN]) await expect(endPromise(database.db, fatima, mine.id, promiseId, { ...form(), seen: 9e9, end: "kept" }, noon)).rejects.toMatchObject({ status: 404 });
});
