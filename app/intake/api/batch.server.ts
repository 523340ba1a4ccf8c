import { sql } from "kysely";
import { isDatabaseAway } from "#db/away.ts";
import type { Trx } from "#db/client.ts";
import { NoOrganisation } from "../../routing/route.ts";
import { type Incoming, type Received, receiveResponses } from "../receive.server.ts";

/**
 * Takes in what can be taken in, in this order; one that cannot is an Error in its place, and leaves
 * nothing behind. Throws when it is not about one of them: nothing was taken in then.
 */
export async function receiveEach(trx: Trx, items: Incoming[], now: Date, isSecondTry = false): Promise<(Received | Error)[]> {
  if (items.length === 0) return [];
  try {
    return await atomically(trx, () => receiveResponses(trx, items, { now }));
  } catch (error) {
    if (isDatabaseAway(error) || error instanceof NoOrganisation) throw error;
    if (items.length === 1) return isSecondTry ? [error as Error] : receiveEach(trx, items, now, true); // another may have been first
  }
  const middle = Math.ceil(items.length / 2);
  return [...(await receiveEach(trx, items.slice(0, middle), now)), ...(await receiveEach(trx, items.slice(middle), now))];
}

/** What fails inside is undone, and the transaction goes on. */
async function atomically<T>(trx: Trx, work: () => Promise<T>): Promise<T> {
  await sql`savepoint each`.execute(trx);
  try {
    const result = await work();
    await sql`release savepoint each`.execute(trx);
    return result;
  } catch (error) {
    if (!isDatabaseAway(error)) await sql`rollback to savepoint each`.execute(trx);
    throw error;
  }
}
