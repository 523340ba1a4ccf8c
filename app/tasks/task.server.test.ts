import { randomUUID } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { readTogether } from "#db/together.ts";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { type Viewer, viewerById } from "../people/session.server.ts";
import { recordAction } from "./action.server.ts";
import { handOver } from "./handover.server.ts";
import { lockTask, type TaskRow } from "./record.server.ts";
import { taskPage } from "./task.server.ts";

const database = useDatabase();

let viewer: Viewer;
let task: TaskRow;
let ids: Record<"noord" | "zuid" | "fatima" | "sven" | "cause", number>;

beforeAll(async () => {
  const { db } = database;
  await makeOrganisation(db);
  const [noord, zuid] = [(await makeTeam(db, { name: "Noord" })).id, (await makeTeam(db, { name: "Zuid" })).id];
  const fatima = (await makeEmployee(db, { name: "Fatima Amrani", team: noord })).id;
  const sven = (await makeEmployee(db, { name: "Sven Hoekstra", team: zuid })).id;
  const cause = (await db.insertInto("causes").values({ name: "Bezorging" }).returning("id").executeTakeFirstOrThrow()).id;
  ids = { noord, zuid, fatima, sven, cause };
  viewer = (await viewerById(db, fatima))!;
  const { id } = await makeTask(db, { team: noord, owner: fatima });
  const seen = async () => ({ act_id: randomUUID(), seen: (await db.selectFrom("tasks").select("last_event_id").where("id", "=", id).executeTakeFirstOrThrow()).last_event_id });
  await recordAction(db, viewer, id, { ...(await seen()), text: "Nieuwe doos gestuurd", cause_id: cause }, noon);
  await handOver(db, viewer, id, { ...(await seen()), to: { team_id: zuid, owner_id: sven }, note: "Kent de wijk" }, noon);
  viewer = (await viewerById(db, sven))!;
  task = (await db.transaction().execute((trx) => lockTask(trx, id)))!;
});

test("everybody and everything that its facts name has a name on the page, and nothing else", async () => {
  const { names, response, customer, task: shown } = await taskPage(database.db, viewer, task, noon);
  expect(names).toEqual({
    people: { [ids.fatima]: "Fatima Amrani", [ids.sven]: "Sven Hoekstra" },
    teams: { [ids.noord]: "Noord", [ids.zuid]: "Zuid" },
    causes: { [ids.cause]: "Bezorging" },
  });
  expect(shown).toMatchObject({ owner: "Sven Hoekstra", team: "Zuid", isMine: true });
  expect(customer.id).toBe(task.customer_id);
  expect(response.received_at).toEqual(task.received_at);
});

test("all of the page is asked for at once: each further round costs as much as the answers", async () => {
  let rounds = 0;
  const count = () => void (rounds += 1);
  database.pool.on("acquire", count);
  await taskPage(readTogether(database.pool), viewer, task, noon);
  database.pool.off("acquire", count);
  expect(rounds).toBe(1);
});
