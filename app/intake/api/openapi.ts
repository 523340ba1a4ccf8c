import type { z } from "zod";
import type { Language } from "#db/schema.ts";
import { textsIn } from "../../i18n/texts.ts";
import { eventSchemas } from "../../outgoing/events.ts";
import { type EventKind, eventKinds } from "../../outgoing/kinds.ts";
import { responseInput } from "../response.ts";
import { apiTexts } from "./api.texts.ts";
import * as example from "./examples.ts";
import { fieldTexts } from "./fields.texts.ts";
import { type JsonSchema, reference, schemaOf, schemasOf } from "./json-schema.ts";
import { type Operation, operations } from "./operations.ts";
import { batchAnswer, batchInput, problem, received, responsePage, responseRecord, taskPage, taskRecord } from "./schemas.ts";

type Content = { description: string; headers?: Record<string, unknown>; content?: Record<string, { schema: JsonSchema; example: unknown }> };
export type Parameter = { name: string; in: "query" | "path" | "header"; required: boolean; description?: string; schema: JsonSchema };
export type DocumentedOperation = {
  operationId: string;
  summary: string;
  description: string;
  security: Record<string, string[]>[];
  parameters?: Parameter[];
  requestBody?: { required: true; content: { "application/json": { schema: JsonSchema; example: unknown } } };
  responses: Record<string, Content | { $ref: string }>;
};
export type OpenApi = {
  openapi: "3.1.1";
  info: { title: string; version: string; description: string };
  servers: { url: string }[];
  paths: Record<string, Partial<Record<"get" | "post", DocumentedOperation>>>;
  webhooks: Record<string, { post: DocumentedOperation }>;
  components: { schemas: Record<string, JsonSchema>; responses: Record<string, Content>; securitySchemes: Record<string, unknown> };
};

const taken = { Response: responseInput, Batch: batchInput };
const given = { Received: received, BatchResult: batchAnswer, StoredResponse: responseRecord, ResponsePage: responsePage, StoredTask: taskRecord, TaskPage: taskPage, Problem: problem };

/** The OpenAPI document, made from the schemas that check what comes in. The same in each language but for its words. */
export function openApi({ origin, language = "en" }: { origin: string; language?: Language }): OpenApi {
  const t = textsIn(apiTexts, language);
  const paths: OpenApi["paths"] = {};
  for (const operation of operations) {
    const path = `/api/v1${operation.path}`;
    paths[path] = { ...paths[path], [operation.method]: documented(operation, language) };
  }
  paths["/in/{address}"] = { post: webhook(language) };
  return {
    openapi: "3.1.1",
    info: { title: t.title, version: "1", description: t.description },
    servers: [{ url: origin }],
    paths,
    webhooks: Object.fromEntries(eventKinds.map((kind) => [kind, { post: told(kind, language) }])),
    components: {
      schemas: { ...schemasOf(taken, "input", language), ...schemasOf({ ...given, ...eventSchemas }, "output", language) },
      responses: Object.fromEntries(Object.entries(t.problems).map(([status, description]) => [`Problem${status}`, problemContent(Number(status), description)])),
      securitySchemes: { ApiKey: { type: "http", scheme: "bearer" } },
    },
  };
}

function documented({ name, method, path, scope, query, body, answers }: Operation, language: Language): DocumentedOperation {
  const t = textsIn(apiTexts, language);
  const isById = path.includes("{id}");
  const parameters: Parameter[] = [
    ...(isById ? [{ name: "id", in: "path" as const, required: true, description: textsIn(fieldTexts, language).id, schema: { type: "integer", minimum: 1 } }] : []),
    ...Object.entries(schemaOf(query, "input", language).properties ?? {}).map(([name, { description, ...schema }]) => ({ name, in: "query" as const, required: false, ...(description && { description }), schema })),
    ...(body ? [{ name: "Idempotency-Key", in: "header" as const, required: false, description: textsIn(fieldTexts, language).idempotencyKey, schema: { type: "string", minLength: 1, maxLength: 255 } }] : []),
  ];
  const problems = ["400", "401", "403", ...(isById ? ["404"] : []), ...(body ? ["409", "413", "415", "422"] : []), "429", "500", "503"];
  return {
    operationId: name,
    summary: t.operations[name].title,
    description: t.operations[name].text,
    security: [{ ApiKey: [scope] }],
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true as const, content: { "application/json": { schema: named(body.schema), example: body.example } } } }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, answer]) => [status, { description: method === "get" ? t.operations[name].title : t.answers[status as "200" | "201"], headers: rateHeaders, content: { "application/json": { schema: named(answer.schema), example: answer.example } } }]),
      ),
      ...refusals(problems),
    },
  };
}

/** What a source of one's own software takes (intake/sources): the body of one answer, signed. */
function webhook(language: Language): DocumentedOperation {
  const t = textsIn(apiTexts, language);
  return {
    operationId: "deliver",
    summary: t.operations.deliver.title,
    description: t.operations.deliver.text,
    security: [],
    parameters: [{ name: "address", in: "path", required: true, schema: { type: "string", minLength: 32, maxLength: 32 } }, ...signature],
    requestBody: { required: true, content: { "application/json": { schema: named(responseInput), example: example.response } } },
    responses: { 200: { description: t.answers[200] }, 201: { description: t.answers[201] }, 202: { description: t.answers[202] }, ...refusals(["400", "401", "404", "413", "422", "503"]) },
  };
}

/** What we tell the endpoints that an administrator named (app/outgoing). */
function told(kind: EventKind, language: Language): DocumentedOperation {
  const t = textsIn(apiTexts, language);
  return {
    operationId: kind,
    summary: kind,
    description: t.events[kind],
    security: [],
    parameters: signature,
    requestBody: { required: true, content: { "application/json": { schema: named(eventSchemas[kind]), example: example.events[kind] } } },
    responses: { 200: { description: t.answers.told } },
  };
}

const signature = ["webhook-id", "webhook-timestamp", "webhook-signature"].map((name): Parameter => ({ name, in: "header", required: true, schema: { type: "string" } }));

const rateHeaders = {
  "RateLimit-Policy": { schema: { type: "string" }, example: '"api-write";q=600;w=60' },
  RateLimit: { schema: { type: "string" }, example: '"api-write";r=599;t=60' },
};

function refusals(statuses: string[]) {
  return Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }]));
}

const titles: Record<number, string> = { 400: "Malformed request", 401: "Unauthorized", 403: "Not for this key", 404: "Not found", 405: "Method not allowed", 409: "Still at work", 413: "Too large", 415: "Unsupported media type", 422: "Invalid answer", 429: "Too many requests", 500: "Something went wrong here", 503: "Temporarily unavailable" };
const later = [409, 429, 503];

function problemContent(status: number, description: string): Content {
  const shown = status === 422 ? example.problem : { type: "about:blank", title: titles[status]!, status, detail: textsIn(apiTexts, "en").problems[status as keyof (typeof apiTexts)["en"]["problems"]] };
  return {
    description,
    ...(later.includes(status) && { headers: { "Retry-After": { description: "seconds", schema: { type: "integer", minimum: 1 } } } }),
    content: { "application/problem+json": { schema: named(problem), example: shown } },
  };
}

const names = new Map<z.ZodType, string>(Object.entries({ ...taken, ...given, ...eventSchemas }).map(([name, schema]) => [schema, name]));

function named(schema: z.ZodType): JsonSchema {
  return { $ref: reference(names.get(schema)!) };
}
