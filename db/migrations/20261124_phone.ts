import { type Kysely, sql } from "kysely";

/** Whoever searches by a phone number finds it without reading every customer. */
export async function up(db: Kysely<any>): Promise<void> {
  await sql`create index customers_phone on customers (phone) where phone is not null`.execute(db);
}
