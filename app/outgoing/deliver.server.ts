import { isDatabaseAway } from "#db/away.ts";
import type { Services } from "../context.server.ts";
import { type Leased, leaseDue, settle, tryOnce } from "./try.server.ts";

type Delivering = Pick<Services, "db" | "config" | "log" | "now">;

/** How long a stop waits for the tries under way. */
const patienceMs = 8_000;

/**
 * Delivers what is due, again and again, until it is stopped. Several processes may: each takes what
 * no other has. At least once, in no promised order: a try whose end was not written down (killed, the
 * database away) is followed by another, under the same id.
 */
export function startDelivering(services: Delivering, { pollMs = 1_000 } = {}): { stop: () => Promise<void> } {
  const { db, log, now } = services;
  const busy = new Map<number, number>();
  const underWay = new Set<Promise<void>>();
  const cut = new AbortController();
  let isStopping = false;
  /** Something ended: there is room for more. */
  let hasRoom = false;
  let wake = () => {};

  /** That the database is away the queue says already. */
  function warn(error: unknown, message: string): void {
    if (!isDatabaseAway(error)) log.warn({ err: error }, message);
  }

  async function deliver(delivery: Leased): Promise<void> {
    const outcome = await tryOnce(delivery, services, cut.signal);
    // Cut short by us, not by the receiver: it is tried again when its lease ends.
    if (cut.signal.aborted && outcome.problem === "timed_out") return;
    await settle(db, delivery, outcome, now());
  }

  function begin(delivery: Leased): void {
    const { endpointId } = delivery;
    busy.set(endpointId, (busy.get(endpointId) ?? 0) + 1);
    const running = deliver(delivery)
      .catch((error: unknown) => warn(error, "an outgoing event is sent again: how it went could not be written down"))
      .finally(() => {
        busy.set(endpointId, busy.get(endpointId)! - 1);
        underWay.delete(running);
        hasRoom = true;
        wake();
      });
    underWay.add(running);
  }

  async function run(): Promise<void> {
    while (!isStopping) {
      hasRoom = false;
      try {
        for (const delivery of await leaseDue(db, now(), busy)) begin(delivery);
      } catch (error) {
        warn(error, "outgoing events wait");
      }
      if (hasRoom) continue;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMs);
        wake = () => (clearTimeout(timer), resolve());
      });
    }
  }

  const running = run();
  return {
    async stop() {
      isStopping = true;
      wake();
      await running;
      const timer = setTimeout(() => cut.abort(), patienceMs);
      await Promise.all(underWay);
      clearTimeout(timer);
    },
  };
}
