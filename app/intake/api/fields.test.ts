import { expect, test } from "vitest";
import { fieldsOf } from "./fields.ts";
import { openApi } from "./openapi.ts";

const { components } = openApi({ origin: "https://belterug.example" });
const fields = (name: string) => Object.fromEntries(fieldsOf(components.schemas[name]!, components.schemas).map(({ name, ...field }) => [name, field]));

test("what goes in", () => {
  const all = fields("Response");
  expect(Object.keys(all)).toEqual(["id", "score", "comment", "answered_at", "customer", "customer.id", "customer.name", "customer.email", "customer.phone", "customer.language", "customer.account", "customer.owner_email", "about", "about.team", "about.employee_email", "about.touchpoint", "attributes"]);
  expect(all["id"]).toMatchObject({ isRequired: true, kind: { is: "text", longest: 200, canBeNull: false } });
  expect(all["score"]).toMatchObject({ kind: { is: "integer", least: 0, most: 10 } });
  expect(all["comment"]).toMatchObject({ isRequired: false, kind: { is: "text", longest: 20_000, canBeNull: true } });
  expect(all["answered_at"]).toMatchObject({ kind: { is: "instant" } });
  expect(all["customer.email"]).toMatchObject({ kind: { is: "email", canBeNull: true } });
  expect(all["customer.language"]).toMatchObject({ kind: { is: "choice", options: ["nl", "en"], canBeNull: true } });
  for (const { description } of Object.values(all)) expect(description).toBeTruthy();
});

test("what comes out, and lists of it", () => {
  expect(fields("StoredTask")["owner"]).toMatchObject({ kind: { is: "object", canBeNull: true } });
  expect(fields("StoredTask")["owner.email"]).toMatchObject({ isRequired: true });
  expect(fields("TaskPage")["tasks"]).toMatchObject({ kind: { is: "list", of: "StoredTask" } });
  expect(fields("Batch")["responses"]).toMatchObject({ kind: { is: "list", of: "Response", most: 500 } });
});
