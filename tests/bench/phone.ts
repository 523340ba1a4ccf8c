import { rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { createDb, createPool } from "#db/client.ts";
import { startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { makeSession, startApp } from "../app.ts";
import { chromiumPath } from "../chromium.ts";
import { fillInbox } from "./inbox.fill.ts";

/**
 * How long a phone on slow 3G waits: 400 ms there and back, 400 kbit/s each way, a processor four times as
 * slow as this one, 360 px wide. For the inbox and a task, with nothing cached (the first visit) and with
 * what the browser keeps (every other): until the content stands there (first and largest paint), until
 * the page hears taps, and from a tap on the number until the call sheet is open. Medians of `--rounds`,
 * milliseconds; kB as they came over the network; how much the layout moves as browsers
 * count it (under 0.1 is good). The last line is one JSON object.
 */
const { values: options } = parseArgs({ args: process.argv.slice(3), options: { rounds: { type: "string", default: "5" } } });
const rounds = Number(options.rounds);
const slow3G = { offline: false, latency: 400, downloadThroughput: 400_000 / 8, uploadThroughput: 400_000 / 8 };
const slowdown = 4;
const employee = 1;

type Visit = { first: number; largest: number; usable: number; sheet: number | null; kB: number; shift: number };
const pages = { inbox: "/inbox", task: `/tasks/${employee}` } as const;
type PageName = keyof typeof pages;
const caches = ["cold", "warm"] as const;
const visits: Record<string, Visit[]> = {};

const folder = ".cache/bench-phone";
rmSync(folder, { recursive: true, force: true });
const server = await startEmbedded(folder);
try {
  const db = createDb(createPool({ connectionString: server.url, onError: () => {} }));
  await migrate(db);
  await fillInbox(db, 10_000, new Date());
  const session = await makeSession(db, employee);
  await db.destroy();
  const app = await startApp({ env: { DATABASE_URL: server.url, RESEND_API_KEY: "re_bench_123", MAIL_FROM: "contact@delinde.example" } });
  const { executablePath, args, env } = await chromiumPath();
  const browser = await chromium.launch({ executablePath, args, env });
  try {
    for (let round = 0; round < rounds; round++) for (const name of Object.keys(pages) as PageName[]) await measure(browser, app.origin, session, name);
  } finally {
    await browser.close();
    await app.stop();
  }
} finally {
  await server.stop();
}

for (const name of Object.keys(pages) as PageName[])
  for (const cache of caches) {
    const of = (what: keyof Visit) => median(name, cache, what);
    const sheet = name === "task" ? `, tap to call sheet ${of("sheet")} ms` : "";
    console.log(`${name.padEnd(5)} ${cache}: first paint ${of("first")} ms, largest ${of("largest")} ms, hears taps after ${of("usable")} ms${sheet}, ${of("kB")} kB, layout moves ${of("shift") / 1_000}`);
  }
const figures = (Object.keys(pages) as PageName[]).flatMap((name) => caches.flatMap((cache) => (["largest", "usable"] as const).map((what) => [`${name}_${cache}_${what}_ms`, median(name, cache, what)])));
console.log(JSON.stringify({ bench: "phone", ...Object.fromEntries(figures), sheet_cold_ms: median("task", "cold", "sheet"), sheet_warm_ms: median("task", "warm", "sheet"), inbox_cold_kb: median("inbox", "cold", "kB") }));

/** A browser that never was here, and then the same one again. */
async function measure(browser: Browser, origin: string, session: { name: string; value: string }, name: PageName): Promise<void> {
  const context = await browser.newContext({ baseURL: origin, viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, locale: "nl-NL", serviceWorkers: "block" });
  await context.addCookies([{ ...session, url: origin, httpOnly: true, sameSite: "Lax" }]);
  for (const cache of caches) (visits[`${name} ${cache}`] ??= []).push(await visit(context, name));
  await context.close();
}

async function visit(context: BrowserContext, name: PageName): Promise<Visit> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  let bytes = 0;
  devtools.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", slow3G);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  await page.addInitScript(notePaints);
  await page.goto(pages[name], { waitUntil: "load", timeout: 120_000 });
  const usable = await whenUsable(page);
  await page.waitForTimeout(2_000); // what is fetched ahead is there, and no larger paint comes
  const { first, largest, shift } = await page.evaluate(() => (window as never as { paints: { first: number; largest: number; shift: number } }).paints);
  const kB = bytes / 1_000;
  const sheet = name === "task" ? await tapCall(page) : null;
  await page.close();
  return { first, largest, usable, sheet, kB, shift: 1_000 * shift };
}

/** In the browser, before the page. */
function notePaints(): void {
  const paints = Object.assign(window, { paints: { first: 0, largest: 0, shift: 0 } }).paints;
  new PerformanceObserver((list) => list.getEntries().forEach(({ name, startTime }) => name === "first-contentful-paint" && (paints.first = startTime))).observe({ type: "paint", buffered: true });
  new PerformanceObserver((list) => (list.getEntries() as unknown as { value: number }[]).forEach(({ value }) => (paints.shift += value))).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => list.getEntries().forEach(({ startTime }) => (paints.largest = startTime))).observe({ type: "largest-contentful-paint", buffered: true });
}

/** When React has taken over what stands in `main`. */
async function whenUsable(page: Page): Promise<number> {
  const hears = () => Object.keys(document.querySelector("main a") ?? {}).some((key) => key.startsWith("__reactProps")) && performance.now();
  return (await (await page.waitForFunction(hears, undefined, { polling: 20, timeout: 120_000 })).jsonValue()) as number;
}

async function tapCall(page: Page): Promise<number> {
  const opened = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let tapped = 0;
        addEventListener("click", () => (tapped = performance.now()), { capture: true, once: true });
        const watch = new MutationObserver(() => document.querySelector("dialog[data-hydrated]") && resolve(performance.now() - tapped));
        watch.observe(document.body, { childList: true, subtree: true, attributes: true });
      }),
  );
  await page.locator("a[href^='tel:']").first().tap();
  return opened;
}

function median(name: PageName, cache: (typeof caches)[number], what: keyof Visit): number {
  const sorted = visits[`${name} ${cache}`]!.map((each) => each[what] ?? 0).toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(sorted.length / 2)]!);
}
