import type { PgBoss } from "pg-boss";
import { afterAll, beforeAll } from "vitest";
import { type Config, readConfig } from "#app/config.server.ts";
import { createBoss } from "#app/jobs.server.ts";
import { createLog } from "#app/log.server.ts";
import { queues } from "#app/queues.server.ts";
import type { useDatabase } from "./database.ts";
import { noon } from "./factories.ts";

/**
 * What sending needs, with a real queue on the file's database that nobody works: tests run the job
 * themselves. `clock.now` is the app's clock; `configure` sets the environment of the provider.
 */
export function useSending(database: ReturnType<typeof useDatabase>) {
  const clock = { now: noon };
  const sending = { now: () => clock.now, clock, configure } as { db: (typeof database)["db"]; boss: PgBoss; config: Config; now: () => Date; clock: typeof clock; configure: typeof configure };
  function configure(environment: Record<string, string>, mode: "demo" | "production" = "production") {
    sending.config = readConfig({ NODE_ENV: "test", BASE_URL: "https://belterug.delinde.example", DATABASE_URL: "postgres://localhost/x", ...environment }, mode);
  }
  beforeAll(async () => {
    sending.db = database.db;
    sending.boss = createBoss(database.pool, createLog("silent"));
    await sending.boss.start();
    for (const [name, options] of Object.entries(queues)) await sending.boss.createQueue(name, options);
    configure({}, "demo");
  });
  afterAll(() => sending.boss.stop({ graceful: false }));
  return sending;
}
