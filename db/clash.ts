import { type Db, inTransaction, type Trx } from "./client.ts";

// Two may meet in another order than they hold things in, e.g. one customer by id here and by e-mail there.
const clashes = ["40001", "40P01", "23503", "23505"];

/** Whether another transaction was in the way: begun again, this one sees what the other made. */
function isClash(error: unknown): boolean {
  return clashes.includes((error as { code?: string }).code ?? "");
}

/** A clash, or somebody who held a lock for longer than we wait. */
export function isInTheWay(error: unknown): boolean {
  return isClash(error) || (error as { code?: string }).code === "55P03";
}

/** A transaction that is begun again, twice at most, where it met another; part of the caller's where there is one. */
export async function retryOnClash<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await inTransaction(db, work);
    } catch (error) {
      if (!isClash(error) || attempt === 3 || db.isTransaction) throw error;
    }
  }
}
