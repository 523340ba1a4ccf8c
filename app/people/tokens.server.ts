import { randomBytes } from "node:crypto";
import type { Db } from "#db/client.ts";
import type { TokenPurpose } from "#db/schema.ts";
import { hashToken } from "./session.server.ts";

type Belongs = { employeeId?: number; replyId?: number; customerId?: number };

/**
 * Makes a link's token: 256 random bits for one purpose. Only its SHA-256 is stored; what is
 * returned goes into the link and nowhere else.
 */
export async function createToken(db: Db, purpose: TokenPurpose, belongs: Belongs, { now, days }: { now: Date; days: number }): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await db
    .insertInto("tokens")
    .values({
      token_hash: hashToken(token),
      purpose,
      employee_id: belongs.employeeId ?? null,
      reply_id: belongs.replyId ?? null,
      customer_id: belongs.customerId ?? null,
      created_at: now,
      expires_at: new Date(now.getTime() + days * 86_400_000),
    })
    .execute();
  return token;
}

/** The token's row when it is of this purpose; the caller looks at expires_at and used_at to say what is wrong. */
export async function findToken(db: Db, purpose: TokenPurpose, token: string) {
  return db.selectFrom("tokens").selectAll().where("token_hash", "=", hashToken(token)).where("purpose", "=", purpose).executeTakeFirst();
}

/** Marks it used; false when it was used before, so that of two at once one wins. */
export async function spendToken(db: Db, token: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable("tokens").set({ used_at: now }).where("token_hash", "=", hashToken(token)).where("used_at", "is", null).executeTakeFirst();
  return numUpdatedRows === 1n;
}
