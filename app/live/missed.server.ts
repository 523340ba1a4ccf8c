import type { Db } from "#db/client.ts";
import type { LiveNews } from "./announce.server.ts";

/** So many events at once are not looked at one by one. */
const most = 500;

/**
 * Finds what nobody announced, because the process that did it died right after its commit: asked now
 * and then (`look`), it gives the news of events that `heard` was not told of. It looks back as far as
 * the look before the last one, since what began earlier may be committed later.
 */
export function createMissed(db: Db) {
  const heardUpTo = new Map<number, number>(); // per task, the newest event that was announced
  let from: number | undefined;
  let before: number | undefined;
  let isLooking = false;

  return {
    heard({ tasks, upTo }: LiveNews): void {
      for (const task of tasks) heardUpTo.set(task, Math.max(upTo, heardUpTo.get(task) ?? 0));
    },
    /** From here on nothing is missed: what a process did not announce that dies before the first look, too. */
    async begin(): Promise<void> {
      before ??= await newestEvent();
    },
    /** Null where nothing was missed, and while an earlier look still waits for a slow database. */
    async look(): Promise<LiveNews | null> {
      if (isLooking) return null;
      isLooking = true;
      try {
        return await missedNews();
      } finally {
        isLooking = false;
      }
    },
  };

  async function newestEvent(): Promise<number> {
    return (await db.selectFrom("task_events").select((eb) => eb.fn.coalesce(eb.fn.max<number>("id"), eb.lit(0)).as("newest")).executeTakeFirstOrThrow()).newest;
  }

  async function missedNews(): Promise<LiveNews | null> {
    const newest = await newestEvent();
    const since = from ?? before ?? newest;
    const rows = await db.selectFrom("task_events").select(["id", "task_id"]).where("id", ">", since).orderBy("id").limit(most).execute();
    const missed = rows.filter(({ id, task_id }) => (heardUpTo.get(task_id) ?? 0) < id);
    for (const { id, task_id } of missed) heardUpTo.set(task_id, id); // told once
    from = before ?? newest;
    before = newest;
    for (const [task, upTo] of heardUpTo) if (upTo <= from) heardUpTo.delete(task);
    if (missed.length === 0) return null;
    return { tasks: [...new Set(missed.map(({ task_id }) => task_id))], employees: [], teams: [], upTo: 0, everything: rows.length === most };
  }
}
