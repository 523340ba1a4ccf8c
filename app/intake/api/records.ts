import type { z } from "zod";
import type { Received } from "../receive.server.ts";
import type { ResponseRow, TaskRow } from "./changes.server.ts";
import type { received, responseRecord, taskRecord } from "./schemas.ts";

/** Rows as the API shows them. */

type Shown<Schema extends z.ZodType> = z.output<Schema>;

const iso = (instant: Date | null) => instant?.toISOString() ?? null;

export function shownAnswer({ created, response, task }: Received, origin: string): Shown<typeof received> {
  return { created, response, task: task && { ...task, due_at: task.due_at.toISOString(), url: taskUrl(origin, task.id) } };
}

export function shownResponse(row: ResponseRow): Shown<typeof responseRecord> {
  return {
    id: row.id,
    external_id: row.external_id,
    source: { id: row.source_id, name: row.source },
    score: row.score,
    category: row.category,
    comment: row.comment,
    customer: { id: row.customer_id, external_id: row.customer_number },
    about: { team: row.about_team, employee_email: row.about_employee, touchpoint: row.touchpoint },
    attributes: row.attributes as Record<string, string | number | boolean>,
    team: { code: row.team_code, name: row.team },
    is_history: row.is_history,
    answered_at: row.answered_at.toISOString(),
    received_at: row.received_at.toISOString(),
    updated_at: row.changed_at,
    task_id: row.task_id,
  };
}

export function shownTask(row: TaskRow, origin: string): Shown<typeof taskRecord> {
  return {
    id: row.id,
    response_id: row.response_id,
    customer: { id: row.customer_id, external_id: row.customer_number },
    stage: row.stage,
    outcome: row.outcome,
    team: { code: row.team_code, name: row.team },
    owner: row.owner === null ? null : { name: row.owner, email: row.owner_email! },
    received_at: row.received_at.toISOString(),
    due_at: row.due_at.toISOString(),
    first_attempt_at: iso(row.first_attempt_at),
    reached_at: iso(row.reached_at),
    acted_at: iso(row.acted_at),
    told_at: iso(row.told_at),
    reopened_at: iso(row.reopened_at),
    closed_at: iso(row.closed_at),
    verdict: row.verdict && { answer: row.verdict, score: row.verdict_score, given_at: row.verdict_at!.toISOString() },
    updated_at: row.changed_at,
    url: taskUrl(origin, row.id),
  };
}

function taskUrl(origin: string, taskId: number): string {
  return `${origin}/tasks/${taskId}`;
}
