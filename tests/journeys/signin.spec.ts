import { hash } from "@node-rs/argon2";
import type { Page } from "@playwright/test";
import { makeEmployee, makeTask, makeTeam } from "../factories.ts";
import { checkPage, expect, makePeople, test } from "./journey.ts";

const password = "zeven-groene-stoelen";

test("signs in with the form, switches the language, and goes where she wanted to be", async ({ page, world: { db } }) => {
  const fatima = await makeEmployee(db, { team: (await makeTeam(db)).id, password_hash: await hash(password) });
  await page.goto("/compliments");
  await expect(page).toHaveURL(/\/signin\?to=%2Fcompliments/);
  await checkPage(page);

  await fillSignIn(page, fatima.email, "verkeerd-wachtwoord");
  await expect(page.getByRole("alert")).toContainText("horen niet bij elkaar");
  await expect(page.getByLabel("E-mailadres")).toHaveValue(fatima.email);
  await checkPage(page, "the refused sign-in");

  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page).toHaveURL(/\/signin\?to=%2Fcompliments/);
  await page.getByRole("button", { name: "Nederlands" }).click();

  await fillSignIn(page, fatima.email.toUpperCase(), password);
  await expect(page).toHaveURL("/compliments");
  await page.getByRole("button", { name: "Uitloggen" }).first().click();
  await expect(page).toHaveURL("/signin");
  await page.goto("/compliments");
  await expect(page).toHaveURL(/\/signin/);
});

test("the pages are in her language, whichever language this browser had until then", async ({ page, world: { db } }) => {
  const team = await makeTeam(db);
  const fatima = await makeEmployee(db, { team: team.id, password_hash: await hash(password), language: "nl" });
  await makeTask(db, { team: team.id, owner: fatima.id, comment: "Niemand belde terug" });
  await page.goto("/signin?to=%2Finbox");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByLabel("E-mail").fill(fatima.email);
  await page.getByLabel("Password").fill(password);
  // Gone as soon as the page is loaded anew.
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "1 klant wacht" })).toBeVisible();
  expect(await page.evaluate(() => "isSamePage" in window)).toBe(true);

  await page.goto("/me");
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  await page.getByLabel("Engels").check();
  await page.getByRole("button", { name: "Opslaan" }).first().click();
  await page.getByRole("link", { name: "My call list" }).first().click();
  await expect(page.getByRole("heading", { name: "1 customer is waiting" })).toBeVisible();
  await expect(page.getByText("Niemand belde terug").first()).toBeVisible();
  expect(await page.evaluate(() => "isSamePage" in window)).toBe(true);
});

test("after five wrong passwords the right one has to wait, too", async ({ page, world: { db } }) => {
  const fatima = await makeEmployee(db, { password_hash: await hash(password) });
  await page.goto("/signin");
  for (let count = 1; count <= 5; count++) {
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await fillSignIn(page, fatima.email, `verkeerd ${count}`);
    await answered;
  }
  await fillSignIn(page, fatima.email, password);
  await expect(page.getByRole("alert")).toContainText("te vaak mis");
  await expect(page).toHaveURL("/signin");
});

test("signs out everywhere: the other browser is signed out as well", async ({ page, browserOf, signedInAs, world: { db } }) => {
  const { fatima } = await makePeople(db);
  await signedInAs(fatima);
  const phone = await browserOf(fatima);
  await phone.goto("/me");
  await expect(phone).toHaveURL("/me");
  await page.goto("/me");
  await page.getByRole("button", { name: /overal/i }).click();
  await expect(page).toHaveURL(/\/signin/);
  await phone.goto("/inbox");
  await expect(phone).toHaveURL(/\/signin/);
});

async function fillSignIn(page: Page, email: string, secret: string): Promise<void> {
  await page.getByLabel("E-mailadres").fill(email);
  await page.getByLabel("Wachtwoord").fill(secret);
  await page.getByRole("button", { name: "Inloggen" }).click();
}
