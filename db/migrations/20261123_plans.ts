import { type Kysely, sql } from "kysely";

/** Tasks from before there were reminders: each is looked at once, and gets those that are to come. */
export async function up(db: Kysely<any>): Promise<void> {
  // Long past on every clock, whatever the database's says.
  await sql`update tasks set next_step_at = received_at where stage in ('to_call', 'to_act', 'to_tell') and next_step_at is null`.execute(db);
}
