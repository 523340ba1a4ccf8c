import { randomBytes } from "node:crypto";
import { type Db, inTransaction } from "#db/client.ts";
import { hashToken } from "../people/session.server.ts";
import type { Scope } from "./api/scopes.ts";

const prefix = "bt_";
const shape = /^bt_[A-Za-z0-9_-]{43}$/;

/** Connects a survey tool: makes its source and its key. The key is given once; only its SHA-256 is stored. */
export async function createKey(db: Db, name: string, now: Date, scopes: readonly Scope[] = ["responses:write"]): Promise<{ id: number; sourceId: number; key: string }> {
  const key = prefix + randomBytes(32).toString("base64url");
  return inTransaction(db, async (trx) => {
    const source = await trx.insertInto("sources").values({ name, kind: "api", created_at: now }).returning("id").executeTakeFirstOrThrow();
    const { id } = await trx
      .insertInto("api_keys")
      .values({ source_id: source.id, name, key_hash: hashToken(key), scopes: [...scopes], created_at: now })
      .returning("id")
      .executeTakeFirstOrThrow();
    return { id, sourceId: source.id, key };
  });
}

export type ActiveKey = { id: number; sourceId: number; scopes: string[]; lastUsedAt: Date | null };

/** The key that was presented, unless nobody has it or it was revoked. */
export async function findKey(db: Db, key: string): Promise<ActiveKey | undefined> {
  if (!shape.test(key)) return undefined;
  return db
    .selectFrom("api_keys")
    .select(["id", "source_id as sourceId", "scopes", "last_used_at as lastUsedAt"])
    .where("key_hash", "=", hashToken(key))
    .where("revoked_at", "is", null)
    .executeTakeFirst();
}

const minute = 60_000;

/** Remembers when each key was last used, to the minute, beside the request: it waits for nothing. */
export function createUseRecorder(db: Db, onError: (error: unknown) => void) {
  const written = new Map<number, number>();
  return ({ id, lastUsedAt }: ActiveKey, now: Date): void => {
    const last = Math.max(written.get(id) ?? 0, lastUsedAt?.getTime() ?? 0);
    if (now.getTime() - last < minute) return;
    written.set(id, now.getTime());
    db.updateTable("api_keys").set({ last_used_at: now }).where("id", "=", id).execute().catch(onError);
  };
}

/** Two with one name would be mixed up when one of them must go. */
export async function isKeyNameTaken(db: Db, name: string): Promise<boolean> {
  const row = await db.selectFrom("api_keys").select("id").where("revoked_at", "is", null).where((eb) => eb(eb.fn("lower", ["name"]), "=", name.toLowerCase())).executeTakeFirst();
  return row !== undefined;
}

/** The name of a key that still works; undefined for the rest. */
export async function activeKey(db: Db, id: number): Promise<{ id: number; name: string } | undefined> {
  if (!Number.isSafeInteger(id) || id < 1) return undefined;
  return db.selectFrom("api_keys").select(["id", "name"]).where("id", "=", id).where("revoked_at", "is", null).executeTakeFirst();
}

/** Newest first, the revoked ones last. */
export async function listKeys(db: Db) {
  return db
    .selectFrom("api_keys")
    .select(["id", "name", "scopes", "created_at", "last_used_at", "revoked_at"])
    .orderBy((eb) => eb("revoked_at", "is not", null))
    .orderBy("id", "desc")
    .limit(200)
    .execute();
}

/** From now on nobody comes in with it; what came in stays, of a source that is archived. False when it was revoked before, or never was. */
export async function revokeKey(db: Db, id: number, now: Date): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const revoked = await trx.updateTable("api_keys").set({ revoked_at: now }).where("id", "=", id).where("revoked_at", "is", null).returning("source_id").executeTakeFirst();
    if (!revoked) return false;
    await trx.updateTable("sources").set((eb) => ({ archived_at: now, version: eb("version", "+", 1) })).where("id", "=", revoked.source_id).where("kind", "=", "api").execute();
    return true;
  });
}
