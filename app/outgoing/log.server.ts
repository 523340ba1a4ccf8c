import type { Db } from "#db/client.ts";
import { bodyOf } from "./events.ts";
import { leaseSeconds } from "./try.server.ts";

const pageSize = 30;

/** What was and will be sent to this endpoint, newest first, a page at a time. `origin` is where this app is. */
export async function deliveryLog(db: Db, endpointId: number, { before, origin }: { before: number | undefined; origin: string }) {
  const rows = await db
    .selectFrom("event_deliveries")
    .innerJoin("outgoing_events", "outgoing_events.id", "event_id")
    .select(["event_deliveries.id", "event_id", "kind", "at", "data", "status", "try_count", "next_try_at", "last_try_at", "last_status", "last_problem"])
    .where("endpoint_id", "=", endpointId)
    .$if(before !== undefined, (query) => query.where("event_deliveries.id", "<", before!))
    .orderBy("event_deliveries.id", "desc")
    .limit(pageSize + 1)
    .execute();
  const deliveries = rows.slice(0, pageSize).map(({ data, ...row }) => ({ ...row, body: JSON.stringify(JSON.parse(bodyOf({ ...row, data }, origin)), null, 2) }));
  return { deliveries, next: rows.length > pageSize ? deliveries.at(-1)!.id : null };
}

/**
 * Sends one again that arrived or failed, or one that waits for its next try at once; under its own id,
 * so a receiver that knows it already may leave it. False when it is just being tried, or none of this
 * endpoint's.
 */
export async function replayOne(db: Db, endpointId: number, deliveryId: number, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("event_deliveries")
    .set({ status: "waiting", try_count: 0, next_try_at: now })
    .where("id", "=", deliveryId)
    .where("endpoint_id", "=", endpointId)
    .where((eb) => eb.or([eb("status", "<>", "waiting"), eb("last_try_at", "<", leaseEnded(now))]))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Sends all again that were last tried in vain since then, given up or not; gives how many. */
export async function replayFailed(db: Db, endpointId: number, since: Date, now: Date): Promise<number> {
  const inVain = db.updateTable("event_deliveries").set({ status: "waiting", try_count: 0, next_try_at: now }).where("endpoint_id", "=", endpointId).where("last_try_at", ">=", since);
  const givenUp = await inVain.where("status", "=", "failed").executeTakeFirst();
  const waiting = await inVain.where("status", "=", "waiting").where("last_try_at", "<", leaseEnded(now)).where("next_try_at", ">", now).executeTakeFirst();
  return Number(givenUp.numUpdatedRows + waiting.numUpdatedRows);
}

/** Whatever was taken before this is under way no more. */
const leaseEnded = (now: Date) => new Date(now.getTime() - leaseSeconds * 1_000);
