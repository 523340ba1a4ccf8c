import { randomUUID } from "node:crypto";
import { checkPage, expect, makePeople, test } from "./journey.ts";

/** An administrator makes a key for a program that reads; its programmer finds on /api how, and does it. */
for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "with JavaScript switched off", () => {
    test.use({ javaScriptEnabled });

    test("a key does what was ticked, and nothing else", async ({ page, world: { db, origin }, signedInAs }) => {
      const { marijke } = await makePeople(db);
      const name = `Dashboard ${randomUUID().slice(0, 8)}`;
      await signedInAs(marijke);
      await page.goto("/admin/keys");
      await page.getByLabel("Voor welk programma?").fill(name);
      await page.getByLabel("Reacties brengen").uncheck();
      await page.getByRole("button", { name: "Sleutel maken" }).click();
      await expect(page.getByRole("group", { name: "Wat mag dit programma?" })).toHaveAccessibleDescription(/Kies/);
      await expect(page.getByLabel("Voor welk programma?")).toHaveValue(name);
      await expect(page.getByLabel("Reacties brengen")).not.toBeChecked();
      if (javaScriptEnabled) await checkPage(page, "a key that may nothing");

      await page.getByLabel("Taken lezen").check();
      await page.getByRole("button", { name: "Sleutel maken" }).click();
      const key = await page.getByLabel("Sleutel", { exact: true }).inputValue();
      const headers = { authorization: `Bearer ${key}` };
      expect((await fetch(`${origin}/api/v1/tasks?limit=1`, { headers })).status).toBe(200);
      expect((await fetch(`${origin}/api/v1/responses`, { headers })).status).toBe(403);
      expect((await fetch(`${origin}/api/v1/responses`, { method: "POST", headers: { ...headers, "content-type": "application/json" }, body: "{}" })).status).toBe(403);

      await page.getByRole("link", { name: "Ik heb hem bewaard" }).click();
      await expect(page.getByRole("listitem").filter({ hasText: name })).toContainText("leest taken");
      await expect(page.getByRole("listitem").filter({ hasText: name })).toContainText("Laatst gebruikt");
    });

    test("the page for programmers says how, in both languages", async ({ page, world: { origin } }) => {
      await page.goto("/api");
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("De API van Belterug");
      await page.getByRole("link", { name: "Taken volgen" }).click();
      await expect(page).toHaveURL("/api#listTasks");
      const tasks = page.locator("#listTasks");
      await expect(tasks).toContainText(`curl "${origin}/api/v1/tasks?limit=50"`);
      await tasks.getByText("Bij de vraag").click();
      await expect(tasks.getByText("Alleen wat sinds dit moment veranderde.")).toBeVisible();
      await page.getByRole("button", { name: "English" }).click();
      await expect(page.getByRole("heading", { name: "Follow the tasks" })).toBeVisible();
      const document = await (await fetch(`${origin}/openapi.json`)).json();
      expect(document.servers).toEqual([{ url: origin }]);
    });
  });
}
