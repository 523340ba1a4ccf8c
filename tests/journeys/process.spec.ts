import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { cleanEnvironment, freePort, type RunningApp, startApp } from "../app.ts";

/** Starting, dying and stopping, with the real processes: what `npm run demo` and `npm start` run. */
test.describe.configure({ mode: "default" });

let dataDir: string;
const apps: RunningApp[] = [];

// One data folder for all: filling it is most of the time.
test.beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "belterug-"));
  chmodSync(dataDir, 0o755); // as root the database runs as another user
});

test.afterEach(async () => {
  for (const app of apps.splice(0)) if (app.child.exitCode === null && app.child.signalCode === null) await app.stop();
});

test.afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test("the demo says where it is and as whom; killed it goes on with its data; stopped it leaves nothing running", async () => {
  test.setTimeout(180_000);
  const first = await demo();
  expect(first.output()).toContain(`Belterug is ready at ${first.origin}`);
  for (const role of ["employee", "lead", "admin"]) await expect.poll(() => first.output()).toMatch(new RegExp(`${role} +\\S.* \\S+@\\S+ +\\S+`));
  const cookie = await signIn(first, "employee");
  expect(await inbox(first, cookie)).toContain("Fatima Amrani");

  first.child.kill("SIGKILL");
  await new Promise((resolve) => first.child.once("exit", resolve));
  const database = postmasterPid();
  expect(isAlive(database), "the database outlives the killed app").toBe(true);

  const second = await demo();
  expect(second.output(), "it was filled before").not.toContain("Filling");
  expect(await inbox(second, cookie), "she is still signed in").toContain("Fatima Amrani");

  // Both are stopped at once by Ctrl-C in a terminal; the machine's own stop sends SIGTERM.
  second.child.kill("SIGINT");
  expect(await new Promise((resolve) => second.child.once("exit", resolve))).toBe(0);
  await expect.poll(() => isAlive(database), "the database has stopped, too").toBe(false);

  const third = await demo();
  expect(await inbox(third, cookie)).toContain("Fatima Amrani");
  const last = postmasterPid();
  expect(await third.stop()).toBe(0);
  await expect.poll(() => isAlive(last)).toBe(false);
});

test("while the database is away it says so and loses nothing; when it is back it goes on", async () => {
  test.setTimeout(180_000);
  const app = await demo();
  const key = /bt_\S+/.exec(run(["app/admin.ts", "add-key", "--name", "Enquête"], { DATA_DIR: dataDir }).output)![0];
  const send = () =>
    fetch(`${app.origin}/api/v1/responses`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify({ id: "weg-en-terug", score: 2, answered_at: new Date().toISOString(), customer: { email: "jan@klant.example" } }),
    });

  process.kill(postmasterPid(), "SIGQUIT");
  await expect.poll(async () => (await fetch(`${app.origin}/healthz`)).status).toBe(503);
  const refused = await send();
  expect(refused.status).toBe(503);
  expect(refused.headers.get("retry-after")).toMatch(/^\d+$/);
  expect(refused.headers.get("content-type")).toContain("application/problem+json");
  const page = await fetch(`${app.origin}/signin`);
  expect(page.status).toBe(503);

  // Another process starts the same database again.
  const other = await demo({ RUN: "web" });
  await expect.poll(async () => (await send()).status, { timeout: 20_000 }).toBe(201);
  expect((await send()).status).toBe(200);
  await other.stop();
  expect((await fetch(`${app.origin}/healthz`)).status, "the one that stops first leaves the database to the other").toBe(200);
  expect(await app.stop()).toBe(0);
});

test("production refuses what is missing or weak, and names the variable", () => {
  const refusals: [Record<string, string>, RegExp][] = [
    [{}, /BASE_URL is missing/],
    [{ BASE_URL: "http://belterug.example.nl" }, /BASE_URL must start with https/],
    [{ BASE_URL: "https://belterug.example.nl", DATABASE_URL: "postgres://belterug:postgres@db.example.nl/belterug" }, /DATABASE_URL/],
    [{ BASE_URL: "https://belterug.example.nl", RESEND_API_KEY: "re_123456789" }, /MAIL_FROM/],
  ];
  for (const [env, reason] of refusals) {
    const { status, output } = run(["app/main.ts"], { ...env, DATA_DIR: dataDir });
    expect(output).toMatch(reason);
    expect(output, "no stack").not.toContain("    at ");
    expect(status).toBe(1);
  }
});

test("who reads the demo's sign-in in English sees the demo in English", async () => {
  const app = await demo();
  const asked = await (await fetch(`${app.origin}/signin`, { headers: { cookie: "language=en" } })).text();
  expect(asked).toContain('name="language" value="en"');
  expect(await inbox(app, await signIn(app, "employee", { language: "en" }))).toContain("My call list");
  expect(await inbox(app, await signIn(app, "employee", { language: "nl" }))).toContain("Mijn bellijst");
});

test("a taken port is said in a sentence, and nothing stays behind", async () => {
  const app = await demo();
  const { status, output } = run(["app/main.ts", "--demo"], { DATA_DIR: dataDir, PORT: new URL(app.origin).port });
  expect(output).toContain("Set PORT to a free one");
  expect(status).toBe(1);
  expect((await fetch(`${app.origin}/healthz`)).status).toBe(200);
});

async function demo(env: Record<string, string> = {}): Promise<RunningApp> {
  const app = await startApp({ args: ["--demo"], port: await freePort(), env: { DATA_DIR: dataDir, BASE_URL: "", ...env } });
  apps.push(app);
  return app;
}

function run(args: string[], env: Record<string, string>): { status: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env: { ...cleanEnvironment(), ...env }, encoding: "utf8", timeout: 60_000 });
  return { status, output: stdout + stderr };
}

async function signIn({ origin }: RunningApp, role: string, more: Record<string, string> = {}): Promise<string> {
  const answer = await fetch(`${origin}/demo/signin`, { method: "POST", redirect: "manual", headers: { origin }, body: new URLSearchParams({ role, ...more }) });
  expect(answer.status).toBe(302);
  return answer.headers.get("set-cookie")!.split(";")[0]!;
}

async function inbox({ origin }: RunningApp, cookie: string): Promise<string> {
  const answer = await fetch(`${origin}/inbox`, { headers: { cookie }, redirect: "manual" });
  expect(answer.status).toBe(200);
  return answer.text();
}

function postmasterPid(): number {
  return Number(readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
