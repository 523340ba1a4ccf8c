import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import { inTransaction } from "#db/client.ts";
import type { Services } from "../context.server.ts";
import { OutsideError, requestOutside } from "./address.server.ts";
import { bodyOf } from "./events.ts";
import { type Outcome, settled } from "./retry.ts";
import { signedHeaders } from "./sign.server.ts";

/** To one endpoint at a time, in one process: whatever one of them does, the others have their own. */
const atOncePerEndpoint = 5;
/** Longer than any try lasts. Whoever was killed in one, or could not write down its end, is followed by another try after this. */
export const leaseSeconds = 60;

export type Leased = {
  id: number;
  tryCount: number;
  endpointId: number;
  url: string;
  secret: string;
  previousSecret: string | null;
  previousSecretUntil: Date | null;
  eventId: string;
  kind: string;
  at: Date;
  data: unknown;
};

/**
 * Takes what is due, for this process alone: a try is counted and the next one set before anything
 * leaves, and nothing of the database is held meanwhile. `busy`: how many tries this process has under
 * way for each endpoint.
 */
export async function leaseDue(db: Db, now: Date, busy: ReadonlyMap<number, number> = new Map()): Promise<Leased[]> {
  const until = new Date(now.getTime() + leaseSeconds * 1_000);
  const { rows } = await sql<Leased>`
    with due as (
      select delivery.id
      from event_endpoints
      left join unnest(${[...busy.keys()]}::bigint[], ${[...busy.values()]}::int[]) as busy (endpoint_id, tries) on busy.endpoint_id = event_endpoints.id
      cross join lateral (
        select id from event_deliveries
        where endpoint_id = event_endpoints.id and status = 'waiting' and next_try_at <= ${now}
        order by next_try_at
        limit greatest(0, ${atOncePerEndpoint}::int - coalesce(busy.tries, 0))
        for update skip locked) delivery
      where event_endpoints.archived_at is null and event_endpoints.paused_at is null
    )
    update event_deliveries set try_count = try_count + 1, last_try_at = ${now}, next_try_at = ${until}
    from due, event_endpoints, outgoing_events
    where event_deliveries.id = due.id and event_endpoints.id = event_deliveries.endpoint_id and outgoing_events.id = event_deliveries.event_id
    returning event_deliveries.id, try_count as "tryCount", endpoint_id as "endpointId", url, secret, previous_secret as "previousSecret", previous_secret_until as "previousSecretUntil",
      event_id as "eventId", kind, at, data`.execute(db);
  return rows;
}

/** Sends it once. With `signal` the time is up earlier. */
export async function tryOnce(delivery: Leased, { config, now }: Pick<Services, "config" | "now">, signal?: AbortSignal): Promise<Outcome> {
  const at = now();
  const body = bodyOf(delivery, config.origin);
  const isPreviousGood = delivery.previousSecret && delivery.previousSecretUntil && delivery.previousSecretUntil > at;
  const secrets = isPreviousGood ? [delivery.secret, delivery.previousSecret!] : [delivery.secret];
  const headers = signedHeaders({ id: delivery.eventId, body, secrets, now: at });
  try {
    const { status, headers: answered } = await requestOutside(delivery.url, { method: "POST", headers, body }, { allowedHosts: config.eventHostsAllowed, ...(signal && { signal }) });
    return { status, problem: null, retryAfter: answered["retry-after"] };
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    return { status: null, problem: error.problem };
  }
}

/**
 * Writes down what came of it. A process that was held up so long that somebody else tried meanwhile
 * says nothing any more, unless it arrived: arrived is arrived.
 */
export async function settle(db: Db, delivery: Pick<Leased, "id" | "tryCount" | "endpointId">, outcome: Outcome, now: Date, random = Math.random()): Promise<void> {
  const result = settled(outcome, delivery.tryCount, now, random);
  await inTransaction(db, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable("event_deliveries")
      .set({ status: result.status, next_try_at: result.status === "waiting" ? result.nextTryAt : null, last_status: outcome.status, last_problem: outcome.problem })
      .where("id", "=", delivery.id)
      .where("status", "=", "waiting")
      .$if(result.status !== "delivered", (query) => query.where("try_count", "=", delivery.tryCount))
      .executeTakeFirst();
    if (numUpdatedRows === 0n || result.status !== "waiting" || !result.isGone) return;
    await trx.updateTable("event_endpoints").set({ paused_at: now, is_gone: true }).where("id", "=", delivery.endpointId).where("paused_at", "is", null).execute();
  });
}
