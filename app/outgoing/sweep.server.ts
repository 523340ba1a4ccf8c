import { sql } from "kysely";
import type { Services } from "../context.server.ts";

/** As long as the delivery log goes back, and as long as a paused endpoint's events wait for it. */
export const daysKept = 30;

const atOnce = 5_000;

/** Every hour: what is older goes, with its deliveries, some thousands at a time. */
export async function sweepEvents({ db, now }: Pick<Services, "db" | "now">): Promise<void> {
  const oldest = new Date(now().getTime() - daysKept * 86_400_000);
  for (;;) {
    const { numAffectedRows } = await sql`delete from outgoing_events where id in (select id from outgoing_events where at < ${oldest} order by at limit ${atOnce})`.execute(db);
    if (Number(numAffectedRows) < atOnce) return;
  }
}
