import { expressionBuilder, type RawBuilder, sql } from "kysely";
import type { Db } from "#db/client.ts";
import type { DB, TaskOutcome, TaskStage, VerdictAnswer } from "#db/schema.ts";
import type { Viewer } from "../people/session.server.ts";
import { visibleTo } from "../tasks/access.server.ts";
import type { Cursor, SortKey, TaskList } from "./list.ts";
import type { Span } from "./period.ts";
import type { Scope } from "./scope.server.ts";
import { inSet, promiseDue, promiseKept } from "./sets.server.ts";
import { isPresentSet } from "./sets.ts";

/**
 * A row of the list. A task that was handed over to a team she does not lead still counts in the
 * figures of the team that received it; of such a row who and what the customer is stays out
 * (`isVisible` false, personal fields null).
 */
export type TaskListRow = {
  id: number;
  isVisible: boolean;
  customer: string | null;
  score: number;
  words: string | null;
  team: string;
  owner: string | null;
  stage: TaskStage;
  outcome: TaskOutcome | null;
  received: Date;
  /** When the next thing is due; null when nothing waits on us. */
  due: Date | null;
  attempted: Date | null;
  told: Date | null;
  verdict: VerdictAnswer | null;
  verdictScore: number | null;
  cause: string | null;
};

export type TaskListPage = { rows: TaskListRow[]; previous: Cursor | null; next: Cursor | null };

type Asked = { viewer: Viewer; scope: Scope; period: Span; list: TaskList; now: Date };

/** Of a long comment the list shows how it begins. */
const wordsShown = 300;

const waitingDue = sql<Date | null>`case when tasks.stage in ('to_call', 'to_act', 'to_tell') then tasks.urgent_at end`;

/** What each column sorts by. Names are looked up by the cursor's row, everything else stands in the cursor. */
const sortKeys: Record<SortKey, { key: RawBuilder<unknown>; type: "instant" | "smallint" | "task_stage" | "task_outcome" | "verdict_answer" | "name" }> = {
  customer: { key: sql`lower(customers.name)`, type: "name" },
  score: { key: sql`responses.score`, type: "smallint" },
  team: { key: sql`lower(teams.name)`, type: "name" },
  owner: { key: sql`lower(owners.name)`, type: "name" },
  stage: { key: sql`tasks.stage`, type: "task_stage" },
  outcome: { key: sql`tasks.outcome`, type: "task_outcome" },
  received: { key: sql`tasks.received_at`, type: "instant" },
  due: { key: waitingDue, type: "instant" },
  attempted: { key: sql`tasks.first_attempt_at`, type: "instant" },
  told: { key: sql`tasks.first_told_at`, type: "instant" },
  verdict: { key: sql`tasks.verdict`, type: "verdict_answer" },
  cause: { key: sql`lower(causes.name)`, type: "name" },
};

/** One page, by keyset: rows without a sort value come last, in either direction. */
export async function taskListPage(db: Db, asked: Asked, pageSize = 50): Promise<TaskListPage> {
  const { viewer, list } = asked;
  const { key, type } = sortKeys[list.sort.by];
  const isVisible = visibleTo(viewer)(expressionBuilder<DB, "tasks">());
  const isBackward = list.cursor?.side === "before";
  const isDescending = list.sort.isDescending !== isBackward;
  const direction = sql.raw(`${isDescending ? "desc" : "asc"} nulls ${isBackward ? "first" : "last"}`);

  let query = listed(db, asked)
    .select([isVisible.as("isVisible"), sql<string | null>`case when ${isVisible} then left(responses.comment, ${wordsShown}) end`.as("words")])
    .select(["tasks.id", "customers.name as customer", "responses.score", "teams.name as team", "owners.name as owner", "tasks.stage", "tasks.outcome", "tasks.received_at as received"])
    .select(["tasks.first_attempt_at as attempted", "tasks.first_told_at as told", "tasks.verdict", "tasks.verdict_score as verdictScore", "causes.name as cause"])
    .select([waitingDue.as("due"), sql<string | null>`${type === "instant" ? sql`(extract(epoch from ${key}) * 1000000)::bigint` : key}::text`.as("sortKey")])
    .orderBy(sql`${key} ${direction}`)
    .orderBy("tasks.id", isDescending ? "desc" : "asc")
    .limit(pageSize + 1);
  if (list.cursor) query = query.where(beyond(db, asked, list.cursor));

  const found = await query.execute();
  const hasMore = found.length > pageSize;
  const page = found.slice(0, pageSize);
  if (isBackward) page.reverse();
  const cursorAt = (side: Cursor["side"], row: (typeof page)[number] | undefined): Cursor | null => row ? { side, id: row.id, key: type === "name" ? null : (row.sortKey ?? "") } : null;
  return {
    rows: page.map(({ sortKey: _sortKey, ...row }) => ({ ...row, isVisible: Boolean(row.isVisible) })),
    previous: isBackward ? (hasMore ? cursorAt("before", page[0]) : null) : list.cursor ? cursorAt("before", page[0]) : null,
    next: isBackward || hasMore ? cursorAt("after", page.at(-1)) : null,
  };
}

/** How many tasks the list holds, and how many promises where it is about promises. */
export async function taskListCount(db: Db, asked: Asked): Promise<{ tasks: number; promises: number | null }> {
  const { figure } = asked.list;
  const due = promiseDue(asked.now);
  const counted =
    figure === "promisesDue" ? due
    : figure === "promisesKept" ? sql`${due} and ${promiseKept}`
    : figure === "promisesMissed" ? sql`${due} and not ${promiseKept}`
    : null;
  const promises = sql<number | null>`${counted ? sql`coalesce(sum((select count(*) from promises where promises.task_id = tasks.id and ${counted})), 0)` : null}`;
  return chosen(db, asked).select((eb) => [eb.fn.countAll<number>().as("tasks"), promises.as("promises")]).executeTakeFirstOrThrow();
}

/** The tasks asked for: hers to look at, in the period (or waiting now), and the filters. */
function chosen(db: Db, { viewer, scope, period, list, now }: Asked) {
  const isAboutNow = list.figure !== null && isPresentSet(list.figure);
  let query = db.selectFrom("tasks").where(isAboutNow ? sql`tasks.team_id` : sql`tasks.received_team_id`, "=", sql`any(${scope.teamIds})`);
  if (!isAboutNow) query = query.where("tasks.received_at", ">=", period.from).where("tasks.received_at", "<", period.to);
  if (list.figure) query = query.where(inSet(list.figure, now));
  if (list.late) query = query.where(inSet("overdue", now));
  if (list.stage) query = query.where("tasks.stage", "=", list.stage);
  if (list.outcome) query = query.where("tasks.outcome", "=", list.outcome);
  if (list.causeId) query = query.where("tasks.cause_id", "=", list.causeId);
  const words = list.words.match(/[\p{L}\p{N}]+/gu);
  // Searching must not tell what the row itself hides.
  if (words) query = query.where(sql<boolean>`tasks.search @@ to_tsquery('simple', ${words.map((word) => `${word}:*`).join(" & ")})`).where(visibleTo(viewer));
  return query;
}

function listed(db: Db, asked: Asked) {
  const isVisible = visibleTo(asked.viewer)(expressionBuilder<DB, "tasks">());
  return chosen(db, asked)
    .innerJoin("responses", "responses.id", "tasks.response_id")
    .innerJoin("teams", "teams.id", "tasks.team_id")
    .leftJoin("customers", (join) => join.onRef("customers.id", "=", "tasks.customer_id").on(isVisible))
    .leftJoin("employees as owners", (join) => join.onRef("owners.id", "=", "tasks.owner_id").on(isVisible))
    .leftJoin("causes", "causes.id", "tasks.cause_id");
}

/** The rows after the cursor's row, or before it, in the order of the list. */
function beyond(db: Db, asked: Asked, cursor: Cursor): RawBuilder<boolean> {
  const { by, isDescending } = asked.list.sort;
  const { key, type } = sortKeys[by];
  const isBackward = cursor.side === "before";
  const past = sql.raw(isDescending !== isBackward ? "<" : ">");
  const value = cursor.key || null;
  const edge =
    type === "name" ? sql`(${listed(db, asked).where("tasks.id", "=", cursor.id).select(key.as("key"))})`
    : type === "instant" ? sql`(timestamptz 'epoch' + ${value}::float8 * interval '1 microsecond')`
    : sql`${value}::${sql.raw(type)}`;
  const isBeyondValue = sql`(${key} ${past} ${edge} or (${key} = ${edge} and tasks.id ${past} ${cursor.id}))`;
  // Rows without a value stand last: all of them come after one that has it.
  if (isBackward) return sql`case when ${edge} is null then (${key} is not null or tasks.id ${past} ${cursor.id}) else ${isBeyondValue} end`;
  return sql`case when ${edge} is null then (${key} is null and tasks.id ${past} ${cursor.id}) else (${key} is null or ${isBeyondValue}) end`;
}

/** The causes to filter by, also those that are no longer chosen. */
export async function causeChoices(db: Db): Promise<{ id: number; name: string }[]> {
  return db.selectFrom("causes").select(["id", "name"]).orderBy("name").execute();
}
