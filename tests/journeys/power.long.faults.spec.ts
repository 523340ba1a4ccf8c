import { expect, test } from "@playwright/test";
import { euros } from "#app/mandate/say.ts";
import type { Db } from "#db/client.ts";
import { freePort, makeDatabase, type RunningApp, startApp } from "../app.ts";
import { makeOrganisation } from "../factories.ts";
import { type Day, decide, openDay, work } from "../faults/day.ts";
import { whatIsWrongWith } from "../faults/day-oracle.ts";
import { wait } from "../faults/tool.ts";
import { readable } from "../faults/visitor.ts";
import { startWatcher } from "../faults/watcher.ts";

/** Which form is under way when it is killed is chance, and so is what that shows: only `npm run test:faults` has time for enough of them. */
const size = { employees: 10, tasks: 150, kills: 15 };

test(`killed (${size.kills}) while ${size.employees} people work: what was answered is there once, no limit is passed, and no stream misses anything`, async () => {
  test.setTimeout(600_000);
  const { db, url, drop } = await makeDatabase();
  await makeOrganisation(db);
  const port = await freePort();
  let app = await startApp({ port, env: { DATABASE_URL: url } });
  const { origin } = app;
  let onSend: (path: string) => void = () => {};
  const day = await openDay(db, origin, size, (path) => onSend(path));
  const shown = day.people.map(() => new Map<number, number>());
  const watchers = day.people.map(({ visitor }, n) =>
    startWatcher({
      origin: () => origin,
      cookie: visitor.cookie,
      async look() {
        if (!(await fetch(`${origin}/healthz`)).ok) throw new Error("away");
        for (const { id, last_event_id } of await lastEvents(db, day)) shown[n]!.set(id, last_event_id);
      },
    }),
  );
  let isOver = false;
  const working = Promise.all([...day.people.map((me) => work(db, day, me, () => isOver)), ...day.leads.map((lead) => decide(day, lead, () => isOver))]);
  working.catch(() => {}); // it is waited for below
  try {
    for (let kill = 0; kill < size.kills; kill++) {
      const before = day.answered.length;
      await expect.poll(() => day.answered.length, { intervals: [10], timeout: 90_000 }).toBeGreaterThan(before + 10 + Math.random() * 20);
      // In the middle of something: a form was sent a moment ago.
      const about = [/gestures$/, /attempts$/, /team\/gestures$/, /claim$/, /reply$/, /undo$/, /help$|thanks$|helping/][kill % 7]!;
      await Promise.race([new Promise<void>((resolve) => (onSend = (path) => about.test(path) && resolve())), wait(3_000)]);
      await wait(Math.random() * 40);
      app = await killAndStart(app, port, url);
    }
    await wait(1_000);
    isOver = true;
    await working;
    const taken = day.answered.filter(({ said }) => said === "taken").length;
    console.log(`${day.answered.length} acts answered, ${taken} taken, ${day.people.reduce((sum, { visitor }) => sum + visitor.unanswered, 0)} tries without an answer`);
    expect(await whatIsWrongWith(db, day)).toEqual([]);
    await overviewIsRight(db, day);
    // What a process did not announce before it died is found by the others' next look, every ten seconds.
    // What the mails and the clock bring meanwhile may be there, too. A tab that met nobody several times tries again after two or three minutes.
    const now = new Map((await lastEvents(db, day)).map(({ id, last_event_id }) => [id, last_event_id]));
    await expect.poll(() => shown.filter((each) => [...now].some(([id, last]) => (each.get(id) ?? 0) < last)).length, { timeout: 200_000, message: "tabs that show something old" }).toBe(0);
    expect(Math.min(...watchers.map(({ connections }) => connections()))).toBeGreaterThan(1);
  } finally {
    isOver = true;
    await Promise.all(watchers.map((watcher) => watcher.stop()));
    await app.stop();
    await drop();
  }
});

function lastEvents(db: Db, { team }: Day) {
  return db.selectFrom("tasks").select(["id", "last_event_id"]).where("team_id", "=", team).execute();
}

/** The page says what the facts come to. */
async function overviewIsRight(db: Db, { marijke, kinds, team }: Day): Promise<void> {
  const facts = await db.selectFrom("task_events").innerJoin("tasks", "tasks.id", "task_id").select(["kind", "data"]).where("team_id", "=", team).where("kind", "like", "gesture_%").execute();
  const sum = facts.reduce((total, { kind, data }) => {
    const { gesture_kind_id, amount, is_allowed, was_given } = data as { gesture_kind_id: number; amount: number; is_allowed?: boolean; was_given?: boolean };
    if (gesture_kind_id !== kinds.voucher) return total;
    if (kind === "gesture_given" || (kind === "gesture_decided" && is_allowed)) return total + amount;
    return kind === "gesture_withdrawn" && was_given ? total - amount : total;
  }, 0);
  expect(sum).toBeGreaterThan(0);
  const page = readable((await marijke.visitor.open("/overview"))!).replace(/<[^>]*>/g, " ");
  expect(page.slice(page.indexOf("Tegoedbon"))).toContain(readable(euros(sum, "nl")));
}

async function killAndStart(app: RunningApp, port: number, url: string): Promise<RunningApp> {
  const ended = new Promise((resolve) => app.child.once("exit", resolve));
  app.child.kill("SIGKILL");
  await ended;
  return startApp({ port, env: { DATABASE_URL: url } });
}
