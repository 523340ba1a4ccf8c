import type { Page } from "@playwright/test";
import { hash } from "@node-rs/argon2";
import { makeEmployee, makeTask } from "../factories.ts";
import { checkPage, expect, makePeople, test, type World } from "./journey.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "with JavaScript switched off", () => {
    // A link that was used already is answered with 410.
    test.use({ javaScriptEnabled, expectedProblems: [/status of 410/] });
    const check = javaScriptEnabled ? checkPage : async () => {};

    test("a colleague is invited, comes in, forgets her password, and leaves", async ({ page, world, signedInAs, browserOf }) => {
      const { marijke, fatima, team } = await makePeople(world.db);
      const email = `sanne.${team.id}@delinde.example`;
      await signedInAs(marijke);

      // The administrator invites her by mail, after a mistake that keeps what was typed.
      await page.goto("/admin/people");
      await page.getByRole("link", { name: "Iemand uitnodigen" }).click();
      await page.getByLabel("Naam", { exact: true }).fill("Sanne Bos");
      await page.getByLabel("E-mailadres", { exact: true }).fill("sanne");
      await page.getByLabel(team.name).selectOption("Lid");
      await page.getByRole("button", { name: "Uitnodigen", exact: true }).click();
      await expect(page.getByText("Dit is geen e-mailadres")).toBeVisible();
      await expect(page.getByLabel("Naam", { exact: true })).toHaveValue("Sanne Bos");
      await expect(page.getByLabel(team.name)).toHaveValue("member");
      await check(page, "a refused invitation");
      await page.getByLabel("E-mailadres", { exact: true }).fill(email.toUpperCase());
      await page.getByRole("button", { name: "Uitnodigen", exact: true }).click();
      await expect(page.getByRole("status").filter({ hasText: "De uitnodiging is verstuurd" })).toBeVisible();

      // She opens her mail, in vain with a password that is too short, and begins.
      const hers = await browserOf(null, { viewport: { width: 360, height: 740 } });
      await hers.goto(await linkFrom(world, email, "invite"));
      await check(hers, "the invitation");
      await hers.getByLabel("Nieuw wachtwoord").fill("kort");
      await hers.getByRole("button", { name: "Beginnen" }).click();
      await expect(hers.getByText("Dit wachtwoord is te kort")).toBeVisible();
      await hers.getByLabel("Nieuw wachtwoord").fill("drie blauwe fietsen");
      await hers.getByRole("button", { name: "Beginnen" }).click();
      await expect(hers).toHaveURL("/inbox");
      await hers.goto(await linkFrom(world, email, "invite"));
      await expect(hers.getByText("Deze link is al gebruikt")).toBeVisible();
      await check(hers, "a used invitation");

      // She is away today, and back again.
      await hers.goto("/me");
      await hers.getByRole("link", { name: "Ik ben afwezig" }).click();
      await hers.getByRole("button", { name: "Vandaag" }).click();
      await expect(hers.getByText("Je bent afwezig tot en met vandaag.")).toBeVisible();
      await check(hers, "my details while away");
      await hers.getByRole("button", { name: "Ik ben er weer" }).click();
      await expect(hers.getByText("Je bent er.")).toBeVisible();

      // She forgets her password; the new one signs out her other browser.
      const another = await browserOf(null);
      await another.goto("/signin");
      await another.getByRole("link", { name: "Wachtwoord vergeten?" }).click();
      await expect(another.getByRole("heading", { level: 1 })).toHaveText("Wachtwoord vergeten?");
      await another.getByLabel("E-mailadres").fill(email);
      await another.getByRole("button", { name: "Stuur mij een link" }).click();
      await expect(another.getByRole("heading", { level: 1 })).toHaveText("Kijk in je mail");
      await another.goto(await linkFrom(world, email, "password"));
      await another.getByLabel("Nieuw wachtwoord").fill("vier gele treinen");
      await another.getByRole("button", { name: "Opslaan en inloggen" }).click();
      await expect(another).toHaveURL("/inbox");
      await hers.goto("/me");
      await expect(hers).toHaveURL(/\/signin/);

      // She leaves: her task goes to Fatima.
      const { id } = await world.db.selectFrom("employees").select("id").where("email", "=", email).executeTakeFirstOrThrow();
      const task = await makeTask(world.db, { team: team.id, owner: id, receivedAt: new Date() });
      await page.goto(`/admin/people/${id}`);
      await check(page, "a colleague");
      await page.getByRole("link", { name: "Uit dienst melden" }).click();
      await page.getByLabel(`1 open taak van ${team.name}`).selectOption(fatima.name);
      await page.getByRole("button", { name: "Uit dienst melden" }).click();
      await expect(page.getByText("Is uit dienst sinds vandaag")).toBeVisible();
      expect((await world.db.selectFrom("tasks").select("owner_id").where("id", "=", task.id).executeTakeFirstOrThrow()).owner_id).toBe(fatima.id);
      await another.goto("/inbox");
      await expect(another).toHaveURL(/\/signin/);
    });

    test("changes her password, knowing the current one, and stays signed in here", async ({ page, world, signedInAs }) => {
      const fatima = await makeEmployee(world.db, { password_hash: await hash("zeven groene stoelen") });
      await signedInAs(fatima);
      await page.goto("/me/password");
      await fillPasswords(page, "verkeerd wachtwoord", "vier gele treinen");
      await expect(page.getByText("Dit is niet je huidige wachtwoord.")).toBeVisible();
      await check(page, "a refused password");
      await fillPasswords(page, "zeven groene stoelen", "vier gele treinen");
      await expect(page.getByText("Je wachtwoord is veranderd.")).toBeVisible();
      await page.goto("/me");
      await expect(page).toHaveURL("/me");
    });
  });
}

async function fillPasswords(page: Page, current: string, chosen: string): Promise<void> {
  await page.getByLabel("Huidig wachtwoord").fill(current);
  await page.getByLabel("Nieuw wachtwoord", { exact: true }).fill(chosen);
  await page.getByRole("button", { name: "Wachtwoord veranderen" }).click();
}

/** The path of the personal link in the newest mail to her. */
async function linkFrom({ resend, origin }: World, email: string, place: "invite" | "password"): Promise<string> {
  const link = new RegExp(`${origin}(/${place}/[\\w-]{43})`);
  let path: string | undefined;
  await expect(() => {
    path = resend.mails.filter((mail) => JSON.stringify(mail).includes(email)).map((mail) => link.exec(JSON.stringify(mail))?.[1]).findLast(Boolean);
    expect(path).toBeDefined();
  }).toPass({ timeout: 40_000 });
  return path!;
}
