import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { freePort, makeDatabase, makeSession, type RunningApp, startApp } from "../app.ts";
import { makeEmployee, makeOrganisation, makeTeam } from "../factories.ts";
import { connectTool, deliver, wait } from "../faults/tool.ts";
import { startWatcher } from "../faults/watcher.ts";

const size = { tabs: 200, answers: 60, perSecond: 6, kills: 3 };
const teamSize = 10;

/** Two hundred tabs need both cores for minutes: only `npm run test:faults` does it. */
test(`${size.tabs} open tabs on two processes: one is killed, then both; all catch up by themselves, and nobody who works on waits long`, async () => {
  test.setTimeout(400_000);
  const { db, url, drop } = await makeDatabase();
  await makeOrganisation(db);
  const tool = await connectTool(db);
  const teams = await Promise.all(Array.from({ length: Math.ceil(size.tabs / teamSize) }, () => makeTeam(db)));
  // Both behind one address, as behind a load balancer: a tab goes to whichever is there.
  const ports = [await freePort(), await freePort()];
  const env = { DATABASE_URL: url, BASE_URL: `http://localhost:${ports[0]}` };
  const processes = await Promise.all(ports.map(async (port) => ({ app: await startApp({ port, env }), isUp: true })));
  const somewhere = () => {
    const up = processes.filter(({ isUp }) => isUp);
    return (up[Math.floor(Math.random() * up.length)] ?? processes[0]!).app.origin;
  };

  const people = await Promise.all(Array.from({ length: size.tabs }, (_, n) => makeEmployee(db, { team: teams[Math.floor(n / teamSize)]!.id })));
  const tabs = await Promise.all(
    people.map(async ({ id, email }) => {
      const { name, value } = await makeSession(db, id);
      const cookie = `${name}=${value}`;
      const asked = new Set<string>();
      const shown = new Set<string>();
      const look = async () => {
        const page = await fetch(`${somewhere()}/inbox`, { headers: { cookie } });
        if (page.status !== 200) throw new Error(`the inbox answered ${page.status}`);
        for (const [customer] of (await page.text()).matchAll(/Klant [0-9a-f]{12}/g)) shown.add(customer);
      };
      return { email, cookie, asked, shown, watcher: startWatcher({ origin: somewhere, cookie, look }) };
    }),
  );
  const behind = () => tabs.filter(({ asked, shown }) => [...asked].some((customer) => !shown.has(customer))).length;

  /** An answer about one of them, sent until it is taken. */
  const answer = async (tab: (typeof tabs)[number]) => {
    const customer = `Klant ${randomUUID().replaceAll("-", "").slice(0, 12)}`;
    const body = JSON.stringify({ id: randomUUID(), score: 2, comment: "Niemand belt terug.", answered_at: new Date().toISOString(), customer: { name: customer, email: `${randomUUID()}@klant.example` }, about: { employee_email: tab.email } });
    const id = randomUUID();
    while ((await deliver(somewhere(), tool, body, id).then(({ status }) => status, () => 503)) >= 300) await wait(200);
    tab.asked.add(customer);
  };

  try {
    await expect.poll(() => tabs.filter(({ watcher }) => watcher.connections() > 0).length, { timeout: 60_000 }).toBe(size.tabs);
    for (let kill = 1; kill <= size.kills; kill++) {
      const isRestart = kill === size.kills;
      const looksBefore = tabs.reduce((sum, { watcher }) => sum + watcher.looks(), 0);
      const sending = Promise.all(Array.from({ length: size.answers }, (_, n) => wait((n * 1_000) / size.perSecond).then(() => answer(tabs[(n * 7 + kill) % tabs.length]!))));
      await wait(500 + Math.random() * 1_000);
      const mortal = isRestart ? processes : processes.slice(0, 1);
      await Promise.all(mortal.map(die));
      const killedAt = performance.now();
      const probe = startProbe(somewhere, tabs[0]!.cookie);
      await Promise.all(mortal.map(async (each) => Object.assign(each, { app: await startApp({ port: Number(new URL(each.app.origin).port), env }), isUp: true })));
      const backAt = performance.now();
      await sending;
      const sentAt = performance.now();
      await expect.poll(behind, { intervals: [25], timeout: 60_000, message: "tabs that miss a customer" }).toBe(0);
      const caughtUpAt = performance.now();
      const { median, worst, refused } = await probe.stop();
      const looks = tabs.reduce((sum, { watcher }) => sum + watcher.looks(), 0) - looksBefore;
      console.log(
        `${isRestart ? "both" : "one"} killed: back after ${Math.round(backAt - killedAt)} ms, all answers sent after ${Math.round(sentAt - killedAt)}, all ${size.tabs} caught up after ${Math.round(caughtUpAt - killedAt)}; ` +
          `${looks} looks; an inbox meanwhile p50 ${median} ms, worst ${worst} ms, ${refused} times nobody there`,
      );
      if (!isRestart) expect(refused, "the other one went on answering").toBe(0);
    }
    await expect.poll(() => Math.min(...tabs.map(({ watcher }) => watcher.connections())), { timeout: 60_000, message: "every tab opened its stream again" }).toBeGreaterThan(1);
  } finally {
    await Promise.all(tabs.map(({ watcher }) => watcher.stop()));
    await Promise.all(processes.map(({ app }) => app.stop()));
    await drop();
  }
});

async function die(process: { app: RunningApp; isUp: boolean }): Promise<void> {
  const ended = new Promise((resolve) => process.app.child.once("exit", resolve));
  process.isUp = false;
  process.app.child.kill("SIGKILL");
  await ended;
}

/** Somebody who works on meanwhile: milliseconds that her inbox takes. */
function startProbe(origin: () => string, cookie: string) {
  const waits: number[] = [];
  let refused = 0;
  let isOver = false;
  const probing = (async () => {
    while (!isOver) {
      const started = performance.now();
      const isThere = await fetch(`${origin()}/inbox`, { headers: { cookie } }).then(async (page) => (await page.text()) !== "" && page.status === 200, () => false);
      if (isThere) waits.push(performance.now() - started);
      else refused++;
      await wait(50);
    }
  })();
  return {
    async stop() {
      isOver = true;
      await probing;
      const sorted = waits.toSorted((a, b) => a - b);
      return { median: Math.round(sorted[sorted.length >> 1]!), worst: Math.round(sorted.at(-1)!), refused };
    },
  };
}
