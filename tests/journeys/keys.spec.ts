import type { Page } from "@playwright/test";
import type { Db } from "#db/client.ts";
import { makeCustomer, makeTask } from "../factories.ts";
import { checkPage, expect, makePeople, test } from "./journey.ts";

/** Fatima does a morning's work without touching the mouse. */
test("every act by a letter", async ({ page, world: { db }, signedInAs }) => {
  const { team, fatima } = await makePeople(db);
  const [first, second] = [await taskOf(db, team.id, fatima.id, "Jan de Boer", 3), await taskOf(db, team.id, fatima.id, "Aletta Jacobs", 2)];
  await signedInAs(fatima);
  await page.goto("/inbox");
  await isReady(page);

  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: "Aletta Jacobs" }), "the one below what is open").toBeFocused();
  await page.keyboard.press("k");
  await expect(page.getByRole("link", { name: "Jan de Boer" }).first()).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`/tasks/${second.id}`);
  await expect(page.getByRole("heading", { level: 1, name: "Aletta Jacobs" }), "who hears the page hears where she is").toBeFocused();

  await page.keyboard.press("p");
  await expect(page).toHaveURL(`/tasks/${second.id}/promises`);
  await page.getByRole("dialog").getByRole("textbox").first().focus();
  await page.keyboard.type("jkcpagi");
  await expect(page, "in a field letters are words").toHaveURL(`/tasks/${second.id}/promises`);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(`/tasks/${second.id}`);
  await page.keyboard.press("a");
  await expect(page.locator("dialog[data-hydrated]")).toBeVisible();
  await expect(page).toHaveURL(`/tasks/${second.id}/actions`);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("Alt+p");
  await expect(page).toHaveURL(`/tasks/${second.id}`);

  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Zoek in je taken" })).toBeFocused();
  await page.keyboard.press("Escape");
  for (const [letter, url] of [["t", "/team"], ["m", "/messages"], ["i", "/inbox"]] as const) {
    await page.keyboard.press("g");
    await page.keyboard.press(letter);
    await expect(page).toHaveURL(url);
    await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  }
  // Held down a little long it is one press.
  await page.keyboard.down("g");
  await page.keyboard.down("g");
  await page.keyboard.up("g");
  await page.keyboard.press("t");
  await expect(page).toHaveURL("/team");
  await page.goto(`/tasks/${first.id}`);
  await isReady(page);
  await page.keyboard.press("r");
  await expect(page).toHaveURL(`/tasks/${first.id}/reply`);
});

test.describe("where it is not hers", () => {
  test.use({ expectedProblems: [/status of 404/] });

  test("a letter leads nobody to a page of leads; and where a page is not hers, all that she works with stays around it", async ({ page, world: { db }, signedInAs, browserOf }) => {
    const { team, fatima, ruben } = await makePeople(db);
    await taskOf(db, team.id, fatima.id, "Jan de Boer", 3);
    await signedInAs(fatima);
    await page.goto("/inbox");
    await isReady(page);
    await page.keyboard.press("g");
    await page.keyboard.press("o");
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await expect(page, "as if nothing was pressed").toHaveURL("/team");
    expect(await page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.includes("/overview")).length)).toBe(0);

    for (const address of ["/overview", "/tasks/999999999"]) {
      await page.goto(address);
      await expect(page.getByRole("heading", { name: "Deze pagina is er niet" })).toBeVisible();
      await checkPage(page, "a page that is not hers");
      await isReady(page);
      await page.keyboard.press("g");
      await page.keyboard.press("i");
      await expect(page).toHaveURL("/inbox");
      await expect(page.getByRole("link", { name: "Jan de Boer" }).first()).toBeVisible();
    }

    const lead = await browserOf(ruben);
    await lead.goto("/team");
    await isReady(lead);
    await lead.keyboard.press("g");
    await lead.keyboard.press("o");
    await expect(lead).toHaveURL("/overview");
  });
});

test("the next customer is there before she is asked for, and is then brought up to date", async ({ page, world: { db }, signedInAs }) => {
  const { team, fatima } = await makePeople(db);
  await taskOf(db, team.id, fatima.id, "Jan de Boer", 3);
  const second = await taskOf(db, team.id, fatima.id, "Aletta Jacobs", 2);
  await signedInAs(fatima);
  // Remix ends its requests as soon as it has read them, which the browser calls failed.
  const ahead = Promise.race((["requestfinished", "requestfailed"] as const).map((event) => page.waitForEvent(event as "requestfinished", (request) => request.url().includes(`/tasks/${second.id}.data`))));
  await page.goto("/inbox");
  await isReady(page);
  await ahead;
  let isHeldUp = true;
  await page.route("**/*.data*", async (route) => {
    while (isHeldUp) await new Promise((resolve) => setTimeout(resolve, 50));
    await route.continue();
  });
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Aletta Jacobs" })).toBeVisible();
  await db.updateTable("customers").set({ name: "Aletta Gerritsen" }).where("name", "=", "Aletta Jacobs").execute();
  isHeldUp = false;
  await expect(page.getByRole("heading", { level: 1, name: "Aletta Gerritsen" })).toBeVisible();
});

test("Ctrl+Enter sends what she types, with letters that act or without", async ({ page, world: { db }, signedInAs }) => {
  const { team, fatima } = await makePeople(db);
  const task = await taskOf(db, team.id, fatima.id, "Jan de Boer", 3);
  await db.updateTable("employees").set({ has_keys: false }).where("id", "=", fatima.id).execute();
  await signedInAs(fatima);
  await page.goto(`/tasks/${task.id}/attempts?outcome=reached`);
  await expect(page.locator("dialog[data-hydrated]")).toBeVisible();
  await page.getByLabel("Wat zei de klant?").fill("Hij is morgen thuis.");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Na tienen.");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByText("Hij is morgen thuis.")).toBeVisible();
  const events = await db.selectFrom("task_events").select(["kind", "data"]).where("task_id", "=", task.id).where("kind", "<>", "opened").execute();
  expect(events).toEqual([{ kind: "attempted", data: expect.objectContaining({ outcome: "reached", note: "Hij is morgen thuis.\nNa tienen." }) }]);
});

test("? shows them all, and they can be switched off", async ({ page, world: { db }, signedInAs }) => {
  const { team, fatima } = await makePeople(db);
  const task = await taskOf(db, team.id, fatima.id, "Jan de Boer", 3);
  await signedInAs(fatima);
  await page.goto(`/tasks/${task.id}`);
  await isReady(page);
  await checkPage(page, "a task with its letters");
  await page.getByRole("link", { name: "Belofte" }).first().focus();
  await page.keyboard.press("Shift+?");
  const help = page.getByRole("dialog", { name: "Sneltoetsen" });
  await expect(help).toBeVisible();
  await checkPage(page, "the list of letters");
  await page.keyboard.press("p");
  await expect(page).toHaveURL(`/tasks/${task.id}`);
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
  await expect(page.getByRole("link", { name: "Belofte" }).first()).toBeFocused();

  await page.goto("/me");
  await checkPage(page, "her details");
  await page.getByRole("button", { name: "Zet uit" }).click();
  await expect(page.getByText("Losse letters doen niets.")).toBeVisible();
  await page.goto(`/tasks/${task.id}`);
  await isReady(page);
  await expect(page.locator("[aria-keyshortcuts]")).toHaveCount(0);
  await page.keyboard.press("p");
  await page.keyboard.press("Shift+?");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(`/tasks/${task.id}`);
});

test("what she just did is taken back by u, and the customer waits in the pool again", async ({ page, world: { db }, signedInAs }) => {
  const { team, fatima } = await makePeople(db);
  const task = await taskOf(db, team.id, null, "Jan de Boer", 3);
  await signedInAs(fatima);
  await page.goto(`/tasks/${task.id}`);
  await isReady(page);
  await page.getByRole("button", { name: "Ik pak hem op" }).click();
  await expect(page.getByText("Deze taak is nu van jou.")).toBeVisible();
  await checkPage(page, "what can be undone");
  await page.keyboard.press("u");
  await expect(page.getByText("Ongedaan gemaakt.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Ik pak hem op" })).toBeVisible();
  await expect(page.getByText("Jij maakte dat ongedaan")).toBeVisible();
});

test.describe("with JavaScript switched off", () => {
  test.use({ javaScriptEnabled: false });
  test("what she just did is taken back by its button", async ({ page, world: { db }, signedInAs }) => {
    const { team, fatima } = await makePeople(db);
    const task = await taskOf(db, team.id, null, "Jan de Boer", 3);
    await signedInAs(fatima);
    await page.goto(`/tasks/${task.id}`);
    await page.getByRole("button", { name: "Ik pak hem op" }).click();
    await page.getByRole("button", { name: "Ongedaan maken" }).click();
    await expect(page.getByText("Ongedaan gemaakt.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Ik pak hem op" })).toBeVisible();
  });
});

async function taskOf(db: Db, team: number, owner: number | null, name: string, hoursAgo: number) {
  return makeTask(db, { team, owner, customer_id: (await makeCustomer(db, { name })).id, receivedAt: new Date(Date.now() - hoursAgo * 3_600_000) });
}

/** Its script runs. */
async function isReady(page: Page): Promise<void> {
  await expect(page.locator("main[data-live]")).toBeAttached();
}
