import { createHash } from "node:crypto";
import { CompiledQuery } from "kysely";
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Db } from "#db/client.ts";
import { rates } from "../intake/api/rates.ts";

/** `points` tries in `seconds`, counted from the first. */
const limits = {
  // One person mistyping; then guessing one account from one place.
  "signin-person": { points: 5, seconds: 15 * 60 },
  // A whole office can share one address.
  "signin-place": { points: 60, seconds: 15 * 60 },
  "password-person": { points: 3, seconds: 60 * 60 },
  "password-place": { points: 20, seconds: 60 * 60 },
  // A customer changing her mind; each time her employee is told.
  "verdict-link": { points: 20, seconds: 60 * 60 },
  // Software with a key (intake/api).
  "api-write": { points: rates.post.points, seconds: rates.post.seconds },
  "api-read": { points: rates.get.points, seconds: rates.get.seconds },
};

/** What is left of a limit after counting. */
export type Budget = { isOver: boolean; points: number; seconds: number; left: number; secondsToGo: number };

export type Throttle = {
  /** Counts one try. Gives null when it may go on, else the seconds to wait. */
  count: (limit: keyof typeof limits, key: string) => Promise<number | null>;
  /** Counts several at once, and says what is left. */
  spend: (limit: keyof typeof limits, key: string, points: number) => Promise<Budget>;
  /** Takes one counted try back. */
  forgive: (limit: keyof typeof limits, key: string) => Promise<void>;
  /** Forgets every try. */
  clear: (limit: keyof typeof limits, key: string) => Promise<void>;
};

/**
 * Counts in PostgreSQL, so that all processes count together, in whole minutes of real time. While
 * the database does not answer each process counts for itself. Keys are stored hashed.
 */
export function createThrottle(db: Db): Throttle {
  const storeClient = {
    async query({ text, values }: { text: string; values?: unknown[] }) {
      const { rows, numAffectedRows } = await db.executeQuery(CompiledQuery.raw(text, values));
      return { rows, rowCount: rows.length || Number(numAffectedRows ?? 0) };
    },
  };
  const limiters = Object.fromEntries(
    Object.entries(limits).map(([keyPrefix, { points, seconds: duration }]) => [
      keyPrefix,
      new RateLimiterPostgres({
        storeClient,
        storeType: "client",
        tableName: "rate_limits",
        tableCreated: true, // by our migration
        clearExpiredByTimeout: false, // by our sweep
        keyPrefix,
        points,
        duration,
        insuranceLimiter: new RateLimiterMemory({ keyPrefix, points, duration }),
      }),
    ]),
  ) as Record<keyof typeof limits, RateLimiterPostgres>;

  async function consume(limit: keyof typeof limits, key: string, points: number): Promise<{ isOver: boolean; result: RateLimiterRes }> {
    try {
      return { isOver: false, result: await limiters[limit].consume(hashKey(key), points) };
    } catch (refused) {
      if (refused instanceof RateLimiterRes) return { isOver: true, result: refused };
      throw refused;
    }
  }

  return {
    async count(limit, key) {
      const { isOver, result } = await consume(limit, key, 1);
      return isOver ? Math.ceil(result.msBeforeNext / 1000) : null;
    },
    async spend(limit, key, spent) {
      const { isOver, result } = await consume(limit, key, spent);
      return { isOver, ...limits[limit], left: result.remainingPoints, secondsToGo: Math.max(1, Math.ceil(result.msBeforeNext / 1000)) };
    },
    async forgive(limit, key) {
      await limiters[limit].reward(hashKey(key));
    },
    async clear(limit, key) {
      await limiters[limit].delete(hashKey(key));
    },
  };
}

function hashKey(key: string): string {
  return createHash("sha256").update(key).digest("base64url");
}

/** What counts as one place: the address, or for IPv6 its /64, which one household or office holds. */
export function placeOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped) return mapped;
  if (!ip.includes(":")) return ip;
  const [head = "", tail] = ip.toLowerCase().split("%")[0]!.split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail === undefined ? [] : tail.split(":").filter(Boolean);
  const groups = [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill("0"), ...right];
  return groups.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, "")).join(":") + "::/64";
}
