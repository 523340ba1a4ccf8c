import { type ChildProcess, fork } from "node:child_process";
import { rmSync } from "node:fs";
import { Agent, get } from "node:http";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { CompiledQuery } from "kysely";
import { createDb, createPool } from "#db/client.ts";
import { startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { makeSession } from "../app.ts";
import { makeEmployee } from "../factories.ts";
import { gzippedKilobytes, scriptsOf } from "../scripts.ts";
import { fillInbox, measured } from "./inbox.fill.ts";
import { measureLive } from "./live.ts";

/**
 * How fast the screens are that somebody opens fifty times a day, in an organisation of 500 people with
 * 10,000 and with 1,000,000 tasks, beside a floor: the same pages rendered by the same server from the same rows
 * already in memory, without a database. Whole documents over HTTP, one after the other, of 50 employees in turn;
 * rounds of all four servers alternate, so that what else the machine does hits all. Then how long a new response takes to
 * appear in an open Chromium with 200 streams open, and what the inbox loads of JavaScript. The last line is one JSON object.
 */
const sizes = { "10k": 10_000, "1m": 1_000_000 } as const;
type Size = keyof typeof sizes;
const { values: options } = parseArgs({ args: process.argv.slice(3), options: { rounds: { type: "string", default: "9" } } });
const rounds = Number(options.rounds);
const pages = ["inbox", "task", "search"] as const;
const kinds = ["real", "floor"] as const;

const folder = ".cache/bench-inbox";
rmSync(folder, { recursive: true, force: true });
const server = await startEmbedded(folder);
const agent = new Agent({ keepAlive: true });
const waits = new Map<string, number[]>();
const children: ChildProcess[] = [];

try {
  console.log(`${cpus().length} cores (${cpus()[0]?.model}), PostgreSQL, the app and the asker all on them`);
  const served = {} as Record<Size, Awaited<ReturnType<typeof serve>>>;
  for (const size of Object.keys(sizes) as Size[]) served[size] = await serve(size);
  for (let round = 0; round <= rounds; round++) {
    for (const page of pages) for (const size of Object.keys(sizes) as Size[]) for (const kind of kinds) await measure(served[size], size, page, kind, round > 0);
  }
  for (const page of pages) {
    for (const size of Object.keys(sizes) as Size[]) {
      const shown = (kind: (typeof kinds)[number]) => `p50 ${percentile(page, size, kind, 0.5).toFixed(1)} ms, p99 ${percentile(page, size, kind, 0.99).toFixed(1)} ms`;
      console.log(`${page.padEnd(7)} ${size.padStart(3)} tasks: ${shown("real")}   floor: ${shown("floor")}   p50 / floor ${ratio(page, size).toFixed(2)}`);
    }
    console.log(`        1m / 10k: ${(percentile(page, "1m", "real", 0.5) / percentile(page, "10k", "real", 0.5)).toFixed(2)}`);
  }
  const { live_p50_ms, live_p95_ms } = await live(served["1m"]);
  console.log(`from the commit of a response to its row in an open Chromium, with 200 streams open: p50 ${live_p50_ms} ms, p95 ${live_p95_ms} ms`);
  const js = await inboxScripts(served["1m"]);
  const round = (value: number, digits = 2) => Number(value.toFixed(digits));
  const p50 = (size: Size) => percentile("inbox", size, "real", 0.5);
  console.log(
    JSON.stringify({
      bench: "inbox",
      floor_p50_ms: round(percentile("inbox", "1m", "floor", 0.5)),
      p50_ms_10k: round(p50("10k")),
      p50_ms_1m: round(p50("1m")),
      ratio_sizes: round(p50("1m") / p50("10k")),
      ratio_floor: round(ratio("inbox", "1m")),
      search_ratio_floor: round(ratio("search", "1m")),
      live_p95_ms,
      js_gz_kb: round(js, 1),
    }),
  );
} finally {
  for (const child of children) child.kill();
  agent.destroy();
  await server.stop();
}

/** Its own database and its own process, with the sessions and pages that are asked for. */
async function serve(size: Size) {
  const url = new URL(server.url);
  url.pathname = `/bench_${size}`;
  const main = createDb(createPool({ connectionString: server.url, onError: () => {} }));
  await main.executeQuery(CompiledQuery.raw(`create database bench_${size}`));
  await main.destroy();
  const db = createDb(createPool({ connectionString: url.href, onError: () => {} }));
  await migrate(db);
  const started = performance.now();
  await fillInbox(db, sizes[size], new Date());
  console.log(`${sizes[size]} tasks made in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  const cookies: Record<string, string> = {};
  const paths: Record<string, string[]> = {};
  for (let employee = 1; employee <= measured; employee++) {
    const { name, value } = await makeSession(db, employee);
    cookies[employee] = `${name}=${value}`;
    const customer = await db.selectFrom("tasks").innerJoin("customers", "customers.id", "tasks.customer_id").select("customers.name").where("tasks.owner_id", "=", employee).orderBy("tasks.id", "desc").limit(1).executeTakeFirstOrThrow();
    // In turn a frequent word and a name.
    const search = employee % 2 === 0 ? "lekkage" : customer.name!;
    paths[employee] = ["/inbox", `/tasks/${employee}`, `/inbox?q=${encodeURIComponent(search)}`];
  }
  await db.destroy();
  const child = fork(fileURLToPath(new URL("inbox-server.ts", import.meta.url)), [JSON.stringify({ url: url.href, paths, cookies })], { env: { ...process.env, NODE_ENV: "production", NODE_OPTIONS: "--max-old-space-size=768" } });
  children.push(child);
  const ports = await new Promise<{ real: number; floor: number }>((resolve, reject) => {
    child.once("message", (message) => resolve(message as never));
    child.once("exit", () => reject(new Error("the server ended")));
  });
  return { ports, paths, cookies, url: url.href };
}

/** With somebody new, whose list has room for a new customer at its top. */
async function live({ ports, url }: Awaited<ReturnType<typeof serve>>) {
  const db = createDb(createPool({ connectionString: url, onError: () => {} }));
  try {
    const employee = await makeEmployee(db, { team: 1 });
    return await measureLive({ origin: `http://localhost:${ports.real}`, db, employee, listenerIds: Array.from({ length: 100 }, (_, n) => n + 1) });
  } finally {
    await db.destroy();
  }
}

async function inboxScripts({ ports, cookies }: Awaited<ReturnType<typeof serve>>): Promise<number> {
  const page = await fetch(`http://localhost:${ports.real}/inbox`, { headers: { cookie: cookies[1]! } });
  return gzippedKilobytes(scriptsOf(await page.text()));
}

async function measure({ ports, paths, cookies }: Awaited<ReturnType<typeof serve>>, size: Size, page: (typeof pages)[number], kind: (typeof kinds)[number], counts: boolean): Promise<void> {
  const key = `${page} ${size} ${kind}`;
  const list = waits.get(key) ?? [];
  waits.set(key, list);
  for (let employee = 1; employee <= measured; employee++) {
    const wait = await ask(ports[kind], paths[employee]![pages.indexOf(page)]!, cookies[employee]!);
    if (counts) list.push(wait);
  }
}

/** Milliseconds from the question to the last byte. Throws when the answer is not a page. */
function ask(port: number, path: string, cookie: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    get({ agent, port, host: "127.0.0.1", path, headers: { cookie, host: `localhost:${port}`, "accept-encoding": "identity" } }, (response) => {
      response.resume();
      response.on("end", () => (response.statusCode === 200 ? resolve(performance.now() - started) : reject(new Error(`${path} gave ${response.statusCode}`))));
    }).on("error", reject);
  });
}

function percentile(page: string, size: Size, kind: string, share: number): number {
  const sorted = waits.get(`${page} ${size} ${kind}`)!.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

function ratio(page: string, size: Size): number {
  return percentile(page, size, "real", 0.5) / percentile(page, size, "floor", 0.5);
}
