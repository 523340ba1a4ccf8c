import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { type Db, inTransaction } from "#db/client.ts";
import type { EndpointInput } from "./endpoint-form.ts";
import { testKind } from "./kinds.ts";
import { newSecret } from "./sign.server.ts";

/** Each may have some tries under way at once, by itself; together they must not be too many. */
export const mostEndpoints = 20;

const overlapHours = 24;

/** How many are counted at most: who has more knows enough. */
const mostCounted = 1_000;

/** Those in use, by name, with how they fare; then those that are not any more. */
export async function listEndpoints(db: Db) {
  return db
    .selectFrom("event_endpoints")
    .select(["id", "name", "url", "kinds", "paused_at", "is_gone", "archived_at"])
    .select([countOf("waiting").as("waiting"), countOf("failed").as("failed"), isFailing.as("is_failing")])
    .orderBy((eb) => eb("archived_at", "is not", null))
    .orderBy((eb) => eb.fn("lower", ["name"]))
    .orderBy("id")
    .limit(200)
    .execute();
}

function countOf(status: "waiting" | "failed") {
  return sql<number>`(select count(*) from (select from event_deliveries where endpoint_id = event_endpoints.id and status = ${sql.lit(status)} limit ${sql.lit(mostCounted)}) counted)`;
}

/** Whether something waits that was tried already. */
const isFailing = sql<boolean>`exists (
  select from (select last_status, last_problem from event_deliveries where endpoint_id = event_endpoints.id and status = 'waiting' order by next_try_at limit ${sql.lit(mostCounted)}) waiting
  where last_status is not null or last_problem is not null)`;

/** One in use; undefined, hence 404, when there is none. */
export async function endpointById(db: Db, id: number) {
  return db
    .selectFrom("event_endpoints")
    .select(["id", "name", "url", "kinds", "secret", "previous_secret_until", "paused_at", "is_gone"])
    .select([countOf("waiting").as("waiting"), countOf("failed").as("failed"), isFailing.as("is_failing")])
    .where("id", "=", id)
    .where("archived_at", "is", null)
    .executeTakeFirst();
}

/** Gives its id, or null when there are as many as there may be. The address was checked by the form, and is again at each try. */
export async function addEndpoint(db: Db, input: EndpointInput, { by, now }: { by: number; now: Date }): Promise<number | null> {
  return inTransaction(db, async (trx) => {
    // Two who add the last one at once: the second sees the first's.
    await sql`lock table event_endpoints in share row exclusive mode`.execute(trx);
    const { count } = await trx.selectFrom("event_endpoints").select((eb) => eb.fn.countAll<number>().as("count")).where("archived_at", "is", null).executeTakeFirstOrThrow();
    if (count >= mostEndpoints) return null;
    const { id } = await trx
      .insertInto("event_endpoints")
      .values({ ...input, secret: newSecret(), created_by: by, created_at: now })
      .returning("id")
      .executeTakeFirstOrThrow();
    return id;
  });
}

export async function changeEndpoint(db: Db, id: number, input: EndpointInput): Promise<void> {
  await db.updateTable("event_endpoints").set(input).where("id", "=", id).execute();
}

/** A new secret; for a day both sign, so that the receiver can take it over at leisure. */
export async function renewSecret(db: Db, id: number, now: Date): Promise<void> {
  await db
    .updateTable("event_endpoints")
    .set((eb) => ({ previous_secret: eb.ref("secret"), previous_secret_until: new Date(now.getTime() + overlapHours * 3_600_000), secret: newSecret() }))
    .where("id", "=", id)
    .execute();
}

/** Nothing goes out any more; what happens meanwhile waits. */
export async function pauseEndpoint(db: Db, id: number, now: Date): Promise<void> {
  await db.updateTable("event_endpoints").set({ paused_at: now }).where("id", "=", id).where("paused_at", "is", null).execute();
}

export async function resumeEndpoint(db: Db, id: number): Promise<void> {
  await db.updateTable("event_endpoints").set({ paused_at: null, is_gone: false }).where("id", "=", id).execute();
}

/** It is told of nothing any more, of what was waiting neither. There is no way back. */
export async function archiveEndpoint(db: Db, id: number, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    await trx.updateTable("event_endpoints").set({ archived_at: now, previous_secret: null, previous_secret_until: null }).where("id", "=", id).execute();
    await trx.deleteFrom("event_deliveries").where("endpoint_id", "=", id).where("status", "=", "waiting").execute();
  });
}

/** An event that nothing happened for, to see whether it arrives; delivered and logged as any other. */
export async function sendTest(db: Db, endpointId: number, now: Date): Promise<void> {
  const id = randomUUID();
  await inTransaction(db, async (trx) => {
    await trx.insertInto("outgoing_events").values({ id, kind: testKind, at: now, data: JSON.stringify({ message: "Belterug says hello." }) }).execute();
    await trx.insertInto("event_deliveries").values({ event_id: id, endpoint_id: endpointId, next_try_at: now }).execute();
  });
}
