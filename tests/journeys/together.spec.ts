import { makeEmployee, makeTask, makeTeam } from "../factories.ts";
import { checkPage, expect, makePeople, test } from "./journey.ts";

/** Two people act on one task: one wins, the other is told what happened and keeps what she typed. */
const typed = "Ze was boos, en terecht: de monteur kwam drie keer niet opdagen.";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "with JavaScript switched off", () => {
    test.use({ javaScriptEnabled });

    test("a colleague closed the task while she was typing", async ({ page, world: { db }, signedInAs, browserOf }) => {
      const { team, fatima, ruben } = await makePeople(db);
      const task = await makeTask(db, { team: team.id, owner: fatima.id, receivedAt: new Date() });
      await signedInAs(fatima);
      await page.goto(`/tasks/${task.id}/attempts`);
      await page.getByLabel("Gesproken").check();
      await page.getByLabel("Wat zei de klant?").fill(typed);

      const rubens = await browserOf(ruben);
      await rubens.goto(`/tasks/${task.id}/closing`);
      await rubens.getByLabel("Geen opvolging nodig").check();
      await rubens.getByLabel("Reden").fill("Dubbel");
      await rubens.getByRole("button", { name: "Sluit de taak af" }).click();
      await expect(rubens).toHaveURL(`/tasks/${task.id}`);

      await page.getByRole("button", { name: "Leg vast" }).click();
      await expect(page.getByRole("alert")).toContainText("Ruben Visser heeft deze taak");
      await expect(page.getByLabel("Wat zei de klant?")).toHaveValue(typed);
      await expect(page.getByLabel("Gesproken")).toBeChecked();
      if (javaScriptEnabled) await checkPage(page, "the conflict");
      expect(await kindsOf(db, task.id)).toEqual(["opened", "closed"]);
    });

    test("back, other words, the same form again: she is told, and her words are saved when she sends them as new", async ({ page, world: { db }, signedInAs }) => {
      const { team, fatima } = await makePeople(db);
      const task = await makeTask(db, { team: team.id, owner: fatima.id, receivedAt: new Date() });
      await signedInAs(fatima);
      await page.goto(`/tasks/${task.id}/actions`);
      const actId = await page.locator("input[name=act_id]").inputValue();
      await page.getByLabel("Wat heb je voor deze klant veranderd?").fill("De kraan is vervangen.");
      await page.getByRole("button", { name: "Leg vast" }).click();
      await expect(page).toHaveURL(`/tasks/${task.id}`);

      // The page as the browser kept it: with the id of the form that was sent.
      await page.goto(`/tasks/${task.id}/actions`);
      // Written as she sends it: earlier the page, brought up to date meanwhile, would write its own again.
      if (javaScriptEnabled) await page.locator("input[name=act_id]").evaluate((input, value) => document.addEventListener("submit", () => void ((input as HTMLInputElement).value = value), { capture: true, once: true }), actId);
      else await page.route("**/actions", (route) => (route.request().method() === "POST" ? route.continue({ postData: withActId(route.request().postData(), actId) }) : route.continue()), { times: 1 });
      await page.getByLabel("Wat heb je voor deze klant veranderd?").fill(typed);
      await page.getByRole("button", { name: "Leg vast" }).click();
      await expect(page.getByRole("alert")).toContainText("Dit formulier was al verstuurd");
      await expect(page.getByLabel("Wat heb je voor deze klant veranderd?")).toHaveValue(typed);
      if (javaScriptEnabled) await checkPage(page, "sent before");
      expect(await kindsOf(db, task.id)).toEqual(["opened", "acted"]);

      await page.getByRole("button", { name: "Leg vast" }).click();
      await expect(page).toHaveURL(`/tasks/${task.id}`);
      expect(await kindsOf(db, task.id)).toEqual(["opened", "acted", "acted"]);
    });

    test("of two who claim one task, one gets it", async ({ page, world: { db }, signedInAs, browserOf }) => {
      const { team, fatima, sven } = await makePeople(db);
      const task = await makeTask(db, { team: team.id, receivedAt: new Date() });
      await signedInAs(fatima);
      const svens = await browserOf(sven);
      await page.goto(`/tasks/${task.id}`);
      await svens.goto(`/tasks/${task.id}`);
      await svens.getByRole("button", { name: "Ik pak hem op" }).click();
      await expect(svens.getByText("Deze taak is nu van jou.")).toBeVisible();
      // Her own page hears it within a second; without JavaScript she hears it when she tries.
      if (javaScriptEnabled) await expect(page.getByRole("button", { name: "Ik pak hem op" })).toHaveCount(0);
      else await page.getByRole("button", { name: "Ik pak hem op" }).click();
      await expect(javaScriptEnabled ? page.getByRole("article") : page.getByRole("alert")).toContainText(javaScriptEnabled ? "Sven Hoekstra, " : "Sven Hoekstra pakte deze taak");
      expect((await db.selectFrom("tasks").select("owner_id").where("id", "=", task.id).executeTakeFirstOrThrow()).owner_id).toBe(sven.id);
    });

    test("the task went to a team that she is not in: she gets her words back", async ({ page, world: { db }, signedInAs, browserOf }) => {
      const { team, fatima, marijke } = await makePeople(db);
      const other = await makeTeam(db, { name: `Team Zuid ${team.id}` });
      const noor = await makeEmployee(db, { team: other.id, name: "Noor Jansen" });
      const task = await makeTask(db, { team: team.id, owner: fatima.id, receivedAt: new Date() });
      await signedInAs(fatima);
      await page.goto(`/tasks/${task.id}/actions`);
      await page.getByLabel("Wat heb je voor deze klant veranderd?").fill(typed);

      const marijkes = await browserOf(marijke);
      await marijkes.goto(`/tasks/${task.id}/handover`);
      await marijkes.getByLabel("Collega of team").selectOption(`${other.id}:${noor.id}`);
      await marijkes.getByRole("button", { name: "Draag over" }).click();
      await expect(marijkes.getByText("Overgedragen.")).toBeVisible();

      await page.getByRole("button", { name: "Leg vast" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Deze taak is niet meer bij jou");
      await expect(page.getByRole("alert")).toContainText("Marijke de Wit droeg deze taak");
      await expect(page.getByRole("textbox").last()).toHaveValue(typed);
      expect(await kindsOf(db, task.id)).toEqual(["opened", "handed_over"]);
    });
  });
}

test("the same form sent twice counts once", async ({ page, world: { db, origin }, signedInAs }) => {
  const { team, fatima } = await makePeople(db);
  const task = await makeTask(db, { team: team.id, owner: fatima.id, receivedAt: new Date() });
  await signedInAs(fatima);
  await page.goto(`/tasks/${task.id}/attempts`);
  const form = { act_id: await page.locator("input[name=act_id]").inputValue(), seen: await page.locator("input[name=seen]").inputValue(), outcome: "voicemail", channel: "phone", note: "" };
  const answers = await Promise.all([1, 2, 3].map(() => page.request.post(`/tasks/${task.id}/attempts`, { form, headers: { origin }, maxRedirects: 0 })));
  expect(answers.map((answer) => answer.status())).toEqual([302, 302, 302]);
  expect(await kindsOf(db, task.id)).toEqual(["opened", "attempted"]);
});

/** The form's body with another act_id. */
function withActId(body: string | null, actId: string): string {
  const form = new URLSearchParams(body ?? "");
  form.set("act_id", actId);
  return form.toString();
}

async function kindsOf(db: Parameters<typeof makeTask>[0], taskId: number): Promise<string[]> {
  return (await db.selectFrom("task_events").select("kind").where("task_id", "=", taskId).orderBy("id").execute()).map(({ kind }) => kind);
}
