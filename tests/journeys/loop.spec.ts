import type { Page } from "@playwright/test";
import { createKey } from "#app/intake/keys.server.ts";
import type { ReceivedMail } from "../resend-server.ts";
import { checkPage, expect, makePeople, test, type World } from "./journey.ts";

const words = "Drie keer gebeld over dezelfde lekkage, en drie keer een ander verhaal.";
const firstAction = "De loodgieter heeft de kraan vervangen.";
const secondAction = "De loodgieter heeft ook de leiding in de muur vervangen.";

test.describe("with JavaScript", () => {
  test.use({ javaScriptEnabled: true });
  test("one answer travels the whole loop", async ({ page, world, signedInAs, browserOf }) => {
    await tellTheStory({ page, world, signedInAs, browserOf, check: checkPage });
  });
});

test.describe("with JavaScript switched off", () => {
  test.use({ javaScriptEnabled: false });
  test("one answer travels the whole loop", async ({ page, world, signedInAs, browserOf }) => {
    await tellTheStory({ page, world, signedInAs, browserOf, check: async () => {} });
  });
});

type Story = {
  page: Page;
  world: World;
  signedInAs: (person: { id: number }) => Promise<void>;
  browserOf: (person: { id: number } | null, options?: { viewport: { width: number; height: number } }) => Promise<Page>;
  check: (page: Page, what?: string) => Promise<void>;
};

async function tellTheStory({ page, world, signedInAs, browserOf, check }: Story): Promise<void> {
  const { db, resend } = world;
  const { fatima, ruben } = await makePeople(db);
  const cause = await db.insertInto("causes").values({ name: `Reparatie duurde te lang ${fatima.id}` }).returningAll().executeTakeFirstOrThrow();
  const customerEmail = `jan.${fatima.id}@klant.example`;
  await signedInAs(fatima);
  const rubens = await browserOf(ruben);
  const webmail = await browserOf(null, { viewport: { width: 360, height: 740 } });

  // A survey answer comes in, and comes in again.
  const { key } = await createKey(db, `Enquête ${fatima.id}`, new Date());
  const answer = {
    id: "antwoord-1",
    score: 3,
    comment: words,
    answered_at: new Date(Date.now() - 60_000).toISOString(),
    customer: { name: "Jan de Boer", email: customerEmail, phone: "06 12345678", language: "nl" },
    about: { employee_email: fatima.email, touchpoint: "reparatie" },
  };
  const first = await send(world, key, answer);
  expect(first.status).toBe(201);
  const { created, task } = (await first.json()) as { created: boolean; task: { id: number; stage: string; owner: string; url: string } };
  expect({ created, stage: task.stage }).toEqual({ created: true, stage: "to_call" });
  expect((await send(world, key, answer)).status).toBe(200);

  // Ruben, who leads the team, sees that this customer has heard nothing yet.
  await rubens.goto("/overview");
  await expect(figure(rubens, "Klant heeft het gehoord")).toContainText("0 van 1");
  await check(rubens);

  // Fatima finds it in her call list, in the customer's own words.
  await page.goto("/inbox");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("1");
  await check(page);
  await page.getByRole("link", { name: /Jan de Boer/ }).first().click();
  await expect(page).toHaveURL(`/tasks/${task.id}`);
  await expect(page.getByText(words).first()).toBeVisible();
  await expect(page.locator('a[href="tel:+31612345678"]').first()).toBeVisible();
  await check(page);

  // She calls him, and logs it.
  await page.getByRole("link", { name: "Al gebeld" }).click();
  await expect(page.getByRole("heading", { name: "Hoe ging het contact?" })).toBeVisible();
  await page.getByLabel("Gesproken").check();
  await check(page, "the call sheet");
  await page.getByLabel("Wat zei de klant?").fill("Hij is het wachten moe.");
  await page.getByRole("button", { name: "Leg vast" }).click();
  await expect(page).toHaveURL(`/tasks/${task.id}`);
  await expect(page.getByText("Contactpoging vastgelegd.")).toBeVisible();

  // She promises a plumber, and keeps the promise.
  await page.getByRole("link", { name: "Belofte" }).click();
  await page.getByLabel("Je belofte").fill("Morgen voor vijven staat de loodgieter bij u.");
  await check(page, "the promise sheet");
  await page.getByRole("button", { name: "Leg de belofte vast" }).click();
  await expect(page).toHaveURL(`/tasks/${task.id}`);
  await check(page, "the task with a promise");
  await page.getByRole("link", { name: "Het lukt niet" }).click();
  await expect(page.getByRole("button", { name: "Trek de belofte in" })).toBeVisible();
  await check(page, "the end of a promise");
  await page.getByRole("link", { name: "Sluiten", exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(`/tasks/${task.id}`);
  await page.getByRole("button", { name: "Ik ben hem nagekomen" }).click();
  await expect(page.getByText("Mooi, belofte nagekomen.")).toBeVisible();

  // What was changed, and why it went wrong.
  await logAction(page, firstAction, cause.name);
  await check(page, "the task to tell");

  // You said, we did.
  await page.getByRole("link", { name: "Schrijf de terugkoppeling" }).click();
  await expect(page.getByLabel("U zei")).toHaveValue(words);
  await expect(page.getByLabel("Wij deden")).toHaveValue(firstAction);
  await check(page, "writing the reply");
  await page.getByRole("button", { name: "Verstuur" }).click();
  await expect(page).toHaveURL(`/tasks/${task.id}`);
  const [mail] = await mailsTo(world, customerEmail, 1);
  expect(mail!.from).toContain("contact@delinde.example");
  expect(mail!.headers).toHaveProperty("List-Unsubscribe");
  for (const part of [mail!.text.replaceAll(/\s+/g, " ").replaceAll("> ", ""), mail!.html]) {
    expect(part).toContain("Drie keer gebeld over dezelfde lekkage");
    expect(part).toContain(firstAction);
    expect(part).toContain("Fatima Amrani");
  }
  await reloadUntil(page, page.getByText("De klant weet het"));
  await expect(page.getByText("De mail aan de klant is verstuurd")).toBeVisible();
  await check(page, "the task that was told");

  // For Jan it is not solved yet.
  await open(webmail, mail!);
  await check(webmail, "the mail");
  let jans = await answerIn(webmail, "Nog niet");
  await expect(jans.getByRole("heading", { level: 1 })).toHaveText("Is het voor u opgelost?");
  await expect(jans.getByLabel("Nog niet")).toBeChecked();
  await check(jans, "the customer's page");
  await jans.getByLabel("Wilt u er iets bij zeggen?").fill("Het lekt nog steeds, nu in de muur.");
  await jans.getByRole("button", { name: "Verstuur mijn antwoord" }).click();
  await expect(jans.getByRole("heading", { level: 1 })).toHaveText("Dank u wel dat u het zegt.");
  await check(jans, "the thanks");
  // Another answer has its own words: what he wrote stands above, not in the field.
  await jans.getByRole("link", { name: "Antwoord veranderen" }).click();
  await expect(jans.getByText("U antwoordde eerder: Nog niet.")).toBeVisible();
  await expect(jans.getByText("Het lekt nog steeds, nu in de muur.", { exact: true })).toBeVisible();
  await expect(jans.getByLabel("Wilt u er iets bij zeggen?")).toHaveValue("");
  await check(jans, "another answer");

  // It is back with Fatima, with his new words; she goes on where she was.
  await page.goto("/inbox");
  await page.getByRole("link", { name: /Jan de Boer/ }).first().click();
  await expect(page.getByRole("heading", { name: /nog niet opgelost/ })).toBeVisible();
  await expect(page.getByText("Het lekt nog steeds, nu in de muur.").first()).toBeVisible();
  await check(page, "the reopened task");
  await logAction(page, secondAction, cause.name);
  await page.getByRole("link", { name: "Schrijf de terugkoppeling" }).click();
  await expect(page.getByLabel("Wij deden")).toHaveValue(secondAction);
  await page.getByRole("button", { name: "Verstuur" }).click();
  await expect(page).toHaveURL(`/tasks/${task.id}`);
  const [, secondMail] = await mailsTo(world, customerEmail, 2);
  expect(secondMail!.text).toContain("ook de leiding");
  expect(linkOf(secondMail!), "every mail has a link of its own").not.toBe(linkOf(mail!));

  // Now it is, and he says so with a better score.
  await reloadUntil(page, page.getByText("De klant weet het"));
  await open(webmail, secondMail!);
  jans = await answerIn(webmail, "Ja, opgelost");
  await jans.locator("label").filter({ hasText: /^8$/ }).click();
  await jans.getByRole("button", { name: "Verstuur mijn antwoord" }).click();
  await expect(jans.getByRole("heading", { level: 1 })).toHaveText("Fijn. Dank u wel.");

  // Fatima reads it, and Ruben's figures have moved.
  await page.goto(`/tasks/${task.id}`);
  await expect(page.getByText("De klant zegt dat het is opgelost")).toBeVisible();
  await expect(page.getByText("Nieuw cijfer: 8")).toBeVisible();
  await check(page, "the closed task");
  await rubens.goto("/overview");
  await expect(figure(rubens, "Klant heeft het gehoord")).toContainText("1 van 1");
  await expect(figure(rubens, "Klant zegt: opgelost")).toContainText("1 van 1");
  await check(rubens);
  await figure(rubens, "Klant zegt: opgelost").getByRole("link").first().click();
  await expect(rubens.getByRole("table").getByText("Jan de Boer")).toBeVisible();
  await check(rubens);
  expect(resend.mails.filter(({ to }) => to.some((address) => address.includes(customerEmail))), "no mail twice").toHaveLength(2);
}

async function logAction(page: Page, text: string, cause: string): Promise<void> {
  await page.getByRole("link", { name: "Leg vast wat je deed" }).click();
  await page.getByLabel("Wat heb je voor deze klant veranderd?").fill(text);
  await page.getByLabel("Waardoor ging het mis?").selectOption(cause);
  await page.getByRole("button", { name: "Leg vast" }).click();
  await expect(page.getByText("Vastgelegd. Vertel het nu aan de klant.")).toBeVisible();
}

function send({ origin }: World, key: string, answer: object): Promise<Response> {
  return fetch(`${origin}/api/v1/responses`, { method: "POST", headers: { authorization: `Bearer ${key}`, "content-type": "application/json" }, body: JSON.stringify(answer) });
}

/** A figure of the overview with what stands around it. */
function figure(page: Page, label: string) {
  return page.getByRole("region", { name: "De cijfers" }).locator("> div > *").filter({ hasText: label });
}

async function mailsTo({ resend }: World, address: string, count: number): Promise<ReceivedMail[]> {
  const found = () => resend.mails.filter(({ to }) => to.some((one) => one.includes(address)));
  await expect.poll(() => found().length, { message: `mails to ${address}`, timeout: 40_000 }).toBe(count);
  return found();
}

/** The mail in a browser, as a webmail shows it: a page of another site. */
async function open(page: Page, mail: ReceivedMail): Promise<void> {
  const address = `https://webmail.example/${mail.id}`;
  await page.route(address, (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: mail.html }));
  await page.goto(address);
}

/** The mail's buttons open a tab beside it. */
async function answerIn(webmail: Page, button: string): Promise<Page> {
  const tab = webmail.waitForEvent("popup");
  await webmail.getByRole("link", { name: button }).click();
  return tab;
}

function linkOf({ text }: ReceivedMail): string {
  return /\/r\/[A-Za-z0-9_-]+/.exec(text)![0];
}

/** The mail leaves in the background: what it changes shows on the next look. */
async function reloadUntil(page: Page, sign: ReturnType<Page["getByText"]>): Promise<void> {
  await expect(async () => {
    await page.reload();
    await expect(sign).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 40_000 });
}
