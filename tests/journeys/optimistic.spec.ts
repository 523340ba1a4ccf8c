import type { Page } from "@playwright/test";
import type { TaskEvent } from "#app/tasks/events.ts";
import { record } from "#app/tasks/record.server.ts";
import { type Db, inTransaction } from "#db/client.ts";
import { makeCustomer, makeTask } from "../factories.ts";
import { checkPage, expect, makePeople, test } from "./journey.ts";

/** The network is slow today. Fatima does not wait for it: the screen shows what she did, and takes it back when the server says no. */
const note = "Zijn vrouw nam op. Hij is morgen thuis.";

// Who goes on while the page is brought up to date breaks off its answer, which Remix writes into the console.
test.use({ expectedProblems: [/Failed to launch .tel:/] });

test("a claimed customer is hers at once; taken by a colleague first, the row is back and says by whom", async ({ page, world: { db }, signedInAs }) => {
  const { team, fatima, sven } = await makePeople(db);
  const first = await taskOf(db, team.id, null, "Jan de Boer", 3);
  const second = await taskOf(db, team.id, null, "Aletta Jacobs", 2);
  await signedInAs(fatima);
  await page.goto("/team");
  await isReady(page);
  let answer = await holdBack(page);
  const row = page.locator(`[data-task="${first.id}"]`);
  await row.getByRole("button").click();
  await expect(row).toContainText("Fatima Amrani (jij)");
  await expect(row.getByRole("button")).toHaveCount(0);
  answer();
  await expect(page).toHaveURL(`/tasks/${first.id}`);
  await expect(page.getByText("Deze taak is nu van jou.")).toBeVisible();

  await page.goto("/team");
  await isReady(page);
  await unheard(db, second.id, sven.id, { kind: "claimed", data: { owner_id: sven.id } });
  answer = await holdBack(page);
  const taken = page.locator(`[data-task="${second.id}"]`);
  await taken.getByRole("button").click();
  await expect(taken).toContainText("Fatima Amrani (jij)");
  answer();
  const alert = page.getByRole("alert");
  await expect(alert).toContainText(/^Aletta Jacobs: Sven Hoekstra pakte deze taak om .* op\./);
  await expect(alert).toBeFocused();
  await expect(taken).not.toContainText("Fatima Amrani (jij)");
  await expect(page).toHaveURL("/team");
  await checkPage(page, "a row that a colleague was first with");
});

test("a promise kept moves its row at once; ended by a colleague first, it is back with the reason", async ({ page, world: { db }, signedInAs }) => {
  const { team, fatima, sven } = await makePeople(db);
  const task = await promised(db, team.id, fatima.id);
  await taskOf(db, team.id, fatima.id, "Aletta Jacobs", 2);
  await signedInAs(fatima);
  await page.goto(`/inbox?open=${task.id}`);
  await isReady(page);
  let answer = await holdBack(page);
  const keep = page.getByRole("button", { name: "Ik ben hem nagekomen" });
  await keep.click();
  await expect(group(page, "Vertellen")).toContainText("Jan de Boer");
  await expect(page.getByRole("heading", { name: "Vertel het de klant" })).toBeVisible();
  answer();
  await expect(page.getByText("Mooi, belofte nagekomen.")).toBeVisible();
  await expect(group(page, "Vertellen")).toContainText("Jan de Boer");

  await page.getByRole("button", { name: "Ongedaan maken" }).click();
  await expect(page.getByText("Ongedaan gemaakt.")).toBeVisible();
  await page.goto(`/inbox?open=${task.id}`);
  await isReady(page);
  const promise = await db.selectFrom("promises").select("id").where("task_id", "=", task.id).executeTakeFirstOrThrow();
  await unheard(db, task.id, sven.id, { kind: "promise_withdrawn", data: { promise_id: promise.id, reason: "Geen tijd" } });
  await db.updateTable("promises").set({ withdrawn_at: new Date(), withdrawn_reason: "Geen tijd" }).where("id", "=", promise.id).execute();
  answer = await holdBack(page);
  await keep.click();
  await expect(group(page, "Vertellen")).toContainText("Jan de Boer");
  answer();
  await expect(page.getByRole("alert")).toContainText(/Sven Hoekstra .*belofte.* in/);
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(group(page, "Doen")).toContainText("Jan de Boer");
});

test("after a voicemail the next customer is there at once, and the list says when this one comes back", async ({ page, world: { db }, signedInAs }) => {
  const { team, fatima } = await makePeople(db);
  // Due today still, at whatever hour this runs: before tomorrow at ten.
  const first = await taskOf(db, team.id, fatima.id, "Jan de Boer", 21);
  const second = await taskOf(db, team.id, fatima.id, "Aletta Jacobs", 20);
  await signedInAs(fatima);
  const ahead = page.waitForResponse((response) => response.url().includes(`/tasks/${second.id}.data`));
  await page.goto(`/tasks/${first.id}`);
  await isReady(page);
  await ahead;
  await page.getByRole("link", { name: "Al gebeld" }).click();
  await page.getByText("Voicemail", { exact: true }).click();
  const answer = await holdBack(page);
  await page.getByRole("button", { name: /10:00$/ }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: "Aletta Jacobs" })).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.locator(`[data-task="${first.id}"]`)).toContainText(/opnieuw bellen .* 10:00/);
  await expect(page.locator("[data-task]").first()).toHaveAttribute("data-task", String(second.id));
  expect(await countOf(db, first.id, "attempted")).toBe(0);
  answer();
  await expect(page).toHaveURL(`/tasks/${second.id}`);
  await expect(page.getByText("Dit is de volgende.")).toBeVisible();
  await checkPage(page, "the next customer after a voicemail");
  await page.getByRole("button", { name: "Ongedaan maken" }).click();
  await expect(page).toHaveURL(`/tasks/${first.id}`);
  await expect(page.getByText("Ongedaan gemaakt.")).toBeVisible();
});

test("what happened in a call shows at once; refused, the sheet is back with her words and the reason", async ({ page, world: { db }, signedInAs }) => {
  const { team, fatima, sven } = await makePeople(db);
  const first = await taskOf(db, team.id, fatima.id, "Jan de Boer", 3);
  await taskOf(db, team.id, fatima.id, "Aletta Jacobs", 2);
  await signedInAs(fatima);
  await page.goto(`/tasks/${first.id}/attempts?outcome=reached`);
  await isReady(page);
  await page.getByLabel("Wat zei de klant?").fill(note);
  await page.getByLabel("Beloofde je iets?").fill("De monteur belt.");
  await unheard(db, first.id, sven.id, { kind: "closed", data: { outcome: "no_follow_up", reason: "Dubbel" } });
  const answer = await holdBack(page);
  await page.getByRole("button", { name: "Leg vast", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Kom je belofte na" })).toBeVisible();
  await expect(page.getByText("De monteur belt.").first()).toBeVisible();
  await expect(group(page, "Doen")).toContainText("Jan de Boer");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  answer();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByRole("alert")).toContainText(/Sven Hoekstra heeft deze taak .* afgesloten/);
  await expect(sheet.getByRole("alert")).toBeFocused();
  await expect(sheet.getByLabel("Wat zei de klant?")).toHaveValue(note);
  await expect(sheet.getByLabel("Beloofde je iets?")).toHaveValue("De monteur belt.");
  await expect(group(page, "Bellen")).toContainText("Jan de Boer");
  await checkPage(page, "a sheet that is back");
});

test("what she changed, the mail to the customer, thanks to a colleague and a gesture show at once", async ({ page, world: { db }, signedInAs }) => {
  const { team, fatima, sven } = await makePeople(db);
  const kind = await db.insertInto("gesture_kinds").values({ name: `Bos bloemen ${team.id}`, has_amount: false }).returning("id").executeTakeFirstOrThrow();
  await db.insertInto("mandates").values({ team_id: team.id, is_lead: false, gesture_kind_id: kind.id, case_limit: 2, month_limit: 20 }).execute();
  const reached = { kind: "attempted" as const, at: new Date(Date.now() - 3_600_000), actor_id: fatima.id, data: { channel: "phone" as const, outcome: "reached" as const, note: "" } };
  const task = await taskOf(db, team.id, fatima.id, "Jan de Boer", 3, [reached]);
  await db.insertInto("buddies").values({ task_id: task.id, buddy_id: sven.id, asked_by: fatima.id, asked_at: new Date(), part: "advise", note: "Wat nu?", is_accepted: true, answered_at: new Date(), answer: "Vraag het jaar." }).execute();
  await signedInAs(fatima);
  await page.goto(`/tasks/${task.id}`);
  await isReady(page);

  let answer = await holdBack(page);
  await page.getByRole("button", { name: /^Bedank Sven/ }).click();
  await expect(page.getByText("Bedankt.", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Bedank Sven/ })).toHaveCount(0);
  answer();
  await expect(page.getByText("Je dank is doorgegeven.")).toBeVisible();

  answer = await holdBack(page);
  await page.getByRole("button", { name: `Bos bloemen ${team.id}` }).first().click();
  await expect(page.getByText(`Je gaf een bos bloemen ${team.id}.`)).toBeVisible();
  answer();
  await expect(page.getByText("Gegeven. Het staat klaar voor je mail aan de klant.")).toBeVisible();

  await page.getByRole("link", { name: "Leg vast wat je deed" }).click();
  await page.getByLabel("Wat heb je voor deze klant veranderd?").fill("De leiding is vervangen.");
  answer = await holdBack(page);
  await page.getByRole("button", { name: "Leg vast", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Vertel het de klant" })).toBeVisible();
  answer();
  await expect(page.getByText("Vastgelegd. Vertel het nu aan de klant.")).toBeVisible();

  await page.getByRole("link", { name: "Schrijf de terugkoppeling" }).click();
  await page.getByLabel("Wij deden").fill("De leiding is vervangen.");
  answer = await holdBack(page);
  await page.getByRole("button", { name: "Verstuur" }).click();
  await expect(page.getByRole("heading", { name: "Je mail is onderweg" })).toBeVisible();
  await expect(page.getByLabel("Wij deden")).toBeHidden();
  answer();
  await expect(page).toHaveURL(`/tasks/${task.id}`);
});

test("a gesture that her mandate does not hold any more is taken back, with the reason beside it", async ({ page, world: { db }, signedInAs }) => {
  const { team, fatima } = await makePeople(db);
  const kind = await db.insertInto("gesture_kinds").values({ name: `Bos bloemen ${team.id}`, has_amount: false }).returning("id").executeTakeFirstOrThrow();
  await db.insertInto("mandates").values({ team_id: team.id, is_lead: false, gesture_kind_id: kind.id, case_limit: 2, month_limit: 20 }).execute();
  const task = await taskOf(db, team.id, fatima.id, "Jan de Boer", 3);
  await signedInAs(fatima);
  await page.goto(`/tasks/${task.id}`);
  await isReady(page);
  await db.deleteFrom("mandates").where("team_id", "=", team.id).execute();
  const answer = await holdBack(page);
  await page.getByRole("button", { name: `Bos bloemen ${team.id}` }).first().click();
  await expect(page.getByText(`Je gaf een bos bloemen ${team.id}.`)).toBeVisible();
  answer();
  await expect(page.getByRole("alert")).toContainText("Dit is meer dan je hier nu zelf mag geven.");
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(page.getByText(`Je gaf een bos bloemen ${team.id}.`)).toHaveCount(0);
  await expect(page).toHaveURL(`/tasks/${task.id}`);
});

test("who goes on before the answer is there loses nothing, and it counts once", async ({ page, world: { db }, signedInAs }) => {
  const { team, fatima } = await makePeople(db);
  const first = await taskOf(db, team.id, fatima.id, "Jan de Boer", 3);
  const second = await taskOf(db, team.id, fatima.id, "Aletta Jacobs", 2);
  await signedInAs(fatima);
  await page.goto(`/tasks/${first.id}/attempts?outcome=reached`);
  await isReady(page);
  await page.getByLabel("Wat zei de klant?").fill(note);
  await page.route("**/attempts.data*", () => {}); // it never gets there
  await page.getByRole("button", { name: "Leg vast", exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.getByRole("link", { name: "Aletta Jacobs" }).click();
  await expect(page).toHaveURL(`/tasks/${second.id}`);
  await expect.poll(() => countOf(db, first.id, "attempted")).toBe(1);
  await expect(group(page, "Doen")).toContainText("Jan de Boer");
  await page.goto(`/tasks/${first.id}/attempts`);
  await isReady(page);
  await expect(page.getByLabel("Wat zei de klant?")).toHaveValue("");
  await expect(page.getByText("wacht op verbinding")).toHaveCount(0);
  expect(await countOf(db, first.id, "attempted")).toBe(1);
});

for (const { form, fill, send, kind } of [
  { form: "closing", fill: (page: Page) => page.getByLabel("Reden").fill(note), send: "Sluit de taak af", kind: "closed" },
  { form: "help", fill: (page: Page) => page.getByLabel("Waar loop je tegenaan?").fill(note), send: "Vraag het", kind: "buddy_asked" },
] as const)
  test(`what waits for the server is not lost by going on either: ${form}`, async ({ page, world: { db }, signedInAs }) => {
    const { team, fatima, sven } = await makePeople(db);
    const first = await taskOf(db, team.id, fatima.id, "Jan de Boer", 3);
    await signedInAs(fatima);
    await page.goto(`/tasks/${first.id}/${form}`);
    await isReady(page);
    await fill(page);
    if (form === "help") await page.locator("select[name=employee_id]").selectOption(String(sven.id));
    await page.route(`**/${form}.data*`, () => {});
    await page.getByRole("button", { name: send }).click();
    await page.getByRole("link", { name: "Sluiten", exact: true }).click();
    await expect.poll(() => countOf(db, first.id, kind)).toBe(1);
    await expect(page).toHaveURL(`/tasks/${first.id}`);
  });

test("a tab that dies while it sends has lost nothing either", async ({ page, context, world: { db }, signedInAs }) => {
  const { team, fatima } = await makePeople(db);
  const task = await taskOf(db, team.id, fatima.id, "Jan de Boer", 3);
  await signedInAs(fatima);
  await page.goto(`/tasks/${task.id}/attempts?outcome=reached`);
  await isReady(page);
  await page.getByLabel("Wat zei de klant?").fill(note);
  await page.route("**/attempts.data*", () => {});
  await page.getByRole("button", { name: "Leg vast", exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect.poll(() => page.evaluate(keptCount), "kept within moments").toBe(1);
  await page.close();
  const later = await context.newPage();
  await later.clock.install({ time: Date.now() + 60_000 });
  await later.goto("/inbox");
  await expect(later.getByText("Er is weer verbinding. Wat hier wachtte, is verstuurd.")).toBeVisible();
  expect(await countOf(db, task.id, "attempted")).toBe(1);
});

/** Holds back what the server answers to forms, until what it gives is called. */
async function holdBack(page: Page): Promise<() => void> {
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/*.data*", async (route) => {
    if (route.request().method() === "POST") await held;
    await route.fallback();
  });
  return release;
}

const group = (page: Page, name: string) => page.getByRole("region", { name: new RegExp(`^${name} \\d`) });

async function countOf(db: Db, taskId: number, kind: TaskEvent["kind"]): Promise<number> {
  return (await db.selectFrom("task_events").select("id").where("task_id", "=", taskId).where("kind", "=", kind).execute()).length;
}

async function taskOf(db: Db, team: number, owner: number | null, name: string, hoursAgo: number, events: Parameters<typeof makeTask>[1]["events"] = []) {
  return makeTask(db, { team, owner, customer_id: (await makeCustomer(db, { name })).id, receivedAt: new Date(Date.now() - hoursAgo * 3_600_000), events });
}

/** Reached, done what was needed, and one promise left. */
async function promised(db: Db, team: number, owner: number) {
  const at = new Date(Date.now() - 3_600_000);
  const task = await taskOf(db, team, owner, "Jan de Boer", 3, [
    { kind: "attempted", at, actor_id: owner, data: { channel: "phone", outcome: "reached", note: "" } },
    { kind: "acted", at, actor_id: owner, data: { text: "De kraan is vervangen.", cause_id: null } },
  ]);
  const due_at = new Date(Date.now() + 3_600_000);
  const promise = await db.insertInto("promises").values({ task_id: task.id, made_by: owner, text: "De monteur belt.", made_at: at, due_at }).returning("id").executeTakeFirstOrThrow();
  await inTransaction(db, (trx) => record(trx, task.id, { kind: "promised", data: { promise_id: promise.id, text: "De monteur belt.", due_at: due_at.toISOString() } }, { at: new Date(), actorId: owner }));
  return task;
}

/** A colleague was first, and the page was not told yet. */
async function unheard(db: Db, taskId: number, actorId: number, { kind, data }: TaskEvent): Promise<void> {
  await db.insertInto("task_events").values({ task_id: taskId, at: new Date(), kind, actor_id: actorId, data: JSON.stringify(data) }).execute();
}

/** Its script runs. */
async function isReady(page: Page): Promise<void> {
  await expect(page.locator("main[data-live]")).toBeAttached();
}

/** In the page: how many forms the browser keeps (app/offline/outbox.ts). */
function keptCount(): Promise<number> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("belterug");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const counting = opening.result.transaction("outbox").objectStore("outbox").count();
      counting.onsuccess = () => resolve(counting.result);
      counting.onerror = () => reject(counting.error);
      opening.result.close();
    };
  });
}
