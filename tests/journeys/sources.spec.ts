import type { Locator, Page } from "@playwright/test";
import { checkPage, expect, makePeople, test } from "./journey.ts";

const answer = (number: number, score: number, words: string, mailbox: string) => ({
  formulier: { titel: "Na de verhuizing", versie: 4 },
  inzending: { volgnr: `VH-${number}`, ingevuld_op: new Date().toISOString() },
  antwoorden: [
    { code: "nps", label: "Hoe waarschijnlijk is het dat je ons aanbeveelt?", value: String(score) },
    { code: "waarom", label: "Waarom geef je dit cijfer?", value: words },
    { code: "complex", label: "Waar ga je wonen?", value: "Lindehof" },
  ],
  klant: { naam: "Tessa van Dijk", email: `${mailbox}.${number}@klant.example` },
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "with JavaScript switched off", () => {
    test.use({ javaScriptEnabled });
    const check = javaScriptEnabled ? checkPage : async () => {};

    test("a tool that nobody knows is connected, what is what is pointed out, and the task appears", async ({ page, world, signedInAs }) => {
      const { marijke } = await makePeople(world.db);
      const name = `Verhuizingen ${javaScriptEnabled ? 1 : 2}`;
      const mailbox = javaScriptEnabled ? "tessa" : "tess";
      await signedInAs(marijke);

      // Without a tool she cannot begin.
      await page.goto("/admin/sources");
      await page.getByRole("link", { name: "Bron verbinden" }).click();
      await page.getByRole("button", { name: "Maak een adres" }).click();
      await expect(page.getByText("Kies", { exact: false }).first()).toBeVisible();
      await check(page, "a new source without a tool");
      await page.getByLabel("Iets anders").check();
      await page.getByLabel("Hoe noem je deze bron?").fill(name);
      await page.getByRole("button", { name: "Maak een adres" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${name} verbinden`);
      const url = await page.getByLabel("Adres", { exact: true }).inputValue();
      await expect(page.getByText("Wachten op de eerste levering…")).toBeVisible();
      await check(page, "connecting");

      // The tool sends its first answer.
      const words = "De sleutels waren er niet op de dag dat de verhuizers voor de deur stonden.";
      expect(await send(url, answer(1, 4, words, mailbox))).toBe(202);
      if (!javaScriptEnabled) await page.getByRole("link", { name: "Kijk opnieuw" }).click();
      await expect(page.getByText("Er kwam iets binnen")).toBeVisible({ timeout: 30_000 });
      await check(page, "connected");
      await page.getByRole("link", { name: "Wijs aan waar alles staat" }).click();

      // The score and the words were guessed; the number and the scale she says herself.
      const preview = page.getByRole("region", { name: "Dit wordt het" });
      await expect(preview).toContainText("Nog niet aangewezen: nummer van de reactie.");
      await expect(preview).toContainText(words);
      await check(page, "what is what");
      await page.getByRole("button", { name: /^Opslaan/ }).click();
      const refusal = page.getByRole("alert");
      await expect(refusal).toHaveText("Wijs eerst aan: nummer van de reactie.");
      if (javaScriptEnabled) await expect(refusal, "beside the button that was pressed").toBeInViewport();
      if (javaScriptEnabled) await pointWithTheKeyboard(page, page.getByRole("button", { name: /^volgnr/ }), "nummer van de reactie");
      else {
        await page.getByLabel("Nummer van de reactie", { exact: true }).selectOption("inzending › volgnr: VH-1");
        await page.getByRole("button", { name: "Kijk wat het wordt" }).click();
        await expect(page.getByLabel("Nummer van de reactie", { exact: true })).toHaveValue("2");
      }
      await expect(preview).toContainText("Bevestig dat het van 0 tot en met 10 is");
      await page.getByLabel("Het cijfer loopt van 0 tot en met 10").check();
      if (!javaScriptEnabled) await page.getByRole("button", { name: "Kijk wat het wordt" }).click();
      await expect(preview).toContainText("criticaster");
      await expect(preview).toContainText("Tessa van Dijk");
      await expect(preview).toContainText("Wordt een taak voor wie het eerst kan in Klantenservice.");
      expect(await world.db.selectFrom("customers").select("id").where("email", "=", `${mailbox}.1@klant.example`).execute(), "looking stores nothing").toEqual([]);
      await check(page, "what it becomes");

      // What waited is taken in, and she finds the task.
      await page.getByRole("button", { name: "Opslaan en 1 levering inlezen" }).click();
      await expect(page.getByRole("status").filter({ hasText: "Wat daarop wachtte" })).toBeVisible();
      await expect(async () => {
        if (!javaScriptEnabled) await page.reload();
        await expect(page.getByText("Ingelezen", { exact: true })).toBeVisible({ timeout: 3_000 });
      }).toPass({ timeout: 30_000 });
      await check(page, "a source");
      await page.getByRole("link", { name: "taak", exact: true }).click();
      await expect(page.locator("blockquote").first()).toHaveText(words);

      // From now on answers come in by themselves, also when the questions stand in another order.
      const second = answer(2, 9, "Alles was klaar.", mailbox);
      expect(await send(url, { ...second, antwoorden: second.antwoorden.toReversed() })).toBe(201);
      await page.goto("/admin/sources");
      await page.getByRole("link", { name }).click();
      await expect(page.getByText("cijfer 9")).toBeVisible();
    });
  });
}

test("a source is paused and resumed, gets another secret, and is archived", async ({ page, world, signedInAs }) => {
  const { marijke } = await makePeople(world.db);
  await signedInAs(marijke);
  await page.goto("/admin/sources/new");
  await page.getByLabel("Iets anders").check();
  await page.getByRole("button", { name: "Maak een adres" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Andere bron verbinden");

  await page.goto("/admin/sources/new");
  await page.getByLabel("Standard Webhooks").check();
  await page.getByLabel("Hoe noem je deze bron?").fill("Eigen app");
  await page.getByRole("button", { name: "Maak een adres" }).click();
  await page.getByRole("link", { name: "Eigen app" }).click();

  await page.getByText("Laat het geheim zien").click();
  const before = await page.getByLabel("Geheim", { exact: true }).inputValue();
  await page.getByRole("link", { name: "Nieuw geheim maken" }).click();
  await expect(page.getByRole("button", { name: "Maak een nieuw geheim" })).toBeVisible();
  await checkPage(page, "a new secret");
  await page.getByRole("button", { name: "Maak een nieuw geheim" }).click();
  await expect(page.getByText(/Het vorige geheim werkt ook nog, tot morgen/)).toBeVisible();
  await page.getByText("Laat het geheim zien").click();
  expect(await page.getByLabel("Geheim", { exact: true }).inputValue()).not.toBe(before);

  await page.getByRole("link", { name: "Stuur een proefreactie" }).click();
  await page.getByRole("button", { name: "Stuur een proefreactie" }).click();
  await expect(page.getByText("Zo antwoordt Belterug het programma: 201.")).toBeVisible();
  await expect(page.getByRole("region", { name: "Dit wordt het" })).toContainText(marijke.name);
  await checkPage(page, "a test answer");
  await page.getByRole("link", { name: "Sluiten" }).click();

  await page.getByRole("link", { name: "Pauzeren" }).click();
  await page.getByRole("button", { name: "Ja, pauzeer" }).click();
  await expect(page.getByText(/Op pauze sinds vandaag/)).toBeVisible();
  await page.getByRole("link", { name: "Hervatten" }).first().click();
  await page.getByRole("button", { name: "Ja, hervat" }).click();
  await expect(page.getByText(/Op pauze sinds/)).toHaveCount(0);

  const url = await page.getByLabel("Adres", { exact: true }).inputValue();
  await page.getByRole("link", { name: "Archiveren" }).click();
  await page.getByRole("button", { name: "Ja, archiveer" }).click();
  await expect(page.getByText(/Gearchiveerd vandaag/)).toBeVisible();
  await checkPage(page, "an archived source");
  expect(await send(url, { id: "1", score: 3 })).toBe(404);
});

async function pointWithTheKeyboard(page: Page, value: Locator, meaning: string): Promise<void> {
  await value.focus();
  await page.keyboard.press("Enter");
  await checkPage(page, "asking what a value is");
  await page.keyboard.press("Escape");
  await expect(value).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("Enter");
  const choice = page.getByRole("group", { name: /wat is dit\?$/ }).getByRole("button", { name: meaning, exact: true });
  await choice.focus();
  await page.keyboard.press("Space");
  await expect(value).toBeFocused();
  await expect(value).toContainText(meaning);
}

async function send(url: string, body: object): Promise<number> {
  const { status } = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  return status;
}
