import type { Db } from "#db/client.ts";
import { bodyOf } from "./events.ts";

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

const again = { status: "waiting", try_count: 0 } as const;

/** Sends one again that arrived or failed, under its own id: a receiver that knows it already may leave it. False when it waits anyway, or is none of this endpoint's. */
export async function replayOne(db: Db, endpointId: number, deliveryId: number, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("event_deliveries")
    .set({ ...again, next_try_at: now })
    .where("id", "=", deliveryId)
    .where("endpoint_id", "=", endpointId)
    .where("status", "<>", "waiting")
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Sends all again that were given up since then; gives how many. */
export async function replayFailed(db: Db, endpointId: number, since: Date, now: Date): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable("event_deliveries")
    .set({ ...again, next_try_at: now })
    .where("endpoint_id", "=", endpointId)
    .where("status", "=", "failed")
    .where("last_try_at", ">=", since)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
