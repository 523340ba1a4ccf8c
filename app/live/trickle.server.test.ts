import { expect, test, vi } from "vitest";
import { createLog } from "#app/log.server.ts";
import { fillDemo } from "#db/demo.ts";
import { useDatabase } from "#tests/database.ts";
import { noon } from "#tests/factories.ts";
import { startTrickle } from "./trickle.server.ts";
import { arriving } from "./trickle.words.ts";

const database = useDatabase();

test("in the demo something happens every few seconds, by the app's own acts; stopped, it goes on where it was", async () => {
  const { db } = database;
  await fillDemo(db, { now: noon, origin: "http://localhost", log: () => {} });
  const last = async () => (await db.selectFrom("task_events").select(({ fn }) => fn.max("id").as("id")).executeTakeFirstOrThrow()).id;
  const before = await last();
  let isWatched = false;
  const waiting = startTrickle({ db, now: () => noon, log: createLog("silent") }, { isWatched: () => isWatched, pauseMs: 5 });
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await idsOf(), "nobody looks yet").toEqual([]);
  isWatched = true;
  await vi.waitFor(async () => expect(await idsOf()).not.toEqual([]), { timeout: 20_000 });
  await waiting.stop();
  await trickle(4);
  expect((await idsOf()).slice(0, 4)).toEqual(["live-0", "live-2", "live-4", "live-6"]);
  const { read_at } = await db.selectFrom("compliments").innerJoin("responses", "responses.id", "compliments.response_id").select("compliments.read_at").where("external_id", "=", "live-2").executeTakeFirstOrThrow();
  expect(read_at).toBeNull();

  await trickle(5);
  expect((await idsOf()).slice(0, 5)).toEqual(["live-0", "live-2", "live-4", "live-6", "live-8"]);

  await trickle(arriving.length, 1);
  await trickle(arriving.length, 1, 1_000);
  // Stopped between two answers it goes on with the next: what would have come between them comes a round later.
  const kinds = (await db.selectFrom("task_events").select("kind").where("id", ">", before).orderBy("id").execute()).map(({ kind }) => kind);
  expect(kinds).toEqual(expect.arrayContaining(["opened", "claimed", "verdict_given"]));
  const came = await db.selectFrom("responses").select("comment").where("external_id", "like", "live-%").execute();
  expect(came.map(({ comment }) => comment).sort(), "left alone for an hour, nobody writes the same twice").toEqual(arriving.map(({ words }) => words).sort());
}, 60_000);

/** Until so many answers are there, and a while longer. */
async function trickle(answers: number, pauseMs = 50, longerMs = 0): Promise<void> {
  const trickling = startTrickle({ db: database.db, now: () => noon, log: createLog("silent") }, { pauseMs });
  await vi.waitFor(async () => expect((await idsOf()).length).toBeGreaterThanOrEqual(answers), { timeout: 20_000 });
  await new Promise((resolve) => setTimeout(resolve, longerMs));
  await trickling.stop();
}

async function idsOf(): Promise<string[]> {
  const rows = await database.db.selectFrom("responses").select("external_id").where("external_id", "like", "live-%").orderBy("id").execute();
  return rows.map(({ external_id }) => external_id);
}

test("an organisation of its own is left alone, whatever it was started with", async () => {
  const { db } = database;
  await db.updateTable("organisation").set({ is_demo: false }).execute();
  const before = await idsOf();
  const trickling = startTrickle({ db, now: () => noon, log: createLog("silent") }, { pauseMs: 5 });
  await new Promise((resolve) => setTimeout(resolve, 500));
  await trickling.stop();
  expect(await idsOf()).toEqual(before);
});
