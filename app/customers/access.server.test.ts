import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeCustomer, makeEmployee, makeOrganisation, makeResponse, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { viewerById } from "../people/session.server.ts";
import { customerFor } from "./access.server.ts";
import { answersOf, readCursor } from "./answers.server.ts";

const database = useDatabase();
const people: Record<string, number> = {};
let withTask: number;
let promoter: number;
let noord: number;

beforeAll(async () => {
  const { db } = database;
  await makeOrganisation(db, { is_team_list_open: false });
  noord = (await makeTeam(db)).id;
  const zuid = (await makeTeam(db)).id;
  people["owner"] = (await makeEmployee(db, { team: noord })).id;
  people["colleague"] = (await makeEmployee(db, { team: noord })).id;
  people["lead"] = (await makeEmployee(db, { team: noord, lead: true })).id;
  people["other lead"] = (await makeEmployee(db, { team: zuid, lead: true })).id;
  people["admin"] = (await makeEmployee(db, { is_admin: true })).id;
  withTask = (await makeCustomer(db)).id;
  await makeTask(db, { team: noord, owner: people["owner"], customer_id: withTask });
  promoter = (await makeCustomer(db)).id;
  await makeResponse(db, { team_id: noord, customer_id: promoter, score: 10 });
});

const viewer = async (who: string) => (await viewerById(database.db, people[who]!))!;

test.each([
  ["owner", true, false],
  ["colleague", false, false],
  ["lead", true, true],
  ["other lead", false, false],
  ["admin", true, true],
])("%s", async (who, seesTask, seesPromoter) => {
  expect(Boolean(await customerFor(database.db, await viewer(who), withTask))).toBe(seesTask);
  expect(Boolean(await customerFor(database.db, await viewer(who), promoter))).toBe(seesPromoter);
});

test("a number that is none is nobody", async () => {
  for (const id of [NaN, 0, -1, 1.5, 1e300, 999_999]) expect(await customerFor(database.db, await viewer("admin"), id)).toBeUndefined();
});

test("her answers page by cursor, each once, and only the tasks in sight are links", async () => {
  const { db } = database;
  const customer = (await makeCustomer(db)).id;
  const mine = await makeTask(db, { team: noord, owner: people["owner"]!, customer_id: customer });
  for (let n = 0; n < 44; n++) await makeResponse(db, { team_id: noord, customer_id: customer, score: 8, answered_at: new Date(noon.getTime() + (n % 5) * 1_000) });
  const theirs = await makeTask(db, { team: noord, owner: people["colleague"]!, customer_id: customer });
  const seen: number[] = [];
  const links: (number | null)[] = [];
  let next: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof answersOf>> = await answersOf(db, await viewer("owner"), customer, readCursor(next));
    for (const answer of page.answers) {
      seen.push(answer.id);
      if (answer.isTaskVisible) links.push(answer.taskId);
    }
    next = page.next;
  } while (next);
  expect(new Set(seen).size).toBe(46);
  expect(seen).toHaveLength(46);
  expect(links).toEqual([mine.id]);
  expect(theirs.id).not.toBe(mine.id);
  for (const odd of ["x", "2026-11-20T11:00:00Z", "2026-99-99T00:00:00Z_1", "'_1"]) expect(readCursor(odd)).toBeNull();
});
