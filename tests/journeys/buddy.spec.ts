import { makeCustomer, makeEmployee, makeTask, makeTeam } from "../factories.ts";
import { checkPage, expect, makePeople, test } from "./journey.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a colleague of another team is asked along, advises, and is thanked in one tap", async ({ page, world: { db }, signedInAs, browserOf }) => {
      const { team, fatima } = await makePeople(db);
      const tomasz = await makeEmployee(db, { team: (await makeTeam(db)).id, name: `Tomasz Nowak ${team.id}` });
      const customer = await makeCustomer(db, { name: "Jan de Boer", phone: "+31687654321" });
      const task = await makeTask(db, { team: team.id, owner: fatima.id, customer_id: customer.id });

      // Fatima dares not call yet. She asks Tomasz, who knows these boilers.
      await signedInAs(fatima);
      await page.goto(`/tasks/${task.id}`);
      await page.getByRole("link", { name: "Vraag een collega" }).click();
      await page.getByText("Iemand van een ander team").click();
      await page.getByLabel("Naam of e-mailadres").fill("Thomas");
      await page.getByLabel("Waar loop je tegenaan?").fill("Wat zeg ik over die ketel?");
      await page.getByRole("button", { name: "Vraag het" }).click();
      await expect(page.getByText("Er werkt hier niemand die zo heet.")).toBeVisible();
      await expect(page.getByLabel("Waar loop je tegenaan?")).toHaveValue("Wat zeg ik over die ketel?");
      await page.getByLabel("Naam of e-mailadres").fill(tomasz.name);
      await page.getByRole("button", { name: "Vraag het" }).click();
      await expect(page.getByText("Gevraagd. Je collega krijgt bericht.")).toBeVisible();
      await expect(page.getByText(/Je vroeg Tomasz Nowak .* om advies, .* Nog geen antwoord\./)).toBeVisible();

      // Tomasz reads it in his messages: what the customer said, not where the customer is reached.
      const his = await browserOf(tomasz, { viewport: { width: 360, height: 740 } });
      await his.goto("/messages");
      await his.locator("main").getByRole("button", { name: /Fatima Amrani vraagt je hulp/ }).click();
      await expect(his.getByRole("heading", { level: 1 })).toHaveText("Fatima Amrani vraagt je om advies");
      await expect(his.getByText("Wat zeg ik over die ketel?")).toBeVisible();
      await expect(his.getByText(/Drie keer gebeld over dezelfde lekkage/)).toBeVisible();
      expect(await his.content()).not.toContain("87654321");
      if (javaScriptEnabled) await checkPage(his);
      await his.getByLabel("Wil je er iets bij zeggen?").fill("Vraag eerst welk jaar erop staat.");
      await his.getByRole("button", { name: "Ja, ik help" }).click();
      await expect(his.getByText("Je denkt mee.")).toBeVisible();
      await his.getByRole("button", { name: "Geef dit door" }).click();
      await expect(his.getByText("Vul dit in.")).toBeVisible();

      // It is there for Fatima; she thanks him, and ends it.
      await page.goto(`/tasks/${task.id}`);
      await expect(page.getByText("Vraag eerst welk jaar erop staat.").first()).toBeVisible();
      if (javaScriptEnabled) await checkPage(page);
      await page.getByRole("button", { name: /^Bedank Tomasz/ }).click();
      await expect(page.getByText("Je dank is doorgegeven.")).toBeVisible();
      await page.getByRole("button", { name: "Niet meer nodig" }).click();
      await expect(page.getByText("Je collega ziet de taak niet meer.")).toBeVisible();

      await his.goto("/messages");
      await his.locator("main").getByRole("button", { name: /Fatima Amrani bedankt je/ }).click();
      await expect(his.getByText("Fatima Amrani bedankt je voor je hulp.")).toBeVisible();
      await expect(his.getByText("Dit is afgerond")).toBeVisible();
      await expect(his.getByText(/lekkage/)).toHaveCount(0);
    });

    test("who is asked of her own team says no; she asks another", async ({ page, world: { db }, signedInAs, browserOf }) => {
      const { team, fatima, ruben, sven } = await makePeople(db);
      const task = await makeTask(db, { team: team.id, owner: fatima.id });
      await signedInAs(fatima);
      await page.goto(`/tasks/${task.id}/help`);
      await page.getByLabel("Erbij zijn").check();
      await page.getByLabel("Collega", { exact: true }).selectOption({ label: "Ruben Visser (teamleider)" });
      await page.getByLabel("Waar loop je tegenaan?").fill("Ik bel om drie uur. Luister je mee?");
      await page.getByRole("button", { name: "Vraag het" }).click();
      await expect(page.getByText(/Je vroeg Ruben Visser erbij/)).toBeVisible();

      const his = await browserOf(ruben);
      await his.goto("/helping");
      await his.getByRole("link", { name: /Fatima Amrani vraagt je erbij/ }).click();
      await his.getByRole("button", { name: "Nu niet" }).click();
      await expect(his.getByText("Je zei dat je nu niet kon.")).toBeVisible();

      await page.goto(`/tasks/${task.id}/help`);
      await page.getByLabel("Collega", { exact: true }).selectOption({ label: sven.name });
      await page.getByLabel("Waar loop je tegenaan?").fill("Ik bel om drie uur. Luister je mee?");
      await page.getByRole("button", { name: "Vraag het" }).click();
      await expect(page.getByText("Ruben Visser kan nu niet helpen")).toBeVisible();
      await expect(page.getByText(/Je vroeg Sven Hoekstra/)).toBeVisible();
    });
  });
}
