import pino from "pino";
import { expect, test } from "vitest";
import { createPool } from "#db/client.ts";
import { useDatabase } from "#tests/database.ts";
import { createBoss } from "./jobs.server.ts";

const database = useDatabase();

test("while the database is away one line says so, not every queue every second", async () => {
  const lines: string[] = [];
  const pool = createPool({ connectionString: database.url, onError: () => {} });
  const boss = createBoss(pool, pino({ level: "error" }, { write: (line: string) => void lines.push(line) }));
  await boss.start();
  for (const name of ["one", "two", "three"]) {
    await boss.createQueue(name);
    await boss.work(name, { pollingIntervalSeconds: 0.5 }, async () => {});
  }
  await pool.end();
  await expect.poll(() => lines.length, { timeout: 5_000 }).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(lines).toHaveLength(1);
  await boss.stop({ graceful: false }).catch(() => {});
});
