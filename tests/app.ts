import { type ChildProcess, spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { createDb, createPool, type Db } from "#db/client.ts";
import { databaseUrl, startTestServer } from "./database.setup.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

export type RunningApp = { origin: string; child: ChildProcess; output: () => string; stop: () => Promise<number | null> };

/**
 * Starts the built app as a process of its own, as production does, and waits for its ready line.
 * Throws with what it printed when it ends before that.
 */
export async function startApp({ args = [], env = {}, port }: { args?: string[]; env?: Record<string, string>; port?: number } = {}): Promise<RunningApp> {
  port ??= await freePort();
  const origin = `http://localhost:${port}`;
  // The zone of the machine must not matter, so it is a far one.
  const child = spawn(process.execPath, ["app/main.ts", ...args], {
    cwd: root,
    env: { ...cleanEnvironment(), TZ: "Pacific/Auckland", LOG_LEVEL: "warn", PORT: String(port), BASE_URL: origin, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes("Belterug is ready at ")) resolve();
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    void ended.then((code) => reject(new Error(`the app ended with ${code} before it was ready:\n${output}`)));
  });
  const stop = () => {
    child.kill("SIGTERM");
    return ended;
  };
  return { origin, child, output: () => output, stop };
}

/** What a shell without our variables has: a test must not see the .env or the keys of whoever runs it. */
export function cleanEnvironment() {
  const { PATH = "", HOME = "", LANG = "C.UTF-8" } = process.env;
  return { PATH, HOME, LANG, NODE_ENV: "production" as const };
}

/** A migrated database of its own on the test server; `drop` removes it. */
export async function makeDatabase(): Promise<{ url: string; db: Db; drop: () => Promise<void> }> {
  const server = await startTestServer();
  const name = `journey_${process.pid}_${randomBytes(4).toString("hex")}`;
  await onServer(server.url, `create database ${name} template ${server.template}`);
  const url = databaseUrl(server.url, name);
  const db = createDb(createPool({ connectionString: url, onError: () => {} }));
  return {
    url,
    db,
    async drop() {
      await db.destroy();
      await onServer(server.url, `drop database ${name} with (force)`);
    },
  };
}

/** A signed-in browser without the form: the session's row, and the cookie that goes with it. */
export async function makeSession(db: Db, employeeId: number): Promise<{ name: string; value: string }> {
  const token = randomBytes(32).toString("base64url");
  await db
    .insertInto("sessions")
    .values({ id: sha256(token), user_id: employeeId, expires_at: new Date(Date.now() + 86_400_000), created_at: new Date() })
    .execute();
  return { name: "belterug", value: token };
}

export const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
