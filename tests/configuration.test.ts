import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** What is written for people keeps up with the code. */
const root = new URL("../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), "utf8");

test(".env.example has each variable of the configuration, and no other", () => {
  const known = [...read("app/config.server.ts").matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name]) => name);
  const documented = [...read(".env.example").matchAll(/^([A-Z_]+)=/gm)].map(([, name]) => name);
  expect(known.length).toBeGreaterThan(10);
  expect(documented.toSorted()).toEqual(known.toSorted());
});

test("what README and production.md name is there", () => {
  const scripts = Object.keys((JSON.parse(read("package.json")) as { scripts: object }).scripts);
  for (const page of ["README.md", "docs/production.md"]) {
    for (const [, script] of read(page).matchAll(/npm run ([a-z:]+)/g)) expect(scripts, `${page}: npm run ${script}`).toContain(script);
    for (const [, link] of read(page).matchAll(/\]\(([^):]+)\)/g)) expect(existsSync(new URL(link!, new URL(page, root))), `${page} links to ${link}`).toBe(true);
  }
});

test("CI runs the README's command", () => {
  expect(read(".ci/run")).toMatch(/^npm ci\nCI=1 npm test$/m);
  expect(read("README.md")).toContain("npm ci && npm test");
});
