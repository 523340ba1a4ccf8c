import { makeCustomer, makeEmployee, makeTask, makeTeam } from "../factories.ts";
import { checkPage, expect, test } from "./journey.ts";

/** The longest that the forms let in, without a space to break at: nothing scrolls sideways, nothing breaks. */
const longWord = (length: number) => "Donaudampfschifffahrtsgesellschaftskapitän".repeat(Math.ceil(length / 42)).slice(0, length);

test("the longest names and words on a narrow phone", async ({ page, world: { db }, signedInAs }) => {
  test.setTimeout(120_000);
  const team = await makeTeam(db, { name: longWord(100) });
  const fatima = await makeEmployee(db, { team: team.id, lead: true, is_admin: true, name: longWord(200), email: `${longWord(60).toLowerCase()}@${longWord(60).replace("ä", "a").toLowerCase()}.example` });
  const customer = await makeCustomer(db, { name: longWord(200), email: `${"j".repeat(64)}@${"k".repeat(60)}.${"l".repeat(60)}.example`, account: longWord(200) });
  const at = new Date();
  const task = await makeTask(db, {
    team: team.id,
    owner: fatima.id,
    receivedAt: at,
    customer_id: customer.id,
    comment: longWord(20_000),
    touchpoint: longWord(200),
    events: [
      { kind: "attempted", at, actor_id: fatima.id, data: { channel: "phone", outcome: "reached", note: longWord(20_000) } },
      { kind: "acted", at, actor_id: fatima.id, data: { text: longWord(20_000), cause_id: null } },
    ],
  });
  const waiting = await makeTask(db, { team: team.id, receivedAt: at, comment: `${"Woord ".repeat(2_000)}` });
  await signedInAs(fatima);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ["/inbox", "/team", `/tasks/${task.id}`, `/tasks/${waiting.id}`, `/tasks/${task.id}/handover`, `/tasks/${task.id}/reply`, `/customers/${customer.id}`, "/compliments", "/me", "/overview", "/overview/tasks", "/admin/people", `/admin/people/${fatima.id}`, "/admin/teams", "/admin/mails"]) {
    await page.goto(path);
    await expect(page.locator("h1").first()).toBeVisible();
    await checkPage(page, path);
  }
});

test("somebody who has just begun: every screen says what to do next", async ({ page, world: { db }, signedInAs }) => {
  const team = await makeTeam(db);
  const noor = await makeEmployee(db, { team: team.id, lead: true, is_admin: true, name: "Noor Jansen" });
  await signedInAs(noor);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ["/inbox", "/team", "/compliments", "/overview", "/overview/tasks", "/admin/causes", "/admin/keys", "/admin/mails"]) {
    await page.goto(path);
    await expect(page.locator("h1")).toHaveCount(1);
    await checkPage(page, path);
  }
});

test("characters that cannot be stored are refused in words, and the rest stays", async ({ page, world: { db, origin }, signedInAs }) => {
  const team = await makeTeam(db);
  const fatima = await makeEmployee(db, { team: team.id });
  const task = await makeTask(db, { team: team.id, owner: fatima.id, receivedAt: new Date() });
  await signedInAs(fatima);
  await page.goto(`/tasks/${task.id}/attempts`);
  const form = { act_id: await page.locator("input[name=act_id]").inputValue(), seen: await page.locator("input[name=seen]").inputValue(), outcome: "reached", channel: "phone" };
  for (const note of ["nul\u0000teken", "a".repeat(20_001)]) {
    const answer = await page.request.post(`/tasks/${task.id}/attempts`, { form: { ...form, note }, headers: { origin } });
    expect(answer.status()).toBe(422);
  }
  const tooLarge = await page.request.post(`/tasks/${task.id}/attempts`, { form: { ...form, note: "a".repeat(1_100_000) }, headers: { origin } });
  expect(tooLarge.status()).toBe(413);
});
