import { makeEmployee, makeTask, makeTeam } from "../factories.ts";
import { checkPage, expect, makePeople, test } from "./journey.ts";

/** The words to call with are the lead's; what worked is everybody's. */
test("a lead makes our words her own, writes some for a cause, and her team reads them on the card", async ({ page, world: { db }, signedInAs, browserOf }) => {
  const { team, fatima, ruben } = await makePeople(db);
  const cause = await db.insertInto("causes").values({ name: `Niet teruggebeld ${team.id}` }).returningAll().executeTakeFirstOrThrow();
  const at = new Date();
  const task = await makeTask(db, { team: team.id, owner: fatima.id, receivedAt: at });
  const known = await makeTask(db, { team: team.id, owner: fatima.id, receivedAt: at, events: [{ kind: "acted", at, actor_id: fatima.id, data: { text: "Gebeld", cause_id: cause.id } }] });

  // Until there are any, our words stand on the card.
  const fatimas = await browserOf(fatima, { viewport: { width: 360, height: 740 } });
  await fatimas.goto(`/tasks/${task.id}`);
  await expect(fatimas.getByText("Goedendag, met Fatima Amrani van Woonstichting De Linde.", { exact: false })).toBeVisible();
  await fatimas.getByRole("link", { name: "Belgids van je team" }).click();
  await expect(fatimas.getByText("Dit team heeft nog geen eigen woorden")).toBeVisible();
  await expect(fatimas.getByRole("button", { name: "Neem deze tekst over" })).toHaveCount(0);
  await checkPage(fatimas, "the guides of a team without any");

  await signedInAs(ruben);
  await page.goto("/team");
  await page.getByRole("link", { name: "Belgids" }).click();
  await checkPage(page, "the guides to begin with");
  await page.getByRole("button", { name: "Neem deze tekst over" }).click();
  await expect(page.getByRole("heading", { name: "Na een 0 tot en met 6" })).toBeVisible();
  await checkPage(page, "the guides");

  await page.getByRole("link", { name: "Schrijf een gids" }).click();
  await page.getByRole("button", { name: "Bewaar" }).click();
  await expect(page.getByText("Vul dit in.")).toHaveCount(2);
  await page.getByLabel("Voor welk gesprek?").selectOption({ label: "Na een 0 tot en met 6" });
  await page.getByLabel("De eerste zin").fill("Dag {klant}, u wachtte op een telefoontje van ons. Hier is het, van {ik}.");
  await page.getByLabel("Manier om te openen 1").fill("Mag ik horen wat er gebeurde?");
  await page.getByLabel("Wel doen").fill("Sorry zeggen\nEen dag noemen");
  await expect(page.getByText("Dag mevrouw De Wit, u wachtte op een telefoontje van ons. Hier is het, van Ruben Visser.")).toBeVisible();
  await page.getByRole("button", { name: "Bewaar" }).click();
  await expect(page.getByText("Het team heeft hier al een gids voor.")).toBeVisible();
  await expect(page.getByLabel("Manier om te openen 1")).toHaveValue("Mag ik horen wat er gebeurde?");
  await checkPage(page, "a refused guide");
  await page.getByLabel("Voor welk gesprek?").selectOption({ label: cause.name });
  await page.getByRole("button", { name: "Bewaar" }).click();
  await expect(page.getByRole("heading", { name: `Oorzaak: ${cause.name}` })).toBeVisible();

  await fatimas.goto(`/tasks/${known.id}`);
  await expect(fatimas.getByText("Hier is het, van Fatima Amrani.", { exact: false }).first()).toBeVisible();
  await fatimas.goto("/team/guides");
  await expect(fatimas.getByRole("heading", { name: `Oorzaak: ${cause.name}` })).toBeVisible();
  await expect(fatimas.getByRole("link", { name: "Wijzig" })).toHaveCount(0);

  // Removed, and the next best is there.
  await page.getByRole("listitem").filter({ hasText: cause.name }).getByRole("link", { name: "Wijzig" }).click();
  await page.getByRole("button", { name: "Verwijder deze gids" }).click();
  await expect(page.getByText("De gids is verwijderd.")).toBeVisible();
  await expect(page.getByRole("heading", { name: `Oorzaak: ${cause.name}` })).toHaveCount(0);
});

test("after closing she leaves one line, the team finds it, and another team does not", async ({ page, world: { db }, signedInAs, browserOf }) => {
  const { team, fatima, sven } = await makePeople(db);
  const noor = await makeEmployee(db, { team: (await makeTeam(db, { name: `Team Zuid ${team.id}` })).id, name: "Noor Jansen" });
  const at = new Date();
  const closed = await makeTask(db, { team: team.id, owner: fatima.id, receivedAt: at, comment: "Lekkage in de keuken.", events: [{ kind: "closed", at, actor_id: fatima.id, data: { outcome: "not_solved", reason: "" } }] });
  const next = await makeTask(db, { team: team.id, owner: sven.id, receivedAt: at, comment: "Weer een lekkage." });
  await signedInAs(fatima);
  await page.goto(`/tasks/${closed.id}`);
  await page.getByLabel("Wat werkte? Laat het je team weten.").fill("Bij een lekkage eerst vragen of het nog nat is.");
  await checkPage(page, "a closed task");
  await page.getByRole("button", { name: "Bewaar" }).click();
  await expect(page.getByText("Dank je. Je collega's vinden het terug.")).toBeVisible();
  await page.getByRole("link", { name: "Pas aan" }).click();
  await page.getByLabel("Wat werkte? Laat het je team weten.").fill("Bij lekkages eerst vragen of het nog nat is, dan pas verder.");
  await checkPage(page, "changing what worked");
  await page.getByRole("button", { name: "Bewaar" }).click();
  await expect(page.getByText("dan pas verder.")).toBeVisible();

  const svens = await browserOf(sven);
  await svens.goto(`/tasks/${next.id}`);
  await expect(svens.getByRole("region", { name: "Zo begin je sterk" })).toContainText("eerst vragen of het nog nat is");
  await svens.getByRole("link", { name: "Alle lessen van het team" }).click();
  await svens.getByLabel("Zoek in de lessen").fill("lekkage");
  await svens.getByRole("button", { name: "Zoek" }).click();
  await expect(svens.getByRole("link", { name: "Toon alles" })).toBeVisible();
  await expect(svens.getByText("eerst vragen of het nog nat is", { exact: false })).toBeVisible();
  await checkPage(svens, "the lessons found");
  await svens.getByLabel("Zoek in de lessen").fill("zeppelin");
  await svens.getByRole("button", { name: "Zoek" }).click();
  await expect(svens.getByText("Niets gevonden voor “zeppelin”")).toBeVisible();

  const noors = await browserOf(noor);
  await noors.goto("/team/lessons?q=lekkage");
  await expect(noors.getByText("Niets gevonden voor “lekkage”")).toBeVisible();
});
