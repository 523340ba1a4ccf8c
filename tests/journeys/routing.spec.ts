import type { Page } from "@playwright/test";
import { createKey } from "#app/intake/keys.server.ts";
import { firstRules } from "#app/routing/rule.ts";
import { activate, draftOf, saveDraft } from "#app/routing/versions.server.ts";
import { checkPage, expect, makePeople, test, type World } from "./journey.ts";

// Rules hold for everybody: the next test begins with those that Belterug begins with.
test.afterEach(async ({ world }) => {
  const { id: employeeId } = await world.db.selectFrom("employees").select("id").where("is_admin", "=", true).limit(1).executeTakeFirstOrThrow();
  await saveDraft(world.db, firstRules, { employeeId, now: new Date() });
  const draft = await draftOf(world.db);
  if (draft) await activate(world.db, draft.token, { employeeId, now: new Date() });
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "with JavaScript switched off", () => {
    test.use({ javaScriptEnabled });
    const check = javaScriptEnabled ? checkPage : async () => {};

    test("a rule is built, moved, tried out and used; the task says which rule it was", async ({ page, world, signedInAs }) => {
      const { marijke, sven } = await makePeople(world.db);
      await world.db.updateTable("employees").set({ name: `Sven Hoekstra ${sven.id}` }).where("id", "=", sven.id).execute();
      const word = `lek${sven.id}x`;
      await answer(world, `voor-${sven.id}`, `Nog altijd ${word}kage in de keuken`);
      await signedInAs(marijke);

      // What is not finished is said, and what was typed stays.
      await page.goto("/admin/routing");
      await check(page, "the rules");
      await page.getByRole("link", { name: "Regel toevoegen" }).click();
      await page.getByRole("button", { name: "Woorden in de reactie", exact: true }).click();
      await page.getByLabel("Eerst voor").selectOption(`Sven Hoekstra ${sven.id}`);
      await page.getByRole("button", { name: "Haal weg Soort klant" }).click();
      await page.getByRole("button", { name: "Haal weg 2" }).click();
      await page.getByLabel("Aantal uren").fill("4");
      await page.getByLabel("Welke uren?").selectOption("Werkuren");
      await page.getByRole("button", { name: "Zet in het concept" }).click();
      await expect(page.getByText("Vul dit in.")).toBeVisible();
      await expect(page.getByLabel("Aantal uren")).toHaveValue("4");
      await check(page, "a refused rule");
      await page.getByLabel("Woorden", { exact: true }).fill(`${word}*`);
      const sentence = `Als de klant iets schrijft met “${word}…”, komt er een taak voor Sven Hoekstra ${sven.id}. Bellen binnen 4 werkuren.`;
      if (javaScriptEnabled) await expect(page.getByRole("status").filter({ hasText: sentence })).toBeVisible();
      await page.getByRole("button", { name: "Zet in het concept" }).click();
      const rules = page.locator("[data-rule]");
      await expect(rules.first()).toContainText(sentence);
      await expect(rules.first()).toContainText("Nieuw");
      await check(page, "a draft");

      // It moves by the buttons.
      await page.getByRole("button", { name: "Zet regel 1 lager" }).click();
      await expect(rules.nth(1)).toContainText(sentence);
      await page.getByRole("button", { name: "Zet regel 2 hoger" }).click();
      await expect(rules.first()).toContainText(sentence);

      // Taken out, it can be put back, though it never held and was all that the draft was.
      await page.getByRole("button", { name: "Haal weg regel 1" }).click();
      await expect(rules).toHaveCount(1);
      await check(page, "a rule that was taken out");
      await page.getByRole("button", { name: `Zet terug ${sentence}` }).click();
      await expect(rules.first()).toContainText(sentence);

      // Trying it out changes nothing and says how often it would have decided.
      await page.getByRole("button", { name: "Probeer uit" }).click();
      await page.waitForURL(/tryouts/);
      await expect(async () => {
        await page.reload();
        await expect(page.getByText("Zo verschuift het werk")).toBeVisible({ timeout: 1_000 });
        await expect(page.getByText("Kijk hoe ver het is")).toBeHidden({ timeout: 1_000 });
      }).toPass({ timeout: 40_000 });
      await expect(page.getByRole("listitem").filter({ hasText: sentence })).toContainText("1×");
      await check(page, "what trying out found");

      await page.getByRole("link", { name: "Gebruik deze regels" }).click();
      await check(page, "using the draft");
      await page.getByRole("button", { name: "Gebruik deze regels" }).click();
      await expect(page.getByRole("status").filter({ hasText: "Vanaf nu gelden deze regels" })).toBeVisible();

      const task = await answer(world, `na-${sven.id}`, `Weer ${word}kage!`);
      expect(task?.owner).toBe(`Sven Hoekstra ${sven.id}`);
      await page.goto(`/tasks/${task!.id}`);
      await page.getByText("Volgens welke regel?").click();
      await expect(page.getByText(new RegExp(`Regel 1 van versie \\d+: ${sentence.slice(0, 40)}`))).toBeVisible();
      await page.goto("/admin/routing/versions");
      await page.getByRole("link", { name: /^Versie/ }).first().click();
      await expect(page.getByRole("listitem").filter({ hasText: sentence })).toBeVisible();
      await check(page, "a version");
    });

    test("a team that is not live keeps its answers, the overview says what would have come, and going live opens them", async ({ page, world, signedInAs }) => {
      const { marijke, team } = await makePeople(world.db);
      await signedInAs(marijke);
      await page.goto(`/admin/teams/${team.id}`);
      await page.getByRole("button", { name: "Niet meer live" }).click();
      await expect(page.getByText("Niet live: reacties worden bewaard")).toBeVisible();
      const held = await answer(world, `bewaard-${team.id}`, "Niemand belt terug.", team.name);
      expect(held).toBeNull();

      await page.goto("/overview");
      await expect(page.getByRole("listitem").filter({ hasText: team.name })).toContainText("1 reactie zou een taak zijn");
      await check(page, "the overview with a team that is not live");
      await page.getByRole("link", { name: `Zet live ${team.name}` }).click();
      await page.getByLabel("Vanaf een dag").check();
      await page.getByRole("button", { name: "Zet live" }).click();
      await expect(page.getByText("Kies een dag die bestaat.")).toBeVisible();
      await check(page, "going live without a day");
      await page.getByLabel("Ook van de laatste 7 dagen").check();
      await page.getByRole("button", { name: "Zet live" }).click();
      await expect(page.getByText("Live sinds")).toBeVisible();
      await expect.poll(() => world.db.selectFrom("tasks").select("id").where("team_id", "=", team.id).execute()).toHaveLength(1);
    });
  });
}

test("a rule moves by the arrow keys and by dragging its handle", async ({ page, world, signedInAs }) => {
  const { marijke } = await makePeople(world.db);
  const rule = (id: string, score: number) => ({ id, when: [{ is: "score" as const, from: score, to: score }], does: { open: false as const } });
  await saveDraft(world.db, [rule("aaaaaaaa", 1), rule("bbbbbbbb", 2), rule("cccccccc", 3)], { employeeId: marijke.id, now: new Date() });
  const stored = async () => (await draftOf(world.db))!.rules.map(({ id }) => id[0]).join("");
  await signedInAs(marijke);
  await page.goto("/admin/routing");

  const first = page.locator("[data-rule=aaaaaaaa]").getByRole("button", { name: /verplaatsen/ });
  await expect(first).toHaveAttribute("data-hydrated");
  await first.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByText("Deze regel staat nu op plaats 3 van 3.")).toBeAttached();
  await expect(first).toBeFocused();
  await expect.poll(stored).toBe("bca");

  await drag(page, "cccccccc", "bbbbbbbb");
  await expect.poll(stored).toBe("cba");
  await expect(page.locator("[data-rule]").first()).toContainText("een 3");
});

test.describe("without a connection", () => {
  test.use({ expectedProblems: [/ERR_INTERNET_DISCONNECTED|Failed to fetch|status of 503/] });

  test("a rule that is moved stands where it stood, the page says so, and the next try counts", async ({ page, world, signedInAs }) => {
    const { marijke } = await makePeople(world.db);
    const rule = (id: string, score: number) => ({ id, when: [{ is: "score" as const, from: score, to: score }], does: { open: false as const } });
    await saveDraft(world.db, [rule("aaaaaaaa", 1), rule("bbbbbbbb", 2)], { employeeId: marijke.id, now: new Date() });
    await signedInAs(marijke);
    const script = page.waitForResponse(/place\.route/);
    await page.goto("/admin/routing");
    await script;
    const handle = page.locator("[data-rule=aaaaaaaa]").getByRole("button", { name: /verplaatsen/ });
    await expect(handle).toHaveAttribute("data-hydrated");
    await page.context().setOffline(true);
    await handle.focus();
    await page.keyboard.press("ArrowDown");
    await expect(page.getByText("De regel staat nog waar hij stond")).toBeVisible();
    await expect(page.locator("[data-rule]").first()).toHaveAttribute("data-rule", "aaaaaaaa");
    await expect(handle).toBeFocused();

    await page.context().setOffline(false);
    await page.keyboard.press("ArrowDown");
    await expect.poll(async () => (await draftOf(world.db))!.rules.map(({ id }) => id[0]).join("")).toBe("ba");
    await expect(page.getByText("De regel staat nog waar hij stond")).toHaveCount(0);
  });
});

/** Takes the one by its handle to the middle of the other's upper half. */
async function drag(page: Page, id: string, to: string): Promise<void> {
  const handle = (await page.locator(`[data-rule=${id}]`).getByRole("button", { name: /verplaatsen/ }).boundingBox())!;
  const target = (await page.locator(`[data-rule=${to}]`).boundingBox())!;
  await page.mouse.move(handle.x + handle.width / 2, handle.y + handle.height / 2);
  await page.mouse.down();
  await page.mouse.move(handle.x, target.y + target.height / 4, { steps: 8 });
  await page.mouse.up();
}

/** An answer as a survey tool sends it; gives its task. */
async function answer({ origin, db }: World, id: string, comment: string, team?: string): Promise<{ id: number; owner: string | null } | null> {
  const { key } = await createKey(db, `Proef ${id} ${crypto.randomUUID()}`, new Date());
  const response = await fetch(`${origin}/api/v1/responses`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ id, score: 2, comment, answered_at: new Date(Date.now() - 60_000).toISOString(), customer: { name: "Jan de Boer", email: `jan.${id}@klant.example` }, ...(team && { about: { team } }) }),
  });
  expect(response.status).toBe(201);
  return ((await response.json()) as { task: { id: number; owner: string | null } | null }).task;
}
