import { readFile } from "node:fs/promises";
import { checkPage, expect, makePeople, test } from "./journey.ts";

const file = [
  "Hoe waarschijnlijk is het dat u ons aanbeveelt?;ingevuld op;Uw verhaal {n};klantnummer;naam", // a name of its own: columns of a file that was read before are remembered
  '3;{day} 14:05;"Drie keer gebeld; niemand belt terug.";K{n};Jan de Boer',
  "9;{day} 9:30;Snel geholpen.;L{n};Samira el Idrissi",
  "11;{day};Te hoog.;M{n};Anne",
  '8;{day};"niet gesloten;N{n};Bert',
  "8;gisteren;Geen datum.;O{n};Cor",
].join("\r\n");

const day = new Intl.DateTimeFormat("nl-NL", { day: "2-digit", month: "2-digit", year: "numeric", timeZone: "Europe/Amsterdam" }).format(new Date(Date.now() - 2 * 86_400_000));
const asWindows = (text: string) => Buffer.from(text, "latin1");

for (const javaScriptEnabled of [true, false]) {
  test.describe(`with JavaScript ${javaScriptEnabled ? "on" : "off"}`, () => {
    test.use({ javaScriptEnabled });

    test("a file is sent, a column corrected, looked at, read, and what was wrong is reported", async ({ page, world, signedInAs }) => {
      const { marijke } = await makePeople(world.db);
      await signedInAs(marijke);
      const content = file.replaceAll("{day}", day).replaceAll("{n}", String(marijke.id));

      await page.goto("/admin/import");
      await page.getByLabel("CSV-bestand").setInputFiles({ name: "kwartaal één.csv", mimeType: "text/csv", buffer: Buffer.from("PK\u0003\u0004") });
      await page.getByRole("button", { name: "Bestand versturen" }).click();
      await expect(page.getByRole("alert")).toContainText("Dit is een Excel-bestand.");
      await page.getByLabel("CSV-bestand").setInputFiles({ name: "kwartaal één.csv", mimeType: "text/csv", buffer: asWindows(content) });
      await page.getByRole("button", { name: "Bestand versturen" }).click();

      await expect(page.getByRole("heading", { level: 1, name: "kwartaal één.csv" })).toBeVisible();
      const rows = page.getByRole("listitem").filter({ hasText: /^Regel \d/ });
      await expect(rows.nth(0)).not.toContainText("niemand belt terug");
      await expect(page.getByText("Deze kolommen lezen we niet in")).toContainText("Uw verhaal");
      await page.getByLabel("Uw verhaal").selectOption({ label: "Toelichting" });
      await page.getByLabel("Naam van een nieuwe vragenlijst").fill(`Kwartaal ${marijke.id}`);
      await page.getByRole("button", { name: "Voorbeeld vernieuwen" }).click();
      await expect(rows).toHaveCount(5);
      await expect(rows.nth(0)).toContainText("Drie keer gebeld; niemand belt terug.");
      await expect(rows.nth(0)).toContainText("wordt een taak");
      await expect(rows.nth(2)).toContainText("11 valt buiten 0 tot 10.");
      await expect(rows.nth(3)).toContainText("aanhalingsteken");
      if (javaScriptEnabled) await checkPage(page);

      await page.getByRole("button", { name: "Inlezen starten" }).click();
      await expect(async () => {
        if (!javaScriptEnabled && (await page.getByRole("link", { name: "Kijk opnieuw" }).isVisible())) await page.getByRole("link", { name: "Kijk opnieuw" }).click();
        await expect(page.getByRole("heading", { name: "Klaar" })).toBeVisible({ timeout: 2_000 });
      }).toPass({ timeout: 30_000 });
      await expect(page.getByText("5 rijen gelezen.")).toBeVisible();
      await expect(page.getByText("3 rijen zijn niet ingelezen.")).toBeVisible();
      if (javaScriptEnabled) await checkPage(page);
      const download = page.waitForEvent("download");
      await page.getByRole("link", { name: "Verslag downloaden" }).click();
      const report = await readFile(await (await download).path(), "utf8");
      expect(report.split("\r\n").slice(1, 4).map((line) => line.split(";")[0])).toEqual(['"4"', '"5"', '"6"']);

      const tasks = await world.db.selectFrom("tasks").innerJoin("customers", "customers.id", "customer_id").select("customers.name").where("customers.external_id", "=", `K${marijke.id}`).execute();
      expect(tasks).toEqual([{ name: "Jan de Boer" }]);
      await page.goto("/admin/import");
      await expect(page.getByRole("link", { name: /kwartaal één.csv/ }).first()).toContainText("2 nieuw · 3 niet ingelezen");
    });
  });
}
