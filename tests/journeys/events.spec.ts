import { createHmac } from "node:crypto";
import { createKey } from "#app/intake/keys.server.ts";
import { sendTest } from "#app/outgoing/endpoints.server.ts";
import { eventSchemas } from "#app/outgoing/events.ts";
import { makeDatabase, startApp } from "../app.ts";
import { makeEmployee, makeOrganisation } from "../factories.ts";
import { type Got, makeEndpoint, startReceiver } from "../receiver.ts";
import { checkPage, checkWidth, expect, makePeople, test } from "./journey.ts";

test.use({ environment: { EVENT_HOSTS_ALLOWED: "localhost" } });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "with JavaScript switched off", () => {
    test.use({ javaScriptEnabled });

    test("an administrator tells the CRM what happens, sees how that went, and sends it again", async ({ page, world, signedInAs }) => {
      const crm = await startReceiver();
      const { marijke, fatima } = await makePeople(world.db);
      await signedInAs(marijke);
      /** Without JavaScript she loads the page again herself. */
      const comesToShow = (text: string) =>
        expect(async () => {
          if (!javaScriptEnabled) await page.reload();
          await expect(page.getByText(text).first()).toBeVisible({ timeout: javaScriptEnabled ? 8_000 : 500 });
        }).toPass({ timeout: 40_000 });

      await page.goto("/admin/events");
      await page.getByRole("link", { name: "Systeem toevoegen" }).click();
      await page.getByLabel("Welk systeem?").fill("CRM");
      await page.getByLabel("Adres voor webhooks").fill(`https://127.0.0.1:${crm.port}/`);
      await page.getByLabel("De klant gaf een oordeel").uncheck();
      await page.getByRole("button", { name: "Systeem toevoegen" }).click();
      await expect(page.getByText("binnen je eigen netwerk")).toBeVisible();
      await expect(page.getByLabel("Welk systeem?")).toHaveValue("CRM");
      await expect(page.getByLabel("De klant gaf een oordeel")).not.toBeChecked();
      await page.getByLabel("Adres voor webhooks").fill(`${crm.url}/in`);
      await page.getByRole("button", { name: "Systeem toevoegen" }).click();

      await expect(page.getByRole("heading", { level: 1 })).toHaveText("CRM");
      const secret = await page.getByLabel("Geheim").inputValue();
      await page.getByRole("button", { name: "Stuur een proefmelding" }).click();
      await comesToShow("Aangekomen");
      expect(crm.requests.length).toBe(1);
      expect(isSigned(crm.requests[0]!, secret)).toBe(true);

      crm.reply = () => ({ status: 500 });
      const { key } = await createKey(world.db, `CRM ${crm.port}`, new Date());
      const answer = await fetch(`${world.origin}/api/v1/responses`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: JSON.stringify({ id: "1", score: 2, comment: "Niemand belt terug.", answered_at: new Date().toISOString(), customer: { name: "Jan de Boer", owner_email: (await world.db.selectFrom("employees").select("email").where("id", "=", fatima.id).executeTakeFirstOrThrow()).email } }),
      });
      expect(answer.status).toBe(201);
      await expect.poll(() => crm.requests.length).toBeGreaterThanOrEqual(3);
      await page.reload();
      await comesToShow("Antwoord: 500");
      await expect(page.getByText("Het andere systeem had een storing.").first()).toBeVisible();
      await expect(page.getByText("Iemand kreeg een taak")).toHaveCount(2); // its setting, and what was sent
      const bodies = crm.requests.slice(1, 3).map(({ body }) => JSON.parse(body) as { type: keyof typeof eventSchemas });
      expect(bodies.map(({ type }) => type).sort()).toEqual(["response.received", "task.assigned"]);
      for (const body of bodies) eventSchemas[body.type].parse(body);
      expect(JSON.stringify(bodies)).not.toMatch(/Jan de Boer|Niemand belt/);

      // Given up long ago, as it would be after days.
      await world.db.updateTable("event_deliveries").set({ status: "failed", next_try_at: null, try_count: 10 }).where("last_status", "=", 500).execute();
      crm.reply = () => ({ status: 200 });
      await page.reload();
      await expect(page.getByText("2 meldingen zijn niet aangekomen")).toBeVisible();
      if (javaScriptEnabled) {
        await checkPage(page);
        await page.setViewportSize({ width: 360, height: 740 });
        await checkWidth(page);
      }
      await page.getByRole("button", { name: "Stuur ze nu opnieuw" }).click();
      await expect.poll(() => world.db.selectFrom("event_deliveries").select("status").where("status", "<>", "delivered").execute()).toEqual([]);

      await page.getByRole("button", { name: "Zet op pauze" }).click();
      await expect(page.getByText("wachten tot je verdergaat").first()).toBeVisible();
      await page.getByRole("link", { name: "Nieuw geheim maken" }).click();
      await page.getByRole("button", { name: "Ja, maak een nieuw geheim" }).click();
      await expect(page.getByText("Het vorige geheim werkt ook nog")).toBeVisible();
      const fresh = await page.getByLabel("Geheim").inputValue();
      expect(fresh).not.toBe(secret);
      await page.getByRole("button", { name: "Stuur opnieuw: Proefmelding" }).click();
      await expect(page.getByText("1 melding wacht tot je verdergaat")).toBeVisible();
      const before = crm.requests.length;
      await page.getByRole("button", { name: "Ga verder" }).click();
      await expect.poll(() => crm.requests.length).toBe(before + 1);
      expect([isSigned(crm.requests.at(-1)!, secret), isSigned(crm.requests.at(-1)!, fresh)]).toEqual([true, true]);
      expect(crm.requests.at(-1)!.headers["webhook-id"]).toBe(crm.requests[0]!.headers["webhook-id"]);

      await page.getByRole("link", { name: "Haal dit systeem weg" }).click();
      await page.getByRole("button", { name: "Ja, haal weg" }).click();
      await expect(page.getByText("Nog geen systeem krijgt meldingen")).toBeVisible();
      await crm.stop();
    });
  });
}

test("a process that is killed while it tells leaves it to the next one, under the same id", async () => {
  const database = await makeDatabase();
  const crm = await startReceiver(() => () => {}); // does not answer
  try {
    await makeOrganisation(database.db);
    const admin = await makeEmployee(database.db, { is_admin: true });
    const { id } = await makeEndpoint(database.db, admin.id, { url: crm.url });
    await sendTest(database.db, id, new Date(Date.now() - 60_000));
    const env = { DATABASE_URL: database.url, EVENT_HOSTS_ALLOWED: "localhost" };
    const first = await startApp({ env });
    await expect.poll(() => crm.requests.length).toBe(1);
    first.child.kill("SIGKILL");
    await first.stop();

    crm.reply = () => ({ status: 200 });
    const second = await startApp({ env: { ...env, CLOCK_OFFSET_MINUTES: "2" } }); // by then the first one's time is over
    await expect.poll(() => database.db.selectFrom("event_deliveries").select(["status", "try_count"]).executeTakeFirst()).toEqual({ status: "delivered", try_count: 2 });
    expect(crm.requests.map(({ headers }) => headers["webhook-id"])).toEqual([crm.requests[0]!.headers["webhook-id"], crm.requests[0]!.headers["webhook-id"]]);
    await second.stop();
  } finally {
    await crm.stop();
    await database.drop();
  }
});

function isSigned({ headers, body }: Got, secret: string): boolean {
  const signature = createHmac("sha256", Buffer.from(secret.replace("whsec_", ""), "base64")).update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`).digest("base64");
  return String(headers["webhook-signature"]).split(" ").includes(`v1,${signature}`);
}
