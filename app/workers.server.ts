import type { Services } from "./context.server.ts";
import { sweepIdempotencyKeys } from "./intake/api/idempotency.server.ts";
import { openHeldBack } from "./intake/held-back.server.ts";
import { runImport } from "./intake/import/run.server.ts";
import { sweepImports, takeUpRuns } from "./intake/import/sweep.server.ts";
import { requeueLostMails, sendMailJob } from "./replies/send.server.ts";
import { closeSilentTasks } from "./replies/silent.server.ts";
import { mailMessages } from "./messages/mail.server.ts";
import { sweepEvents } from "./outgoing/sweep.server.ts";
import { coverAbsences } from "./tasks/covers.server.ts";
import { sweepPeople } from "./people/sweep.server.ts";
import { takeSteps } from "./tasks/steps.server.ts";
import { fetchAnswer } from "./intake/sources/fetch.server.ts";
import { replayDeliveries } from "./intake/sources/replay.server.ts";
import { sweepDeliveries } from "./intake/sources/sweep.server.ts";
import type { Jobs } from "./queues.server.ts";
import { runTryout } from "./routing/tryout-run.server.ts";

const schedules: Partial<Record<keyof Jobs, string>> = {
  "requeue-lost-mails": "*/5 * * * *",
  "close-silent-tasks": "*/10 * * * *",
  "cover-absences": "* * * * *",
  "take-steps": "* * * * *",
  "mail-messages": "* * * * *",
  "sweep-people": "17 * * * *",
  "sweep-events": "37 * * * *",
  "sweep-deliveries": "37 * * * *",
  "sweep-idempotency-keys": "27 * * * *",
  "sweep-imports": "47 * * * *",
};

/** Works every queue in this process, and sees that what runs by the clock is queued. */
export async function startWorkers(services: Services): Promise<void> {
  const { boss, log } = services;
  const handlers: { [Name in keyof Jobs]: (data: Jobs[Name], services: Services) => Promise<void> } = {
    "send-mail": sendMailJob,
    "requeue-lost-mails": (_, services) => requeueLostMails(services),
    "close-silent-tasks": (_, services) => closeSilentTasks(services),
    "cover-absences": (_, services) => coverAbsences(services),
    "take-steps": (_, services) => takeSteps(services),
    "mail-messages": (_, services) => mailMessages(services),
    "sweep-people": (_, services) => sweepPeople(services),
    "sweep-events": (_, services) => sweepEvents(services),
    "replay-deliveries": replayDeliveries,
    "fetch-answer": fetchAnswer,
    "sweep-deliveries": (_, services) => sweepDeliveries(services),
    "sweep-idempotency-keys": (_, services) => sweepIdempotencyKeys(services),
    "run-import": (data, services) => runImport(services, data),
    "sweep-imports": (_, services) => sweepImports(services),
    "open-held-back": (data, services) => openHeldBack(services, data),
    "try-out": (data, services) => runTryout(services, data),
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
  await takeUpRuns(services, services.now(), 5);
}
