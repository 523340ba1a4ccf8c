import { databaseIsAway } from "./problem.server.ts";

/**
 * A database that does not answer is away. What was on its way may still be stored after we said
 * 503: sent again with the same id it is the same answer.
 */
export async function inTime<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(databaseIsAway()), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {}); // it lost the race: its failure was answered for
  }
}
