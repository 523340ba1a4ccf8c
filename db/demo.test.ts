import { expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { fillDemo } from "./demo.ts";

const database = useDatabase();
const now = new Date("2026-11-20T13:20:00Z");

test("fills once, though two start at the same time", async () => {
  const lines: string[] = [];
  const fill = () => fillDemo(database.db, { now, origin: "http://localhost:3000", log: (line) => lines.push(line) });
  await Promise.all([fill(), fill()]);
  const { n } = await database.db.selectFrom("responses").select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
  expect(n).toBeGreaterThan(2_900);
  expect(n).toBeLessThan(3_100);
});
