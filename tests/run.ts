import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { startTestServer } from "./database.setup.ts";

/**
 * `npm test`: the whole check, the same for people and CI. Every step runs, whatever failed before it;
 * the last line is `N passed, N failed`. `npm test -- --only lint` runs one step by its name; the long
 * ones run only so (`npm run test:faults`).
 */
type Counts = { passed: number; failed: number };
type Ran = { counts: Counts; seconds: number; printed: string };
type Step = {
  name: string;
  command: string[];
  report?: string;
  count?: (report: unknown) => Counts;
  env?: Record<string, string>;
  isLong?: true;
  /** It needs one core only: it runs beside the steps after it up to the tests, and what it prints comes then. */
  isBeside?: true;
};

const { values } = parseArgs({ options: { only: { type: "string", multiple: true } } });
const root = fileURLToPath(new URL("..", import.meta.url));
const reports = `${root}.cache/reports`;
const running = new Set<ChildProcess>();
let isStopping = false;

const unitReport = `${reports}/vitest.json`;
const browserReport = `${reports}/playwright.json`;
const steps: Step[] = [
  { name: "types", command: ["tsc", "--noEmit"], isBeside: true },
  { name: "lint", command: ["oxlint", "--deny-warnings"] },
  { name: "drift", command: ["node", "db/types.ts", "--verify"] },
  { name: "build", command: ["remix", "vite:build", "--logLevel", "warn"] },
  { name: "rules and database", command: ["vitest", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${unitReport}`], report: unitReport, count: countVitest },
  {
    name: "journeys",
    command: ["playwright", "test", "--config", "tests/playwright.config.ts", "--reporter", "list,json"],
    report: browserReport,
    count: countPlaywright,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport },
  },
  {
    name: "faults",
    command: ["playwright", "test", "--config", "tests/playwright.config.ts", "--reporter", "list,json", "--workers", "1", "faults"],
    report: browserReport,
    count: countPlaywright,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport, FAULTS: "full" },
    isLong: true,
  },
];

process.exitCode = await main();

async function main(): Promise<number> {
  process.chdir(root);
  mkdirSync(reports, { recursive: true });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopChildren(signal));

  const server = await startTestServer();
  const total: Counts = { passed: 0, failed: 0 };
  const summary: string[] = [];
  try {
    const started = performance.now();
    const beside: { step: Step; ran: Promise<Ran> }[] = [];
    const end = (step: Step, { counts, seconds }: Ran) => {
      total.passed += counts.passed;
      total.failed += counts.failed;
      summary.push(`${counts.failed === 0 ? "ok    " : "FAILED"} ${step.name.padEnd(20)} ${seconds.toFixed(1).padStart(6)} s${step.count ? `  ${counts.passed} passed, ${counts.failed} failed` : ""}`);
    };
    const awaitThoseBeside = async () => {
      for (const { step, ran } of beside.splice(0)) {
        const done = await ran;
        console.log(`\n── ${step.name}\n${done.printed}`);
        end(step, done);
      }
    };
    for (const step of steps) {
      if (isStopping) break;
      if (values.only ? !values.only.includes(step.name) : step.isLong) continue;
      if (step.isBeside) {
        beside.push({ step, ran: runStep(step, server.url) });
        continue;
      }
      if (step.count) await awaitThoseBeside();
      console.log(`\n── ${step.name}`);
      end(step, await runStep(step, server.url));
    }
    await awaitThoseBeside();
    summary.push(`       in all              ${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s`);
  } finally {
    await server.stop();
  }
  if (isStopping) {
    console.log("stopped");
    return 130;
  }
  console.log(`\n${summary.join("\n")}\n\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

/** A step without a test runner counts as one. A runner that ends badly, or that ran nothing, is at least one failure. */
async function runStep(step: Step, databaseUrl: string): Promise<Ran> {
  const started = performance.now();
  if (step.report) rmSync(step.report, { force: true });
  const { code, printed } = await run(step.command, { ...step.env, TEST_DATABASE_URL: databaseUrl }, step.isBeside ?? false);
  return { counts: countsOf(step, code), seconds: (performance.now() - started) / 1000, printed };
}

function countsOf({ report, count }: Step, code: number): Counts {
  if (!report || !count) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  let counts: Counts = { passed: 0, failed: 0 };
  try {
    counts = count(JSON.parse(readFileSync(report, "utf8")));
  } catch (error) {
    console.error(`no report of its tests: ${(error as Error).message}`);
  }
  const isBad = code !== 0 || counts.passed + counts.failed === 0;
  return isBad && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function run([name, ...args]: string[], env: Record<string, string>, isHeldBack: boolean): Promise<{ code: number; printed: string }> {
  return new Promise((resolve) => {
    // Its own process group: Ctrl-C reaches us alone, and stopChildren then reaches all of it.
    const child = spawn(name!, args, {
      cwd: root,
      stdio: isHeldBack ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
      detached: true,
      env: { ...process.env, PATH: `${root}node_modules/.bin:${process.env["PATH"]}`, FORCE_COLOR: process.stdout.isTTY ? "1" : "0", ...env },
    });
    running.add(child);
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding("utf8").on("data", (text: string) => (printed += text));
    child.on("error", (error) => {
      console.error(error.message);
      running.delete(child);
      resolve({ code: 1, printed });
    });
    child.on("close", (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, printed });
    });
  });
}

function stopChildren(signal: NodeJS.Signals): void {
  if (isStopping) return;
  isStopping = true;
  signalChildren(signal);
  setTimeout(() => signalChildren("SIGKILL"), 10_000).unref();
}

function signalChildren(signal: NodeJS.Signals): void {
  for (const { pid } of running) {
    try {
      process.kill(-pid!, signal);
    } catch {
      // it has ended
    }
  }
}

/** A skipped test counts as failed: nothing is skipped here. */
function countVitest(report: unknown): Counts {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report as Record<string, number>;
  return { passed: numPassedTests ?? 0, failed: (numFailedTests ?? 0) + (numPendingTests ?? 0) + (numTodoTests ?? 0) };
}

function countPlaywright(report: unknown): Counts {
  const { stats } = report as { stats: { expected: number; unexpected: number; flaky: number; skipped: number } };
  if (stats.flaky > 0) console.log(`${stats.flaky} passed only when tried again ("flaky" above): to be mended`);
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + stats.skipped };
}
