import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { makeSession } from "../app.ts";
import { makeConnectedSource, makeCustomer, makeDelivery, makeTask } from "../factories.ts";
import { checkPage, expect, makePeople, test, type World } from "./journey.ts";

test.use({ serviceWorkers: "allow", expectedProblems: [/net::ERR_(INTERNET_DISCONNECTED|FAILED)|Failed to fetch|status of 40[1-9]|status of 50[03]|500 from/], viewport: { width: 360, height: 740 } });

const note = "Mevrouw was blij dat ik belde, de monteur komt dinsdag.";

async function begin({ db }: World) {
  const people = await makePeople(db);
  const task = await makeTask(db, { team: people.team.id, owner: people.fatima.id, customer_id: (await makeCustomer(db, { name: `Jan de Boer ${randomUUID()}` })).id, receivedAt: new Date() });
  const attempts = () => db.selectFrom("task_events").select("data").where("task_id", "=", task.id).where("kind", "=", "attempted").execute();
  return { ...people, task, attempts };
}

/** Types a note into the sheet and sends it while there is no network. */
async function sendOffline(page: Page, taskId: number): Promise<void> {
  await page.goto(`/tasks/${taskId}/attempts?outcome=reached`);
  await expect(page.locator("dialog[data-hydrated]")).toBeVisible();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.getByLabel("Wat zei de klant?").fill(note);
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Leg vast", exact: true }).click();
  await expect(page.getByText("Geen verbinding. Dit is bewaard op dit apparaat")).toBeVisible();
}

test("what she sends without a connection waits, survives a reload, goes when the network is back, and counts once", async ({ page, world, signedInAs }) => {
  const { fatima, task, attempts } = await begin(world);
  await signedInAs(fatima);
  await sendOffline(page, task.id);

  await page.getByRole("link", { name: "Sluiten", exact: true }).click();
  await expect(page.getByText("1 wacht op verbinding")).toBeVisible();
  await expect(page.getByRole("paragraph").filter({ hasText: note })).toBeVisible();
  await checkPage(page, "a task with something that waits");

  await page.reload();
  await expect(page.getByRole("heading", { name: "Geen verbinding" })).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText("Er is weer verbinding. Wat hier wachtte, is verstuurd.")).toBeVisible();
  await expect(page.getByRole("main").getByText(note)).toBeVisible();
  expect(await attempts()).toMatchObject([{ data: { note } }]);
});

for (const when of ["stays open", "is loaded anew"] as const) {
  test(`the sheet that ${when} meanwhile closes once its form was sent: nothing is left to send twice`, async ({ page, world, signedInAs }) => {
    const { fatima, task, attempts } = await begin(world);
    await signedInAs(fatima);
    await sendOffline(page, task.id);
    if (when === "is loaded anew") {
      await page.reload();
      await expect(page.getByRole("heading", { name: "Geen verbinding" })).toBeVisible();
    }
    await page.context().setOffline(false);
    await expect(page).toHaveURL(`/tasks/${task.id}`);
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(page.getByRole("main").getByText(note)).toBeVisible();
    expect(await attempts()).toHaveLength(1);
  });
}

test("a second form of the same kind, which she is typing when the first is sent, stays open with her words", async ({ page, world, signedInAs }) => {
  const { fatima, task, attempts } = await begin(world);
  await signedInAs(fatima);
  await sendOffline(page, task.id);
  await page.getByRole("link", { name: "Sluiten", exact: true }).click();
  await page.route("**/attempts*", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await page.context().setOffline(false);
  await page.goto(`/tasks/${task.id}/attempts?outcome=reached`);
  await expect(page.locator("dialog[data-hydrated]")).toBeVisible();
  await page.getByLabel("Wat zei de klant?").fill("Ze belde zelf nog eens.");
  await page.unroute("**/attempts*");
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  await expect.poll(attempts).toHaveLength(1);
  await expect(page.getByText("Er is weer verbinding. Wat hier wachtte, is verstuurd.")).toBeAttached();
  await expect(page.getByLabel("Wat zei de klant?")).toHaveValue("Ze belde zelf nog eens.");
});

test("what the server refuses later brings her back to the sheet with her text and the reason", async ({ page, world, signedInAs }) => {
  const { fatima, sven, task, attempts } = await begin(world);
  const { db } = world;
  await signedInAs(fatima);
  await sendOffline(page, task.id);
  await db.insertInto("task_events").values({ task_id: task.id, at: new Date(), kind: "closed", actor_id: sven.id, data: JSON.stringify({ outcome: "no_follow_up", reason: "Dubbel" }) }).execute();
  await page.context().setOffline(false);
  await expect(page.getByText("Dit is niet aangenomen:")).toBeAttached();
  await expect(page.getByText(/Sven Hoekstra heeft deze taak .* afgesloten/).first()).toBeAttached();
  await page.getByRole("link", { name: "Sluiten", exact: true }).click();
  await page.getByRole("link", { name: "Ga verder met je tekst" }).click();
  await expect(page.getByLabel("Wat zei de klant?")).toHaveValue(note);
  expect(await attempts()).toEqual([]);
});

test("of two that were refused each keeps its own words, and sending one leaves the other", async ({ page, world, signedInAs }) => {
  const { fatima, sven, task, attempts } = await begin(world);
  const { db } = world;
  await signedInAs(fatima);
  await sendOffline(page, task.id);
  const other = "Later belde ze zelf terug over de factuur.";
  await page.getByRole("link", { name: "Sluiten", exact: true }).click();
  await page.route("**/attempts*", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await page.context().setOffline(false);
  await page.goto(`/tasks/${task.id}/attempts?outcome=reached`);
  await expect(page.locator("dialog[data-hydrated]")).toBeVisible();
  await page.getByLabel("Wat zei de klant?").fill(other);
  await page.getByRole("button", { name: "Leg vast", exact: true }).click();
  await expect(page.getByText("2 wachten op verbinding")).toBeAttached();
  const told = await db.insertInto("task_events").values({ task_id: task.id, at: new Date(), kind: "told_by_phone", actor_id: sven.id, data: JSON.stringify({ note: "" }) }).returning("id").executeTakeFirstOrThrow();
  await db.updateTable("tasks").set({ last_event_id: told.id }).where("id", "=", task.id).execute();
  await page.unroute("**/attempts*");
  await page.goto(`/tasks/${task.id}`);
  const rows = page.getByRole("main").getByRole("listitem").filter({ hasText: "Dit is niet aangenomen:" });
  await expect(rows).toHaveCount(2);

  const open = (words: string) => rows.filter({ hasText: words }).getByRole("link", { name: "Ga verder met je tekst" }).click();
  await open(note);
  await expect(page.getByLabel("Wat zei de klant?")).toHaveValue(note);
  await page.getByLabel("Gesproken", { exact: true }).check();
  await page.getByRole("button", { name: "Leg vast", exact: true }).click();
  await expect.poll(attempts).toMatchObject([{ data: { note } }]);
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(`/tasks/${task.id}`);
  await open(other);
  await expect(page.getByLabel("Wat zei de klant?")).toHaveValue(other);
});

test("one that the server fails at each time waits with what comes after it on its task, and holds up no other customer's", async ({ page, world, signedInAs }) => {
  const { team, fatima, task, attempts } = await begin(world);
  const other = await makeTask(world.db, { team: team.id, owner: fatima.id, customer_id: (await makeCustomer(world.db, { name: "Sylvia Wit" })).id, receivedAt: new Date() });
  await signedInAs(fatima);
  await sendOffline(page, task.id);
  await page.route("**/tasks/*/attempts*", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await page.context().setOffline(false);
  await page.goto(`/tasks/${other.id}/attempts?outcome=reached`);
  await expect(page.locator("dialog[data-hydrated]")).toBeVisible();
  await page.getByLabel("Wat zei de klant?").fill("Zij is tevreden.");
  await page.getByRole("button", { name: "Leg vast", exact: true }).click();
  await expect(page.getByText("2 wachten op verbinding")).toBeAttached();

  await page.unroute("**/tasks/*/attempts*");
  await page.route(`**/tasks/${task.id}/attempts*`, (route) => (route.request().method() === "POST" ? route.fulfill({ status: 500, headers: { "X-Answered": "1" }, body: "" }) : route.continue()));
  await page.evaluate(() => window.dispatchEvent(new Event("online")));
  const ofOther = () => world.db.selectFrom("task_events").select("id").where("task_id", "=", other.id).where("kind", "=", "attempted").execute();
  await expect.poll(ofOther).toHaveLength(1);
  await expect(page.getByText("1 wacht op verbinding")).toBeAttached();
  expect(await attempts()).toEqual([]);
});

test("of two tabs that gave the same without a connection the one that was too late says why, and not that it still waits", async ({ page, context, world, signedInAs }) => {
  const { db } = world;
  const { team, fatima, task } = await begin(world);
  const kind = await db.insertInto("gesture_kinds").values({ name: `Bos bloemen ${team.id}`, has_amount: false }).returning("id").executeTakeFirstOrThrow();
  await db.insertInto("mandates").values({ team_id: team.id, is_lead: false, gesture_kind_id: kind.id, case_limit: 1, month_limit: 10 }).execute();
  await signedInAs(fatima);
  const other = await context.newPage();
  const script = (tab: Page) => tab.waitForResponse(/gestures\.route/);
  await Promise.all([page, other].flatMap((tab) => [script(tab), tab.goto(`/tasks/${task.id}`)]));
  await context.setOffline(true);
  for (const tab of [page, other]) {
    await tab.getByRole("button", { name: "Bos bloemen" }).click();
    await expect(tab.getByText("maar nog niet gegeven")).toBeVisible();
  }
  await context.setOffline(false);
  await expect(page.getByText("maar nog niet gegeven")).toHaveCount(0);
  await expect(other.getByText("maar nog niet gegeven")).toHaveCount(0);
  await expect(other.getByRole("alert").filter({ hasText: "Dit is meer dan je hier nu zelf mag geven" })).toBeVisible();
  expect(await db.selectFrom("gestures").select("id").where("task_id", "=", task.id).execute()).toHaveLength(1);
});

test("it never goes as somebody else, who does not see it either; it is there when she is back", async ({ page, world, signedInAs }) => {
  const { fatima, sven, task, attempts } = await begin(world);
  await signedInAs(fatima);
  await sendOffline(page, task.id);
  const svens = await makeSession(world.db, sven.id);
  await page.context().clearCookies();
  await page.context().addCookies([{ ...svens, url: world.origin, httpOnly: true, sameSite: "Lax" }]);
  await page.context().setOffline(false);
  await page.goto(`/tasks/${task.id}`);
  await expect(page.getByText("Geen verbinding")).toBeHidden();
  await expect(page.getByText("wacht op verbinding")).toBeHidden();
  expect(await attempts()).toEqual([]);

  await page.context().clearCookies();
  await signedInAs(fatima);
  await page.goto("/inbox");
  await expect(page.getByText("Er is weer verbinding. Wat hier wachtte, is verstuurd.")).toBeVisible();
  expect(await attempts()).toHaveLength(1);
});

test("what comes beside the page and does not come leaves the page as it is", async ({ page, world, signedInAs }) => {
  const { fatima, task } = await begin(world);
  await signedInAs(fatima);
  const asked = page.waitForRequest("**/similar.data*");
  await page.route("**/similar.data*", (route) => route.abort());
  await page.setViewportSize({ width: 1280, height: 1400 });
  await page.goto(`/tasks/${task.id}`);
  await asked;
  await expect(page.locator("main[data-live]")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Geen verbinding" })).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1, name: /Jan de Boer/ })).toBeVisible();
});

test("what a mapping would become and does not come leaves the screen, with what was chosen", async ({ page, world, signedInAs }) => {
  const { marijke } = await begin(world);
  const source = await makeConnectedSource(world.db);
  await makeDelivery(world.db, { source_id: source.id });
  await signedInAs(marijke);
  await page.goto(`/admin/sources/${source.id}/mapping`);
  await expect(page.locator("main[data-live]")).toBeVisible();
  let isLost = true;
  await page.route("**/mapping/preview.data*", (route) => (isLost ? route.abort() : route.fallback()));
  const scale = page.locator("input[name=scale]");
  const asked = page.waitForEvent("requestfailed", (request) => request.url().includes("/mapping/preview"));
  await scale.check();
  await asked;
  await expect(scale).toBeChecked();
  await expect(page.getByRole("heading", { name: "Geen verbinding" })).toHaveCount(0);
  isLost = false;
  const answered = page.waitForResponse((response) => response.url().includes("/mapping/preview"));
  await scale.uncheck();
  expect((await answered).status()).toBe(200);
  await expect(scale).not.toBeChecked();
});

test("it can be installed, and without a connection a page says what is kept", async ({ page, world, signedInAs }) => {
  const { fatima } = await begin(world);
  await signedInAs(fatima);
  await page.goto("/inbox");
  const manifest = await page.request.get((await page.locator("link[rel=manifest]").getAttribute("href"))!);
  const { icons } = (await manifest.json()) as { icons: { src: string }[] };
  for (const { src } of icons) expect((await page.request.get(src)).status()).toBe(200);
  expect((await page.request.get("/sw.js")).headers()["cache-control"]).toBe("no-cache");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.context().setOffline(true);
  await page.goto("/team");
  await expect(page.getByText("wordt vanzelf verstuurd")).toBeVisible();
  await checkPage(page, "the page without a connection");
  expect(await page.evaluate(async () => Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname.replace(/-[^/]*\.css/, ".css")))))).toEqual([["/offline", "/assets/tailwind.css", "/back-online.js"]]);
});

test("what waits goes by itself when the network is back, though no tab is open; it counts once", async ({ page, world, signedInAs }) => {
  const { fatima, task, attempts } = await begin(world);
  await signedInAs(fatima);
  const { later, comesBack } = await closedOffline(page, task.id);
  expect(await attempts()).toEqual([]);
  await comesBack();
  await comesBack();
  await expect.poll(attempts).toMatchObject([{ data: { note } }]);
  await later.goto("/inbox");
  await expect(later.locator("main[data-live]")).toBeAttached();
  await expect(later.getByText("wacht op verbinding")).toHaveCount(0);
  expect(await attempts()).toHaveLength(1);
});

test("what the server refuses while no tab is open is told her when she is back, with her words", async ({ page, world, signedInAs }) => {
  const { fatima, sven, task, attempts } = await begin(world);
  await signedInAs(fatima);
  const { later, comesBack } = await closedOffline(page, task.id);
  await world.db.insertInto("task_events").values({ task_id: task.id, at: new Date(), kind: "closed", actor_id: sven.id, data: JSON.stringify({ outcome: "no_follow_up", reason: "Dubbel" }) }).execute();
  const statuses: number[] = [];
  later.context().on("response", (response) => response.url().endsWith("/attempts") && statuses.push(response.status()));
  // A browser says it again where the first time something was in the way.
  await expect(async () => {
    await comesBack();
    await expect.poll(() => statuses, { timeout: 5_000 }).toEqual([409]);
  }).toPass({ timeout: 30_000 });
  await later.goto("/inbox");
  await expect(later.getByText(/Dit is niet aangenomen: Sven Hoekstra heeft deze taak .* afgesloten/)).toBeVisible();
  await later.getByRole("link", { name: "Ga verder met je tekst" }).click();
  await expect(later.getByLabel("Wat zei de klant?")).toHaveValue(note);
  expect(await attempts()).toEqual([]);
});

test("a claim without a connection is a wish and says so; a colleague who was first keeps it", async ({ page, context, world, signedInAs }) => {
  const { team, fatima, sven } = await begin(world);
  const { db } = world;
  const wanted = await makeTask(db, { team: team.id, customer_id: (await makeCustomer(db, { name: `Aletta Jacobs ${randomUUID()}` })).id, receivedAt: new Date() });
  await signedInAs(fatima);
  const script = page.waitForResponse(/claim\.route/);
  await holdSync(page);
  await page.goto(`/tasks/${wanted.id}`);
  await script;
  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.setOffline(true);
  await page.getByRole("button", { name: "Ik pak hem op" }).click();
  await expect(page.getByText("Tot dan is hij nog niet van jou: een collega kan je voor zijn.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Ik pak hem op" })).toBeVisible();
  await expect(page.getByText("Je wilt deze taak. Hij is nog niet van jou.")).toBeVisible();
  await db.insertInto("task_events").values({ task_id: wanted.id, at: new Date(), kind: "claimed", actor_id: sven.id, data: JSON.stringify({ owner_id: sven.id }) }).execute();
  await context.setOffline(false);
  await expect(page.getByText(/Dit is niet aangenomen: Sven Hoekstra pakte deze taak om .* op\./)).toBeVisible();
  await checkPage(page, "a wish that a colleague was first with");
});

/** Chromium would let the service worker through at once: its network is no tab's. What the page asks of it is written down. */
async function holdSync(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const asked = Object.assign(window, { askedFor: [] as string[] }).askedFor;
    (window as unknown as { SyncManager: { prototype: { register: (tag: string) => Promise<void> } } }).SyncManager.prototype.register = async (tag) => void asked.push(tag);
  });
}

/** Sends without a network and closes the page. `later`: an empty one. `comesBack`: the network does, and the browser tells the service worker so. */
async function closedOffline(page: Page, taskId: number): Promise<{ later: Page; comesBack: () => Promise<void> }> {
  const context = page.context();
  const later = await context.newPage();
  const devtools = await context.newCDPSession(later);
  const registered = new Promise<string>((resolve) => devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => registrations[0] && resolve(registrations[0].registrationId)));
  await devtools.send("ServiceWorker.enable");
  await holdSync(page);
  await sendOffline(page, taskId);
  await expect.poll(() => page.evaluate(() => (window as { askedFor?: string[] }).askedFor)).toEqual(["outbox"]);
  const registrationId = await registered;
  const origin = new URL(page.url()).origin;
  await page.close();
  return {
    later,
    async comesBack() {
      await context.setOffline(false);
      await devtools.send("ServiceWorker.dispatchSyncEvent", { origin, registrationId, tag: "outbox", lastChance: false });
    },
  };
}
