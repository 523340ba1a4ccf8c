import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { makeSession } from "../app.ts";
import { makeCustomer, makeTask } from "../factories.ts";
import { checkPage, expect, makePeople, test, type World } from "./journey.ts";

test.use({ serviceWorkers: "allow", expectedProblems: [/net::ERR_INTERNET_DISCONNECTED|Failed to fetch|status of 40[1-9]|status of 503/], viewport: { width: 360, height: 740 } });

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
  await expect(page.getByText(note)).toBeVisible();
  await checkPage(page, "a task with something that waits");

  await page.reload();
  await expect(page.getByRole("heading", { name: "Geen verbinding" })).toBeVisible();
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Probeer opnieuw" }).click();
  await expect(page.getByText("Er is weer verbinding. Verstuurd: 1 formulier.")).toBeVisible();
  await expect(page.getByRole("main").getByText(note)).toBeVisible();
  expect(await attempts()).toMatchObject([{ data: { note } }]);
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
  await page.getByRole("link", { name: "Open het formulier met je tekst" }).click();
  await expect(page.getByLabel("Wat zei de klant?")).toHaveValue(note);
  expect(await attempts()).toEqual([]);
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
  await expect(page.getByText("Er is weer verbinding. Verstuurd: 1 formulier.")).toBeVisible();
  expect(await attempts()).toHaveLength(1);
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
  await expect(page.getByText("gaat vanzelf weg")).toBeVisible();
  await checkPage(page, "the page without a connection");
  expect(await page.evaluate(async () => Promise.all((await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname.replace(/-[^/]*\.css/, ".css")))))).toEqual([["/offline", "/assets/tailwind.css"]]);
});
