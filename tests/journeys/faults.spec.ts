import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { createDb, createPool, type Db } from "#db/client.ts";
import { startEmbedded } from "#db/embedded.ts";
import { migrate } from "#db/migrate.ts";
import { freePort, type RunningApp, startApp } from "../app.ts";
import { type Answer, connectTool, sendUntilTaken, type Tool, wait, whatIsWrong } from "../faults/tool.ts";

/**
 * Processes and databases that die under load. `npm test` runs them small, `npm run test:faults` in
 * full size. The oracle is whatIsWrong: acknowledged is there, once, with one task; nothing else is.
 */
const isFull = process.env["FAULTS"] === "full";
const size = isFull ? { deliveries: 2_000, kills: 20, outages: 3, downForMs: 5_000 } : { deliveries: 150, kills: 2, outages: 1, downForMs: 1_500 };
const perSecond = 50;

test.describe.configure({ mode: "default" });

let folder: string;
let server: { url: string; stop: () => Promise<void> };
let db: Db & { destroy: () => Promise<void> };
let tool: Tool;

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "belterug-faults-"));
  chmodSync(folder, 0o755); // as root the database runs as another user
  server = await startEmbedded(folder);
  db = createDb(createPool({ connectionString: server.url, onError: () => {} }));
  await migrate(db);
  tool = await connectTool(db);
});

test.afterEach(async () => {
  await db.destroy();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

test(`killed ${size.kills} times while ${size.deliveries} answers come in, nothing acknowledged is lost or done twice`, async () => {
  test.setTimeout(isFull ? 600_000 : 120_000);
  const port = await freePort();
  let app = await startApp({ port, env: { DATABASE_URL: server.url } });
  const duration = (size.deliveries / perSecond) * 1000;
  const acknowledged = new Set<string>();
  let kills = 0;
  // Starting takes its time, so that all may be in before the last kill: then more come.
  const sending = (async () => {
    for (let lot = 0; lot === 0 || kills < size.kills; lot++) {
      const taken = await sendUntilTaken({ origin: app.origin, tool, count: lot === 0 ? size.deliveries : 100, perSecond, prefix: `kill${lot}` });
      for (const id of taken) acknowledged.add(id);
    }
  })();
  try {
    for (; kills < size.kills; kills++) {
      await wait(Math.random() * ((duration * 0.8) / size.kills));
      app = await killAndStart(app, port);
    }
    await sending;
    expect(acknowledged.size).toBeGreaterThanOrEqual(size.deliveries);
    expect(await whatIsWrong(db, tool, acknowledged)).toEqual([]);
  } finally {
    await app.stop();
  }
});

test(`PostgreSQL stopped hard ${size.outages} times under load: 503 with Retry-After within 6 s, no crash, back by itself`, async () => {
  test.setTimeout(isFull ? 600_000 : 120_000);
  const app = await startApp({ env: { DATABASE_URL: server.url } });
  const answers: Answer[] = [];
  const sending = sendUntilTaken({ origin: app.origin, tool, count: size.deliveries, perSecond, prefix: "away", onAnswer: (answer) => answers.push(answer) });
  try {
    for (let outage = 0; outage < size.outages; outage++) {
      await wait(800);
      process.kill(Number(readFileSync(join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]), "SIGQUIT");
      await wait(size.downForMs);
      server = await startEmbedded(folder);
    }
    const acknowledged = await sending;
    expect(acknowledged.size).toBe(size.deliveries);
    const refused = answers.filter(({ status }) => status >= 300);
    expect(refused.length, "the outage was noticed").toBeGreaterThan(0);
    expect([...new Set(refused.map(({ status }) => status))]).toEqual([503]);
    expect(refused.every(({ retryAfter }) => /^\d+$/.test(retryAfter ?? ""))).toBe(true);
    expect(Math.max(...answers.map(({ milliseconds }) => milliseconds))).toBeLessThan(6_000);
    expect(app.child.exitCode, "it did not end").toBeNull();
    expect(await whatIsWrong(db, tool, acknowledged)).toEqual([]);
    expect((await fetch(`${app.origin}/healthz`)).status).toBe(200);
  } finally {
    await app.stop();
  }
});

async function killAndStart(app: RunningApp, port: number): Promise<RunningApp> {
  app.child.kill("SIGKILL");
  await new Promise((resolve) => app.child.once("exit", resolve));
  return startApp({ port, env: { DATABASE_URL: server.url } });
}
