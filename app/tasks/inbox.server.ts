import { type RawBuilder, sql } from "kysely";
import type { Db } from "#db/client.ts";
import type { TaskStage } from "#db/schema.ts";
import { normaliseEmail } from "../customers/match.server.ts";
import { readPhone } from "../customers/phone.server.ts";
import type { Viewer } from "../people/session.server.ts";
import { coveredTasks, type Cursor, type ListedTask, openStages, pageOf, written } from "./list.server.ts";
import type { TaskRow } from "./record.server.ts";

const pageSize = 25;
/** Beside the other groups a group is short, so that all are seen. */
const shortSize = 8;

export type Group = { stage: TaskStage; count: number; rows: ListedTask[]; next: string | null };

export const inboxStages = ["to_call", "to_act", "to_tell", "told"] as const satisfies TaskStage[];

/** Her open tasks by stage, each group most urgent first, with how many there are. */
export async function inboxGroups(db: Db, viewer: Viewer): Promise<Group[]> {
  const [counts, rows] = await Promise.all([stageCounts(db, viewer), firstOfStages(db, viewer)]);
  return inboxStages.map((stage) => ({ stage, count: counts[stage] ?? 0, ...pageOf(rows.filter((row) => row.stage === stage), shortSize, cursorOf) }));
}

const cursorOf = (row: ListedTask): Cursor => ({ at: row.urgent_at!, id: row.id });

/** The beginning of every group in one question: each stage is read from the index by itself. */
async function firstOfStages(db: Db, viewer: Viewer): Promise<ListedTask[]> {
  const first = sql<number>`
    select first.id from unnest(array[${sql.join(written(inboxStages))}]::task_stage[]) as asked (stage)
    cross join lateral (select id from tasks where owner_id = ${viewer.id} and tasks.stage = asked.stage order by urgent_at, id limit ${sql.lit(shortSize + 1)}) first`;
  return coveredTasks(db).where("tasks.id", "in", sql<number>`(${first})`).orderBy("tasks.urgent_at").orderBy("tasks.id").execute();
}

/** The first of what `inboxGroups` gives that waits for something of hers. */
export async function topTask(db: Db, viewer: Viewer): Promise<TaskRow | null> {
  const task = await db.selectFrom("tasks").selectAll().where("owner_id", "=", viewer.id).where("stage", "in", written(openStages)).orderBy("stage").orderBy("urgent_at").orderBy("id").limit(sql.lit(1)).executeTakeFirst();
  return task ?? null;
}

/** One group, from where the last page ended. */
export async function inboxGroup(db: Db, viewer: Viewer, stage: TaskStage, after: Cursor | undefined): Promise<Group> {
  const [counts, page] = await Promise.all([stageCounts(db, viewer), stagePage(db, viewer, stage, pageSize, after)]);
  return { stage, count: counts[stage] ?? 0, ...page };
}

async function stageCounts(db: Db, viewer: Viewer): Promise<Partial<Record<TaskStage, number>>> {
  const rows = await db
    .selectFrom("tasks")
    .select(["stage", (eb) => eb.fn.countAll<number>().as("count")])
    .where("owner_id", "=", viewer.id)
    .where("stage", "in", written(inboxStages))
    .groupBy("stage")
    .execute();
  return Object.fromEntries(rows.map(({ stage, count }) => [stage, count]));
}

async function stagePage(db: Db, viewer: Viewer, stage: TaskStage, size: number, after?: Cursor) {
  let query = coveredTasks(db)
    .where("tasks.owner_id", "=", viewer.id)
    .where("tasks.stage", "=", stage)
    .orderBy("tasks.urgent_at")
    .orderBy("tasks.id")
    .limit(size + 1);
  if (after) query = query.where((eb) => eb(eb.refTuple("tasks.urgent_at", "tasks.id"), ">", eb.tuple(after.at, after.id)));
  return pageOf(await query.execute(), size, cursorOf);
}

/** Her own tasks in every stage, also the closed ones, the newest answers first. */
export async function searchMine(db: Db, viewer: Viewer, query: string, after: Cursor | undefined) {
  const rows = await coveredTasks(db)
    .select("tasks.received_at")
    .where("tasks.id", "in", foundIds(viewer, query, after))
    .orderBy("tasks.received_at", "desc")
    .orderBy("tasks.id", "desc")
    .execute();
  return pageOf(rows, pageSize, (row) => ({ at: row.received_at, id: row.id }));
}

/**
 * Words that begin so in the customer's name, account or words; or the customer's whole e-mail address or
 * phone number. Found among her tasks alone, before anything else of them is read.
 */
function foundIds(viewer: Viewer, query: string, after: Cursor | undefined) {
  const words = query.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const prefixes = words.slice(0, 12).map((word) => `'${word}':*`).join(" & ");
  const mine = sql`tasks.owner_id = ${viewer.id} ${after ? sql`and (tasks.received_at, tasks.id) < (${after.at}, ${after.id})` : sql``}`;
  // Offset 0 keeps the planner from looking the words up in everybody's tasks: with a million that takes thirty times as long.
  const byWords = sql`select id, received_at from (select id, received_at, search from tasks where ${mine} offset 0) as mine where search @@ to_tsquery('simple', ${prefixes})`;
  const ofCustomer = (condition: RawBuilder<unknown>) => sql`select tasks.id, tasks.received_at from customers join tasks on tasks.customer_id = customers.id where ${condition} and ${mine}`;
  const byContact = sql`${ofCustomer(sql`customers.email_normalised = ${normaliseEmail(query)}`)} union ${ofCustomer(sql`customers.phone = ${readPhone(query)}`)}`;
  // A name has no @ and hardly a digit: then nobody's address or number is looked up.
  const found = prefixes === "" ? byContact : /[@\d]/.test(query) ? sql`${byWords} union ${byContact}` : byWords;
  return sql<number>`(select id from (${found}) as found order by received_at desc, id desc limit ${sql.lit(pageSize + 1)})`;
}

/** For whoever has nothing to do: whether somebody waits unclaimed in her teams (for an admin: in any). */
export async function unclaimedCount(db: Db, viewer: Viewer): Promise<number> {
  let query = db
    .selectFrom("tasks")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .where("owner_id", "is", null)
    .where("closed_at", "is", null);
  if (!viewer.isAdmin) query = query.where("team_id", "in", [0, ...viewer.teamIds]);
  return (await query.executeTakeFirstOrThrow()).count;
}
