import { makeConnectedSource, makeCustomer, makeDelivery, makeEmployee, makeTask, makeTeam } from "../factories.ts";
import { checkPage, expect, test } from "./journey.ts";

/** The longest that the forms let in, without a space to break at: nothing scrolls sideways, nothing breaks. */
const longWord = (length: number) => "Donaudampfschifffahrtsgesellschaftskapitän".repeat(Math.ceil(length / 42)).slice(0, length);

test("the longest names and words on a narrow phone", async ({ page, world: { db }, signedInAs }) => {
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
  for (const path of ["/inbox", "/team", `/tasks/${task.id}`, `/tasks/${waiting.id}`, `/tasks/${task.id}/handover`, `/tasks/${task.id}/reply`, `/customers/${customer.id}`, "/compliments", "/me", "/me/presence", "/team/presence", "/team/reassign", "/overview", "/overview/tasks", "/admin/people", `/admin/people/${fatima.id}`, "/admin/teams", "/admin/mails"]) {
    await page.goto(path);
    await expect(page.locator("h1").first()).toBeVisible();
    await checkPage(page, path);
  }
  await page.goto("/overview/tasks");
  const table = page.getByRole("region", { name: "Taken" });
  await expect(table.getByRole("row").nth(1)).toContainText("Van");
  expect(await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth), "nothing to slide on a phone").toBe(0);
});

test("the largest, deepest and emptiest deliveries on a narrow phone", async ({ page, world: { db }, signedInAs }) => {
  test.setTimeout(180_000);
  const marijke = await makeEmployee(db, { is_admin: true, name: "Marijke de Wit" });
  await signedInAs(marijke);
  await page.setViewportSize({ width: 360, height: 740 });
  const deep = (depth: number): object => (depth === 0 ? { score: 3, reden: "Niemand belt terug." } : { [`laag ${depth}`]: deep(depth - 1) });
  const bodies: [string, unknown, string?][] = [
    ["300 values and 2,000 words", { id: "A-1", score: 3, comment: "Woord ".repeat(2_000), vragen: Array.from({ length: 148 }, (_, index) => ({ key: `vraag_${index}`, value: `Antwoord ${index}` })) }],
    ["90 levels", deep(90)],
    ["names and values without a space", { [longWord(2_000)]: { [longWord(500)]: longWord(5_000) }, score: longWord(300) }],
    ["nothing", {}],
    ["an empty list", []],
    ["a form", "nummer=7&cijfer=3&antwoord%5Bwaarom%5D=Niemand+belt+terug&antwoord%5Bwanneer%5D=", "application/x-www-form-urlencoded"],
    ["what is no JSON", "<html>".repeat(500)],
    ["no bytes", ""],
  ];
  for (const [what, body, content_type = "application/json"] of bodies) {
    const source = await makeConnectedSource(db, { name: longWord(100) });
    const delivery = await makeDelivery(db, { source_id: source.id, body, content_type });
    for (const path of [`/admin/sources/${source.id}/mapping`, `/admin/sources/${source.id}/deliveries/${delivery.id}`]) {
      await page.goto(path);
      await expect(page.locator("h1")).toBeVisible();
      await checkPage(page, `${what}: ${path}`);
    }
    await page.goto(`/admin/sources/${source.id}`);
    await checkPage(page, `the source of ${what}`);
  }
});

test("somebody who has just begun: every screen says what to do next", async ({ page, world: { db }, signedInAs }) => {
  const team = await makeTeam(db);
  const noor = await makeEmployee(db, { team: team.id, lead: true, is_admin: true, name: "Noor Jansen" });
  await signedInAs(noor);
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of ["/inbox", "/team", "/compliments", "/overview", "/overview/tasks", "/admin/causes", "/admin/sources", "/admin/sources/new", "/admin/keys", "/admin/mails"]) {
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
