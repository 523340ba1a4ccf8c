import type { z } from "zod";
import type { apiTexts } from "./api.texts.ts";
import { batchAnswer, batchInput, listQuery, noQuery, received, responsePage, responseRecord, taskPage, taskRecord } from "./schemas.ts";
import { responseInput } from "../response.ts";
import * as example from "./examples.ts";
import type { Scope } from "./scopes.ts";

/** All that is described but the webhook, which has its own place (intake/sources). */
export type OperationName = Exclude<keyof (typeof apiTexts)["en"]["operations"], "deliver">;

type Body = { schema: z.ZodType; example: unknown };

/** One thing that the API does: the router, /openapi.json and the page /api are made from this list. */
export type Operation = {
  name: OperationName;
  method: "get" | "post";
  /** Under /api/v1; `{id}` is one of our ids. */
  path: string;
  scope: Scope;
  query: z.ZodObject;
  /** What it takes, and how large in bytes, packed and unpacked. */
  body?: Body & { largest: number };
  answers: Partial<Record<200 | 201, Body>>;
  /** Counts as this many requests of the key's minute. */
  points: number;
};

const kilobyte = 1024;

export const operations: Operation[] = [
  {
    name: "sendResponse",
    method: "post",
    path: "/responses",
    scope: "responses:write",
    query: noQuery,
    body: { schema: responseInput, example: example.response, largest: 256 * kilobyte },
    answers: { 201: { schema: received, example: example.received }, 200: { schema: received, example: { ...example.received, created: false } } },
    points: 1,
  },
  {
    name: "sendBatch",
    method: "post",
    path: "/responses/batch",
    scope: "responses:write",
    query: noQuery,
    body: { schema: batchInput, example: example.batch, largest: 5 * kilobyte * kilobyte },
    answers: { 200: { schema: batchAnswer, example: example.batchAnswer } },
    points: 10,
  },
  { name: "listResponses", method: "get", path: "/responses", scope: "responses:read", query: listQuery, answers: { 200: { schema: responsePage, example: example.responsePage } }, points: 1 },
  { name: "getResponse", method: "get", path: "/responses/{id}", scope: "responses:read", query: noQuery, answers: { 200: { schema: responseRecord, example: example.responseRecord } }, points: 1 },
  { name: "listTasks", method: "get", path: "/tasks", scope: "tasks:read", query: listQuery, answers: { 200: { schema: taskPage, example: example.taskPage } }, points: 1 },
  { name: "getTask", method: "get", path: "/tasks/{id}", scope: "tasks:read", query: noQuery, answers: { 200: { schema: taskRecord, example: example.taskRecord } }, points: 1 },
];
