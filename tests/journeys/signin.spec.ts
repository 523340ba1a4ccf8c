import { hash } from "@node-rs/argon2";
import type { Page } from "@playwright/test";
import { makeEmployee, makeTeam } from "../factories.ts";
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
