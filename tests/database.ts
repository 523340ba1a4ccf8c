import { randomBytes, randomInt } from "node:crypto";
import type { Kysely } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { createDb, createPool, type Trx } from "#db/client.ts";
import type { DB } from "#db/schema.ts";
import { databaseUrl } from "./database.setup.ts";

/**
 * A database of its own for this test file: `const database = useDatabase()`, then `database.db` in
 * a test, or `await database.rollback(async (trx) => { … })` to leave nothing behind (2 ms).
 */
export function useDatabase() {
  const database = {} as { db: Kysely<DB>; pool: pg.Pool; url: string; rollback: (work: (trx: Trx) => Promise<void>) => Promise<void> };
  const { url, template } = inject("testServer");
  const name = `test_${process.pid}_${randomBytes(4).toString("hex")}`;
  beforeAll(async () => {
    await onServer(url, `create database ${name} template ${template}`);
    database.url = databaseUrl(url, name);
    database.pool = createPool({ connectionString: database.url, onError: () => {} });
    database.db = createDb(database.pool);
    // A version of the rules is made ready once per process, and this one may have had another file's before.
    await database.pool.query("select setval(pg_get_serial_sequence('routing_versions', 'id'), $1)", [randomInt(1, 2 ** 31 - 1_000_000)]);
    database.rollback = async (work) => {
      const done = new Error("rolled back");
      await database.db.transaction().execute(async (trx) => {
        await work(trx);
        throw done;
      }).catch((error) => {
        if (error !== done) throw error;
      });
    };
  });
  afterAll(async () => {
    await database.db.destroy();
    await onServer(url, `drop database ${name} with (force)`);
  });
  return database;
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
