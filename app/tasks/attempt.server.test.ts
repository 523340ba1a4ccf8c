import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { type Viewer, viewerById } from "../people/session.server.ts";
import { SentBefore } from "./act.server.ts";
import { attemptForm, logAttempt, momentsFor } from "./attempt.server.ts";
import { eventsOf } from "./record.server.ts";

const database = useDatabase();
const typed = { act_id: randomUUID(), seen: "1", channel: "phone", outcome: "voicemail", note: "" };
const read = (values: object) => attemptForm({ now: noon, timeZone: "Europe/Amsterdam" }).safeParse({ ...typed, ...values });
const problems = (values: object) => read(values).error?.issues.map(({ path, message }) => [path[0], message]);
const tomorrow = "2026-11-21T09:00:00.000Z";
let fatima: Viewer;
let team: number;

beforeAll(async () => {
  await makeOrganisation(database.db);
  team = (await makeTeam(database.db)).id;
  fatima = (await viewerById(database.db, (await makeEmployee(database.db, { team })).id))!;
});

test("a moment counts where nobody was reached, a promise where somebody was", () => {
  expect(read({ again: tomorrow }).data).toMatchObject({ again_at: new Date(tomorrow), promise: null, seconds: null });
  expect(read({ again: "other", again_date: "2026-11-23", again_time: "10:30" }).data).toMatchObject({ again_at: new Date("2026-11-23T09:30:00Z") });
  for (const outcome of ["reached", "declined"]) expect(read({ outcome, again: tomorrow }).data).toMatchObject({ again_at: null });
  const promise = { promise: "Ik bel", day: "2026-11-23", date: "", time: "17:00" };
  expect(read({ outcome: "reached", ...promise }).data).toMatchObject({ promise: { text: "Ik bel", due_at: new Date("2026-11-23T16:00:00Z") } });
  expect(read({ outcome: "reached", ...promise, promise: "  " }).data).toMatchObject({ promise: null });
  expect(read(promise).data).toMatchObject({ promise: null });
});

test("moments and days that cannot be are refused with the field they stand in", () => {
  expect(problems({ again: "2026-11-20T10:59:00.000Z" })).toEqual([["again_date", "past"]]);
  expect(problems({ again: "gisteren" })).toEqual([["again_date", "date"]]);
  expect(problems({ again: "other", again_date: "2026-02-30", again_time: "10:00" })).toEqual([["again_date", "date"]]);
  expect(problems({ again: "other", again_date: "2026-11-23", again_time: "" })).toEqual([["again_date", "date"]]);
  expect(problems({ again: "2026-12-22T11:00:01.000Z" })).toEqual([["again_date", "tooFar"]]);
  expect(problems({ outcome: "reached", promise: "Ik bel", day: "2026-11-19", time: "17:00" })).toEqual([["time", "past"]]);
  expect(problems({ outcome: "reached", promise: "Ik bel", day: "other", date: "", time: "17:00" })).toEqual([["date", "date"]]);
  expect(problems({ outcome: "reached", promise: "a\u0000b", day: "2026-11-23", time: "17:00" })).toEqual([["promise", "unreadable"]]);
});

test("how long it took is kept only when she says so", () => {
  expect(read({ seconds: "83" }).data).toMatchObject({ seconds: null });
  expect(read({ seconds: "83", keeps_seconds: "on" }).data).toMatchObject({ seconds: 83 });
  for (const seconds of ["-1", "x", "1e9"]) expect(read({ seconds, keeps_seconds: "on" }).data).toMatchObject({ seconds: 0 });
});

test("attempt and promise are one act: sent twice they count once, with another promise she is told", async () => {
  const { db } = database;
  const task = await makeTask(db, { team, owner: fatima.id });
  const act = { act_id: randomUUID(), seen: task.last_event_id + 9, channel: "phone", outcome: "reached", note: "Boos", promise: { text: "Ik bel", due_at: new Date(tomorrow) } } as const;
  await Promise.all([logAttempt(db, fatima, task.id, act, noon), logAttempt(db, fatima, task.id, { ...act, seconds: 12 }, noon)]);
  expect((await eventsOf(db, task.id)).map(({ kind }) => kind)).toEqual(["opened", "attempted", "promised"]);
  for (const other of [{ promise: null }, { promise: { ...act.promise, text: "Ik kom langs" } }, { note: "Blij" }]) await expect(logAttempt(db, fatima, task.id, { ...act, ...other }, noon)).rejects.toBeInstanceOf(SentBefore);
  expect(await db.selectFrom("promises").select("text").where("task_id", "=", task.id).execute()).toEqual([{ text: "Ik bel" }]);
});

test("what the sheet offers follows her own hours and absence", async () => {
  const hours = JSON.stringify({ "4": [["09:00", "17:00"]] });
  const joke = (await viewerById(database.db, (await makeEmployee(database.db, { team, working_hours: hours, away_until: new Date("2026-11-27T23:00:00Z") })).id))!;
  const { again, days, likelyDay } = await momentsFor(database.db, joke, { team_id: team }, noon);
  expect(again[0]).toEqual(new Date("2026-12-03T09:00:00Z"));
  expect([days[0], days[2], likelyDay]).toEqual(["2026-11-20", "2026-11-26", "2026-11-26"]);
});
