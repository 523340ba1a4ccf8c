import { fromKysely, type PgBoss, type QueueOptions } from "pg-boss";
import type { Trx } from "#db/client.ts";

/**
 * What runs in the background. Payloads hold ids only, never personal data. A job runs at least
 * once: each handler is idempotent by a unique key or state of ours.
 */
export type Jobs = {
  "send-mail": { mailId: string };
  "requeue-lost-mails": Record<never, never>;
  "close-silent-tasks": Record<never, never>;
  "cover-absences": Record<never, never>;
  "take-steps": Record<never, never>;
  "mail-messages": Record<never, never>;
  "sweep-people": Record<never, never>;
  "sweep-events": Record<never, never>;
  "replay-deliveries": { sourceId: number; after?: number };
  "fetch-answer": { deliveryId: number };
  "sweep-deliveries": Record<never, never>;
  "sweep-idempotency-keys": Record<never, never>;
  "run-import": { importId: number };
  "sweep-imports": Record<never, never>;
  "open-held-back": { teamId: number };
  "try-out": { tryoutId: number };
};

const usual = { retryBackoff: true, retryDelayMax: 600, heartbeatSeconds: 15, expireInSeconds: 120, deleteAfterSeconds: 3 * 86_400 } satisfies QueueOptions;

export const queues: Record<keyof Jobs, QueueOptions> = {
  // For crashes and a database that is away; a provider that says "later" gets a new job (send.server.ts).
  "send-mail": { ...usual, retryLimit: 40, retryDelay: 2 },
  "requeue-lost-mails": { ...usual, retryLimit: 2, retryDelay: 30 },
  "close-silent-tasks": { ...usual, retryLimit: 5, retryDelay: 30 },
  "cover-absences": { ...usual, retryLimit: 5, retryDelay: 10 },
  // Each minute brings the next one.
  "take-steps": { ...usual, retryLimit: 0 },
  "mail-messages": { ...usual, retryLimit: 0 },
  "sweep-people": { ...usual, retryLimit: 5, retryDelay: 30 },
  "sweep-events": { ...usual, retryLimit: 5, retryDelay: 30 },
  "replay-deliveries": { ...usual, retryLimit: 40, retryDelay: 2 },
  // For crashes and a database that is away; a tool that says "later" gets a new job (fetch.server.ts).
  "fetch-answer": { ...usual, retryLimit: 40, retryDelay: 2 },
  "sweep-deliveries": { ...usual, retryLimit: 5, retryDelay: 30 },
  "sweep-idempotency-keys": { ...usual, retryLimit: 5, retryDelay: 30 },
  // A large file takes minutes; one that was killed goes on as soon as its heartbeat stays away.
  "run-import": { ...usual, retryLimit: 40, retryDelay: 2, expireInSeconds: 6 * 3_600 },
  "sweep-imports": { ...usual, retryLimit: 5, retryDelay: 30 },
  "try-out": { ...usual, retryLimit: 40, retryDelay: 2, expireInSeconds: 3_600 },
  "open-held-back": { ...usual, retryLimit: 40, retryDelay: 2, expireInSeconds: 3_600 },
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
