import { expect, test } from "vitest";
import { ownPath } from "./return-path.ts";

const origin = "https://belterug.example.nl";

test.each([
  ["/tasks/12?tab=all", "/tasks/12?tab=all"],
  ["/", "/"],
  [`${origin}/team`, "/team"],
  ["tasks/1", "/tasks/1"],
])("a path of ours stays: %s", (to, path) => expect(ownPath(to, origin)).toBe(path));

test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "javascript:alert(1)", "https://belterug.example.nl.evil.example/", "https://belterug.example.nl@evil.example/", "http://belterug.example.nl/", "data:text/html,x", null, undefined, 7])(
  "anything else does not: %s",
  (to) => expect(ownPath(to, origin)).toBeNull(),
);

test("a path that becomes another site when it stands alone is pulled back", () => {
  expect(ownPath("/.//evil.example", origin)).toBe("/evil.example");
  expect(ownPath("/%2e//evil.example", origin)).toBe("/evil.example");
});
