import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { bodyOf, eventSchemas } from "./events.ts";
import { eventKinds } from "./kinds.ts";

const page = readFileSync(new URL("../../docs/events.md", import.meta.url), "utf8");

test("docs/events.md has every kind and every field, and its example is one of ours", () => {
  expect(Object.keys(eventSchemas)).toEqual([...eventKinds]);
  for (const [kind, schema] of Object.entries(eventSchemas)) {
    const { properties } = z.toJSONSchema(schema) as unknown as { properties: { data: { properties: Record<string, { properties?: object }> } } };
    expect(page).toContain(`| \`${kind}\` |`);
    const fields = Object.entries(properties.data.properties).flatMap(([name, { properties = {} }]) => [name, ...Object.keys(properties)]);
    expect(fields.length).toBeGreaterThan(2);
    expect(fields.filter((field) => !new RegExp(`["\`]${field}["\`]`).test(page)), `fields of ${kind} that are not there`).toEqual([]);
  }
  const example = JSON.parse(/```json\n([^]*?)```/.exec(page)![1]!) as object;
  expect(eventSchemas["task.assigned"].safeParse(example).error).toBeUndefined();
});

test("the body is the same however often it is made, and points to this app", () => {
  const stored = { kind: "task.closed", at: new Date("2026-11-20T13:05:12Z"), data: { task: { id: 17 }, response: { id: 51 } } };
  const body = bodyOf(stored, "https://belterug.example.nl");
  expect(bodyOf(stored, "https://belterug.example.nl")).toBe(body);
  expect(JSON.parse(body)).toEqual({ type: "task.closed", timestamp: "2026-11-20T13:05:12.000Z", data: { response: { id: 51 }, task: { id: 17, url: "https://belterug.example.nl/tasks/17" } } });
  expect(JSON.parse(bodyOf({ ...stored, data: { task: null } }, "https://belterug.example.nl"))).toMatchObject({ data: { task: null } });
});
