import { readdir } from "node:fs/promises";
import { type Kysely, sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";

const folder = new URL("./migrations/", import.meta.url);

/**
 * Brings the database to the newest migration. Migrations are date-prefixed, append-only and never
 * import app code. Several processes may start at once: Kysely takes a lock. Throws what went wrong.
 */
export async function migrate(db: Kysely<any>): Promise<string[]> {
  const migrator = new Migrator({
    db,
    provider: {
      async getMigrations() {
        const files = (await readdir(folder)).filter((file) => /^\d{8}.*\.ts$/.test(file)).sort();
        const loaded = await Promise.all(
          files.map(async (file) => [file.replace(/\.ts$/, ""), await import(/* @vite-ignore */ new URL(file, folder).href)] as const),
        );
        return Object.fromEntries(loaded) as Record<string, Migration>;
      },
    },
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error instanceof Error ? error : new Error(String(error));
  return (results ?? []).map((result) => result.migrationName);
}

/** PostgreSQL older than 15 lacks what the migrations use; a server without fsync may lose what we acknowledged. */
export async function checkServer(db: Kysely<any>): Promise<void> {
  const { rows } = await sql<{ version: number; fsync: string; pages: string }>`
    select current_setting('server_version_num')::int as version,
      current_setting('fsync') as fsync, current_setting('full_page_writes') as pages`.execute(db);
  const server = rows[0]!;
  if (server.version < 150_000) throw new Error(`DATABASE_URL: PostgreSQL 15 or newer is needed, this is ${server.version}`);
  if (server.fsync !== "on" || server.pages !== "on")
    throw new Error("DATABASE_URL: this PostgreSQL runs with fsync or full_page_writes off, so answers we acknowledged could be lost");
}
