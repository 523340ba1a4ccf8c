import type { Page } from "@playwright/test";
import { makeCustomer, makeEmployee, makeTask, makeTeam } from "../factories.ts";
import { checkPage, expect, makePeople, test, type World } from "./journey.ts";

// A small phone, with the app's own bars.
test.use({ viewport: { width: 360, height: 640 }, isMobile: true, hasTouch: true });

const at = (hours: number) => new Date(Date.now() + hours * 3_600_000);
const complaint = "Vorige week dinsdag zou er tussen acht en twaalf iemand komen voor de lekkage in de keuken. Ik heb er vrij voor genomen en er kwam niemand. ";

test("all that gives courage to call is on the screen of a phone at once, with the number", async ({ page, world, signedInAs }) => {
  const { db } = world;
  const { team, fatima, sven } = await makePeople(db);
  const task = await makeCase(world, { team: team.id, owner: fatima.id, colleague: sven.id, name: "Jan de Boer", said: "Drie keer gebeld over dezelfde lekkage en drie keer een ander verhaal.", did: "De loodgieter heeft de kraan vervangen." });
  await signedInAs(fatima);
  await page.goto(`/tasks/${task}`);
  await expectOneGlance(page, { name: "Jan de Boer", words: "Drie keer gebeld", did: "De loodgieter heeft" });
  await checkPage(page, "one glance");
  // The other ways to open are a swipe away, also by keyboard.
  const ways = page.getByRole("region", { name: "Zo kun je het gesprek openen" });
  await expect(ways.getByRole("listitem")).toHaveCount(4);
  await ways.focus();
  await page.keyboard.press("ArrowRight");
  await expect.poll(() => ways.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0);
});

test("the same when she was tried before, and wrote four lines", async ({ page, world, signedInAs }) => {
  const { db } = world;
  const { team, fatima, sven } = await makePeople(db);
  const said = "Drie keer gebeld over dezelfde lekkage en drie keer een ander verhaal. Niemand belt terug. Zo ga je toch niet met mensen om?";
  const tried: NonNullable<Parameters<typeof makeTask>[1]["events"]> = [{ kind: "attempted", at: at(-2), actor_id: fatima.id, data: { channel: "phone", outcome: "voicemail", note: "", again_at: at(20).toISOString() } }];
  const task = await makeCase(world, { team: team.id, owner: fatima.id, colleague: sven.id, name: "Jan de Boer", said, did: "De loodgieter heeft de kraan vervangen.", events: tried });
  await signedInAs(fatima);
  await page.goto(`/tasks/${task}`);
  await expect(page.getByText("1 keer geprobeerd.")).toBeVisible();
  await expectOneGlance(page, { name: "Jan de Boer", words: "Zo ga je toch niet", did: "De loodgieter heeft" });
});

test("the same with the longest names, words and lines; what folds opens", async ({ page, world, signedInAs }) => {
  const { db } = world;
  const longName = "Wilhelmina Johanna Catharina van Oldenbarnevelt-Schimmelpenninck van der Oye";
  const team = await makeTeam(db);
  const fatima = await makeEmployee(db, { team: team.id, name: longName });
  const sven = await makeEmployee(db, { team: team.id, name: longName });
  await db.insertInto("call_guides").values({ team_id: team.id, category: "detractor", start: complaint.repeat(3).slice(0, 300), openings: [1, 2, 3].map((number) => `${number} ${complaint.repeat(3)}`.slice(0, 300)), changed_at: at(0) }).execute();
  const task = await makeCase(world, { team: team.id, owner: fatima.id, colleague: sven.id, name: longName, said: complaint.repeat(15).slice(0, 2_000), did: complaint.repeat(4) });
  await signedInAs(fatima);
  await page.goto(`/tasks/${task}`);
  await expectOneGlance(page, { name: longName, words: "Vorige week dinsdag", did: "Vorige week dinsdag" });
  await checkPage(page, "one glance, long");
  const words = page.locator("article blockquote");
  const folded = (await words.boundingBox())!.height;
  await page.locator("article header label").tap();
  expect((await words.boundingBox())!.height).toBeGreaterThan(3 * folded);
});

test("who says that it is not solved is called again: her newest words and the number are on the screen", async ({ page, world: { db }, signedInAs }) => {
  const { team, fatima } = await makePeople(db);
  const by = { actor_id: fatima.id };
  const task = await makeTask(db, {
    team: team.id,
    owner: fatima.id,
    receivedAt: at(-90),
    comment: complaint,
    events: [
      { kind: "attempted", at: at(-80), ...by, data: { channel: "phone", outcome: "reached", note: "" } },
      { kind: "acted", at: at(-70), ...by, data: { text: "De kraan is vervangen.", cause_id: null } },
      { kind: "told_by_phone", at: at(-60), ...by, data: { note: "" } },
      { kind: "verdict_given", at: at(-1), actor_id: null, data: { reply_id: 0, answer: "not_yet", score: 3, words: complaint, due_at: at(20).toISOString() } },
    ],
  });
  await signedInAs(fatima);
  await page.goto(`/tasks/${task.id}`);
  await expect(page.getByText("De klant zei: nog niet opgelost")).toBeInViewport();
  const number = page.locator("article").getByRole("link", { name: /Bel\s*06/ }).first();
  const until = (await page.getByRole("navigation", { name: "Menu" }).last().boundingBox())!.y;
  const { y, height } = (await number.boundingBox())!;
  expect(y + height).toBeLessThanOrEqual(until);
  await checkPage(page, "one glance, not solved");
});

/** What she said, words to begin with, the number, what was before and what helped: between the app's two bars. */
async function expectOneGlance(page: Page, { name, words, did }: { name: string; words: string; did: string }): Promise<void> {
  const article = page.locator("article");
  const card = page.getByRole("region", { name: "Zo begin je sterk" });
  await expect(card.getByText("Dit hielp bij een ander")).toBeVisible();
  const parts = {
    "who she is": article.getByRole("heading", { name }),
    "what she said": article.locator("blockquote").filter({ hasText: words }),
    "a line to start with": page.getByRole("region", { name: "Zo kun je het gesprek openen" }).getByRole("listitem").first(),
    "the number": article.getByRole("link", { name: /Bel\s*06/ }).first(),
    "who spoke with her": card.getByText(/sprak deze klant/),
    "what was promised": card.getByText(/Beloofd voor/),
    "how earlier loops ended": card.getByText(/opgelost/).first(),
    "what helped another": card.getByText(did).first(),
    "whom to ask": card.getByRole("link", { name: /^Vraag/ }).first(),
  };
  const from = await page.locator("header").first().evaluate((element) => element.getBoundingClientRect().top);
  const until = (await page.getByRole("navigation", { name: "Menu" }).last().boundingBox())!.y;
  for (const [what, part] of Object.entries(parts)) {
    const { y, height } = (await part.boundingBox())!;
    expect.soft(y, `${what} begins on the screen`).toBeGreaterThanOrEqual(from);
    expect.soft(y + height, `${what} ends above the tabs, which are at ${until}`).toBeLessThanOrEqual(until);
  }
}

type Case = { team: number; owner: number; colleague: number; name: string; said: string; did: string; events?: Parameters<typeof makeTask>[1]["events"] };

/** A customer who answered before, was helped and spoken with, was promised something elsewhere, and answers again. */
async function makeCase({ db }: World, { team, owner, colleague, name, said, did, events = [] }: Case): Promise<number> {
  const customer = await makeCustomer(db, { name });
  const earlier = await makeTask(db, { team, owner: colleague, receivedAt: at(-900), customer_id: customer.id, comment: said, events: [{ kind: "attempted", at: at(-890), actor_id: colleague, data: { channel: "phone", outcome: "reached", note: "" } }] });
  await db.updateTable("tasks").set({ stage: "closed", outcome: "solved", closed_at: at(-800), urgent_at: null }).where("id", "=", earlier.id).execute();
  const open = await makeTask(db, { team, owner: colleague, receivedAt: at(-500), customer_id: customer.id, comment: said });
  await db.insertInto("promises").values({ task_id: open.id, made_by: colleague, text: said, made_at: at(-490), due_at: at(30) }).execute();
  const other = await makeTask(db, { team, owner: colleague, receivedAt: at(-700), comment: said });
  await db.insertInto("solved_cases").values({ task_id: other.id, team_id: team, employee_id: colleague, solved_at: at(-600), words: said, did }).execute();
  return (await makeTask(db, { team, owner, receivedAt: at(-5), customer_id: customer.id, comment: said, touchpoint: "reparatie aan huis", events })).id;
}
