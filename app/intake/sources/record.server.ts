import { sql } from "kysely";
import type { PgBoss } from "pg-boss";
import { retryOnClash } from "#db/clash.ts";
import { type Db, prepared, type Trx } from "#db/client.ts";
import { enqueue } from "../../queues.server.ts";
import { type Incoming, type Received, receiveResponses } from "../receive.server.ts";
import type { Beside } from "../store.server.ts";
import type { Judged } from "./judge.server.ts";

export type Recorded = { deliveryId: number | null; isNew: boolean | null; responseIds: number[] };

/** The source was changed after this delivery was judged: it must be judged again. */
export class SourceChanged extends Error {}

/** Who guesses at a signature fills no table. */
const mostUnsigned = { count: 60, hours: 1 };

/**
 * Stores what was judged, in its order: the answers taken in, and a row for each delivery, in one
 * transaction. All or none; throws what the one that cannot be stored threw, so that the caller tries
 * the halves. Throws SourceChanged where a source is no longer as it was judged by.
 */
export async function recordDeliveries(db: Db, boss: PgBoss, all: Judged[], { now }: { now: Date }): Promise<Recorded[]> {
  return retryOnClash(db, async (trx) => {
    await requireUnchanged(trx, all.filter(({ verdict }) => verdict !== "taken_in"));
    for (const judged of all.filter(({ verdict }) => verdict === "unsigned")) await recordUnsigned(trx, judged);
    const kept = all.filter(({ verdict }) => verdict !== "unsigned");
    const incoming = kept.flatMap((judged) => (judged.verdict === "taken_in" ? judged.inputs.map((input) => ({ source: { id: judged.source.id }, input })) : []));
    const { received, ids } = await store(trx, kept, incoming, now);
    if (ids.length < kept.length) throw new SourceChanged();
    const recorded = new Map(became(kept, received).map((one, index) => [kept[index]!, { ...one, deliveryId: ids[index]! }]));
    for (const [judged, { deliveryId }] of recorded) if (judged.verdict === "fetching") await enqueue(boss, trx, "fetch-answer", { deliveryId });
    return all.map((judged) => recorded.get(judged) ?? { deliveryId: null, isNew: null, responseIds: [] });
  });
}

/** The answers, and the rows of the deliveries beside them: one statement, where there are answers. */
async function store(trx: Trx, kept: Judged[], incoming: Incoming[], now: Date): Promise<{ received: Received[]; ids: number[] }> {
  if (kept.length === 0) return { received: [], ids: [] };
  if (incoming.length === 0) return { received: [], ids: (await sql<{ id: number }>`${prepared} ${insertOf(kept, [])}`.execute(trx)).rows.map(({ id }) => id) };
  let ids: number[] = [];
  const received = await receiveResponses(trx, incoming, { now, beside: { insert: (all) => insertOf(kept, all), inserted: (given) => (ids = given) } });
  return { received, ids };
}

/** Of each delivery, what its answers became. */
function became(kept: Judged[], received: Received[]): Omit<Recorded, "deliveryId">[] {
  let taken = 0;
  return kept.map((judged) => {
    const own = judged.verdict === "taken_in" ? received.slice(taken, (taken += judged.inputs.length)) : [];
    return { isNew: own.length > 0 ? own.some(({ created }) => created) : null, responseIds: own.map(({ response }) => response.id) };
  });
}

/** Holds the sources as they are: a mapping that is saved now finds what waits for it, or is found. */
async function requireUnchanged(trx: Trx, judged: Judged[]): Promise<void> {
  if (judged.length === 0) return;
  const versions = new Map(judged.map(({ source }) => [source.id, source.version]));
  const rows = await trx.selectFrom("sources").select(["id", "version"]).where("id", "in", [...versions.keys()]).orderBy("id").forShare().execute();
  if (rows.some(({ id, version }) => versions.get(id) !== version)) throw new SourceChanged();
}

/**
 * Rows in the order of the list; gives their ids in that order, and fewer where a source is no longer
 * as it was. What was taken in needs no hold: that its source is as it was is seen here.
 */
function insertOf(kept: Judged[], received: Received[]): Beside {
  const results = became(kept, received);
  const rows = kept.map((judged, index) => ({
    source_id: judged.source.id,
    version: judged.source.version,
    received_at: judged.receivedAt,
    verdict: judged.verdict,
    reason: judged.reason,
    content_type: judged.contentType,
    body: judged.body?.toString("base64"),
    response_id: results[index]!.responseIds.at(-1),
    is_new: results[index]!.isNew,
  }));
  return sql`
    insert into deliveries (source_id, received_at, verdict, reason, content_type, body, response_id, is_new)
    select source_id, received_at, verdict, reason, content_type, decode(body, 'base64'), response_id, is_new
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(
      source_id bigint, version int, received_at timestamptz, verdict delivery_verdict, reason jsonb, content_type text, body text, response_id bigint, is_new boolean)
    where row.version = (select sources.version from sources where id = row.source_id)
    returning id`;
}

/** Without its body, and only so many. */
async function recordUnsigned(trx: Trx, { source, receivedAt, reason, contentType }: Judged): Promise<void> {
  const since = new Date(receivedAt.getTime() - mostUnsigned.hours * 3_600_000);
  await sql`
    insert into deliveries (source_id, received_at, verdict, reason, content_type)
    select ${source.id}, ${receivedAt}, 'unsigned', ${JSON.stringify(reason)}::jsonb, ${contentType}
    where (select count(*) from deliveries where source_id = ${source.id} and verdict = 'unsigned' and received_at > ${since}) < ${mostUnsigned.count}`.execute(trx);
}
