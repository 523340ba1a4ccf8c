import { expect, test } from "@playwright/test";
import { sql } from "kysely";
import { firstRules } from "#app/routing/rule.ts";
import { saveDraft } from "#app/routing/versions.server.ts";
import { freePort, makeDatabase, makeSession, startApp } from "../app.ts";
import { makeEmployee, makeOrganisation, makeTask, makeTeam } from "../factories.ts";

const hour = 3_600_000;
const sizes = { covered: 250, late: 250, answers: 40_000 };

/** Takes minutes, for the clock's jobs come once in one: only `npm run test:faults` does it. */
test("killed while tasks go to a substitute, steps are taken and rules are tried out: nothing is lost and nothing is done twice", async () => {
  test.setTimeout(400_000);
  const { db, url, drop } = await makeDatabase();
  const now = Date.now();
  await makeOrganisation(db, { escalation: JSON.stringify({ remind_before_hours: 2, unit: "calendar", steps: [{ after_hours: 1, act: "tell_lead" }, { after_hours: 5, act: "to_pool" }] }) });
  const team = (await makeTeam(db)).id;
  const marijke = (await makeEmployee(db, { is_admin: true })).id;
  await makeEmployee(db, { team, lead: true });
  const ruben = (await makeEmployee(db, { team })).id;
  const sven = (await makeEmployee(db, { team })).id;
  const fatima = (await makeEmployee(db, { team, substitute_id: ruben, away_from: new Date(now - hour), away_until: new Date(now + 100 * hour) })).id;
  for (let n = 0; n < sizes.covered; n++) await makeTask(db, { team, owner: fatima, receivedAt: new Date(now), dueHours: 24 });
  for (let n = 0; n < sizes.late; n++) await makeTask(db, { team, owner: sven, receivedAt: new Date(now - 26 * hour), dueHours: 24 });
  await db.updateTable("tasks").set({ next_step_at: new Date(now) }).where("owner_id", "=", sven).execute();
  await sql`insert into responses (source_id, external_id, customer_id, score, received_at, answered_at, updated_at, team_id)
    select source_id, 'more ' || n, customer_id, n % 11, ${new Date(now - 24 * hour)}, ${new Date(now - 24 * hour)}, ${new Date(now)}, team_id from (select * from responses limit 1) one, generate_series(1, ${sizes.answers}) n`.execute(db);
  await saveDraft(db, [{ ...firstRules[0]!, id: "anderere", does: { open: true, for: [{ to: "team", id: team, by: "round_robin" }] } }], { employeeId: marijke, now: new Date(now) });

  const counts = async () => {
    const kinds = await db.selectFrom("task_events").select(["kind", (eb) => eb.fn.countAll<number>().as("count")]).groupBy("kind").execute();
    const tried = await db.selectFrom("tryouts").select(["done_count", "status"]).executeTakeFirst();
    const of = (kind: string) => kinds.find((row) => row.kind === kind)?.count ?? 0;
    return { covered: of("handed_over"), leads: of("lead_told"), tried: tried?.done_count ?? 0, isTried: tried?.status === "done" };
  };
  const session = await makeSession(db, marijke);
  const port = await freePort();
  const start = () => startApp({ port, env: { DATABASE_URL: url } });
  let app = await start();
  try {
    const begun = await fetch(`${app.origin}/admin/routing/tryouts`, { method: "POST", redirect: "manual", body: new URLSearchParams(), headers: { origin: app.origin, cookie: `${session.name}=${session.value}` } });
    expect(begun.headers.get("location")).toMatch(/tryouts\/\d+$/);
    // Each time in the middle of something else.
    const moments: ((at: Awaited<ReturnType<typeof counts>>) => boolean)[] = [({ tried }) => tried > 0, ({ covered, leads }) => covered + leads > 0, ({ covered, leads }) => covered + leads > 200];
    for (const isMoment of moments) {
      await expect.poll(async () => isMoment(await counts()), { intervals: [5], timeout: 100_000 }).toBe(true);
      const ended = new Promise((resolve) => app.child.once("exit", resolve));
      app.child.kill("SIGKILL");
      await ended;
      app = await start();
    }
    await expect.poll(counts, { intervals: [500], timeout: 150_000 }).toMatchObject({ covered: sizes.covered, leads: sizes.late, isTried: true });

    // A minute more changes nothing.
    await new Promise((resolve) => setTimeout(resolve, 65_000));
    expect(await counts()).toEqual({ covered: sizes.covered, leads: sizes.late, tried: sizes.answers + sizes.covered + sizes.late, isTried: true });
    const twice = await db.selectFrom("task_events").select("task_id").groupBy(["task_id", "kind"]).having((eb) => eb.fn.countAll(), ">", 1).execute();
    expect(twice).toEqual([]);
    const covers = await db.selectFrom("covers").select((eb) => [eb.fn.countAll<number>().as("rows"), eb.fn.count<number>("task_id").distinct().as("tasks")]).executeTakeFirstOrThrow();
    expect(covers).toEqual({ rows: sizes.covered, tasks: sizes.covered });
    const owners = await db.selectFrom("tasks").select(["owner_id", (eb) => eb.fn.countAll<number>().as("count")]).groupBy("owner_id").orderBy("owner_id").execute();
    expect(owners).toEqual([{ owner_id: ruben, count: sizes.covered }, { owner_id: sven, count: sizes.late }]);
    const told = await db.selectFrom("messages").select(["kind", (eb) => eb.fn.countAll<number>().as("count")]).where("employee_id", "=", ruben).groupBy("kind").execute();
    expect(told).toEqual([{ kind: "handed_over", count: sizes.covered }]);
  } finally {
    await app.stop();
    await drop();
  }
});
