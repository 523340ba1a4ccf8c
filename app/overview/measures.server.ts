import { type RawBuilder, sql } from "kysely";
import type { Db } from "#db/client.ts";
import type { Answers } from "./nps.ts";
import type { Period, Span } from "./period.ts";
import type { Rate } from "./rates.ts";
import type { Scope } from "./scope.server.ts";
import { inSet, promiseDue, promiseKept } from "./sets.server.ts";
import { type CohortSet, cohortSets, type promiseSets, taskSets } from "./sets.ts";

/** Hours from receipt; `count` is how many there were. Null when there were none. */
export type Waited = { count: number; median: number | null; p90: number | null };

/** All measures of one cohort: the responses received in a span by certain teams. */
export type Measures = {
  responses: Answers;
  /** How many tasks are in each named set. */
  sets: Record<CohortSet, number>;
  contactedInTime: Rate;
  closure: Rate;
  recovery: Rate;
  answered: Rate;
  /** Counted in promises, not in tasks. */
  promises: Rate;
  toAttempt: Waited;
  toTold: Waited;
  /** Detractors for whom no task was opened. They count as not heard; history from before Belterug and what came in before its team was live do not. */
  withoutTask: number;
};

export type Waiting = { open: number; overdue: number; oldestDueAt: Date | null };

export type TeamMeasures = { now: Measures; before: Measures; waiting: Waiting };

export type Overview = { total: TeamMeasures; teams: (TeamMeasures & { id: number; name: string })[] };

/**
 * The figures of `period` and of the one before it, in total and per team at receipt (what waits now:
 * per team that has it now). Six reads over indexed columns, whatever the number of teams.
 */
export async function overviewOf(db: Db, scope: Scope, period: Period, now: Date): Promise<Overview> {
  const spans = [{ name: "now", ...period }, { name: "before", ...period.previous }];
  const tasks = await taskCounts(db, scope, spans, now);
  const answers = await answerCounts(db, scope, spans);
  const promises = await promiseCounts(db, scope, spans, now);
  const waiting = await waitingNow(db, scope, now);

  const measuresOf = (span: string, teamId: number | null): Measures => {
    const isHere = (row: { span: string; team_id: number | null }) => row.span === span && row.team_id === teamId;
    return measures(tasks.find(isHere), answers.find(isHere), promises.find(isHere));
  };
  const teamMeasures = (teamId: number | null): TeamMeasures => {
    const row = waiting.find((row) => row.team_id === teamId);
    return { now: measuresOf("now", teamId), before: measuresOf("before", teamId), waiting: { open: row?.open ?? 0, overdue: row?.overdue ?? 0, oldestDueAt: row?.oldest_due_at ?? null } };
  };
  return { total: teamMeasures(null), teams: scope.teams.filter((team) => scope.teamIds.includes(team.id)).map((team) => ({ ...team, ...teamMeasures(team.id) })) };
}

function measures(tasks: TaskCounts | undefined, answers: AnswerCounts | undefined, promises: PromiseCounts | undefined): Measures {
  const counts = { ...tasks, ...promises };
  const sets = Object.fromEntries(cohortSets.map((name) => [name, counts[name] ?? 0])) as Record<CohortSet, number>;
  const withoutTask = answers?.without_task ?? 0;
  return {
    responses: { promoters: answers?.promoters ?? 0, passives: answers?.passives ?? 0, detractors: answers?.detractors ?? 0 },
    sets,
    contactedInTime: { numerator: sets.inTime, denominator: sets.contactDue },
    closure: { numerator: sets.heard, denominator: sets.followUp + withoutTask },
    recovery: { numerator: sets.recovered, denominator: sets.verdicts },
    answered: { numerator: sets.toldWithVerdict, denominator: sets.told },
    promises: { numerator: promises?.kept ?? 0, denominator: promises?.due ?? 0 },
    toAttempt: { count: sets.attempted, median: tasks?.to_attempt?.[0] ?? null, p90: tasks?.to_attempt?.[1] ?? null },
    toTold: { count: sets.told, median: tasks?.to_told?.[0] ?? null, p90: tasks?.to_told?.[1] ?? null },
    withoutTask,
  };
}

type Grouped = { span: string; team_id: number | null };
type NamedSpan = Span & { name: string };

type TaskCounts = Grouped & Record<(typeof taskSets)[number], number> & { to_attempt: number[] | null; to_told: number[] | null };

async function taskCounts(db: Db, scope: Scope, spans: NamedSpan[], now: Date): Promise<TaskCounts[]> {
  const counts = taskSets.map((name) => sql`count(*) filter (where ${inSet(name, now)}) as ${sql.ref(name)}`);
  const { rows } = await sql<TaskCounts>`
    select span.name as span, tasks.received_team_id as team_id, ${sql.join(counts)},
      ${percentiles("first_attempt_at")} as to_attempt, ${percentiles("first_told_at")} as to_told
    from ${spanTable(spans)} join tasks on ${receivedIn("tasks", scope, spans)}
    group by grouping sets ((span.name, tasks.received_team_id), (span.name))`.execute(db);
  return rows;
}

/** Median and 90th percentile (continuous, as PostgreSQL interpolates), in hours since receipt. */
function percentiles(column: "first_attempt_at" | "first_told_at"): RawBuilder<number[] | null> {
  return sql`percentile_cont(array[0.5, 0.9]) within group (order by extract(epoch from ${sql.ref(`tasks.${column}`)} - tasks.received_at)::float8 / 3600)`;
}

type AnswerCounts = Grouped & Answers & { without_task: number };

async function answerCounts(db: Db, scope: Scope, spans: NamedSpan[]): Promise<AnswerCounts[]> {
  const { rows } = await sql<AnswerCounts>`
    select span.name as span, responses.team_id,
      count(*) filter (where category = 'promoter') as promoters,
      count(*) filter (where category = 'passive') as passives,
      count(*) filter (where category = 'detractor') as detractors,
      count(*) filter (where category = 'detractor' and not is_history and held_back_at is null and not exists (select from tasks where tasks.response_id = responses.id)) as without_task
    from ${spanTable(spans)} join responses on ${receivedIn("responses", scope, spans)}
    group by grouping sets ((span.name, responses.team_id), (span.name))`.execute(db);
  return rows;
}

type PromiseCounts = Grouped & Record<(typeof promiseSets)[number], number> & { due: number; kept: number };

async function promiseCounts(db: Db, scope: Scope, spans: NamedSpan[], now: Date): Promise<PromiseCounts[]> {
  const { rows } = await sql<PromiseCounts>`
    select span.name as span, tasks.received_team_id as team_id,
      count(*) as due, count(*) filter (where ${promiseKept}) as kept,
      count(distinct tasks.id) as "promisesDue",
      count(distinct tasks.id) filter (where ${promiseKept}) as "promisesKept",
      count(distinct tasks.id) filter (where not ${promiseKept}) as "promisesMissed"
    from ${spanTable(spans)} join tasks on ${receivedIn("tasks", scope, spans)}
      join promises on promises.task_id = tasks.id and ${promiseDue(now)}
    group by grouping sets ((span.name, tasks.received_team_id), (span.name))`.execute(db);
  return rows;
}

async function waitingNow(db: Db, scope: Scope, now: Date) {
  const { rows } = await sql<{ team_id: number | null; open: number; overdue: number; oldest_due_at: Date | null }>`
    select tasks.team_id, count(*) as open, count(*) filter (where ${inSet("overdue", now)}) as overdue,
      min(tasks.urgent_at) filter (where ${inSet("overdue", now)}) as oldest_due_at
    from tasks where tasks.team_id = any(${scope.teamIds}) and ${inSet("waiting", now)}
    group by grouping sets ((tasks.team_id), ())`.execute(db);
  return rows;
}

/** Closure per span, e.g. per week, oldest first. */
export async function closureOver(db: Db, scope: Scope, weeks: (Span & { firstDay: string })[], now: Date): Promise<(Rate & { firstDay: string })[]> {
  const spans = weeks.map((week) => ({ ...week, name: week.firstDay }));
  const { rows } = await sql<Rate & { span: string }>`
    select span.name as span,
      count(*) filter (where tasks.id is not null and ${inSet("heard", now)}) as numerator,
      count(*) filter (where case when tasks.id is null then responses.category = 'detractor' and not responses.is_history and responses.held_back_at is null else ${inSet("followUp", now)} end) as denominator
    from ${spanTable(spans)}
      join responses on ${receivedIn("responses", scope, spans)}
      left join tasks on tasks.response_id = responses.id
    group by span.name`.execute(db);
  return weeks.map(({ firstDay }) => {
    const row = rows.find((row) => row.span === firstDay);
    return { firstDay, numerator: row?.numerator ?? 0, denominator: row?.denominator ?? 0 };
  });
}

export type RecurringCause = { id: number; name: string; count: number; countBefore: number };

/** The causes found most often in this period, with how often in the one before. */
export async function recurringCauses(db: Db, scope: Scope, period: Period, limit: number): Promise<RecurringCause[]> {
  const spans = [{ name: "now", ...period }, { name: "before", ...period.previous }];
  const { rows } = await sql<RecurringCause>`
    select causes.id, causes.name,
      count(*) filter (where span.name = 'now') as count,
      count(*) filter (where span.name = 'before') as "countBefore"
    from ${spanTable(spans)}
      join tasks on ${receivedIn("tasks", scope, spans)}
      join causes on causes.id = tasks.cause_id
    group by causes.id
    having count(*) filter (where span.name = 'now') > 0
    order by count desc, causes.name
    limit ${limit}`.execute(db);
  return rows;
}

function spanTable(spans: NamedSpan[]): RawBuilder<unknown> {
  const rows = spans.map((span) => sql`(${span.name}::text, ${span.from}::timestamptz, ${span.to}::timestamptz)`);
  return sql`(values ${sql.join(rows)}) as span (name, starts_at, ends_at)`;
}

/**
 * The cohort: received by these teams in this span. Read by the index on team, receipt; the outer
 * limits say the same once more so that the planner knows how little it is.
 */
function receivedIn(table: "tasks" | "responses", scope: Scope, spans: Span[]): RawBuilder<unknown> {
  const team = sql.ref(table === "tasks" ? "tasks.received_team_id" : "responses.team_id");
  const at = sql.ref(`${table}.received_at`);
  const first = new Date(Math.min(...spans.map(({ from }) => from.getTime())));
  const end = new Date(Math.max(...spans.map(({ to }) => to.getTime())));
  return sql`${team} = any(${scope.teamIds}) and ${at} >= ${first} and ${at} < ${end} and ${at} >= span.starts_at and ${at} < span.ends_at`;
}
