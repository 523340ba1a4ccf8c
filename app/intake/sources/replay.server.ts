import type { PgBoss } from "pg-boss";
import { type Db, inTransaction, type Trx } from "#db/client.ts";
import { isDatabaseAway } from "#db/away.ts";
import type { Services } from "../../context.server.ts";
import { enqueue } from "../../queues.server.ts";
import { receiveResponses } from "../receive.server.ts";
import { readBody } from "./body.ts";
import { type Verdict, verdictOf } from "./judge.server.ts";
import { readAnswers, readDeliveries } from "./mapping.ts";
import { Refusal } from "./reason.ts";
import { loadSource, type Source } from "./source.server.ts";

type Replaying = Pick<Services, "db" | "boss" | "log" | "now">;

/** Small, so that the answers that come in meanwhile never wait long for these. */
const atOnce = 50;
/** A job goes on in another one before it takes as long as a job may (queues.server.ts). */
const longestJob = 30_000;

/** In the transaction of what makes it worth trying: a mapping saved, a pause that ended, an administrator who asks. */
export async function queueReplay(boss: PgBoss, trx: Trx, sourceId: number): Promise<void> {
  await enqueue(boss, trx, "replay-deliveries", { sourceId });
}

/**
 * Takes in what a source's deliveries waited with, in their order. Each step is one transaction that
 * ends what it took: killed half-way it goes on where it was, and run twice it finds nothing left.
 */
export async function replayDeliveries({ sourceId, after = 0 }: { sourceId: number; after?: number }, services: Replaying): Promise<void> {
  const started = performance.now();
  for (;;) {
    const last = await replayStep(services, sourceId, after, atOnce);
    if (last === undefined) return;
    after = last;
    if (performance.now() - started > longestJob) return inTransaction(services.db, (trx) => enqueue(services.boss, trx, "replay-deliveries", { sourceId, after }));
  }
}

/** One step; gives the last delivery that it looked at. A step that cannot be stored is tried one by one, so that one bad delivery stops nothing. */
async function replayStep(services: Replaying, sourceId: number, after: number, count: number): Promise<number | undefined> {
  try {
    return await inTransaction(services.db, (trx) => replayBatch(services, trx, sourceId, after, count));
  } catch (error) {
    if (isDatabaseAway(error)) throw error;
    if (count > 1) {
      let last: number | undefined = after;
      for (let done = 0; done < count && last !== undefined; done++) last = await replayStep(services, sourceId, last, 1);
      return last;
    }
    services.log.error({ err: error, sourceId }, "a delivery could not be taken in");
    return markNotStored(services.db, sourceId, after);
  }
}

type Open = { id: number; received_at: Date; content_type: string | null; body: Buffer | null; fetched: Buffer | null };

async function replayBatch({ boss, now }: Replaying, trx: Trx, sourceId: number, after: number, count: number): Promise<number | undefined> {
  // The source is held as it is: who saves another mapping meanwhile waits, and replays again.
  await trx.selectFrom("sources").select("id").where("id", "=", sourceId).forShare().execute();
  const source = await loadSource(trx, sourceId);
  if (!source || source.isPaused || source.isArchived) return undefined;
  const open = await openDeliveries(trx, sourceId).select(["id", "received_at", "content_type", "body", "fetched"]).where("id", ">", after).orderBy("id").limit(count).forUpdate().execute();
  if (open.length === 0) return undefined;

  const verdicts: { delivery: Open; verdict: Verdict }[] = [];
  for (const delivery of open) verdicts.push({ delivery, verdict: await judgeAgain(source, delivery) });
  const incoming = verdicts.flatMap(({ verdict }) => (verdict.verdict === "taken_in" ? verdict.inputs.map((input) => ({ source: { id: sourceId }, input })) : []));
  const received = await receiveResponses(trx, incoming, { now: now() });
  let taken = 0;
  for (const { delivery, verdict } of verdicts) {
    const own = verdict.verdict === "taken_in" ? received.slice(taken, (taken += verdict.inputs.length)) : [];
    await settle(trx, delivery.id, verdict, own);
    if (verdict.verdict === "fetching") await enqueue(boss, trx, "fetch-answer", { deliveryId: delivery.id });
  }
  return open.at(-1)!.id;
}

function openDeliveries(db: Db, sourceId: number) {
  // As the index deliveries_open says it; what is being fetched has a job of its own.
  return db.selectFrom("deliveries").where("source_id", "=", sourceId).where("verdict", "in", ["waiting", "fetching", "held"]).where("verdict", "<>", "fetching");
}

/** What a kept delivery is now. Its proof was checked when it came. */
export async function judgeAgain(source: Source, { body, fetched, content_type, received_at }: Omit<Open, "id">): Promise<Verdict> {
  const reception = { timeZone: source.timeZone, receivedAt: received_at };
  if (!body && !fetched) return { verdict: "refused", reason: { code: "body_gone" }, status: 422 };
  try {
    if (fetched) return verdictOf(readAnswers(source.preset, source.mapping, await readBody("application/json", fetched), reception));
    return verdictOf(readDeliveries(source.preset, source.mapping, await readBody(content_type ?? undefined, body!), reception));
  } catch (error) {
    if (error instanceof Refusal) return { verdict: "refused", reason: error.reason, status: error.status };
    throw error;
  }
}

/** Writes down what a kept delivery became. */
export async function settle(trx: Trx, deliveryId: number, { verdict, reason }: Verdict, received: { created: boolean; response: { id: number } }[]): Promise<void> {
  await trx
    .updateTable("deliveries")
    .set({ verdict, reason: reason && JSON.stringify(reason), response_id: received.at(-1)?.response.id ?? null, is_new: received.length > 0 ? received.some(({ created }) => created) : null })
    .where("id", "=", deliveryId)
    .execute();
}

async function markNotStored(db: Db, sourceId: number, after: number): Promise<number | undefined> {
  const next = await openDeliveries(db, sourceId).select("id").where("id", ">", after).orderBy("id").limit(1).executeTakeFirst();
  if (!next) return undefined;
  await db.updateTable("deliveries").set({ verdict: "refused", reason: JSON.stringify({ code: "not_stored" }) }).where("id", "=", next.id).execute();
  return next.id;
}
