import { fromKysely, type PgBoss, type QueueOptions } from "pg-boss";
import type { Trx } from "#db/client.ts";
import type { Services } from "./context.server.ts";
import { requeueLostMails, sendMailJob } from "./replies/send.server.ts";
import { closeSilentTasks } from "./replies/silent.server.ts";
import { sweepPeople } from "./people/sweep.server.ts";

/**
 * What runs in the background. Payloads hold ids only, never personal data. A job runs at least
 * once: each handler is idempotent by a unique key or state of ours.
 */
export type Jobs = {
  "send-mail": { mailId: string };
  "requeue-lost-mails": Record<never, never>;
  "close-silent-tasks": Record<never, never>;
  "sweep-people": Record<never, never>;
};

const usual = { retryBackoff: true, retryDelayMax: 600, heartbeatSeconds: 15, expireInSeconds: 120, deleteAfterSeconds: 3 * 86_400 } satisfies QueueOptions;

export const queues: Record<keyof Jobs, QueueOptions> = {
  // For crashes and a database that is away; a provider that says "later" gets a new job (send.server.ts).
  "send-mail": { ...usual, retryLimit: 40, retryDelay: 2 },
  "requeue-lost-mails": { ...usual, retryLimit: 2, retryDelay: 30 },
  "close-silent-tasks": { ...usual, retryLimit: 5, retryDelay: 30 },
  "sweep-people": { ...usual, retryLimit: 5, retryDelay: 30 },
};

const schedules: Partial<Record<keyof Jobs, string>> = {
  "requeue-lost-mails": "*/5 * * * *",
  "close-silent-tasks": "*/10 * * * *",
  "sweep-people": "17 * * * *",
};

type When = {
  /** Not before so many seconds from now, on the database's clock. */
  afterSeconds?: number;
  /** Left out when the same one was added less than so many seconds ago. */
  onceInSeconds?: number;
};

/** Adds a job in the business transaction: it exists exactly when the change does. */
export async function enqueue<Name extends keyof Jobs>(boss: PgBoss, trx: Trx, name: Name, data: Jobs[Name], { afterSeconds, onceInSeconds }: When = {}): Promise<void> {
  await boss.send(name, data, {
    db: fromKysely(trx),
    ...(afterSeconds && { startAfter: afterSeconds }),
    ...(onceInSeconds && { singletonSeconds: onceInSeconds, singletonKey: JSON.stringify(data) }),
  });
}

export async function startWorkers(services: Services): Promise<void> {
  const { boss, log } = services;
  const handlers: { [Name in keyof Jobs]: (data: Jobs[Name], services: Services) => Promise<void> } = {
    "send-mail": sendMailJob,
    "requeue-lost-mails": (_, services) => requeueLostMails(services),
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
