import type pg from "pg";
import { PgBoss } from "pg-boss";
import { isDatabaseAway } from "#db/away.ts";
import type { Services } from "./context.server.ts";
import type { Log } from "./log.server.ts";
import { startDelivering } from "./outgoing/deliver.server.ts";
import { queues } from "./queues.server.ts";
import { startWorkers } from "./workers.server.ts";

/** pg-boss on our own pool: one limit on connections, and jobs sent inside a business transaction. */
export function createBoss(pool: pg.Pool, log: Log): PgBoss {
  const boss = new PgBoss({
    db: { executeSql: async (text, values) => pool.query(text, values as never) },
    schema: "pgboss",
  });
  let quietUntil = 0;
  boss.on("error", (error) => {
    // Every queue asks every second: while the database is away one line in half a minute says it.
    if (isDatabaseAway(error)) {
      if (Date.now() < quietUntil) return;
      quietUntil = Date.now() + 30_000;
    }
    log.error({ err: error }, "job queue");
  });
  return boss;
}

/** Makes the queues; works them and delivers outgoing events in this process, unless it runs the web only. */
export async function startJobs(services: Services): Promise<{ stop: () => Promise<void> }> {
  const { boss, config } = services;
  await boss.start();
  for (const [name, options] of Object.entries(queues)) {
    await boss.createQueue(name, options);
    await boss.updateQueue(name, options);
  }
  if (config.runsJobs) await startWorkers(services);
  const delivering = config.runsJobs ? startDelivering(services) : undefined;
  return {
    async stop() {
      await Promise.all([boss.stop({ graceful: true, timeout: 8_000 }), delivering?.stop()]);
    },
  };
}
