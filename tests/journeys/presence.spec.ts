import { makeEmployee, makeTask } from "../factories.ts";
import { checkPage, expect, makePeople, test } from "./journey.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "with JavaScript switched off", () => {
    test.use({ javaScriptEnabled });
    const check = javaScriptEnabled ? checkPage : async () => {};

    test("she goes away in two taps; who stands in lets the customer know, or declines; untouched it comes back", async ({ page, world, signedInAs, browserOf }) => {
      const { fatima, team } = await makePeople(world.db);
      const sanne = await makeEmployee(world.db, { name: `Sanne Kuipers ${team.id}`, team: team.id });
      const now = Date.now();
      const mine = async () => makeTask(world.db, { team: team.id, owner: fatima.id, receivedAt: new Date(now - 23.5 * 3_600_000) });
      const [introduced, declined, untouched] = [await mine(), await mine(), await mine()];
      const ownerOf = async (taskId: number) => (await world.db.selectFrom("tasks").select("owner_id").where("id", "=", taskId).executeTakeFirstOrThrow()).owner_id;

      // Who stands in, once; then two taps.
      await signedInAs(fatima);
      await page.goto("/me");
      await page.getByRole("link", { name: "Wijzigen" }).click();
      const substitute = page.getByLabel("Wie vervangt?");
      // A list while there are few colleagues; what ran before this one may have left hundreds.
      if (await substitute.evaluate((field) => field.tagName === "SELECT")) await substitute.selectOption(sanne.name);
      else await substitute.fill(sanne.name);
      await check(page, "hours, substitute and limit");
      await page.getByRole("dialog").getByRole("button", { name: "Opslaan" }).click();
      await expect(page.getByText(`${sanne.name} vervangt.`)).toBeVisible();
      await page.getByRole("link", { name: "Ik ben afwezig" }).click();
      await check(page, "being away");
      await page.getByRole("button", { name: "Deze week" }).click();
      await expect(page.getByText("Je bent afwezig tot en met")).toBeVisible();

      // Within seconds the tasks are with who stands in, with what she needs to know.
      await expect.poll(() => Promise.all([introduced, declined, untouched].map(({ id }) => ownerOf(id)))).toEqual([sanne.id, sanne.id, sanne.id]);
      const hers = await browserOf(sanne, { viewport: { width: 360, height: 740 } });
      await hers.goto(`/tasks/${introduced.id}`);
      await expect(hers.getByRole("heading", { name: `Je vervangt ${fatima.name}` })).toBeVisible();
      await check(hers, "a task that she covers");
      await hers.getByRole("button", { name: "Mail de klant dat jij belt" }).click();
      await expect(hers.getByText("De klant weet per mail dat jij belt.")).toBeVisible();
      await expect.poll(() => world.resend.mails.filter(({ subject }) => subject === `${sanne.name} belt u over uw reactie`).length).toBe(1);
      await hers.goto(`/tasks/${declined.id}`);
      await hers.getByRole("button", { name: "Dit lukt mij niet" }).click();
      await expect(hers).toHaveURL("/inbox");
      expect(await ownerOf(declined.id)).toBeNull();

      // Back again.
      await page.goto("/me");
      await page.getByRole("button", { name: "Ik ben er weer" }).click();
      await expect.poll(() => Promise.all([introduced, declined, untouched].map(({ id }) => ownerOf(id)))).toEqual([sanne.id, fatima.id, fatima.id]);
      await page.goto("/team/presence");
      await expect(page.getByRole("rowheader", { name: fatima.name }).first()).toBeVisible();
      await check(page, "who is there when");
    });

    test("a lead gives many tasks to others, sees the load, and takes it back as one", async ({ page, world, signedInAs }) => {
      const { ruben, fatima, team } = await makePeople(world.db);
      const sanne = await makeEmployee(world.db, { name: `Sanne Kuipers ${team.id}`, team: team.id });
      const tasks: number[] = [];
      for (let n = 0; n < 3; n++) tasks.push((await makeTask(world.db, { team: team.id, owner: fatima.id, receivedAt: new Date() })).id);
      const owners = async () => (await world.db.selectFrom("tasks").select("owner_id").where("id", "in", tasks).execute()).map(({ owner_id }) => owner_id);

      await signedInAs(ruben);
      await page.goto("/team");
      await page.getByRole("link", { name: "Taken verdelen" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Taken verdelen");
      await page.getByRole("button", { name: "Draag over" }).click();
      await expect(page.getByRole("alert")).toHaveText("Kies eerst een of meer taken.");
      for (const id of tasks) await page.locator(`input[name=task][value="${id}:${fatima.id}"]`).check();
      await page.getByRole("checkbox", { name: sanne.name }).check();
      if (javaScriptEnabled) await expect(page.getByText("wordt 3")).toBeVisible();
      await check(page, "sharing out");
      await page.getByRole("button", { name: "Draag over" }).click();
      await expect(page.getByText(/Je droeg om .* 3 taken over/)).toBeVisible();
      expect(await owners()).toEqual([sanne.id, sanne.id, sanne.id]);
      // The form that had the focus is a new one: a keyboard goes on from what was said.
      if (javaScriptEnabled) await expect(page.getByText("Overgedragen. Je kunt het tien minuten lang terugdraaien.")).toBeFocused();
      await check(page, "shared out");
      await page.getByRole("button", { name: "Terugdraaien" }).click();
      await expect(page.getByText("Teruggedraaid.")).toBeVisible();
      expect(await owners()).toEqual([fatima.id, fatima.id, fatima.id]);
    });
  });
}
