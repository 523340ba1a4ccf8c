import { createKey } from "#app/intake/keys.server.ts";
import { makeCustomer, makeTask } from "../factories.ts";
import { checkPage, expect, makePeople, test } from "./journey.ts";

// No address leads to another story: those are not there.
test.use({ expectedProblems: [/status of 404/] });

test("what she did and what came back is her own story: nobody else can see it", async ({ page, world, signedInAs, browserOf }) => {
  const { db, origin } = world;
  const { team, fatima, sven, ruben, marijke } = await makePeople(db);
  const jan = await makeCustomer(db, { name: "Jan de Boer" });
  const at = new Date();
  const task = await makeTask(db, { team: team.id, owner: fatima.id, receivedAt: at, customer_id: jan.id, events: [{ kind: "attempted", at, actor_id: fatima.id, data: { channel: "phone", outcome: "reached", note: "" } }] });
  await signedInAs(fatima);

  // Before anything happened it says where it begins.
  await page.goto("/me");
  await page.getByRole("link", { name: "Lees je verhaal" }).click();
  await expect(page.getByText("Je verhaal begint met je eerste klant")).toBeVisible();
  await checkPage(page, "a story that begins");

  // She promises and keeps it; a customer praises her.
  await page.goto(`/tasks/${task.id}/promises`);
  await page.getByLabel("Je belofte").fill("De loodgieter komt morgen.");
  await page.getByRole("button", { name: "Leg de belofte vast" }).click();
  await page.getByRole("button", { name: "Ik ben hem nagekomen" }).click();
  await expect(page.getByText("Mooi, belofte nagekomen.")).toBeVisible();
  const { key } = await createKey(db, `Enquête ${team.id}`, at);
  const praise = { id: "lof", score: 10, comment: "Zij belde echt terug.", answered_at: at.toISOString(), customer: { name: "Els Smit", email: `els.${team.id}@klant.example` }, about: { employee_email: fatima.email } };
  const answered = await fetch(`${origin}/api/v1/responses`, { method: "POST", headers: { authorization: `Bearer ${key}`, "content-type": "application/json" }, body: JSON.stringify(praise) });
  expect(answered.status).toBe(201);

  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto("/me/story");
  await expect(page.getByText("Alleen jij ziet dit")).toBeVisible();
  await expect(page.getByText("1 belofte nagekomen").first()).toBeVisible();
  await expect(page.getByText("1 keer dank gekregen").first()).toBeVisible();
  await expect(page.getByText("Zij belde echt terug.")).toBeVisible();
  await expect(page.getByText("Compliment van Els Smit")).toBeVisible();
  await checkPage(page, "a story");

  // A colleague, her lead and the administrator each have their own, and no address leads to hers.
  for (const person of [sven, ruben, marijke]) {
    const theirs = await browserOf(person);
    for (const path of ["/me/story", `/me/story?employee=${fatima.id}`, `/me/story?id=${fatima.id}`, `/me/story?viewer=${fatima.id}`]) {
      await theirs.goto(path);
      await expect(theirs.getByText("Je verhaal begint met je eerste klant")).toBeVisible();
      expect(await theirs.content()).not.toMatch(/Zij belde echt terug|Els Smit|nagekomen/);
    }
    for (const path of [`/me/story/${fatima.id}`, `/people/${fatima.id}/story`, `/admin/people/${fatima.id}/story`]) expect((await theirs.goto(path))!.status()).toBe(404);
  }
  // What her lead and the administrator may see of her has no figure about her.
  const marijkes = await browserOf(marijke);
  await marijkes.goto(`/admin/people/${fatima.id}`);
  await expect(marijkes.getByRole("heading", { level: 1 })).toContainText("Fatima Amrani");
  expect(await marijkes.locator("main").textContent()).not.toMatch(/nagekomen|bedankt|opgelost/);
  const rubens = await browserOf(ruben);
  await rubens.goto("/overview");
  expect(await rubens.locator("main").textContent()).not.toContain("Fatima Amrani");
});
