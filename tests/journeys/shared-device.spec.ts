import { randomUUID } from "node:crypto";
import { hash } from "@node-rs/argon2";
import type { Page } from "@playwright/test";
import type { Db } from "#db/client.ts";
import { makeCustomer, makeTask } from "../factories.ts";
import { checkPage, expect, makePeople, test, type World } from "./journey.ts";

/** One phone at the counter, and two who work with it. */
test.use({ serviceWorkers: "allow", expectedProblems: [/net::ERR_(INTERNET_DISCONNECTED|FAILED)|Failed to fetch|status of 40[1-9]|status of 503|React Router caught|^console: \w+ \(/] });

const password = "vier-woorden-op-een-rij";
const note = "Mevrouw was blij dat ik belde.";

test("what waits for a connection does not go with signing out without a word; a second press lets it go, and what another left stays", async ({ page, world, signedInAs }) => {
  const { db } = world;
  const { team, fatima, sven } = await makePeople(db);
  const hers = await taskOf(db, team.id, fatima.id, "Jan de Boer");
  const svens = await taskOf(db, team.id, sven.id, "Aletta Jacobs");
  await signedInAs(sven);
  await attemptOffline(page, svens.id);
  await page.context().clearCookies();
  await page.context().setOffline(false);
  await signedInAs(fatima);
  await attemptOffline(page, hers.id);
  await page.getByRole("link", { name: "Sluiten", exact: true }).click();

  const signOut = page.getByRole("button", { name: "Uitloggen" }).first();
  await signOut.click();
  const warning = page.getByText("Wat je vastlegde is nog niet verstuurd");
  await expect(warning).toBeVisible();
  await expect(page.getByText("1 wacht op verbinding"), "it waits still").toBeVisible();
  await checkPage(page, "a sign-out that asks first");

  await page.context().setOffline(false);
  await expect.poll(() => attemptsOf(world, hers.id)).toBe(1);
  await signOut.click();
  await expect(page.getByRole("heading", { name: "Inloggen" })).toBeVisible();
  expect(await attemptsOf(world, svens.id)).toBe(0);
  await signedInAs(sven);
  await page.goto("/inbox");
  await expect.poll(() => attemptsOf(world, svens.id), "Sven's own went when he was back").toBe(1);
});

test("thrown away at a second press", async ({ page, world, signedInAs }) => {
  const { db } = world;
  const { team, fatima } = await makePeople(db);
  const task = await taskOf(db, team.id, fatima.id, "Jan de Boer");
  await signedInAs(fatima);
  await page.route("**/attempts*", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await page.goto(`/tasks/${task.id}/attempts?outcome=reached`);
  await expect(page.locator("dialog[data-hydrated]")).toBeVisible();
  await page.getByLabel("Wat zei de klant?").fill(note);
  await page.getByRole("button", { name: "Leg vast", exact: true }).click();
  await expect(page.getByText("Geen verbinding. Dit is bewaard op dit apparaat")).toBeVisible();
  await page.getByRole("link", { name: "Sluiten", exact: true }).click();
  const signOut = page.getByRole("button", { name: "Uitloggen" }).first();
  await signOut.click();
  await expect(page.getByText("Wat je vastlegde is nog niet verstuurd")).toBeVisible();
  await signOut.click();
  await expect(page.getByRole("heading", { name: "Inloggen" })).toBeVisible();
  await page.unroute("**/attempts*");
  await signedInAs(fatima);
  await page.goto("/inbox");
  await expect(page.locator("main[data-live]")).toBeVisible();
  await expect(page.getByText("wacht op verbinding")).toBeHidden();
  expect(await attemptsOf(world, task.id)).toBe(0);
});

test("who signs in after her in the same tab sees nothing that was fetched for her, also by going back", async ({ page, world, signedInAs }) => {
  const { db } = world;
  const { team, fatima } = await makePeople(db);
  const other = await makePeople(db);
  await db.updateTable("employees").set({ password_hash: await hash(password) }).where("id", "=", other.sven.id).execute();
  const { email } = await db.selectFrom("employees").select("email").where("id", "=", other.sven.id).executeTakeFirstOrThrow();
  const [first, second] = [await taskOf(db, team.id, fatima.id, "Jan de Boer"), await taskOf(db, team.id, fatima.id, "Aletta Jacobs", 2)];
  await signedInAs(fatima);
  const isAhead = () => Promise.race((["requestfinished", "requestfailed"] as const).map((event) => page.waitForEvent(event as "requestfinished", (request) => request.url().includes(`/tasks/${second.id}.data?ahead`))));
  await page.goto("/inbox");
  await page.getByRole("link", { name: "Aletta Jacobs" }).click();
  await expect(page).toHaveURL(`/tasks/${second.id}`);
  const fetched = isAhead();
  await page.getByRole("link", { name: "Jan de Boer" }).first().click();
  await expect(page).toHaveURL(`/tasks/${first.id}`);
  await fetched;
  await page.getByRole("button", { name: "Uitloggen" }).first().click();
  await page.getByLabel("E-mailadres").fill(email);
  await page.getByLabel("Wachtwoord").fill(password);
  await page.getByRole("button", { name: "Inloggen" }).click();
  await expect(page).toHaveURL("/inbox");

  const seen: string[] = [];
  await page.exposeFunction("saw", (text: string) => void seen.push(text));
  await page.evaluate(() => new MutationObserver(() => void (window as unknown as { saw: (text: string) => void }).saw(document.body.innerText)).observe(document, { subtree: true, childList: true, characterData: true }));
  // Before the list and the sign-in there are Jan and, one more, Aletta.
  await page.evaluate(() => history.go(-3));
  await expect(page).toHaveURL(`/tasks/${second.id}`);
  await expect(page.getByText("Deze pagina is er niet")).toBeVisible();
  expect(seen.filter((text) => text.includes("Aletta"))).toEqual([]);
});

async function attemptOffline(page: Page, taskId: number): Promise<void> {
  await page.goto(`/tasks/${taskId}/attempts?outcome=reached`);
  await expect(page.locator("dialog[data-hydrated]")).toBeVisible();
  await page.getByLabel("Wat zei de klant?").fill(note);
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "Leg vast", exact: true }).click();
  await expect(page.getByText("Geen verbinding. Dit is bewaard op dit apparaat")).toBeVisible();
}

async function taskOf(db: Db, team: number, owner: number, name: string, hoursAgo = 3) {
  const customer = await makeCustomer(db, { name, email: `${randomUUID()}@klant.example` });
  return makeTask(db, { team, owner, customer_id: customer.id, receivedAt: new Date(Date.now() - hoursAgo * 3_600_000) });
}

async function attemptsOf({ db }: World, taskId: number): Promise<number> {
  return (await db.selectFrom("task_events").select("id").where("task_id", "=", taskId).where("kind", "=", "attempted").execute()).length;
}
