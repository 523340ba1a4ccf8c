import { sql } from "kysely";
import type { PgBoss } from "pg-boss";
import { retryOnClash } from "#db/clash.ts";
import { type Db, prepared, type Trx } from "#db/client.ts";
import { enqueue } from "../../queues.server.ts";
import { receiveResponses } from "../receive.server.ts";
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
    const incoming = all.flatMap((judged) => (judged.verdict === "taken_in" ? judged.inputs.map((input) => ({ source: { id: judged.source.id }, input })) : []));
    const received = await receiveResponses(trx, incoming, { now });

    const unsigned = all.filter(({ verdict }) => verdict === "unsigned");
    for (const judged of unsigned) await recordUnsigned(trx, judged);
    const kept = all.filter(({ verdict }) => verdict !== "unsigned");
    let taken = 0;
    const recorded = new Map<Judged, Recorded>();
    for (const judged of kept) {
      const own = judged.verdict === "taken_in" ? received.slice(taken, (taken += judged.inputs.length)) : [];
      recorded.set(judged, { deliveryId: null, isNew: own.length > 0 ? own.some(({ created }) => created) : null, responseIds: own.map(({ response }) => response.id) });
    }
    const ids = await insert(trx, kept, recorded);
    for (const [index, judged] of kept.entries()) {
      recorded.get(judged)!.deliveryId = ids[index]!;
      if (judged.verdict === "fetching") await enqueue(boss, trx, "fetch-answer", { deliveryId: ids[index]! });
    }
    return all.map((judged) => recorded.get(judged) ?? { deliveryId: null, isNew: null, responseIds: [] });
  });
}

/** Holds the sources as they are: a mapping that is saved now finds what waits for it, or is found. */
async function requireUnchanged(trx: Trx, judged: Judged[]): Promise<void> {
  if (judged.length === 0) return;
  const versions = new Map(judged.map(({ source }) => [source.id, source.version]));
  const rows = await trx.selectFrom("sources").select(["id", "version"]).where("id", "in", [...versions.keys()]).orderBy("id").forShare().execute();
  if (rows.some(({ id, version }) => versions.get(id) !== version)) throw new SourceChanged();
}

/** Rows in the order of the list; their ids in that order. What was taken in needs no hold: that its source is as it was is seen here. */
async function insert(trx: Trx, list: Judged[], recorded: Map<Judged, Recorded>): Promise<number[]> {
  if (list.length === 0) return [];
  const rows = list.map((judged) => ({
    source_id: judged.source.id,
    version: judged.source.version,
    received_at: judged.receivedAt,
    verdict: judged.verdict,
    reason: judged.reason,
    content_type: judged.contentType,
    body: judged.body?.toString("base64"),
    response_id: recorded.get(judged)!.responseIds.at(-1),
    is_new: recorded.get(judged)!.isNew,
  }));
  const inserted = await sql<{ id: number }>`${prepared}
    insert into deliveries (source_id, received_at, verdict, reason, content_type, body, response_id, is_new)
    select source_id, received_at, verdict, reason, content_type, decode(body, 'base64'), response_id, is_new
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(
      source_id bigint, version int, received_at timestamptz, verdict delivery_verdict, reason jsonb, content_type text, body text, response_id bigint, is_new boolean)
    where row.version = (select sources.version from sources where id = row.source_id)
    returning id`.execute(trx);
  if (inserted.rows.length < list.length) throw new SourceChanged();
  return inserted.rows.map(({ id }) => id);
}

/** Without its body, and only so many. */
async function recordUnsigned(trx: Trx, { source, receivedAt, reason, contentType }: Judged): Promise<void> {
  const since = new Date(receivedAt.getTime() - mostUnsigned.hours * 3_600_000);
  await sql`
    insert into deliveries (source_id, received_at, verdict, reason, content_type)
    select ${source.id}, ${receivedAt}, 'unsigned', ${JSON.stringify(reason)}::jsonb, ${contentType}
    where (select count(*) from deliveries where source_id = ${source.id} and verdict = 'unsigned' and received_at > ${since}) < ${mostUnsigned.count}`.execute(trx);
}
