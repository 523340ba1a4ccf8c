import { hash } from "@node-rs/argon2";
import type { Page } from "@playwright/test";
import type { Db } from "#db/client.ts";
import { makeCustomer, makeEmployee, makeTask, makeTeam } from "../factories.ts";
import { checkPage, expect, makePeople, test } from "./journey.ts";

/** Fatima dreads a call. What she needs is in sight, the call is three taps, and nothing she types is lost. */
const words = "Drie keer gebeld over dezelfde lekkage, en drie keer een ander verhaal.";
const password = "zeven-groene-stoelen";

// A browser on a desk has nothing to dial with, and says so. Whose session ended is asked to sign in, whatever looks in the background.
test.use({ expectedProblems: [/Failed to launch .tel:|ERR_FAILED.*\/signin\?to=/], viewport: { width: 360, height: 740 } });

test("the card gives her courage, voicemail is three taps, and the customer comes back tomorrow", async ({ page, world: { db }, signedInAs, browserOf }) => {
  const { team, fatima, sven } = await makePeople(db);
  const customer = await makeCustomer(db, { name: "Jan de Boer", phone: "+31612345678" });
  await makeGuide(db, team.id);
  await solvedBefore(db, team.id, sven.id, "Els Vermeer", "Samen met mevrouw Vermeer is de leiding in de muur vervangen.");
  const task = await makeTask(db, { team: team.id, owner: fatima.id, customer_id: customer.id, comment: words, receivedAt: new Date() });
  await signedInAs(fatima);

  // One glance, without scrolling: what he said, who he is, a first sentence, the number.
  await page.goto(`/tasks/${task.id}`);
  for (const seen of [page.getByRole("blockquote"), page.getByRole("heading", { level: 1, name: "Jan de Boer" }), page.getByText("Dag Jan de Boer, met Fatima Amrani van Woonstichting De Linde.", { exact: true })]) await expect(seen).toBeInViewport({ ratio: 1 });
  await expect(callButton(page)).toBeInViewport({ ratio: 1 });
  await checkPage(page, "the card");

  // What helped somebody else, with the colleague to ask, and not the other customer's name.
  const card = page.getByRole("region", { name: "Zo begin je sterk" });
  await expect(card).toContainText("de leiding in de muur vervangen");
  await expect(card).toContainText("Nog niemand van ons sprak deze klant.");
  expect(await page.content()).not.toContain("Vermeer");
  await card.getByRole("link", { name: "Vraag Sven" }).click();
  await expect(page.getByLabel("Collega")).toHaveValue(String(sven.id));
  await page.getByRole("link", { name: "Sluiten", exact: true }).click();

  // Call, voicemail, the next working morning.
  await callButton(page).click();
  await expect(page.getByRole("timer")).toHaveText(/^0:\d\d$/);
  await checkPage(page, "the call sheet");
  await page.getByText("Voicemail", { exact: true }).click();
  await checkPage(page, "the call sheet after voicemail");
  const moment = page.getByRole("button", { name: /10:00$/ }).first();
  const when = (await moment.innerText()).toLowerCase();
  await moment.click();
  await expect(page).toHaveURL(`/tasks/${task.id}`);
  await expect(page.getByText("Op dat moment komt deze klant vanzelf terug, met een bericht.")).toBeVisible();
  await expect(page.getByText(`1 keer geprobeerd. Opnieuw bellen: ${when}.`)).toBeVisible();

  const stored = await db.selectFrom("tasks").select(["again_at", "urgent_at", "due_at", "first_due_at", "next_step_at"]).where("id", "=", task.id).executeTakeFirstOrThrow();
  expect(stored.again_at!.getTime()).toBeGreaterThan(Date.now());
  expect(stored.urgent_at).toEqual(stored.again_at);
  expect(stored.due_at).toEqual(stored.first_due_at);
  await page.goto("/inbox");
  await expect(page.getByText(`opnieuw bellen ${when}`)).toBeVisible();
  await checkPage(page, "the call list with a call to come");

  // Then it is that time: on top, and late when it has passed.
  await db.updateTable("tasks").set({ again_at: new Date(Date.now() - 3_600_000), urgent_at: new Date(Date.now() - 3_600_000) }).where("id", "=", task.id).execute();
  const stillToCall = await makeTask(db, { team: team.id, owner: fatima.id, receivedAt: new Date() });
  await page.goto("/inbox");
  const rows = page.getByRole("listitem").filter({ has: page.locator('a[href^="/tasks/"]') });
  await expect(rows.first().getByRole("link")).toHaveAttribute("href", `/tasks/${task.id}`);
  await expect(rows.nth(1).getByRole("link")).toHaveAttribute("href", `/tasks/${stillToCall.id}`);

  // Reached: a promise by tapping a day, in the same form.
  const svens = await browserOf(sven);
  await page.goto(`/tasks/${task.id}`);
  await callButton(page).click();
  await page.getByText("Gesproken", { exact: true }).click();
  await page.getByLabel("Wat zei de klant?").fill("Het is nog nat. Hij is het wachten moe.");
  await page.getByLabel("Beloofde je iets?").fill("De loodgieter belt voordat hij komt.");
  await page.getByText("morgen", { exact: true }).click();
  await page.getByText("Bewaar hoe lang het duurde").click();
  await checkPage(page, "the call sheet after a conversation");
  await page.getByRole("button", { name: "Leg vast" }).click();
  await expect(page).toHaveURL(`/tasks/${task.id}`);
  await expect(page.getByText("Vastgelegd, met je belofte.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Kom je belofte na" })).toBeVisible();
  const events = await db.selectFrom("task_events").select(["kind", "data"]).where("task_id", "=", task.id).orderBy("id").execute();
  expect(events.slice(-2)).toMatchObject([
    { kind: "attempted", data: { outcome: "reached", note: "Het is nog nat. Hij is het wachten moe.", seconds: expect.any(Number) } },
    { kind: "promised", data: { text: "De loodgieter belt voordat hij komt." } },
  ]);
  await svens.goto(`/tasks/${task.id}`);
  await expect(svens.getByText("Fatima Amrani sprak deze klant vandaag", { exact: false }).first()).toBeAttached();
});

test("another team's cases, lessons and guides never show", async ({ page, world: { db }, signedInAs }) => {
  const { team, fatima } = await makePeople(db);
  const other = await makeTeam(db, { name: `Team Zuid ${team.id}` });
  const noor = await makeEmployee(db, { team: other.id, name: "Noor Jansen" });
  await makeGuide(db, other.id, "Verboden beginzin");
  await solvedBefore(db, other.id, noor.id, "Els Vermeer", "Verboden daad: de leiding van de lekkage is vervangen.", "Verboden les over een lekkage.");
  const task = await makeTask(db, { team: team.id, owner: fatima.id, comment: words, receivedAt: new Date() });
  await signedInAs(fatima);
  for (const path of [`/tasks/${task.id}`, `/tasks/${task.id}/attempts`, "/inbox", "/team/guides", "/team/lessons", "/team/lessons?q=lekkage"]) {
    await page.goto(path);
    expect(await page.content(), path).not.toContain("Verboden");
  }
});

test.describe("with JavaScript switched off", () => {
  test.use({ javaScriptEnabled: false });
  test("voicemail and tomorrow take two taps more", async ({ page, world: { db }, signedInAs }) => {
    const { team, fatima } = await makePeople(db);
    const task = await makeTask(db, { team: team.id, owner: fatima.id, receivedAt: new Date() });
    await signedInAs(fatima);
    await page.goto(`/tasks/${task.id}`);
    await expect(callButton(page)).toBeVisible();
    await page.getByRole("link", { name: "Al gebeld" }).click();
    await page.getByText("Voicemail", { exact: true }).click();
    await page.getByRole("button", { name: /10:00$/ }).first().click();
    await expect(page).toHaveURL(`/tasks/${task.id}`);
    expect((await db.selectFrom("tasks").select("again_at").where("id", "=", task.id).executeTakeFirstOrThrow()).again_at).not.toBeNull();
  });
});

test("a moment that cannot be is refused in words, and what she typed stays", async ({ page, world: { db }, signedInAs }) => {
  const { team, fatima } = await makePeople(db);
  const task = await makeTask(db, { team: team.id, owner: fatima.id, receivedAt: new Date() });
  await signedInAs(fatima);
  await page.goto(`/tasks/${task.id}/attempts?outcome=no_answer`);
  await page.getByLabel("Wat zei de klant?").fill("Lang laten overgaan.");
  await page.getByText("Ander moment").click();
  for (const [date, sentence] of [["2020-01-01", "Dat moment is al voorbij"], ["2090-01-01", "Kies een dag die bestaat"]] as const) {
    await page.getByLabel("Dag", { exact: true }).fill(date);
    await page.getByRole("button", { name: "Leg vast en bel dan opnieuw" }).click();
    await expect(page.getByText(sentence)).toBeVisible();
    await expect(page.getByLabel("Wat zei de klant?")).toHaveValue("Lang laten overgaan.");
  }
  await checkPage(page, "the refused call sheet");
});

test("to a customer who speaks English she opens in English, and reads all of where it is about", async ({ page, world: { db }, signedInAs }) => {
  const { team, fatima } = await makePeople(db);
  const customer = await makeCustomer(db, { name: "Mary Jones", language: "en", account: "Complex Noorderplantsoen en omstreken" });
  const task = await makeTask(db, { team: team.id, owner: fatima.id, customer_id: customer.id, comment: "Nobody called me back.", receivedAt: new Date() });
  await signedInAs(fatima);
  await page.goto(`/tasks/${task.id}`);
  const first = page.getByRole("region", { name: "Zo kun je het gesprek openen" }).getByRole("listitem").first();
  await expect(first).toContainText("Good day, this is Fatima Amrani from");
  await expect(first.locator("[lang=en]")).toBeVisible();
  await expect(page.getByText("Begin met sorry, zonder ‘maar’."), "what she does is told in her language").toBeAttached();
  const where = page.locator("article header p", { hasText: "Complex Noorderplantsoen" });
  expect(await where.evaluate((line) => line.scrollWidth <= line.clientWidth), "nothing of it is cut").toBe(true);
  await checkPage(page, "a customer in another language");
});

test("what she types survives a reload and an expired session, and nobody else on this browser sees it", async ({ page, world: { db }, signedInAs }) => {
  const { team, fatima, sven } = await makePeople(db);
  await db.updateTable("employees").set({ password_hash: await hash(password) }).where("id", "in", [fatima.id, sven.id]).execute();
  const task = await makeTask(db, { team: team.id, owner: fatima.id, receivedAt: new Date() });
  const sheet = `/tasks/${task.id}/actions`;
  const field = page.getByLabel("Wat heb je voor deze klant veranderd?");
  await signedInAs(fatima);
  await page.goto(sheet);
  await field.fill("De kraan is vervangen.");
  await page.reload();
  await expect(field).toHaveValue("De kraan is vervangen.");
  await expect(page.getByText("Wat je eerder typte staat er nog.")).toBeVisible();
  await checkPage(page, "a sheet with what was typed before");

  // The session ends while she types: she signs in, and goes on where she was.
  await field.fill("De kraan is vervangen en getest.");
  await db.deleteFrom("sessions").where("user_id", "=", fatima.id).execute();
  await page.getByRole("button", { name: "Leg vast" }).click();
  await expect(page).toHaveURL(`/signin?to=${encodeURIComponent(sheet)}`);
  await expect(page.getByText("Typte jij hier iets dat nog niet is verstuurd? Het staat er nog")).toBeVisible();

  // A colleague signs in on this browser first: nothing of it is his to see, nor does it go with him.
  await signIn(page, sven.email);
  await expect(page).toHaveURL(sheet);
  await expect(field).toHaveValue("");
  expect((await draftsIn(page)).length).toBe(1);
  await page.getByRole("link", { name: "Sluiten", exact: true }).click();
  await page.locator("header summary").click();
  await page.getByRole("button", { name: "Uitloggen" }).last().click();
  await expect(page).toHaveURL("/signin");

  await page.goto(`/signin?to=${encodeURIComponent(sheet)}`);
  await signIn(page, fatima.email);
  await expect(page).toHaveURL(sheet);
  await expect(field).toHaveValue("De kraan is vervangen en getest.");
  await page.getByRole("button", { name: "Leg vast" }).click();
  await expect(page).toHaveURL(`/tasks/${task.id}`);
  expect(await draftsIn(page)).toEqual([]);
  await page.goto(sheet);
  await expect(field).toHaveValue("");

  // Signing out takes it along.
  await field.fill("Nog iets.");
  await expect.poll(() => draftsIn(page)).toHaveLength(1);
  await page.goto("/inbox");
  await page.locator("header summary").click();
  await page.getByRole("button", { name: "Uitloggen" }).last().click();
  await expect(page).toHaveURL("/signin");
  expect(await draftsIn(page)).toEqual([]);
});

const callButton = (page: Page) => page.locator('a[href^="tel:"]').first();
const draftsIn = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("draft:")));

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel("E-mailadres").fill(email);
  await page.getByLabel("Wachtwoord").fill(password);
  await page.getByRole("button", { name: "Inloggen" }).click();
}

async function makeGuide(db: Db, team: number, start = "Dag {klant}, met {ik} van {organisatie}."): Promise<void> {
  await db.insertInto("call_guides").values({ team_id: team, category: "detractor", start, openings: [`${start} Wat gebeurde er?`], dos: "Luister eerst.", donts: "Niet uitleggen.", changed_at: new Date() }).execute();
}

/** Somebody whom a colleague helped, who called it solved. */
async function solvedBefore(db: Db, team: number, employee: number, name: string, did: string, lesson?: string): Promise<void> {
  const customer = await makeCustomer(db, { name });
  const at = new Date(Date.now() - 86_400_000);
  const said = "Al weken een lekkage en niemand belt.";
  const task = await makeTask(db, { team, owner: employee, customer_id: customer.id, comment: said, receivedAt: at, events: [{ kind: "closed", at, actor_id: employee, data: { outcome: "not_solved", reason: "" } }] });
  await db.insertInto("solved_cases").values({ task_id: task.id, team_id: team, employee_id: employee, solved_at: at, words: said, did }).execute();
  if (lesson) await db.insertInto("lessons").values({ task_id: task.id, team_id: team, employee_id: employee, text: lesson, at }).execute();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "between two customers" : "between two customers, without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("an act says who is next, and one tap is there", async ({ page, world: { db }, signedInAs }) => {
      const { team, fatima } = await makePeople(db);
      const at = (hours: number) => new Date(Date.now() - hours * 3_600_000);
      const mine = async (name: string, hours: number) => makeTask(db, { team: team.id, owner: fatima.id, receivedAt: at(hours), customer_id: (await makeCustomer(db, { name })).id });
      // Els was tried and is planned for tomorrow: she can wait.
      const els = await mine("Els Vermeer", 20);
      await db.updateTable("tasks").set({ again_at: at(-24), urgent_at: at(20) }).where("id", "=", els.id).execute();
      const jan = await mine("Jan de Boer", 5);
      const next = await mine("Ingrid van der Meer-Wolthuis", 4);
      await signedInAs(fatima);
      await page.goto(`/tasks/${jan.id}/attempts?outcome=reached`);
      // While the sheet of the server becomes one of the browser a tap may meet nothing.
      if (javaScriptEnabled) await expect(page.locator("dialog[data-hydrated]")).toBeVisible();
      await page.getByRole("button", { name: "Leg vast", exact: true }).click();
      await expect(page.getByText("Contactpoging vastgelegd.")).toBeVisible();
      const link = page.getByRole("link", { name: "Volgende: Ingrid van der Meer-Wolthuis" });
      await expect(link).toBeInViewport({ ratio: 1 });
      if (javaScriptEnabled) await checkPage(page, "who is next");
      await link.click();
      await expect(page).toHaveURL(`/tasks/${next.id}`);
      await expect(page.getByRole("heading", { level: 1, name: "Ingrid" })).toBeVisible();
      // Nothing was done here yet.
      await expect(page.getByRole("link", { name: /^Volgende/ })).toHaveCount(0);
    });
  });
}
