import type { Locator } from "@playwright/test";
import { makeTask } from "../factories.ts";
import { expect, makePeople, test } from "./journey.ts";

const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
const row = (list: Locator, text: string | RegExp) => list.getByRole("button", { name: text });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("an admin sets the steps; what is wrong stays typed", async ({ page, world: { db }, signedInAs }) => {
      const { marijke } = await makePeople(db);
      await signedInAs(marijke);
      await page.goto("/admin/escalation");
      await page.getByLabel("Uren te laat").last().fill("9999");
      await page.getByRole("button", { name: "Opslaan" }).click();
      await expect(page.getByText("Vul een heel getal in van 1 tot en met 720.")).toBeVisible();
      await expect(page.getByLabel("Uren te laat").last()).toHaveValue("9999");
      await page.getByLabel("Uren te laat").last().fill("4");
      await page.getByLabel("Wat er dan gebeurt").last().selectOption({ label: "Zeg het de teamleider nog eens" });
      await page.getByRole("button", { name: "Opslaan" }).click();
      await expect(page.getByText("4 uur te laat", { exact: true })).toBeVisible();
      // It comes first now, before what was there: a day late, to the pool.
      await expect(page.getByLabel("Uren te laat").first()).toHaveValue("4");
      await page.getByLabel("Uren te laat").first().fill("");
      await page.getByRole("button", { name: "Opslaan" }).click();
      await expect(page.getByText("4 uur te laat", { exact: true })).toHaveCount(0);
      await expect(page.getByText("24 uur te laat", { exact: true })).toBeVisible();
    });

    test("she says when she is mailed", async ({ page, world: { db }, signedInAs }) => {
      const { fatima } = await makePeople(db);
      await signedInAs(fatima);
      await page.goto("/me/messages");
      await page.getByLabel("Niet", { exact: false }).check();
      await page.getByRole("button", { name: "Opslaan" }).last().click();
      await expect(page.getByText("Je krijgt geen mail over je taken.")).toBeVisible();
    });
  });
}

test("the app reminds by itself: in the list at once without a click, and by mail", async ({ page, world: { db, resend }, signedInAs }) => {
  test.setTimeout(200_000);
  const { team, fatima, ruben } = await makePeople(db);
  const at = (who: { id: number }, values: object) => db.updateTable("employees").set({ message_mail: "now", is_mailed_off_hours: true, ...values }).where("id", "=", who.id).execute();
  await at(fatima, {});
  await at(ruben, { language: "en" });
  await signedInAs(fatima);
  await page.goto("/inbox");
  const count = page.getByRole("link", { name: /Berichten/ }).first();
  await expect(count).not.toContainText("1");
  // Due an hour ago: the reminder beforehand is over, being late is told.
  const task = await makeTask(db, { team: team.id, owner: fatima.id, receivedAt: hours(-25) });
  await expect(count).toContainText("1", { timeout: 100_000 });
  await page.goto("/messages");
  await row(page.locator("main"), /Te laat:/).click();
  await expect(page.getByText(/Te laat gemeld, ook aan de teamleider/)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/tasks/${task.id}$`));

  const mailed = () => db.selectFrom("mails").select(["subject", "status"]).where("kind", "=", "message").where("to_email", "=", ruben.email).execute();
  await expect.poll(mailed, { timeout: 90_000 }).toEqual([{ subject: "A task is late", status: "sent" }]);
  expect(resend.mails.some(({ to }) => to.some((address) => address.includes(ruben.email)))).toBe(true);
});
