import { sql } from "kysely";
import type { PgBoss } from "pg-boss";
import type { Db } from "#db/client.ts";
import { readId } from "../../id.ts";
import { idFrom, notFound } from "../../people/access.server.ts";

const pageSize = 30;
/** Counting on would cost more than the number says: "1000 or more" is enough. */
const countedUpTo = 1_000;

/** A page of sources, newest first, each with its last delivery and how many wait for an admin. */
export async function listSources(db: Db, { archived, after }: { archived: boolean; after: number | null }) {
  const rows = await db
    .selectFrom("sources")
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom("deliveries")
          .select(["deliveries.id", "deliveries.received_at", "deliveries.verdict", "deliveries.is_new"])
          .whereRef("deliveries.source_id", "=", "sources.id")
          .orderBy("deliveries.id", "desc")
          .limit(1)
          .as("last"),
      (join) => join.onTrue(),
    )
    .select(["sources.id", "sources.name", "sources.kind", "sources.paused_at", "sources.archived_at", "last.id as last_id", "last.received_at as last_at", "last.verdict as last_verdict", "last.is_new as last_is_new"])
    .select((eb) => eb.selectFrom("api_keys").select("last_used_at").whereRef("api_keys.source_id", "=", "sources.id").orderBy("api_keys.id", "desc").limit(1).as("key_used_at"))
    .select((eb) => eb.selectFrom("imports").select("started_at").whereRef("imports.source_id", "=", "sources.id").where("started_at", "is not", null).orderBy("imports.id", "desc").limit(1).as("file_read_at"))
    .select(() => openCount(sql.ref("sources.id"), "waiting").as("waiting"))
    .where("sources.archived_at", archived ? "is not" : "is", null)
    // A key that only reads brings nothing.
    .where((eb) => eb.not(eb.exists(eb.selectFrom("api_keys").select("api_keys.id").whereRef("api_keys.source_id", "=", "sources.id").where(sql<boolean>`not 'responses:write' = any(scopes)`))))
    .$if(after !== null, (query) => query.where("sources.id", "<", after))
    .orderBy("sources.id", "desc")
    .limit(pageSize + 1)
    .execute();
  const sources = rows.slice(0, pageSize).map(({ last_id, last_at, last_verdict, last_is_new, ...source }) => ({
    ...source,
    last: last_id === null || last_at === null || last_verdict === null ? null : { id: last_id, at: last_at, verdict: last_verdict, isNew: last_is_new },
  }));
  return { sources, next: rows.length > pageSize ? sources.at(-1)!.id : null };
}

/** How many of a source's deliveries wait: for its mapping (`waiting`), or for its pause to end (`held`). */
function openCount(sourceId: ReturnType<typeof sql>, verdict: "waiting" | "held") {
  return sql<number>`(select count(*) from (select from deliveries where source_id = ${sourceId} and verdict = ${sql.lit(verdict)} limit ${sql.lit(countedUpTo)}) open)`;
}

export async function hasArchivedSources(db: Db): Promise<boolean> {
  return (await db.selectFrom("sources").select("id").where("archived_at", "is not", null).limit(1).executeTakeFirst()) !== undefined;
}

/**
 * A connected tool, with everything an admin may know of it; undefined for what is no tool: keys and
 * files have pages of their own.
 */
export async function sourcePage(db: Db, sourceId: number) {
  return db
    .selectFrom("sources")
    .selectAll("sources")
    .select(() => [openCount(sql`${sourceId}::bigint`, "waiting").as("waiting"), openCount(sql`${sourceId}::bigint`, "held").as("held")])
    .where("id", "=", sourceId)
    .where("address", "is not", null)
    .executeTakeFirst();
}

/** Whether a job takes in what waited, or is about to (replay.server.ts). */
export async function isReplaying(boss: Pick<PgBoss, "findJobs">, sourceId: number): Promise<boolean> {
  const jobs = await boss.findJobs("replay-deliveries", { data: { sourceId } });
  return jobs.some(({ state }) => state === "created" || state === "active" || state === "retry");
}

/** A page of what a source delivered, newest first, each with what it became. */
export async function listDeliveries(db: Db, sourceId: number, { before }: { before: number | null }) {
  const rows = await db
    .selectFrom("deliveries")
    .leftJoin("responses", "responses.id", "deliveries.response_id")
    .leftJoin("tasks", "tasks.response_id", "deliveries.response_id")
    .select(["deliveries.id", "deliveries.received_at", "deliveries.verdict", "deliveries.reason", "deliveries.is_new", "responses.score", "responses.customer_id", "tasks.id as task_id"])
    .where("deliveries.source_id", "=", sourceId)
    .$if(before !== null, (query) => query.where("deliveries.id", "<", before))
    .orderBy("deliveries.id", "desc")
    .limit(pageSize + 1)
    .execute();
  const deliveries = rows.slice(0, pageSize);
  return { deliveries, next: rows.length > pageSize ? deliveries.at(-1)!.id : null };
}

/** The newest delivery of a source, for who waits for the first. */
export async function lastDelivery(db: Db, sourceId: number) {
  const { deliveries } = await listDeliveries(db, sourceId, { before: null });
  return deliveries[0] ?? null;
}

/** Where somebody goes on after a setting: to the steps as long as she is connecting, and nothing came in. */
export async function pageAfterSetting(db: Db, sourceId: number): Promise<string> {
  const first = await db.selectFrom("deliveries").select("id").where("source_id", "=", sourceId).limit(1).executeTakeFirst();
  return first ? `/admin/sources/${sourceId}` : `/admin/sources/${sourceId}/connect`;
}

/** One delivery of this source, with its body while that is kept. */
export async function deliveryPage(db: Db, sourceId: number, deliveryId: number) {
  return db
    .selectFrom("deliveries")
    .innerJoin("sources", "sources.id", "deliveries.source_id")
    .leftJoin("responses", "responses.id", "deliveries.response_id")
    .leftJoin("customers", "customers.id", "responses.customer_id")
    .leftJoin("tasks", "tasks.response_id", "deliveries.response_id")
    .select(["deliveries.id", "deliveries.received_at", "deliveries.verdict", "deliveries.reason", "deliveries.content_type", "deliveries.body", "deliveries.fetched", "deliveries.is_new"])
    .select(["sources.id as source_id", "sources.name as source_name", "sources.kind", "responses.score", "responses.comment", "responses.customer_id", "customers.name as customer_name", "tasks.id as task_id"])
    .where("deliveries.id", "=", deliveryId)
    .where("deliveries.source_id", "=", sourceId)
    .where("sources.address", "is not", null)
    .executeTakeFirst();
}

/** Among how many of the newest deliveries we look for bodies that are still kept. */
const lookedThrough = 200;
const mostPayloads = 20;

/** The newest deliveries of which the answer is still kept, to check a mapping against: as it was sent, or as it was fetched. */
export async function recentPayloads(db: Db, sourceId: number, { isFetched }: { isFetched: boolean }) {
  const newest = db
    .selectFrom("deliveries")
    .select(["id", "received_at", "verdict", sql<boolean>`${sql.ref(isFetched ? "fetched" : "body")} is not null`.as("has_body")])
    .where("source_id", "=", sourceId)
    .orderBy("id", "desc")
    .limit(lookedThrough);
  return db.selectFrom(newest.as("newest")).select(["id", "received_at", "verdict"]).where("has_body", "=", true).where("verdict", "<>", "unsigned").orderBy("id", "desc").limit(mostPayloads).execute();
}

/** The id in a query parameter that says where a page goes on. */
export function cursorIn(request: Request, name: string): number | null {
  return readId(new URL(request.url).searchParams.get(name)) ?? null;
}

/** A tool that may still be changed: it is there, and not archived. What is not, is 404. */
export async function sourceInUse(db: Db, param: string | undefined) {
  const source = await sourcePage(db, idFrom(param));
  if (!source || source.archived_at) throw notFound();
  return source;
}
