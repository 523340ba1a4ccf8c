import { createDb, createPool } from "#db/client.ts";
import { startEmbedded } from "#db/embedded.ts";
import { readTogether } from "#db/together.ts";
import { checkServer, migrate } from "#db/migrate.ts";
import type { Config } from "./config.server.ts";
import type { Services } from "./context.server.ts";
import { createBoss, startJobs } from "./jobs.server.ts";
import type { Log } from "./log.server.ts";
import { createAuth } from "./people/session.server.ts";
import { createThrottle } from "./people/throttle.server.ts";
import { startWeb } from "./server.ts";

/** Database, then migrations, then jobs and web; `isTrickling`: then the demo comes to life. Gives what stops it all again, in the reverse order. */
export async function startBelterug(config: Config, log: Log, { isTrickling = false } = {}): Promise<{ stop: () => Promise<void> }> {
  const embedded = config.databaseUrl ? undefined : await startEmbedded(config.dataDir);
  const connectionString = config.databaseUrl ?? embedded!.url;
  const pool = createPool({ connectionString, onError: (error) => log.error({ err: error }, "database connection lost") });
  const db = createDb(pool);
  await checkServer(db);
  for (const name of await migrate(db)) log.info({ migration: name }, "migrated");
  if (config.mode === "demo" || config.mode === "dev") {
    const { fillDemo } = await import("#db/demo.ts");
    await fillDemo(db, { now: new Date(), origin: config.origin, log: (line) => console.log(line) });
  }

  const boss = createBoss(pool, log);
  const services: Services = {
    config,
    db,
    readTogether: () => readTogether(pool),
    boss,
    auth: createAuth(pool, config),
    throttle: createThrottle(db),
    log,
    now: () => new Date(Date.now() + config.clockOffsetMinutes * 60_000),
  };
  const jobs = await startJobs(services);
  const web = config.runsWeb ? await startWeb(services, connectionString) : undefined;
  if (config.runsWeb) await announce(services);
  const trickling = isTrickling ? (await import("./live/trickle.server.ts")).startTrickle(services, { isWatched: web?.isWatched }) : undefined;

  return {
    async stop() {
      await trickling?.stop();
      await web?.stop();
      await jobs.stop();
      await db.destroy(); // ends the pool, too
      await embedded?.stop();
    },
  };
}

async function announce({ config, db }: Services): Promise<void> {
  console.log(`Belterug is ready at ${config.origin}`);
  if (config.mode === "production") return;
  const { demoSignIns } = await import("#db/demo.ts");
  for (const { role, name, email, password } of await demoSignIns(db)) console.log(`  ${role.padEnd(9)} ${name.padEnd(18)} ${email.padEnd(30)} ${password}`);
}
