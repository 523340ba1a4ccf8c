import { z } from "zod";
import { responseInput } from "../response.ts";
import type {} from "./fields.texts.ts";

/** What the API takes and gives, beside `responseInput`. /openapi.json is made from these, and tests hold real answers against them. */

const mostInBatch = 500;

/** The frame of a batch; each answer in it is checked by itself, so that a bad one does not fail its neighbours. */
export const batchFrame = z.object(
  { responses: z.array(z.unknown(), { error: "must be a list of answers" }).min(1, { error: "needs at least one answer" }).max(mostInBatch, { error: `must be at most ${mostInBatch} answers` }) },
  { error: "must be a JSON object" },
);
export const batchInput = z.object({ responses: z.array(responseInput).min(1).max(mostInBatch).meta({ says: "batch" }) });

/** Instants leave as ISO 8601 in UTC. */
const instant = z.iso.datetime();
const id = z.int().min(1);
const category = z.enum(["promoter", "passive", "detractor"]).meta({ says: "category" });
const stage = z.enum(["to_call", "to_act", "to_tell", "told", "closed"]).meta({ says: "stage" });

const openedTask = z
  .object({ id, stage, owner: z.string().nullable(), team: z.string(), due_at: instant.meta({ says: "dueAt" }), url: z.url().meta({ says: "taskUrl" }) })
  .nullable()
  .meta({ says: "openedTask" });

const takenIn = { created: z.boolean().meta({ says: "created" }), response: z.object({ id: id.meta({ says: "id" }), category }), task: openedTask };
export const received = z.object(takenIn);

export const problem = z.object({
  type: z.literal("about:blank"),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.object({ field: z.string(), reason: z.string() })).optional(),
});

export const batchAnswer = z.object({
  results: z
    .array(
      z.union([
        z.object({ status: z.union([z.literal(200), z.literal(201)]).meta({ says: "itemStatus" }), ...takenIn }),
        z.object({ status: z.union([z.literal(422), z.literal(500)]).meta({ says: "itemStatus" }), problem }),
      ]),
    )
    .meta({ says: "results" }),
});

const customerOf = z.object({ id: id.meta({ says: "id" }), external_id: z.string().nullable().meta({ says: "customerNumber" }) });
const updatedAt = instant.meta({ says: "updatedAt" });
const receivedAt = instant.meta({ says: "receivedAt" });
const teamOf = z.object({ code: z.string().meta({ says: "teamCode" }), name: z.string() }).meta({ says: "team" });

export const responseRecord = z.object({
  id: id.meta({ says: "id" }),
  external_id: z.string().meta({ says: "externalId" }),
  source: z.object({ id, name: z.string() }).meta({ says: "source" }),
  score: z.int().min(0).max(10).meta({ says: "score" }),
  category,
  comment: z.string().nullable(),
  customer: customerOf,
  about: z.object({ team: z.string().nullable(), employee_email: z.string().nullable(), touchpoint: z.string().nullable() }),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  team: teamOf,
  is_history: z.boolean().meta({ says: "isHistory" }),
  answered_at: instant,
  received_at: receivedAt,
  updated_at: updatedAt,
  task_id: id.nullable().meta({ says: "taskId" }),
});

export const taskRecord = z.object({
  id: id.meta({ says: "id" }),
  response_id: id.meta({ says: "responseId" }),
  customer: customerOf,
  stage,
  outcome: z.enum(["solved", "not_solved", "no_answer", "unreachable", "declined", "no_follow_up"]).nullable().meta({ says: "outcome" }),
  team: teamOf,
  owner: z.object({ name: z.string(), email: z.string() }).nullable().meta({ says: "owner" }),
  received_at: receivedAt,
  due_at: instant.meta({ says: "dueAt" }),
  first_attempt_at: instant.nullable(),
  reached_at: instant.nullable(),
  acted_at: instant.nullable(),
  told_at: instant.nullable(),
  reopened_at: instant.nullable(),
  closed_at: instant.nullable(),
  verdict: z.object({ answer: z.enum(["solved", "not_yet"]), score: z.int().min(0).max(10).nullable(), given_at: instant }).nullable().meta({ says: "verdict" }),
  updated_at: updatedAt,
  url: z.url().meta({ says: "taskUrl" }),
});

const page = { cursor: z.string().meta({ says: "cursor" }), has_more: z.boolean().meta({ says: "hasMore" }) };
export const responsePage = z.object({ responses: z.array(responseRecord), ...page });
export const taskPage = z.object({ tasks: z.array(taskRecord), ...page });

const largestPage = 200;

/** What stands behind the question mark of a list. */
export const listQuery = z.strictObject({
  limit: z.int({ error: "must be a whole number" }).min(1, { error: "must be at least 1" }).max(largestPage, { error: `must be at most ${largestPage}` }).default(50).meta({ says: "limit" }),
  cursor: z.string().max(200, { error: "is not a cursor of ours" }).optional().meta({ says: "cursorQuery" }),
  updated_since: z.iso.datetime({ offset: true, error: "must be an ISO 8601 date and time with an offset, like 2026-11-20T14:05:00Z" }).optional().meta({ says: "updatedSince" }),
});

export const noQuery = z.strictObject({});

export type ListQuery = z.output<typeof listQuery>;
