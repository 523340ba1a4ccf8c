import { readdirSync, readFileSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { makeSession } from "../app.ts";
import { makeEmployee, makeTask, makeTeam } from "../factories.ts";
import { gzippedKilobytes, scriptsOf } from "../scripts.ts";
import { expect, test } from "./journey.ts";

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

/** kB of JavaScript, gzipped, that opening the inbox may load in all. */
const inboxBudget = 130;

test("a phone gets the list alone: what stands beside it on a desk is neither read nor sent", async ({ world }) => {
  const team = await makeTeam(world.db);
  const fatima = await makeEmployee(world.db, { team: team.id });
  const task = await makeTask(world.db, { team: team.id, owner: fatima.id });
  const session = await makeSession(world.db, fatima.id);
  const inbox = async (headers: Record<string, string>) => (await fetch(`${world.origin}/inbox`, { headers: { ...headers, cookie: `${session.name}=${session.value}` } })).text();
  const beside = "<article";
  expect(await inbox({})).toContain(beside);
  const phones: Record<string, string>[] = [{ "sec-ch-ua-mobile": "?1" }, { "user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1" }];
  for (const phone of phones) {
    const page = await inbox(phone);
    expect(page).toContain(`href="/tasks/${task.id}"`);
    expect(page).not.toContain(beside);
  }
});

for (const language of ["nl", "en"] as const) {
  test(`all that the inbox loads stays within its budget, and is in one language: ${language}`, async ({ world, browserOf }) => {
    const team = await makeTeam(world.db);
    const fatima = await makeEmployee(world.db, { team: team.id, language });
    await makeTask(world.db, { team: team.id, owner: fatima.id });
    // A real browser, left alone for a while: also what comes after the page has loaded.
    const page = await browserOf(fatima, { viewport: { width: 1280, height: 860 } });
    const loaded = new Set<string>();
    page.on("response", (response) => void (response.url().endsWith(".js") && loaded.add(response.url().slice(response.url().lastIndexOf("/") + 1))));
    const html = await (await page.goto("/inbox"))!.text();
    await expect(page.locator("main[data-live]")).toBeVisible();
    await page.waitForLoadState("networkidle");
    const names = [...loaded];
    expect(names.some((name) => name.startsWith("inbox.route"))).toBe(true);
    expect(names, "the bench measures what the page names").toEqual(expect.arrayContaining(scriptsOf(html)));
    expect(gzippedKilobytes(names)).toBeLessThan(inboxBudget);

    expect(wordsIn(names, language === "nl" ? "en" : "nl")).toEqual([]);
    expect(wordsIn(names, language).length).toBeGreaterThan(20);
  });
}

/** Sentences of a page's texts, in this language, that these scripts hold. Root's two are on customers' pages, too, and stay in both. */
function wordsIn(names: string[], language: "nl" | "en"): string[] {
  const code = names.map((name) => readFileSync(new URL(name, folder), "utf8")).join("\n");
  const app = new URL("../../app/", import.meta.url);
  const files = readdirSync(app, { recursive: true }).map(String).filter((name) => name.endsWith(".texts.ts") && name !== "ui/ui.texts.ts" && name !== "offline/offline.texts.ts");
  return files.flatMap((name) => {
    const source = readFileSync(new URL(name, app), "utf8");
    const part = language === "nl" ? source.slice(0, source.indexOf("\n  en: {")) : source.slice(source.indexOf("\n  en: {"));
    return [...part.matchAll(/"([^"\\]{25,})"/g)].map((match) => match[1]!).filter((words) => code.includes(words));
  });
}
