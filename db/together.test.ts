import { sql } from "kysely";
import { expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import type { Db } from "./client.ts";
import { readTogether } from "./together.ts";

const database = useDatabase();

const backend = async (db: Db) => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]!.pid;
const idle = () => database.pool.totalCount - database.pool.idleCount;

test("what is asked at the same moment goes over one connection, which is free again afterwards", async () => {
  const db = readTogether(database.pool);
  const pids = await Promise.all(Array.from({ length: 12 }, () => backend(db)));
  expect(new Set(pids).size).toBe(1);
  expect(idle()).toBe(0);
});

test("two requests do not wait for each other", async () => {
  const [slow, quick] = [readTogether(database.pool), readTogether(database.pool)];
  const waiting = sql`select pg_sleep(1)`.execute(slow).then(() => "slow");
  expect(await Promise.race([waiting, backend(quick).then(() => "quick")])).toBe("quick");
  await waiting;
});

test("one that fails leaves the others as they are", async () => {
  const db = readTogether(database.pool);
  const [first, second, third] = await Promise.allSettled([backend(db), sql`select 1 / 0`.execute(db), backend(db)]);
  expect([first.status, second.status, third.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(second.status === "rejected" && second.reason).toMatchObject({ code: "22012" });
  expect(idle()).toBe(0);
});

test("a transaction has a connection of its own", async () => {
  const db = readTogether(database.pool);
  const [inside, beside] = await Promise.all([
    db.transaction().execute(async (trx) => {
      await sql`create temporary table seen_here_only (id int) on commit drop`.execute(trx);
      return backend(trx);
    }),
    Promise.all([backend(db), backend(db)]),
  ]);
  expect(beside).not.toContain(inside);
  await expect(db.transaction().execute(() => Promise.reject(new Error("ours")))).rejects.toThrow("ours");
  expect(idle()).toBe(0);
});

test("a connection that breaks fails what was under way, and no more", async () => {
  const db = readTogether(database.pool);
  const pid = await backend(db);
  const broken = Promise.allSettled([sql`select pg_sleep(5)`.execute(db), backend(db)]);
  await sql`select pg_terminate_backend(${pid})`.execute(database.db);
  expect((await broken).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await backend(db)).not.toBe(pid);
  expect(idle()).toBe(0);
});

test("a statement that comes often is planned once per connection, and a new column does not break it", async () => {
  const db = readTogether(database.pool);
  await sql`create table things (id int)`.execute(database.db);
  await sql`insert into things values (7)`.execute(database.db);
  const ask = (least: number) => sql.raw<{ id: number }>(`select * from things where id > ${0}`).execute(db).then(({ rows }) => rows.filter(({ id }) => id > least));
  for (let time = 0; time < 30; time++) expect(await ask(0)).toHaveLength(1);
  const planned = await sql<{ generic_plans: number; custom_plans: number }>`select generic_plans, custom_plans from pg_prepared_statements where statement like 'select * from things%'`.execute(db);
  expect(planned.rows).toHaveLength(1);
  await sql`alter table things add column name text not null default 'new'`.execute(database.db);
  expect(await ask(0)).toEqual([{ id: 7, name: "new" }]);
  expect(await ask(0)).toEqual([{ id: 7, name: "new" }]);
});
