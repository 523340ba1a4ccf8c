import { type Kysely, sql } from "kysely";

/** Every page counts what she has not read yet: without reading all she ever got. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index compliments_unread on compliments (employee_id) where read_at is null`.execute(db);
}
