import type { Db } from "#db/client.ts";
import { makeTask } from "../factories.ts";
import { checkPage, expect, makePeople, test } from "./journey.ts";

async function makeMandate(db: Db, team: number) {
  const kind = await db.insertInto("gesture_kinds").values({ name: `Tegoedbon ${team}`, has_amount: true }).returning(["id", "name"]).executeTakeFirstOrThrow();
  await db.insertInto("mandates").values({ team_id: team, is_lead: false, gesture_kind_id: kind.id, case_limit: 5_000, month_limit: 20_000 }).execute();
  return kind;
}

async function askedBy(db: Db, { team, asker, kind }: { team: number; asker: number; kind: number }): Promise<number> {
  const task = await makeTask(db, { team, owner: asker });
  const { id } = await db.insertInto("gestures").values({ task_id: task.id, team_id: team, gesture_kind_id: kind, amount: 9_000, note: "Al drie keer gebeld.", employee_id: asker, state: "asked", asked_at: new Date(Date.now() - 3_600_000) }).returning("id").executeTakeFirstOrThrow();
  return id;
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("within her mandate she gives at one tap; it stands in the timeline and in the mail's draft", async ({ page, world: { db }, signedInAs }) => {
      const { team, fatima } = await makePeople(db);
      const kind = await makeMandate(db, team.id);
      const reached = { kind: "attempted" as const, at: new Date(Date.now() - 3_600_000), actor_id: fatima.id, data: { channel: "phone" as const, outcome: "reached" as const, note: "" } };
      const acted = { kind: "acted" as const, at: new Date(Date.now() - 1_800_000), actor_id: fatima.id, data: { text: "De kraan is vervangen.", cause_id: null } };
      const task = await makeTask(db, { team: team.id, owner: fatima.id, receivedAt: new Date(Date.now() - 7_200_000), events: [reached, acted] });
      await signedInAs(fatima);
      await page.goto(`/tasks/${task.id}`);
      if (javaScriptEnabled) await checkPage(page);
      await page.getByRole("button", { name: `${kind.name} € 25` }).click();
      await expect(page.getByText("Gegeven. Het staat klaar voor je mail aan de klant.")).toBeVisible();
      await expect(page.getByText(/Jij gaf een gebaar: tegoedbon \d+ van €.25/)).toBeVisible();
      // Half of what she may is left: the other amount is gone.
      await expect(page.getByRole("button", { name: `${kind.name} € 50` })).toHaveCount(0);
      await page.goto(`/tasks/${task.id}/reply`);
      await expect(page.getByLabel("Wij deden")).toHaveValue(new RegExp(`De kraan is vervangen.\\n\\nAls gebaar krijgt u van ons een tegoedbon ${team.id} van €.25.`));

      // By mistake? It can be taken back while the customer does not know.
      await page.goto(`/tasks/${task.id}`);
      await page.getByRole("button", { name: "Draai terug" }).click();
      await expect(page.getByText("Ingetrokken.")).toBeVisible();
      await page.goto(`/tasks/${task.id}/reply`);
      await expect(page.getByLabel("Wij deden")).toHaveValue("De kraan is vervangen.");
    });

    test("above it she asks; her lead says yes to her on the phone in one tap, and she sees it", async ({ page, world: { db }, signedInAs, browserOf }) => {
      const { team, fatima, ruben, sven } = await makePeople(db);
      const kind = await makeMandate(db, team.id);
      const task = await makeTask(db, { team: team.id, owner: fatima.id });
      const svens = await askedBy(db, { team: team.id, asker: sven.id, kind: kind.id });
      await signedInAs(fatima);
      await page.goto(`/tasks/${task.id}`);
      await page.getByRole("link", { name: "Iets anders, of meer" }).click();
      await page.getByLabel(kind.name).check();
      await page.getByLabel("Hoeveel?").fill("150");
      await page.getByLabel("Waarom?").fill("Zes weken zonder douche.");
      await page.getByRole("button", { name: "Geef dit" }).click();
      await expect(page.getByText("Dit is meer dan je hier nu zelf mag geven.")).toBeVisible();
      await expect(page.getByLabel("Waarom?")).toHaveValue("Zes weken zonder douche.");
      await expect(page.getByRole("button", { name: /Geef dit|Vraag of het mag/ }).first(), "asking is what is left").toHaveText("Vraag of het mag");
      if (javaScriptEnabled) await checkPage(page);
      await page.getByRole("button", { name: "Vraag of het mag" }).click();
      await expect(page.getByText("Gevraagd. Je ziet het antwoord hier zodra het er is.")).toBeVisible();
      await expect(page.getByText(/Wacht op Ruben Visser, sinds/)).toBeVisible();
      // On a phone that stands below the fold: she sees it on top, too, and the answer as it comes.
      const fatimas = await browserOf(fatima, { viewport: { width: 360, height: 740 } });
      await fatimas.goto(`/tasks/${task.id}`);
      await expect(fatimas.getByRole("link", { name: "Het gebaar dat je vroeg, wacht op een ja" })).toBeInViewport();
      if (javaScriptEnabled) await checkPage(fatimas);

      const phone = await browserOf(ruben, { viewport: { width: 360, height: 740 } });
      await phone.goto("/messages");
      await phone.locator("main").getByRole("button", { name: /Fatima Amrani vraagt of een gebaar mag/ }).click();
      // Sven asked before her: what the message is about stands first all the same.
      await expect(phone).toHaveURL(/\/team\/gestures\?asked=\d+$/);
      await expect(phone.getByRole("listitem").filter({ hasText: "mag ik" })).toHaveText([/Waar je bericht over ging.*Fatima Amrani vraagt.*Zes weken zonder douche\./, /Sven Hoekstra vraagt/]);
      if (javaScriptEnabled) await checkPage(phone);
      await phone.getByRole("button", { name: "Ja, geef maar" }).first().click();
      await expect(phone.getByText(/^Je zei ja tegen Fatima Amrani: een tegoedbon \d+ van €.150 voor .+\. Je collega krijgt bericht\.$/)).toBeVisible();
      expect(await db.selectFrom("gestures").select("state").where("id", "=", svens).executeTakeFirstOrThrow(), "nobody else's").toEqual({ state: "asked" });

      // She comes back to it, from a mail.
      const { id: askedId } = await db.selectFrom("gestures").select("id").where("task_id", "=", task.id).executeTakeFirstOrThrow();
      await phone.goto(`/team/gestures?asked=${askedId}`);
      await expect(phone.getByText(/^Waar je bericht over ging, wacht niet meer\. Jij zei .+ al ja\.$/)).toBeVisible();

      // With JavaScript it comes by itself.
      if (!javaScriptEnabled) await page.goto(`/tasks/${task.id}`);
      if (!javaScriptEnabled) await fatimas.goto(`/tasks/${task.id}`);
      await expect(fatimas.getByRole("link", { name: "Het gebaar dat je vroeg, mag", exact: true })).toBeInViewport();
      await fatimas.getByRole("link", { name: "Het gebaar dat je vroeg, mag", exact: true }).click();
      await expect(fatimas.getByText(/^Ruben Visser zei ja: een tegoedbon/)).toBeInViewport();
      await expect(page.getByText(/Ruben Visser zei ja, het gebaar is gegeven/)).toBeVisible();
      await expect(page.getByText(/Wacht op Ruben Visser/)).toHaveCount(0);
      await expect(page.getByText(/^Ruben Visser zei ja: een tegoedbon \d+ van €.150\./), "beside what she may give, not only in what happened").toBeVisible();
    });

    test("she withdraws her question before it is answered; the lead who answers too late is told", async ({ page, world: { db }, signedInAs, browserOf }) => {
      const { team, fatima, ruben } = await makePeople(db);
      const kind = await makeMandate(db, team.id);
      const task = await makeTask(db, { team: team.id, owner: fatima.id });
      await signedInAs(fatima);
      await page.goto(`/tasks/${task.id}/gestures/asking`);
      await page.getByLabel(kind.name).check();
      await page.getByLabel("Hoeveel?").fill("99,50");
      await page.getByLabel("Waarom?").fill("Terecht boos.");
      await page.getByRole("button", { name: "Vraag of het mag" }).click();
      await expect(page.getByText(/Wacht op Ruben Visser/)).toBeVisible();
      const lead = await browserOf(ruben);
      await lead.goto(`/tasks/${task.id}`);
      await expect(lead.getByText(/Fatima Amrani vraagt: mag ik een tegoedbon \d+ van €.99,50 geven\?/)).toBeVisible();
      await page.getByRole("button", { name: "Trek in" }).click();
      await expect(page.getByText("Ingetrokken.")).toBeVisible();
      if (javaScriptEnabled) {
        // The question goes away by itself.
        await expect(lead.getByRole("button", { name: "Nee" })).toHaveCount(0);
        return;
      }
      await lead.getByRole("button", { name: "Nee" }).click();
      await expect(lead.getByText("Dit hoeft niet meer: het is ingetrokken, of de taak is afgesloten.")).toBeVisible();
    });

    test("an admin says what can be given and who may give how much; what is wrong stays typed", async ({ page, world: { db }, signedInAs }) => {
      const { team, marijke, fatima } = await makePeople(db);
      await signedInAs(marijke);
      await page.goto("/admin/gestures");
      const name = `Huurkorting ${team.id}`;
      await page.getByLabel("Naam").fill(name);
      await page.getByRole("button", { name: "Gebaar toevoegen" }).click();
      await expect(page.getByText(name, { exact: true }).first()).toBeVisible();
      await page.getByLabel("Naam").fill(name.toUpperCase());
      await page.getByRole("button", { name: "Gebaar toevoegen" }).click();
      await expect(page.getByText("Deze naam is al in gebruik.")).toBeVisible();

      await page.goto(`/admin/teams/${team.id}/mandate`);
      const role = page.getByRole("group", { name: `Medewerker: ${name}` });
      await expect(role.getByLabel("Per klant")).toBeHidden();
      await role.getByLabel("Medewerker").selectOption("Geeft zelf, tot");
      await role.getByLabel("Per klant").fill("veel");
      await role.getByLabel("Per maand").fill("400");
      await page.getByRole("button", { name: "Opslaan" }).click();
      await expect(page.getByText("Vul een bedrag in, zoals 25 of 12,50.")).toBeVisible();
      await expect(role.getByLabel("Per klant")).toHaveValue("veel");
      if (javaScriptEnabled) await checkPage(page);
      await role.getByLabel("Per klant").fill("75");
      await page.getByRole("button", { name: "Opslaan" }).click();
      await expect(page.getByText("Opgeslagen.")).toBeVisible();
      const kind = await db.selectFrom("gesture_kinds").select("id").where("name", "=", name).executeTakeFirstOrThrow();
      expect(await db.selectFrom("mandates").selectAll().where("team_id", "=", team.id).where("gesture_kind_id", "=", kind.id).execute()).toEqual([{ team_id: team.id, is_lead: false, gesture_kind_id: kind.id, case_limit: 7_500, month_limit: 40_000 }]);

      await signedInAs(fatima);
      await page.goto("/team/mandate");
      await expect(page.getByText("tot € 75 per klant en tot € 400 per maand").first()).toBeVisible();
    });
  });
}
