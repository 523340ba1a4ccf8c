import { sql } from "kysely";
import { expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeOrganisation, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { changeEscalation } from "./escalation.server.ts";

const database = useDatabase();

test("other steps wait for a lead who shares tasks out, and neither for the other in a circle", async () => {
  const { db } = database;
  await makeOrganisation(db);
  const team = (await makeTeam(db)).id;
  const [first, second] = [await makeTask(db, { team }), await makeTask(db, { team })];
  // As it goes: what was touched last lies last, whatever its id.
  await db.updateTable("tasks").set({ step_count: 1 }).where("id", "=", first.id).execute();
  const change = { remind_before_hours: 1, unit: "calendar", steps: [{ after_hours: 4, act: "tell_lead" }] } as const;

  let changed: Promise<boolean> | undefined;
  await db.transaction().execute(async (trx) => {
    const hold = (id: number) => trx.selectFrom("tasks").select("id").where("id", "=", id).forUpdate().execute();
    await hold(first.id);
    changed = changeEscalation(db, { ...change, steps: [...change.steps] }, noon);
    await expect.poll(async () => (await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db)).rows[0]!.n).toBeGreaterThan(0);
    await hold(second.id);
  });
  expect(await changed).toBe(true);
  expect(await db.selectFrom("tasks").select("next_step_at").execute()).toEqual([{ next_step_at: noon }, { next_step_at: noon }]);
});
