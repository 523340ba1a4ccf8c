import { fromKysely, type PgBoss, type QueueOptions } from "pg-boss";
import type { Trx } from "#db/client.ts";
import type { Services } from "./context.server.ts";
import { sendMailJob } from "./replies/send.server.ts";
import { closeSilentTasks } from "./replies/silent.server.ts";
import { sweepPeople } from "./people/sweep.server.ts";

/**
 * What runs in the background. Payloads hold ids only, never personal data. A job runs at least
 * once: each handler is idempotent by a unique key or state of ours.
 */
export type Jobs = {
  "send-mail": { mailId: string };
  "close-silent-tasks": Record<never, never>;
  "sweep-people": Record<never, never>;
};

const usual = { retryBackoff: true, retryDelayMax: 600, heartbeatSeconds: 15, expireInSeconds: 120, deleteAfterSeconds: 3 * 86_400 } satisfies QueueOptions;

export const queues: Record<keyof Jobs, QueueOptions> = {
  // About 5 hours of trying: well inside the 24 hours that Resend remembers an idempotency key.
  "send-mail": { ...usual, retryLimit: 40, retryDelay: 2 },
  "close-silent-tasks": { ...usual, retryLimit: 5, retryDelay: 30 },
  "sweep-people": { ...usual, retryLimit: 5, retryDelay: 30 },
};

const schedules: Partial<Record<keyof Jobs, string>> = {
  "close-silent-tasks": "*/10 * * * *",
  "sweep-people": "17 * * * *",
};

/** Adds a job in the business transaction: it exists exactly when the change does. */
export async function enqueue<Name extends keyof Jobs>(boss: PgBoss, trx: Trx, name: Name, data: Jobs[Name]): Promise<void> {
  await boss.send(name, data, { db: fromKysely(trx) });
}

export async function startWorkers(services: Services): Promise<void> {
  const { boss, log } = services;
  const handlers: { [Name in keyof Jobs]: (data: Jobs[Name], services: Services) => Promise<void> } = {
    "send-mail": sendMailJob,
    "close-silent-tasks": (_, services) => closeSilentTasks(services),
    "sweep-people": (_, services) => sweepPeople(services),
  };
  for (const name of Object.keys(handlers) as (keyof Jobs)[]) {
    await boss.work(name, { pollingIntervalSeconds: 1, batchSize: 1 }, async ([job]) => {
      if (!job) return;
      try {
        await handlers[name](job.data as never, services);
      } catch (error) {
        log.warn({ err: error, job: name, id: job.id }, "job failed");
        throw error;
      }
    });
  }
  for (const [name, cron] of Object.entries(schedules)) await boss.schedule(name, cron);
}
