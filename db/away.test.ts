import { sql } from "kysely";
import pg from "pg";
import { expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { isDatabaseAway } from "./away.ts";
import { createDb, createPool } from "./client.ts";

const database = useDatabase();
const errorOf = (work: Promise<unknown>) => work.then(() => undefined, (error: unknown) => error);
const from = (connectionString: string) => createDb(createPool({ connectionString, max: 1, onError: () => {} }));

test("nobody listens, or a pool that has ended", async () => {
  const db = from("postgres://x:y@localhost:1/none");
  expect(isDatabaseAway(await errorOf(sql`select 1`.execute(db)))).toBe(true);
  await db.destroy();
  expect(isDatabaseAway(await errorOf(sql`select 1`.execute(db)))).toBe(true);
  const pool = new pg.Pool({ connectionString: database.url });
  await pool.end();
  expect(isDatabaseAway(await errorOf(pool.query("select 1")))).toBe(true);
});

test("stopped in the middle of our statement", async () => {
  const db = from(database.url);
  await sql`select 1`.execute(db);
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  const asleep = errorOf(sql`select pg_sleep(5)`.execute(db));
  await sql`select pg_terminate_backend(${rows[0]!.pid})`.execute(database.db);
  expect(isDatabaseAway(await asleep)).toBe(true);
  await db.destroy();
});

test("too busy: a lock, a statement that takes too long", async () => {
  await database.db.transaction().execute(async (holding) => {
    await sql`lock table teams in access exclusive mode`.execute(holding);
    const waiting = database.db.transaction().execute(async (trx) => {
      await sql`set local lock_timeout = 20`.execute(trx);
      await trx.selectFrom("teams").select("id").execute();
    });
    expect(isDatabaseAway(await errorOf(waiting))).toBe(true);
  });
  const slow = database.db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = 20`.execute(trx);
    await sql`select pg_sleep(1)`.execute(trx);
  });
  expect(isDatabaseAway(await errorOf(slow))).toBe(true);
});

test("our own mistakes are none of that", async () => {
  for (const mistake of [sql`select nothing`, sql`select 1/0`, sql`insert into teams (name, code) values (null, 'x')`]) expect(isDatabaseAway(await errorOf(mistake.execute(database.db)))).toBe(false);
  for (const error of [new Error("timeout"), new TypeError("x is not a function"), "ECONNREFUSED", undefined, Object.assign(new Error(), { code: "ERR_INVALID_ARG_TYPE" })]) expect(isDatabaseAway(error)).toBe(false);
});
