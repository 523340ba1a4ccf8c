import { makeTeam } from "#tests/factories.ts";
import { checkPage, expect, makePeople, test } from "./journey.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "with JavaScript switched off", () => {
    test.use({ javaScriptEnabled });

    test("a form that comes back refused takes her to the first thing that is wrong", async ({ page, world, signedInAs }) => {
      const { marijke, fatima } = await makePeople(world.db);
      await signedInAs(marijke);
      await page.goto("/admin/organisation");
      await page.getByLabel("woensdag van").fill("17:00");
      await page.getByLabel("woensdag tot").fill("09:00");
      await page.getByRole("button", { name: "Opslaan" }).click();
      await expect(page.getByText("Het einde ligt voor het begin.")).toBeInViewport();
      await expect(page.getByLabel("woensdag van")).toBeFocused();

      // Also in a sheet, where the first field has the focus otherwise.
      await page.goto(`/admin/people/${fatima.id}/presence`);
      await page.getByLabel("Hoeveel open taken tegelijk, hooguit?").fill("9999");
      await page.getByRole("dialog").getByRole("button", { name: "Opslaan" }).click();
      await expect(page.getByLabel("Hoeveel open taken tegelijk, hooguit?")).toBeFocused();
      await expect(page.getByLabel("Hoeveel open taken tegelijk, hooguit?")).toHaveValue("9999");
    });

    test("a team that is not live goes live when it is chosen for all that belongs nowhere else, and says so", async ({ page, world, signedInAs }) => {
      const { marijke } = await makePeople(world.db);
      const { name, default_team_id: before } = await world.db.selectFrom("organisation").select(["name", "default_team_id"]).executeTakeFirstOrThrow();
      const quiet = await makeTeam(world.db, { live_from: null });
      await signedInAs(marijke);
      await page.goto("/admin/organisation");
      await page.getByLabel("Team voor de rest").selectOption({ label: `${quiet.name} (nog niet live)` });
      if (javaScriptEnabled) await expect(page.getByText(`${quiet.name} is nog niet live.`)).toBeVisible();
      await page.getByRole("button", { name: "Opslaan" }).click();
      await expect(page.getByText("Opgeslagen.")).toBeVisible();
      if (javaScriptEnabled) await checkPage(page, "the organisation");
      await page.goto(`/admin/teams/${quiet.id}`);
      await expect(page.getByText("Dit team krijgt alles wat nergens anders hoort en is daarom altijd live.")).toBeVisible();
      await world.db.updateTable("organisation").set({ name, default_team_id: before }).execute();
    });
  });
}
