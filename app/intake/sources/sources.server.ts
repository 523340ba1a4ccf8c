import { randomBytes, randomInt } from "node:crypto";
import type { PgBoss } from "pg-boss";
import { type Db, inTransaction, type Trx } from "#db/client.ts";
import { presetOf } from "../presets/all.ts";
import type { Fetching } from "./fetching.ts";
import type { Mapping } from "./fields.ts";
import { queueReplay } from "./replay.server.ts";
import type { Signing } from "./signing.ts";

/**
 * What an administrator does with a source. Each counts the source's version up, in the transaction
 * that changes it; those that may let waiting deliveries in queue their replay there. False: there is
 * no such source, or it is archived.
 */
type Acting = { db: Db; boss: PgBoss };

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const hoursBothValid = 24;

type NewSource = { name: string; kind: string; signing?: Signing | null; secret?: string | null };

/** Connects a tool. Where we make the secret it is made here; where the tool makes it, it is entered afterwards (rotateSecret). */
export async function createSource(db: Db, { name, kind, signing = null, secret }: NewSource, now: Date): Promise<{ id: number; address: string; secret: string | null }> {
  const preset = presetOf(kind);
  if (!preset) throw new Error(`there is no preset ${kind}`);
  const scheme = signing ?? preset.signing;
  const given = secret ?? (signing || preset.secretFrom === "us" ? makeSecret(scheme) : null);
  const address = random(32);
  const { id } = await db
    .insertInto("sources")
    .values({ name, kind, address, secret: given, signing: signing && JSON.stringify(signing), created_at: now })
    .returning("id")
    .executeTakeFirstOrThrow();
  return { id, address, secret: given };
}

/** A secret as this scheme writes it; null where none is needed. */
function makeSecret({ scheme }: Signing): string | null {
  if (scheme === "none") return null;
  return scheme === "standard-webhooks" ? `whsec_${randomBytes(32).toString("base64")}` : random(40);
}

function random(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
}

/** What stands where, as an administrator says. What waited for it is taken in by a job. */
export async function saveMapping({ db, boss }: Acting, sourceId: number, mapping: Mapping): Promise<boolean> {
  return change(db, sourceId, { mapping: JSON.stringify(mapping) }, (trx) => queueReplay(boss, trx, sourceId));
}

/** From where, and with which key, answers are fetched. What waited for it is fetched now. */
export async function saveFetching({ db, boss }: Acting, sourceId: number, fetching: Fetching): Promise<boolean> {
  return change(db, sourceId, { fetching: JSON.stringify(fetching) }, (trx) => queueReplay(boss, trx, sourceId));
}

/** Another way of signing has a secret of its own; the previous one is of no use any more. */
export async function saveSigning(db: Db, sourceId: number, signing: Signing, secret = makeSecret(signing)): Promise<boolean> {
  return change(db, sourceId, { signing: JSON.stringify(signing), secret, previous_secret: null, previous_secret_until: null });
}

/** A new secret, ours or the one that the tool gave; the previous one is good for another day. Gives the new one; undefined when there is no such source. */
export async function rotateSecret(db: Db, sourceId: number, now: Date, given?: string): Promise<string | undefined> {
  return inTransaction(db, async (trx) => {
    const source = await held(trx, sourceId);
    if (!source) return undefined;
    const secret = given?.trim() || makeSecret((source.signing as Signing | null) ?? presetOf(source.kind)!.signing);
    if (secret === null) return undefined;
    if (secret === source.secret) return secret;
    const until = new Date(now.getTime() + hoursBothValid * 3_600_000);
    await change(trx, sourceId, { secret, previous_secret: source.secret, previous_secret_until: source.secret === null ? null : until });
    return secret;
  });
}

/** What comes in from now on is kept, and waits. */
export async function pauseSource(db: Db, sourceId: number, now: Date): Promise<boolean> {
  return change(db, sourceId, { paused_at: now });
}

/** Goes on, with what came in meanwhile first. */
export async function resumeSource({ db, boss }: Acting, sourceId: number): Promise<boolean> {
  return change(db, sourceId, { paused_at: null }, (trx) => queueReplay(boss, trx, sourceId));
}

/** For good: its address is nobody's any more (404). What came in stays. */
export async function archiveSource(db: Db, sourceId: number, now: Date): Promise<boolean> {
  return change(db, sourceId, { archived_at: now });
}

/** Tries a refused delivery again, as the source is now. False: it was not refused, or its body is gone. */
export async function retryDelivery({ db, boss }: Acting, sourceId: number, deliveryId: number): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    if (!(await held(trx, sourceId))) return false;
    const { numUpdatedRows } = await trx
      .updateTable("deliveries")
      .set({ verdict: "waiting" })
      .where("id", "=", deliveryId)
      .where("source_id", "=", sourceId)
      .where("verdict", "in", ["refused", "waiting"])
      .where((eb) => eb.or([eb("body", "is not", null), eb("fetched", "is not", null)]))
      .executeTakeFirst();
    if (numUpdatedRows === 1n) await queueReplay(boss, trx, sourceId);
    return numUpdatedRows === 1n;
  });
}

/** An administrator decides that a delivery that waits is no answer. */
export async function dismissDelivery(db: Db, sourceId: number, deliveryId: number): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable("deliveries").set({ verdict: "ignored" }).where("id", "=", deliveryId).where("source_id", "=", sourceId).where("verdict", "in", ["waiting", "refused"]).executeTakeFirst();
  return numUpdatedRows === 1n;
}

type Change = { [Column in "mapping" | "fetching" | "signing" | "secret" | "previous_secret"]?: string | null } & { [Column in "paused_at" | "archived_at" | "previous_secret_until"]?: Date | null };

async function change(db: Db, sourceId: number, values: Change, then?: (trx: Trx) => Promise<void>): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable("sources")
      .set((eb) => ({ ...values, version: eb("version", "+", 1) }) as never)
      .where("id", "=", sourceId)
      .where("address", "is not", null)
      .where("archived_at", "is", null)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return false;
    await then?.(trx);
    return true;
  });
}

async function held(trx: Trx, sourceId: number) {
  return trx.selectFrom("sources").select(["kind", "signing", "secret"]).where("id", "=", sourceId).where("address", "is not", null).where("archived_at", "is", null).forUpdate().executeTakeFirst();
}
