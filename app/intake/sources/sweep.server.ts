import { sql } from "kysely";
import type { Services } from "../../context.server.ts";

/** What a tool sent is kept for administrators to look at, and to map; then only what it became is left. */
export const daysKept = 30;
const atOnce = 5_000;

/** Every hour: empties the bodies of old deliveries. One that was still open cannot be taken in any more, and says so. */
export async function sweepDeliveries({ db, now, log }: Pick<Services, "db" | "now" | "log">): Promise<void> {
  const before = new Date(now().getTime() - daysKept * 86_400_000);
  let all = 0;
  for (;;) {
    const { numAffectedRows } = await sql`
      update deliveries set body = null, fetched = null,
        verdict = case when verdict in ('waiting', 'fetching', 'held') then 'refused' else verdict end,
        reason = case when verdict in ('waiting', 'fetching', 'held') then '{"code": "body_gone"}' else reason end
      where id in (select id from deliveries where received_at < ${before} and body is not null order by received_at limit ${atOnce})`.execute(db);
    all += Number(numAffectedRows);
    if (Number(numAffectedRows) < atOnce) break;
  }
  if (all > 0) log.info({ deliveries: all }, "old deliveries emptied");
}
