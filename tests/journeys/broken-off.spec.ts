import type { Page } from "@playwright/test";
import { freePort, makeSession, type RunningApp, startApp } from "../app.ts";
import { makeCustomer, makeTask } from "../factories.ts";
import { type Line, startLine } from "../faults/line.ts";
import { expect, makePeople, test, type World } from "./journey.ts";

test.use({ expectedProblems: [/ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONTENT_LENGTH_MISMATCH|ERR_EMPTY_RESPONSE|Unable to decode|SyntaxError|network error|Invalid input|status of 50[234]|50[24] from/] });

const note = "Mevrouw was blij dat ik belde, de monteur komt dinsdag.";

let app: RunningApp;
let line: Line;

test.beforeAll(async ({ world }) => {
  const [port, appPort] = [await freePort(), await freePort()];
  line = await startLine(port, appPort);
  app = await startApp({ port: appPort, env: { DATABASE_URL: world.databaseUrl, BASE_URL: line.origin } });
});

test.afterEach(() => line.trouble(null));

test.afterAll(async () => {
  await line.stop();
  await app.stop();
});

for (const trouble of ["cut", "gateway"] as const) {
  test(`an answer that gets lost on its way back (${trouble}): what she sent counts once, and she hardly notices`, async ({ page, world }) => {
    const { task, gifts, attempts } = await begin(page, world);
    await openCall(page, task.id);
    line.trouble(trouble, 1);
    await page.getByRole("button", { name: "Leg vast", exact: true }).click();
    await expect(page).toHaveURL(`${line.origin}/tasks/${task.id}`);
    await expect(page.getByRole("main").getByText(note)).toBeVisible();
    await expect(page.getByText("wacht op verbinding")).toHaveCount(0);
    expect(await attempts()).toMatchObject([{ data: { note } }]);

    line.trouble(trouble, 1);
    await flowers(page).click();
    await expect(page.getByText("Gegeven. Het staat klaar voor je mail aan de klant.")).toBeVisible();
    expect(await gifts()).toEqual([{ state: "given", amount: 1 }]);
  });

  test(`while no answer comes through (${trouble}) what she sent is kept and said to be, goes when they do, and counts once`, async ({ page, world }) => {
    const { task, gifts, attempts } = await begin(page, world);
    await openCall(page, task.id);
    line.trouble(trouble);
    await page.getByRole("button", { name: "Leg vast", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await expect(dialog.getByRole("alert")).toContainText("De verbinding brak af");
    await expect(dialog.getByLabel("Wat zei de klant?")).toHaveValue(note);
    // Pressed again by somebody who does not trust it.
    await dialog.getByRole("button", { name: "Leg vast", exact: true }).click();
    await expect(dialog.getByRole("alert")).toContainText("De verbinding brak af");
    await dialog.getByRole("link", { name: "Sluiten", exact: true }).click();
    await expect(page.getByText("1 wacht op verbinding")).toBeVisible();

    await flowers(page).click();
    await expect(page.getByRole("alert")).toContainText("of dit is aangekomen");
    await expect(page.getByText("2 wachten op verbinding")).toBeVisible();
    line.trouble(null);
    await page.getByRole("button", { name: "Probeer nu" }).click();
    await expect(page.getByText("Er is weer verbinding. De 2 die wachtten, zijn verstuurd.")).toBeVisible();
    await expect(page.getByText("wachten op verbinding")).toHaveCount(0);
    expect(await attempts()).toMatchObject([{ data: { note } }]);
    expect(await gifts()).toEqual([{ state: "given", amount: 1 }]);
  });
}

for (const trouble of ["portal", "away"] as const) {
  test(`what a network's own page (${trouble}) answers is not taken for ours: it waits, goes later and counts once`, async ({ page, world }) => {
    const { task, attempts } = await begin(page, world);
    await openCall(page, task.id);
    line.trouble(trouble);
    await page.getByRole("button", { name: "Leg vast", exact: true }).click();
    await expect(page.getByRole("dialog").getByRole("alert")).toContainText("De verbinding brak af");
    await page.getByRole("link", { name: "Sluiten", exact: true }).click();
    const tryNow = page.getByRole("button", { name: "Probeer nu" });
    const tried = page.waitForResponse((response) => response.request().method() === "POST");
    await tryNow.click();
    await tried;
    await expect(page.getByText("1 wacht op verbinding")).toBeVisible();
    expect(await attempts()).toEqual([]);
    line.trouble(null);
    await tryNow.click();
    await expect(page.getByText("Er is weer verbinding. Wat hier wachtte, is verstuurd.")).toBeVisible();
    expect(await attempts()).toMatchObject([{ data: { note } }]);
  });
}

async function begin(page: Page, { db }: World) {
  const { team, fatima } = await makePeople(db);
  const kind = await db.insertInto("gesture_kinds").values({ name: `Bos bloemen ${team.id}`, has_amount: false }).returning("id").executeTakeFirstOrThrow();
  await db.insertInto("mandates").values({ team_id: team.id, is_lead: false, gesture_kind_id: kind.id, case_limit: 2, month_limit: 20 }).execute();
  const task = await makeTask(db, { team: team.id, owner: fatima.id, customer_id: (await makeCustomer(db, { name: "Jan de Boer" })).id, receivedAt: new Date() });
  await page.context().addCookies([{ ...(await makeSession(db, fatima.id)), url: line.origin, httpOnly: true, sameSite: "Lax" }]);
  return {
    task,
    attempts: () => db.selectFrom("task_events").select("data").where("task_id", "=", task.id).where("kind", "=", "attempted").execute(),
    gifts: () => db.selectFrom("gestures").select(["state", "amount"]).where("task_id", "=", task.id).execute(),
  };
}

async function openCall(page: Page, taskId: number): Promise<void> {
  await page.goto(`${line.origin}/tasks/${taskId}/attempts?outcome=reached`);
  await expect(page.locator("main[data-live]")).toBeAttached();
  await page.getByLabel("Wat zei de klant?").fill(note);
}

const flowers = (page: Page) => page.getByRole("main").getByRole("button", { name: /^Bos bloemen/ }).first();
