import { type Insertable, sql } from "kysely";
import type { Trx } from "#db/client.ts";
import type { DB } from "#db/schema.ts";
import type { Rows } from "./rows.ts";

type Rendered = Omit<Rows, "mails"> & { mails: Insertable<DB["mails"]>[] };

const chunk = 1_000;
/** Tables whose ids we gave ourselves: their counters go on after the highest. */
const counted = ["teams", "employees", "routing_versions", "sources", "api_keys", "customers", "responses", "deliveries", "causes", "tasks", "task_events", "promises", "replies", "messages", "call_guides", "gesture_kinds", "gestures", "buddies"];

/** Stores all rows, a thousand per statement. They travel as one JSON text each time, which PostgreSQL reads far faster than parameters. */
export async function insertRows(trx: Trx, rows: Rendered): Promise<void> {
  for (const table of Object.keys(rows) as (keyof Rendered)[]) {
    const list: Record<string, unknown>[] = rows[table];
    const columns = Object.keys(list[0] ?? {}).filter((column) => column !== "search_text");
    const search = table === "tasks";
    const into = sql.join([...columns, ...(search ? ["search"] : [])].map((column) => sql.ref(column)));
    const values = sql.join([...columns.map((column) => sql.ref(`row.${column}`)), ...(search ? [sql`to_tsvector('simple', given ->> 'search_text')`] : [])]);
    for (let from = 0; from < list.length; from += chunk) {
      const json = JSON.stringify(list.slice(from, from + chunk));
      await sql`
        insert into ${sql.table(table)} (${into}) overriding system value
        select ${values} from jsonb_array_elements(${json}::jsonb) given, jsonb_populate_record(null::${sql.table(table)}, given) row`.execute(trx);
    }
  }
  for (const table of counted) await sql`select setval(pg_get_serial_sequence(${table}, 'id'), (select max(id) from ${sql.table(table)}))`.execute(trx);
}
