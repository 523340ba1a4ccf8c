import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { type Condition, firstRules, type Rule } from "../../app/routing/rule.ts";
import { createDb, createPool, type Db } from "#db/client.ts";
import { startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { startApp } from "../app.ts";
import { makeEmployee, makeOrganisation, makeTeam } from "../factories.ts";
import { importFile } from "./file.ts";

/**
 * How fast answers come in, beside what this very machine's PostgreSQL can do at that moment:
 * (a) the bare limit: the same rows written by 32 connections, one committed transaction each;
 * (b) our HTTP endpoint: 32 connections, signed single answers, each routed to a task and committed
 * before its 2xx; (c) 100,000 answers as a file. Rounds of a and b alternate, so that what else the
 * machine does hits both. With `--rules 100` (b) is measured a second time in each round, with so
 * many routing rules asked for each answer, in an organisation of 500 people: what they add is
 * `routing_overhead`. The last line is one JSON object.
 */
const { values: options } = parseArgs({ args: process.argv.slice(3), options: { rules: { type: "string", default: "0" } } });
const ruleCount = Number(options.rules);
const rounds = 5;
const secondsEach = 5;
const rowsOfFile = 100_000;

let acknowledged = 0;

const folder = ".cache/bench";
rmSync(folder, { recursive: true, force: true });
const server = await startEmbedded(folder);
const db = createDb(createPool({ connectionString: server.url, onError: () => {} }));
await migrate(db);
const scene = await makeScene(db);
const app = await startApp({ env: { DATABASE_URL: server.url, LOG_LEVEL: "info", NODE_OPTIONS: "--max-old-space-size=768" } });
app.child.stdout!.resume();

try {
  console.log(`${cpus().length} cores (${cpus()[0]?.model}), PostgreSQL and the app and the sender all on them; ${rounds} rounds of ${secondsEach} s\n`);
  await bare(2);
  await http(2); // both once before it counts
  const overheads: number[] = [];
  const limits: number[] = [];
  const speeds: number[] = [];
  const waits: { p50_ms: number; p99_ms: number }[] = [];
  for (let round = 1; round <= rounds; round++) {
    const limit = await bare(secondsEach);
    const { speed, p50_ms, p99_ms } = await http(secondsEach);
    console.log(`round ${round}: (a) bare ${limit.toFixed(0)}/s   (b) http ${speed.toFixed(0)}/s   b/a ${(speed / limit).toFixed(2)}   p50 ${p50_ms.toFixed(1)} ms   p99 ${p99_ms.toFixed(1)} ms   ${memory().now} MB`);
    if (ruleCount > 0) {
      const ruled = await withRules(() => http(secondsEach));
      overheads.push(1 - ruled.speed / speed);
      console.log(`         (b) with ${ruleCount} rules ${ruled.speed.toFixed(0)}/s: ${(100 * overheads.at(-1)!).toFixed(1)} % less`);
    }
    limits.push(limit);
    speeds.push(speed);
    waits.push({ p50_ms, p99_ms });
  }
  await checkStored();
  const memoryBefore = memory();
  const file = (rows: number, history: "14" | "all") => importFile({ origin: app.origin, db, adminId: scene.adminId, rows, employees: scene.emails, history });
  for (const rows of [rowsOfFile / 4, rowsOfFile / 2]) {
    const { rowsPerSecond } = await file(rows, "14");
    console.log(`(c) a file of ${rows} rows: ${rowsPerSecond.toFixed(0)} rows/s; memory at most ${memory().peak} MB`);
  }
  const filesPerSecond: number[] = [];
  for (let round = 1; round <= 3; round++) {
    const { rowsPerSecond, seconds } = await file(rowsOfFile, "14");
    filesPerSecond.push(rowsPerSecond);
    console.log(`(c) a file of ${rowsOfFile} rows, a year of answers: ${rowsPerSecond.toFixed(0)} rows/s (${seconds.toFixed(1)} s); memory at most ${memory().peak} MB`);
  }
  const { rowsPerSecond: withTasks } = await file(rowsOfFile / 4, "all");
  console.log(`    the same with a task for every detractor, however old: ${withTasks.toFixed(0)} rows/s`);
  const ratio = median(limits.map((limit, round) => speeds[round]! / limit));
  const p50_ms = median(waits.map((wait) => wait.p50_ms));
  const p99_ms = median(waits.map((wait) => wait.p99_ms));
  console.log(`\nmedians: b/a ${ratio.toFixed(2)}, p99/p50 ${(p99_ms / p50_ms).toFixed(1)}; memory ${memoryBefore.peak} MB before the files, ${memory().peak} MB at most`);
  const round = (value: number, digits = 0) => Number(value.toFixed(digits));
  console.log(
    JSON.stringify({ bench: "intake", limit_per_s: round(median(limits)), http_per_s: round(median(speeds)), ratio: round(ratio, 2), p50_ms: round(p50_ms, 1), p99_ms: round(p99_ms, 1), csv_rows_per_s: round(median(filesPerSecond)), peak_mb: memory().peak, ...(ruleCount > 0 && { rules: ruleCount, routing_overhead: round(median(overheads), 3) }) }),
  );
} finally {
  await app.stop();
  await db.destroy();
  await server.stop();
}

/** Who measures rules has 500 people in twenty teams, else one team of ten; and one source that signs. */
async function makeScene(db: Db) {
  await makeOrganisation(db);
  const people = [];
  for (let t = 0; t < (ruleCount > 0 ? 20 : 1); t++) {
    const team = await makeTeam(db, { name: `Team ${t}`, code: `team-${t}` });
    for (let n = 0; n < (ruleCount > 0 ? 25 : 10); n++) people.push(await makeEmployee(db, { team: team.id, email: `medewerker.${t}.${n}@delinde.example` }));
  }
  const admin = await makeEmployee(db, { name: "Marijke de Wit", is_admin: true });
  const secret = `whsec_${randomBytes(24).toString("base64")}`;
  const address = randomBytes(16).toString("hex");
  const source = await db.insertInto("sources").values({ name: "Bench", kind: "standard-webhooks", address, secret }).returning("id").executeTakeFirstOrThrow();
  return { sourceId: source.id, address, secret, adminId: admin.id, emails: people.map(({ email }) => email) };
}

/** While `measure` runs, rules of every kind stand before the one that routes as Belterug comes with: each is asked, none holds. */
async function withRules<T>(measure: () => Promise<T>): Promise<T> {
  const kinds: ((n: number) => Condition[])[] = [
    (n) => [{ is: "attribute", name: "segment", one_of: [`segment ${n}`, "zakelijk"] }],
    (n) => [{ is: "words", any_of: [`woord${n}`, "opzeg*", "nog steeds niet"] }, { is: "score", from: 0, to: 6 }],
    (n) => [{ is: "touchpoint", one_of: [`moment ${n}`] }, { is: "language", one_of: ["nl"] }],
    (n) => [{ is: "score", from: 0, to: 3 }, { is: "account", one_of: [`account ${n}`] }],
    (n) => [{ is: "team", one_of: [n + 1] }],
  ];
  const rules: Rule[] = Array.from({ length: ruleCount - 1 }, (_, n) => ({ id: String(n).padStart(8, "0"), when: kinds[n % kinds.length]!(n), does: { open: true, for: [{ to: "team", id: 1, by: "least_loaded" }] } }));
  const { id } = await db.insertInto("routing_versions").values({ rules: JSON.stringify([...rules, ...firstRules]), saved_at: new Date(), activated_at: new Date() }).returning("id").executeTakeFirstOrThrow();
  const result = await measure();
  await db.deleteFrom("routing_versions").where("id", "=", id).execute();
  return result;
}

async function bare(seconds: number): Promise<number> {
  const { count, seconds: taken } = await child("bare.ts", { url: server.url, source: String(scene.sourceId), seconds: String(seconds) });
  return count / taken;
}

async function http(seconds: number) {
  const port = new URL(app.origin).port;
  const { count, seconds: taken, p50_ms, p99_ms, refused } = await child("sender.ts", { port, path: `/in/${scene.address}`, secret: scene.secret, employees: scene.emails.join(","), seconds: String(seconds), prepare: String(20_000 * seconds) });
  if (refused > 0) throw new Error(`${refused} deliveries were refused`);
  acknowledged += count;
  return { speed: count / taken, p50_ms, p99_ms };
}

/** What was acknowledged is there, each with its task and its delivery: a fast way to lose answers would be no news. */
async function checkStored(): Promise<void> {
  const { stored } = await db
    .selectFrom("deliveries")
    .innerJoin("responses", "responses.id", "deliveries.response_id")
    .innerJoin("tasks", "tasks.response_id", "responses.id")
    .select((eb) => eb.fn.countAll<number>().as("stored"))
    .where("responses.source_id", "=", scene.sourceId)
    .where("responses.attributes", "@>", JSON.stringify({ wijk: "West" }))
    .executeTakeFirstOrThrow();
  if (stored !== acknowledged) throw new Error(`${acknowledged} were acknowledged, ${stored} are stored with a task`);
  console.log(`${stored} acknowledged, ${stored} stored with a task`);
}

function child(file: string, options: Record<string, string>): Promise<Record<string, number> & { count: number; seconds: number; p50_ms: number; p99_ms: number; refused: number }> {
  const script = fileURLToPath(new URL(file, import.meta.url));
  const started = spawn(process.execPath, [script, ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])], { stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  started.stdout.on("data", (part: Buffer) => (output += part.toString()));
  return new Promise((resolve, reject) => started.on("exit", (code) => (code === 0 ? resolve(JSON.parse(output)) : reject(new Error(`${file} ended with ${code}`)))));
}

/** The app's resident memory in MB. */
function memory(): { now: number; peak: number } {
  const status = readFileSync(`/proc/${app.child.pid}/status`, "utf8");
  const megabytes = (name: string) => Math.round(Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / 1024);
  return { now: megabytes("VmRSS"), peak: megabytes("VmHWM") };
}

function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
