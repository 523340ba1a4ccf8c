import { hash } from "node:crypto";
import { sql } from "kysely";
import { ahead, type Trx } from "#db/client.ts";

/**
 * Holds names (of things that may not exist yet) until the transaction ends. Whoever comes second
 * waits and then sees what the first made. Always in the same order, so that nobody waits in a circle.
 * Until then every read goes by an index: before the first ANALYZE (a first import into an empty
 * database) the planner reads whole tables for a batch of keys, and each batch more than the last.
 */
export async function holdKeys(trx: Trx, names: string[]): Promise<void> {
  const keys = names.map(numberOf).sort((a, b) => (a < b ? -1 : 1));
  await sql`${ahead} select set_config('enable_seqscan', 'off', true), (select count(pg_advisory_xact_lock(key)) from unnest(${keys.map(String)}::bigint[]) as key)`.execute(trx);
}

/** Holds one name, or gives false at once when another has it. */
export async function tryHoldKey(trx: Trx, name: string): Promise<boolean> {
  const { rows } = await sql<{ isHeld: boolean }>`select pg_try_advisory_xact_lock(${String(numberOf(name))}::bigint) as "isHeld"`.execute(trx);
  return rows[0]!.isHeld;
}

function numberOf(name: string): bigint {
  return hash("sha256", name, "buffer").readBigInt64BE(0);
}
