import { sql } from "kysely";
import { expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { ahead, type Db, prepared } from "./client.ts";

const database = useDatabase();

const setZone = (db: Db, zone: string) => sql`${ahead} select set_config('timezone', ${zone}, true)`.execute(db);
const zone = async (db: Db) => (await sql<{ TimeZone: string }>`show timezone`.execute(db)).rows[0]!.TimeZone;

test("what goes ahead holds for the statement after it, and for this transaction only", async () => {
  const before = await zone(database.db);
  const within = await database.db.transaction().execute(async (trx) => {
    await setZone(trx, "Asia/Tokyo");
    await setZone(trx, "Asia/Seoul");
    return zone(trx);
  });
  expect(within).toBe("Asia/Seoul");
  expect(await zone(database.db)).toBe(before);
});

test("what it throws the next statement throws, and nothing of the transaction stays", async () => {
  const broken = database.db.transaction().execute(async (trx) => {
    await sql`create temporary table left_over (id int)`.execute(trx);
    await setZone(trx, "Nowhere/Land");
    return zone(trx);
  });
  await expect(broken).rejects.toMatchObject({ code: "22023" });
  await expect(sql`select from left_over`.execute(database.db)).rejects.toMatchObject({ code: "42P01" });
});

test("also where the next one is the commit", async () => {
  await expect(database.db.transaction().execute((trx) => setZone(trx, "Nowhere/Land"))).rejects.toMatchObject({ code: "22023" });
  expect(await zone(database.db)).not.toBe("Nowhere/Land");
});

test("a transaction in which nothing happens leaves the connection as it was", async () => {
  await database.db.transaction().execute(async () => {});
  await expect(database.db.transaction().execute(() => Promise.reject(new Error("ours")))).rejects.toThrow("ours");
  const { rows } = await sql<{ n: number }>`${prepared} select ${1}::int + 1 as n`.execute(database.db);
  expect(rows).toEqual([{ n: 2 }]);
});
