import { type RawBuilder, sql, type SqlBool } from "kysely";
import type { TaskSet } from "./sets.ts";

const followUp = sql<SqlBool>`tasks.outcome is distinct from 'no_follow_up'`;
const heard = sql<SqlBool>`(tasks.first_told_at is not null or coalesce(tasks.outcome in ('unreachable', 'declined'), false))`;
const recovered = sql<SqlBool>`(tasks.verdict = 'solved' or coalesce(tasks.verdict_score >= 7, false))`;

// A later step implies the earlier ones: whoever was told was dealt with, however that was logged.
const acted = sql<SqlBool>`(tasks.acted_at is not null or tasks.first_told_at is not null)`;
const reached = sql<SqlBool>`(tasks.reached_at is not null or ${acted})`;
const attempted = sql<SqlBool>`(tasks.first_attempt_at is not null or ${reached})`;

/**
 * The condition on a row of `tasks` for each named set: the design's measures (section 5), once, for
 * the figures and for the lists behind them. `now` is the app's clock.
 */
export function inSet(name: TaskSet, now: Date): RawBuilder<SqlBool> {
  switch (name) {
    case "received":
      return sql`true`;
    // Contacted in time: the first attempt at or before the first due time ÷ due has passed, or attempted.
    case "contactDue":
      return sql`(tasks.first_attempt_at is not null or tasks.first_due_at < ${now})`;
    case "inTime":
      return sql`tasks.first_attempt_at <= tasks.first_due_at`;
    case "notInTime":
      return sql`(tasks.first_attempt_at > tasks.first_due_at or (tasks.first_attempt_at is null and tasks.first_due_at < ${now}))`;
    // Closure: told once, or closed as unreachable or declined ÷ needed follow-up.
    case "followUp":
      return followUp;
    case "heard":
      return sql`(${followUp} and ${heard})`;
    case "notHeard":
      return sql`(${followUp} and not ${heard})`;
    case "running":
      return sql`(${followUp} and not ${heard} and tasks.closed_at is null)`;
    case "closedUntold":
      return sql`(${followUp} and not ${heard} and tasks.closed_at is not null)`;
    case "noFollowUp":
      return sql`tasks.outcome = 'no_follow_up'`;
    // Recovery: solved, or a new score of at least 7 ÷ verdicts given; and verdicts ÷ told.
    case "told":
      return sql`tasks.first_told_at is not null`;
    case "toldWithVerdict":
      return sql`(tasks.first_told_at is not null and tasks.verdict is not null)`;
    case "toldNoVerdict":
      return sql`(tasks.first_told_at is not null and tasks.verdict is null)`;
    case "verdicts":
      return sql`tasks.verdict is not null`;
    case "recovered":
      return sql`(tasks.verdict is not null and ${recovered})`;
    case "notRecovered":
      return sql`(tasks.verdict is not null and not ${recovered})`;
    // Promises: the tasks that have at least one such promise.
    case "promisesDue":
      return hasPromise(promiseDue(now));
    case "promisesKept":
      return hasPromise(sql`${promiseDue(now)} and ${promiseKept}`);
    case "promisesMissed":
      return hasPromise(sql`${promiseDue(now)} and not ${promiseKept}`);
    case "attempted":
      return sql`tasks.first_attempt_at is not null`;
    // The funnel, of what needed follow-up.
    case "stepAttempted":
      return sql`(${followUp} and ${attempted})`;
    case "stepReached":
      return sql`(${followUp} and ${reached})`;
    case "stepActed":
      return sql`(${followUp} and ${acted})`;
    case "stepTold":
      return sql`(${followUp} and tasks.first_told_at is not null)`;
    // What was lost between two steps of it.
    case "stuckAttempted":
      return sql`(${followUp} and not ${attempted})`;
    case "stuckReached":
      return sql`(${followUp} and ${attempted} and not ${reached})`;
    case "stuckActed":
      return sql`(${followUp} and ${reached} and not ${acted})`;
    case "stuckTold":
      return sql`(${followUp} and ${acted} and tasks.first_told_at is null)`;
    // Waits on us now; once told, it waits on the customer.
    case "waiting":
      return sql`tasks.stage in ('to_call', 'to_act', 'to_tell')`;
    case "overdue":
      return sql`(tasks.stage in ('to_call', 'to_act', 'to_tell') and tasks.urgent_at < ${now})`;
  }
}

/** On a row of `promises`: its day has come, unless it was withdrawn before. */
export function promiseDue(now: Date): RawBuilder<SqlBool> {
  return sql`(promises.due_at < ${now} and (promises.withdrawn_at is null or promises.withdrawn_at > promises.due_at))`;
}

/** On a row of `promises`: kept, and in time. */
export const promiseKept: RawBuilder<SqlBool> = sql`coalesce(promises.kept_at <= promises.due_at, false)`;

function hasPromise(condition: RawBuilder<SqlBool>): RawBuilder<SqlBool> {
  return sql`exists (select from promises where promises.task_id = tasks.id and ${condition})`;
}
