import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { createKey } from "#app/intake/keys.server.ts";
import { record } from "#app/tasks/record.server.ts";
import { inTransaction } from "#db/client.ts";
import { freePort, type RunningApp, startApp } from "../app.ts";
import { makeCustomer, makeTask } from "../factories.ts";
import { checkPage, expect, makePeople, test, type World } from "./journey.ts";

const answerOf = (email: string, name: string) => ({
  id: randomUUID(),
  score: 2,
  comment: "Al drie weken geen warm water, en niemand die terugbelt.",
  answered_at: new Date().toISOString(),
  customer: { name, email: `${randomUUID()}@klant.example`, phone: "06 12345678", language: "nl" },
  about: { employee_email: email },
});

test("a new answer appears by itself, is marked and said, and nothing she was doing is lost", async ({ page, world, signedInAs }) => {
  const { db } = world;
  const { team, fatima } = await makePeople(db);
  for (let n = 0; n < 5; n++) await makeTask(db, { team: team.id, owner: fatima.id, customer_id: (await makeCustomer(db, { name: `Jan de Boer ${n}` })).id, receivedAt: new Date(Date.now() - (20 - n) * 3_600_000) });
  await signedInAs(fatima);
  await page.goto("/inbox");
  await hasStream(page);
  const shownFirst = page.locator("article h2").first();
  await expect(shownFirst).toHaveText("Jan de Boer 0");
  await page.evaluate(() => ((window as { sameDocument?: boolean }).sameDocument = true));
  await page.getByRole("link", { name: "Jan de Boer 2" }).focus();

  await send(world, answerOf(fatima.email, "Sylvia Wit"));
  const row = page.getByRole("listitem").filter({ hasText: "Sylvia Wit" });
  await expect(row).toContainText("nieuw");
  await expect(page.getByText("Nieuw in je lijst: Sylvia Wit")).toBeAttached();
  await expect(page.getByText("6 klanten wachten").first()).toBeVisible();
  await expect(page.getByRole("link", { name: "Jan de Boer 2" })).toBeFocused();
  await checkPage(page, "the inbox with something new");

  // What is more urgent than what she reads does not take its place.
  await db.updateTable("tasks").set({ urgent_at: new Date(0) }).where("owner_id", "=", fatima.id).where("id", "=", await newestTask(db, fatima.id)).execute();
  await send(world, answerOf(fatima.email, "Karel Appel"));
  await expect(page.getByRole("link", { name: "Karel Appel" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Sylvia Wit" }).first()).toBeVisible();
  await expect(shownFirst).toHaveText("Jan de Boer 0");

  // Words that are not sent yet stay, and so does the sheet they are in.
  await page.goto(`/tasks/${await newestTask(db, fatima.id)}/actions`);
  await page.evaluate(() => ((window as { sameDocument?: boolean }).sameDocument = true));
  await hasStream(page);
  await page.getByLabel("Wat heb je voor deze klant veranderd?").fill("De monteur is gew");
  const actId = await page.locator("input[name=act_id]").inputValue();
  await send(world, answerOf(fatima.email, "Piet Mondriaan"));
  await expect(page.getByText("Je hebt een nieuw bericht")).toBeAttached();
  await expect(page.getByLabel("Wat heb je voor deze klant veranderd?")).toHaveValue("De monteur is gew");
  await expect(page.getByLabel("Wat heb je voor deze klant veranderd?")).toBeFocused();
  expect(await page.locator("input[name=act_id]").inputValue()).toBe(actId);
  expect(await page.evaluate(() => (window as { sameDocument?: boolean }).sameDocument)).toBe(true);
});

test("long words that are folded, or have been unfolded, do not keep a page from being current", async ({ page, world, signedInAs }) => {
  const { db } = world;
  const { team, fatima } = await makePeople(db);
  const customer = await makeCustomer(db, { name: "Mevrouw A.C. van Leeuwen-Schouten" });
  await makeTask(db, { team: team.id, owner: fatima.id, customer_id: customer.id, receivedAt: new Date(Date.now() - 3_600_000), comment: "Het lekt, en er komt niemand kijken. ".repeat(55).trim() });
  await signedInAs(fatima);
  await page.goto("/inbox");
  await hasStream(page);
  await send(world, answerOf(fatima.email, "Sylvia Wit"));
  await expect(page.getByRole("link", { name: "Sylvia Wit" })).toBeVisible();
  await page.locator("article").getByText("Lees verder").first().click();
  await send(world, answerOf(fatima.email, "Karel Appel"));
  await expect(page.getByRole("link", { name: "Karel Appel" })).toBeVisible();
});

test("what was fetched ahead and never came does not keep the page from being current either", async ({ page, world, signedInAs }) => {
  const { db } = world;
  const { team, fatima } = await makePeople(db);
  const [first, second] = await Promise.all(["Jan de Boer", "Aletta Jacobs"].map(async (name) => makeTask(db, { team: team.id, owner: fatima.id, customer_id: (await makeCustomer(db, { name })).id })));
  await signedInAs(fatima);
  const ahead = `**/tasks/${second!.id}.data?ahead*`;
  await page.route(ahead, () => {});
  const asked = page.waitForRequest(ahead);
  await page.goto(`/tasks/${first!.id}`);
  await asked;
  await page.getByRole("link", { name: "Aletta Jacobs" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Aletta Jacobs" })).toBeVisible();
  await hasStream(page);
  await send(world, answerOf(fatima.email, "Sylvia Wit"));
  await expect(page.getByRole("link", { name: "Sylvia Wit" })).toBeVisible();
});

test("a colleague at another process takes a task, and it is gone here; a verdict comes, and it is there", async ({ page, world, signedInAs, browserOf }) => {
  const { db } = world;
  const { team, fatima, sven } = await makePeople(db);
  const customer = await makeCustomer(db, { name: "Willem Drees" });
  await makeTask(db, { team: team.id, customer_id: customer.id, receivedAt: new Date() });
  const told = await makeTold(db, team.id, fatima.id);
  const second = await startApp({ env: { DATABASE_URL: world.databaseUrl } });
  try {
    await signedInAs(fatima);
    await page.goto("/team");
    await hasStream(page);
    const svens = await browserOf(sven);
    await svens.goto(`${second.origin}/team`);
    await expect(svens.getByText("Willem Drees")).toBeVisible();
    await svens.getByRole("button", { name: "Pak op: Willem Drees" }).click();
    await expect(svens.getByText("Deze taak is nu van jou.")).toBeVisible();
    await expect(page.getByRole("button", { name: "Pak op: Willem Drees" })).toBeHidden();
    await expect(page.getByRole("listitem").filter({ hasText: "Willem Drees" })).toContainText("Sven Hoekstra");

    await page.getByRole("link", { name: "Mijn bellijst" }).first().click();
    await expect(page.getByText("Niemand wacht op jou").first()).toBeVisible();
    await inTransaction(db, (trx) => record(trx, told.id, { kind: "verdict_given", data: { reply_id: 0, answer: "not_yet", score: null, words: "Het lekt weer.", due_at: new Date(Date.now() + 86_400_000).toISOString() } }, { at: new Date(), actorId: null }));
    await expect(page.getByRole("listitem").filter({ hasText: "Joke Smit" })).toContainText("nog niet opgelost");
    await expect(page.getByRole("link", { name: "Berichten 1" })).toBeVisible();
    await svens.close();
  } finally {
    await second.stop();
  }
});

test.describe("the server is gone for a while", () => {
  test.use({ expectedProblems: [/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|503/] });

  test("what changed meanwhile is there when it is back, without a reload", async ({ page, world: { db, databaseUrl }, signedInAs }) => {
    const { team, fatima } = await makePeople(db);
    const port = await freePort();
    let app: RunningApp = await startApp({ port, env: { DATABASE_URL: databaseUrl } });
    try {
      await signedInAs(fatima);
      await page.goto(`${app.origin}/inbox`);
      await page.evaluate(() => ((window as { sameDocument?: boolean }).sameDocument = true));
      await hasStream(page);
      app.child.kill("SIGKILL");
      await new Promise((resolve) => app.child.on("exit", resolve));
      const customer = await makeCustomer(db, { name: "Aletta Jacobs" });
      await makeTask(db, { team: team.id, owner: fatima.id, customer_id: customer.id, receivedAt: new Date() });
      app = await startApp({ port, env: { DATABASE_URL: databaseUrl } });
      await expect(page.getByRole("link", { name: "Aletta Jacobs" }).first()).toBeVisible({ timeout: 20_000 });
      expect(await page.evaluate(() => (window as { sameDocument?: boolean }).sameDocument)).toBe(true);
    } finally {
      await app.stop();
    }
  });
});

test.describe("the network is gone for a while", () => {
  test.use({ expectedProblems: [/ERR_FAILED/] });

  test("a tab that tried in vain tries at once when the network is back", async ({ page, world: { db }, signedInAs }) => {
    const { fatima } = await makePeople(db);
    await signedInAs(fatima);
    let tries = 0;
    await page.route("**/live", (route) => {
      tries++;
      return route.abort();
    });
    await page.goto("/inbox");
    await expect.poll(() => tries, { timeout: 30_000 }).toBe(4); // the next one is four seconds away or more
    await page.unroute("**/live");
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await expect(page.locator("main[data-live]")).toBeAttached({ timeout: 2_000 });
  });
});

async function send({ origin, db }: World, answer: object): Promise<void> {
  const { key } = await createKey(db, `Enquête ${randomUUID()}`, new Date());
  const response = await fetch(`${origin}/api/v1/responses`, { method: "POST", headers: { Authorization: `Bearer ${key}`, "Content-Type": "application/json" }, body: JSON.stringify(answer) });
  expect(response.status).toBe(201);
}

async function hasStream(page: Page): Promise<void> {
  await expect(page.locator("main[data-live]")).toBeAttached();
}

async function newestTask(db: World["db"], ownerId: number): Promise<number> {
  return (await db.selectFrom("tasks").select("id").where("owner_id", "=", ownerId).orderBy("id", "desc").executeTakeFirstOrThrow()).id;
}

/** Joke was told what was done, and may say whether it is solved. */
async function makeTold(db: World["db"], team: number, owner: number) {
  const act = (kind: string, data: object) => ({ kind, at: new Date(Date.now() - 3_600_000), actor_id: owner, data }) as never;
  const customer = await makeCustomer(db, { name: "Joke Smit" });
  return makeTask(db, { team, owner, customer_id: customer.id, receivedAt: new Date(Date.now() - 7_200_000), events: [act("attempted", { channel: "phone", outcome: "reached", note: "" }), act("acted", { text: "Kraan vervangen.", cause_id: null }), act("told_by_phone", { note: "" })] });
}
