import { createHash } from "node:crypto";
import { retryOnClash } from "#db/clash.ts";
import type { Db, Trx } from "#db/client.ts";
import type { Services } from "../../context.server.ts";
import { tryHoldKey } from "../locks.server.ts";
import { Problem } from "../problem.server.ts";

/** `Idempotency-Key`: draft-ietf-httpapi-idempotency-key-header-07. */

const hoursKept = 24;

/** An answer as it leaves: sent again, it is the same to the byte. */
export type Answer = { status: number; body: string };

export type Once = { apiKeyId: number; key: string; requestHash: string };

/** The header's value: a quoted string as the draft says, or the bare words that many send. Throws a 400. */
export function readIdempotencyKey(header: string | string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  const [, quoted, bare] = /^(?:"([\x20\x21\x23-\x5b\x5d-\x7e]{1,255})"|([\x21\x23-\x2b\x2d-\x7e]{1,255}))$/.exec(String(header).trim()) ?? [];
  const key = quoted ?? bare;
  if (!key) throw new Problem(400, "Malformed request", 'Idempotency-Key must be 1 to 255 characters, like "8e03978e-40d5-43dd-bc93-6894a57f9324".');
  return key;
}

/** The same method, path and bytes: the same request. */
export function requestHash(method: string, path: string, body: Buffer): string {
  return createHash("sha256").update(`${method} ${path}\n`).update(body).digest("base64url");
}

/**
 * Does the work once for each key and request, however often it is sent. The answer is kept in the
 * transaction of what it answers for: a process that dies in between leaves neither. Only answers of
 * work that was done are kept; after a refusal the same key may bring the request as it should be.
 * Throws a 409 while the same key is at work, a 422 when the key came with another request.
 */
export async function answerOnce(db: Db, { apiKeyId, key, requestHash }: Once, now: Date, work: (trx: Trx) => Promise<Answer>): Promise<Answer> {
  return retryOnClash(db, async (trx) => {
    if (!(await tryHoldKey(trx, `idempotency ${apiKeyId} ${key}`))) throw new Problem(409, "Still at work", "The first request with this Idempotency-Key is not answered yet. Send it again in a moment.", { headers: { "Retry-After": "1" } });
    const known = await trx.selectFrom("idempotency_keys").select(["request_hash", "status", "body", "created_at"]).where("api_key_id", "=", apiKeyId).where("key", "=", key).executeTakeFirst();
    if (known && known.created_at > expiry(now)) {
      if (known.request_hash !== requestHash) throw new Problem(422, "Idempotency-Key used before", "This Idempotency-Key came with another request before. Give each request a key of its own.");
      return { status: known.status, body: known.body };
    }
    const answer = await work(trx);
    const row = { request_hash: requestHash, ...answer, created_at: now };
    await trx
      .insertInto("idempotency_keys")
      .values({ api_key_id: apiKeyId, key, ...row })
      .onConflict((conflict) => conflict.columns(["api_key_id", "key"]).doUpdateSet(row))
      .execute();
    return answer;
  });
}

/** Every hour: forgets what nobody will ask for again. */
export async function sweepIdempotencyKeys({ db, now }: Pick<Services, "db" | "now">): Promise<void> {
  await db.deleteFrom("idempotency_keys").where("created_at", "<=", expiry(now())).execute();
}

function expiry(now: Date): Date {
  return new Date(now.getTime() - hoursKept * 3_600_000);
}
