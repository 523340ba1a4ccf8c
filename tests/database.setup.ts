import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import pg from "pg";
import { createDb, createPool } from "#db/client.ts";
import { startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    testServer: { url: string; template: string };
  }
}

/** Once per run: a real PostgreSQL and a migrated template database, which each test file clones in 20 ms. */
export default async function setup(project: TestProject) {
  const server = await startTestServer();
  project.provide("testServer", { url: server.url, template: server.template });
  return server.stop;
}

export async function startTestServer() {
  const embedded = process.env["TEST_DATABASE_URL"] ? undefined : await startEmbedded(".cache/test");
  const url = process.env["TEST_DATABASE_URL"] ?? embedded!.url;
  const folder = new URL("../db/migrations/", import.meta.url);
  const hash = createHash("sha256");
  for (const file of readdirSync(folder).sort()) hash.update(readFileSync(new URL(file, folder)));
  const template = `template_${hash.digest("hex").slice(0, 16)}`;
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(726354)`);
    const { rowCount } = await client.query(`select 1 from pg_database where datname = $1`, [template]);
    if (rowCount === 0) {
      const making = `${template}_making`;
      await client.query(`drop database if exists ${making} with (force)`);
      await client.query(`create database ${making}`);
      const db = createDb(createPool({ connectionString: databaseUrl(url, making), onError: () => {} }));
      await migrate(db);
      await db.destroy();
      await client.query(`alter database ${making} rename to ${template}`);
    }
  } finally {
    await client.end();
  }
  return { url, template, stop: async () => embedded?.stop() };
}

export function databaseUrl(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
