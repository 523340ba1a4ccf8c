import { readdirSync, readFileSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";

/** What every browser loads: no server code in it, and not more than it was. */
const folder = new URL("../../build/client/assets/", import.meta.url);
const scripts = readdirSync(folder).filter((name) => name.endsWith(".js"));

test("no server code is in the browser's bundle", () => {
  expect(scripts.length).toBeGreaterThan(10);
  const signs = ["_zod", "kysely", "pg-boss", "argon2", "process.env", "postgres://"];
  const found = scripts.flatMap((name) => {
    const code = readFileSync(new URL(name, folder), "utf8");
    return signs.filter((sign) => code.includes(sign)).map((sign) => `${name} has ${sign}`);
  });
  expect(found).toEqual([]);
});

test("no page has to load much", () => {
  const large = scripts.filter((name) => statSync(new URL(name, folder)).size > 100_000).map((name) => ({ name, kB: Math.round(gzipSync(readFileSync(new URL(name, folder))).length / 1000) }));
  // React and Remix, which every page shares.
  expect(large.filter(({ kB }) => kB > 100)).toEqual([]);
  expect(large.length).toBeLessThanOrEqual(2);
});
