import { expect, test } from "vitest";
import { z } from "zod";
import { eventKinds } from "../../outgoing/kinds.ts";
import { type ApiServices, createApi } from "./api.server.ts";
import { openApi } from "./openapi.ts";
import { operations } from "./operations.ts";

const origin = "https://belterug.example";
const document = openApi({ origin });

test("every route of the API is in the document, and nothing else", () => {
  const router = createApi({ db: undefined } as unknown as ApiServices);
  const routes = (router as unknown as { stack: { route?: { path: string; methods: Record<string, boolean> } }[] }).stack.flatMap(({ route }) => (route ? Object.keys(route.methods).filter((method) => ["get", "post", "put", "patch", "delete"].includes(method)).map((method) => `${method} ${route.path}`) : []));
  const documented = Object.entries(document.paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
  const inApi = documented.filter((each) => each.includes(" /api/v1/")).map((each) => each.replace("/api/v1", "").replace("{id}", ":id"));
  // Each route answers every method: those it does not know with 405.
  expect(new Set(routes)).toEqual(new Set(inApi));
  expect(documented.filter((each) => !each.includes(" /api/v1/"))).toEqual(["post /in/{address}"]);
  expect(Object.keys(document.webhooks)).toEqual(eventKinds);
});

test("names every operation once, says which key may do it, and describes everything", () => {
  const all = [...Object.values(document.paths), ...Object.values(document.webhooks)].flatMap((methods) => Object.values(methods));
  const ids = all.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { summary, description, security, parameters = [] } of all) {
    expect([summary, description].every(Boolean)).toBe(true);
    expect(security.length === 0 || security[0]!["ApiKey"]!.length === 1).toBe(true);
    expect(parameters.filter((parameter) => parameter.in === "query").every((parameter) => parameter.description)).toBe(true);
  }
  for (const { name, path, method, scope } of operations) expect(document.paths[`/api/v1${path}`]![method]).toMatchObject({ operationId: name, security: [{ ApiKey: [scope] }] });
});

test("every reference leads somewhere", () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!);
  expect(references.length).toBeGreaterThan(50);
  expect(references.filter((path) => path.split("/").reduce<unknown>((part, name) => (part as Record<string, unknown>)?.[name], document) === undefined)).toEqual([]);
});

test("every example is what its schema says", () => {
  const examples = examplesIn(document);
  expect(examples.length).toBeGreaterThan(20);
  const $defs = JSON.parse(JSON.stringify(document.components.schemas).replaceAll("#/components/schemas/", "#/$defs/"));
  const wrong = examples.flatMap(({ schema, example }) => z.fromJSONSchema({ $ref: schema.$ref.replace("#/components/schemas/", "#/$defs/"), $defs }).safeParse(example).error ?? []);
  expect(wrong).toEqual([]);
});

test("every example is what the API itself takes and gives, without a field too many", () => {
  const taken = operations.flatMap(({ body }) => (body ? [body.schema.safeParse(body.example)] : []));
  expect(taken.filter(({ success }) => !success)).toEqual([]);
  const given = operations.flatMap(({ answers }) => Object.values(answers));
  expect(given.map(({ schema, example }) => schema.parse(example))).toEqual(given.map(({ example }) => example));
});

function examplesIn(node: unknown): { schema: { $ref: string }; example: unknown }[] {
  if (typeof node !== "object" || node === null) return [];
  const here = "example" in node && "schema" in node && typeof (node.schema as { $ref?: string }).$ref === "string" ? [node as { schema: { $ref: string }; example: unknown }] : [];
  return [...here, ...Object.values(node).flatMap(examplesIn)];
}

test("what is refused is refused by the published schema, too", () => {
  const published = z.fromJSONSchema(document.components.schemas["Response"] as z.core.JSONSchema.JSONSchema);
  const right = { id: "a", score: 3, answered_at: "2026-11-20T14:05:00+01:00", customer: {} };
  expect(published.safeParse({ ...right, comment: null, customer: { id: null, language: null }, about: null, attributes: null, whatever: [1] }).success).toBe(true);
  const wrong = [{ id: "" }, { id: "x".repeat(201) }, { score: 11 }, { score: "3" }, { score: 3.5 }, { comment: 1 }, { answered_at: "20 november" }, { customer: undefined }, { customer: { language: "fr" } }, { customer: { name: "x".repeat(201) } }, { attributes: { a: {} } }];
  expect(wrong.filter((part) => published.safeParse({ ...right, ...part }).success)).toEqual([]);
});

test("in Dutch it is the same but for the words", () => {
  const bones = (value: unknown) => JSON.stringify(value, (key, part: unknown) => (["description", "summary", "title"].includes(key) && typeof part === "string" ? "" : part));
  const dutch = openApi({ origin, language: "nl" });
  expect(bones(dutch)).toBe(bones(document));
  expect(JSON.stringify(dutch)).not.toBe(JSON.stringify(document));
});

test("holds nothing of Zod's", () => {
  expect(JSON.stringify(document)).not.toMatch(/"says"|"\$schema"|"\$id"|9007199254740991/);
});
