import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { deactivate, reactivate, tasksToHandOver } from "./deactivation.server.ts";
import { changePerson } from "./employees.server.ts";
import { coverAbsences } from "../tasks/covers.server.ts";
import { createLink, readLink } from "./links.server.ts";
import { createAuth, readViewer, startSession } from "./session.server.ts";
import { rescueStrayTasks } from "./stray-tasks.server.ts";

const database = useDatabase();
const now = new Date(noon.getTime() + 3_600_000);

beforeAll(() => makeOrganisation(database.db));

async function scene() {
  const { db } = database;
  const [noord, zuid] = [await makeTeam(db), await makeTeam(db)];
  const marijke = await makeEmployee(db, { name: "Marijke de Wit", is_admin: true, password_hash: "x" });
  const fatima = await makeEmployee(db, { name: "Fatima Amrani", team: noord.id });
  await db.insertInto("team_members").values({ team_id: zuid.id, employee_id: fatima.id }).execute();
  const sanne = await makeEmployee(db, { name: "Sanne Bos", team: noord.id });
  return { noord, zuid, marijke, fatima, sanne };
}
const task = (id: number) => database.db.selectFrom("tasks").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const events = (id: number) => database.db.selectFrom("task_events").select(["kind", "actor_id", "data"]).where("task_id", "=", id).orderBy("id").execute();

test("her open tasks go to whom was chosen per team, each with the fact; closed ones stay hers", async () => {
  const { noord, zuid, marijke, fatima, sanne } = await scene();
  const promised = { kind: "promised" as const, at: noon, actor_id: fatima.id, data: { promise_id: 1, text: "Ik bel morgen", due_at: now.toISOString() } };
  const inNoord = await makeTask(database.db, { team: noord.id, owner: fatima.id, events: [promised] });
  const inZuid = await makeTask(database.db, { team: zuid.id, owner: fatima.id });
  const closed = await makeTask(database.db, { team: noord.id, owner: fatima.id, events: [{ kind: "closed", at: noon, actor_id: fatima.id, data: { outcome: "no_follow_up", reason: "dubbel" } }] });
  const colleagues = await makeTask(database.db, { team: noord.id, owner: sanne.id });

  expect(await tasksToHandOver(database.db, fatima.id, now)).toMatchObject([
    { teamId: noord.id, count: 1, colleagues: [{ id: sanne.id, isAway: false }] },
    { teamId: zuid.id, count: 1, colleagues: [] },
  ]);
  const auth = createAuth(database.pool, { isSecure: false });
  const cookie = (await startSession(auth, fatima.id)).split(";")[0];
  const { path } = await database.db.transaction().execute((trx) => createLink(trx, fatima, noon));
  const targets = new Map<number, number | null>([[noord.id, sanne.id], [zuid.id, null]]);
  expect(await deactivate(database.db, { employeeId: fatima.id, actorId: marijke.id, targets, note: "Werkt hier niet meer." }, now)).toBeNull();

  expect(await task(inNoord.id)).toMatchObject({ owner_id: sanne.id, team_id: noord.id, promise_due_at: now });
  expect((await events(inNoord.id)).at(-1)).toEqual({ kind: "handed_over", actor_id: marijke.id, data: { from_owner_id: fatima.id, team_id: noord.id, owner_id: sanne.id, note: "Werkt hier niet meer." } });
  expect(await task(inZuid.id)).toMatchObject({ owner_id: null, team_id: zuid.id });
  expect(await task(closed.id)).toMatchObject({ owner_id: fatima.id, stage: "closed" });
  expect(await events(colleagues.id)).toHaveLength(1);
  expect(await readViewer(auth, cookie)).toBeNull();
  expect((await readLink(database.db, "invite", path.split("/")[2]!, now)).state).toBe("unknown");

  // Sent twice: nothing happens twice.
  expect(await deactivate(database.db, { employeeId: fatima.id, actorId: marijke.id, targets, note: "" }, now)).toBeNull();
  expect(await events(inNoord.id)).toHaveLength(3);
  await reactivate(database.db, fatima.id);
  expect(await task(inNoord.id)).toMatchObject({ owner_id: sanne.id });
});

test("a task that came in meanwhile, or a colleague who left, stops it whole", async () => {
  const { noord, zuid, marijke, fatima, sanne } = await scene();
  const first = await makeTask(database.db, { team: noord.id, owner: fatima.id });
  await makeTask(database.db, { team: zuid.id, owner: fatima.id });
  const leave = (targets: [number, number | null][]) => deactivate(database.db, { employeeId: fatima.id, actorId: marijke.id, targets: new Map(targets), note: "" }, now);
  expect(await leave([[noord.id, sanne.id]])).toBe("newTasks");
  expect(await leave([[noord.id, sanne.id], [zuid.id, sanne.id]])).toBe("colleagueGone"); // not in that team
  expect(await leave([[noord.id, fatima.id], [zuid.id, null]])).toBe("colleagueGone"); // herself
  await database.db.updateTable("employees").set({ deactivated_at: now }).where("id", "=", sanne.id).execute();
  expect(await leave([[noord.id, sanne.id], [zuid.id, null]])).toBe("colleagueGone");
  expect(await task(first.id)).toMatchObject({ owner_id: fatima.id });
  expect(await events(first.id)).toHaveLength(1);
});

test("not yourself, and not the last administrator who can sign in, also when two do it to each other at once", async () => {
  await database.db.updateTable("employees").set({ is_admin: false }).execute();
  const { marijke, fatima } = await scene();
  const leave = (who: { id: number }, by: { id: number }) => deactivate(database.db, { employeeId: who.id, actorId: by.id, targets: new Map(), note: "" }, now);
  const demote = (who: typeof marijke) => changePerson(database.db, who.id, { name: who.name, email: who.email, phone: null, language: "nl", isAdmin: false, places: [] }, now);

  expect(await leave(marijke, marijke)).toBe("yourself");
  await makeEmployee(database.db, { is_admin: true }); // only invited: cannot sign in yet
  expect(await leave(marijke, fatima)).toBe("lastAdmin");
  expect(await demote(marijke)).toBe("lastAdmin");

  const ruben = await makeEmployee(database.db, { name: "Ruben Visser", is_admin: true, password_hash: "x" });
  const results = await Promise.all([leave(marijke, ruben), leave(ruben, marijke)]);
  expect(results.filter((result) => result === null)).toHaveLength(1);
  expect(results).toContain("lastAdmin");
});

test("two administrators who demote each other at once: one stays", async () => {
  await database.db.updateTable("employees").set({ is_admin: false }).execute();
  const [marijke, ruben] = [await makeEmployee(database.db, { is_admin: true, password_hash: "x" }), await makeEmployee(database.db, { is_admin: true, password_hash: "x" })];
  const demote = (who: typeof marijke) => changePerson(database.db, who.id, { name: who.name, email: who.email, phone: null, language: "nl", isAdmin: false, places: [] }, now);
  const results = await Promise.all([demote(marijke), demote(ruben)]);
  expect(results.toSorted()).toEqual(["lastAdmin", null].toSorted());
});

test("while she logs a call and is deactivated at the same moment, neither waits for ever", async () => {
  const { noord, marijke, fatima } = await scene();
  const { id } = await makeTask(database.db, { team: noord.id, owner: fatima.id });
  const call = database.db.transaction().execute(async (trx) => {
    await trx.selectFrom("tasks").select("id").where("id", "=", id).forUpdate().execute();
    await new Promise((resolve) => setTimeout(resolve, 150));
    await trx.insertInto("task_events").values({ task_id: id, at: now, kind: "attempted", actor_id: fatima.id, data: JSON.stringify({ channel: "phone", outcome: "voicemail", note: "" }) }).execute();
  });
  await new Promise((resolve) => setTimeout(resolve, 50));
  const leave = deactivate(database.db, { employeeId: fatima.id, actorId: marijke.id, targets: new Map([[noord.id, null]]), note: "" }, now);
  await expect(call).resolves.toBeUndefined();
  expect(await leave).toBeNull();
  expect(await task(id)).toMatchObject({ owner_id: null, attempt_count: 1 });
});

test("a task that reached her after she left goes to its team's pool", async () => {
  const { noord, fatima } = await scene();
  await database.db.updateTable("employees").set({ deactivated_at: now }).where("id", "=", fatima.id).execute();
  const { id } = await makeTask(database.db, { team: noord.id, owner: fatima.id });
  expect(await rescueStrayTasks(database.db, now)).toBe(1);
  expect(await task(id)).toMatchObject({ owner_id: null, team_id: noord.id });
  expect(await rescueStrayTasks(database.db, now)).toBe(0);
});

test("a task in a team that was put out of use meanwhile goes to the default team, with who has it; within a minute", async () => {
  const { noord, fatima, sanne } = await scene();
  const { default_team_id } = await database.db.selectFrom("organisation").select("default_team_id").executeTakeFirstOrThrow();
  await database.db.updateTable("employees").set({ deactivated_at: now }).where("id", "=", fatima.id).execute();
  const tasks = [await makeTask(database.db, { team: noord.id }), await makeTask(database.db, { team: noord.id, owner: sanne.id }), await makeTask(database.db, { team: noord.id, owner: fatima.id })];
  await database.db.updateTable("teams").set({ archived_at: now }).where("id", "=", noord.id).execute();
  for (let n = 0; n < 2; n++) await coverAbsences({ db: database.db, now: () => now });
  for (const [index, owner_id] of [null, sanne.id, null].entries()) {
    expect(await task(tasks[index]!.id)).toMatchObject({ team_id: default_team_id, owner_id });
    expect(await events(tasks[index]!.id)).toHaveLength(2);
  }
});

test("two hundred tasks in one transaction", async () => {
  const { noord, marijke, fatima, sanne } = await scene();
  const one = await makeTask(database.db, { team: noord.id, owner: fatima.id });
  const { rows } = await database.pool.query(
    `with r as (insert into responses (source_id, external_id, customer_id, score, answered_at, received_at, updated_at, team_id)
       select source_id, 'copy-' || n, customer_id, score, answered_at, received_at, updated_at, team_id from responses, generate_series(1, 199) n where id = $1 returning id),
     t as (insert into tasks (response_id, customer_id, received_at, received_team_id, routed_by, search, team_id, owner_id, stage, due_at, first_due_at, urgent_at, updated_at)
       select r.id, customer_id, received_at, received_team_id, routed_by, search, team_id, owner_id, stage, due_at, first_due_at, urgent_at, updated_at from r, tasks where tasks.id = $2 returning id),
     e as (insert into task_events (task_id, at, kind, data) select t.id, at, kind, data from t, task_events where task_id = $2 returning 1)
     select count(*)::int as n from e`,
    [one.response_id, one.id],
  );
  expect(rows).toEqual([{ n: 199 }]);
  expect(await deactivate(database.db, { employeeId: fatima.id, actorId: marijke.id, targets: new Map([[noord.id, sanne.id]]), note: "" }, now)).toBeNull();
  expect(await tasksToHandOver(database.db, fatima.id, now)).toEqual([]);
  expect(await tasksToHandOver(database.db, sanne.id, now)).toMatchObject([{ count: 200 }]);
});
