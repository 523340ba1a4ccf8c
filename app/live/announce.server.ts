import { sql } from "kysely";
import { afterCommit, type Db, type Trx } from "#db/client.ts";

/** The channel of PostgreSQL on which every web process listens. */
export const channel = "belterug_live";

/** What goes over the channel: ids only. `upTo`: these tasks' events are in it up to that one. `everything`: too much to name. */
export type LiveNews = { tasks: number[]; employees: number[]; teams: number[]; upTo: number; everything?: boolean };

/** PostgreSQL refuses 8,000 bytes. */
const mostIds = 300;

type Pending = { tasks: Set<number>; employees: Set<number>; teams: Set<number>; upTo: number };
const pending = new WeakMap<Trx, Pending>();

/**
 * Says to whoever is looking that something changed, once this transaction is committed: these tasks
 * (whoever may see one of them hears it), or something about these employees or these teams' lists
 * (they hear that, not what). Called as often as one likes: a transaction notifies once. `eventId` is the
 * newest event of these tasks, where it is a task's event that changed them.
 */
export function announceLive(trx: Trx, { taskIds = [], employeeIds = [], teamIds = [], eventId = 0 }: { taskIds?: number[]; employeeIds?: number[]; teamIds?: number[]; eventId?: number }): void {
  if (taskIds.length + employeeIds.length + teamIds.length === 0) return;
  const known = pending.get(trx);
  const news = known ?? { tasks: new Set(), employees: new Set(), teams: new Set(), upTo: 0 };
  for (const id of taskIds) news.tasks.add(id);
  for (const id of employeeIds) news.employees.add(id);
  for (const id of teamIds) news.teams.add(id);
  news.upTo = Math.max(news.upTo, eventId);
  if (known) return;
  pending.set(trx, news);
  afterCommit(trx, (db) => notify(db, news));
}

/**
 * Outside the transaction, and without waiting for the disk: at its commit NOTIFY holds a lock of the
 * whole database, which would let all commits wait for each other (docs/decisions/live-streams.md).
 */
async function notify(db: Db, { tasks, employees, teams, upTo }: Pending): Promise<void> {
  const isMuch = tasks.size + employees.size + teams.size > mostIds;
  const news: LiveNews = isMuch ? { tasks: [], employees: [], teams: [], upTo, everything: true } : { tasks: [...tasks], employees: [...employees], teams: [...teams], upTo };
  await sql`select set_config('synchronous_commit', 'off', true), pg_notify(${channel}, ${JSON.stringify(news)})`.execute(db);
}
