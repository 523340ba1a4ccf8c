import { randomUUID } from "node:crypto";
import { createKey } from "#app/intake/keys.server.ts";
import { makeEmployee, makeTeam } from "../factories.ts";
import { checkPage, expect, makePeople, test, type World } from "./journey.ts";

const words = "Fatima belde zelf terug en regelde het dezelfde dag. Wat een verademing.";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a 10 with words reaches her at once, she thanks the customer, and it hangs on her team's wall", async ({ page, world, signedInAs, browserOf }) => {
      const { db, resend } = world;
      const { team, fatima, sven } = await makePeople(db);
      const noor = await makeEmployee(db, { team: (await makeTeam(db)).id, name: "Noor Jansen" });
      const answer = answersOf(world, await createKey(db, `Enquête ${team.id}`, new Date()));
      await signedInAs(fatima);
      await page.goto("/compliments");
      await expect(page.getByText("Nog geen complimenten")).toBeVisible();
      if (javaScriptEnabled) await expect(page.locator("main[data-live]")).toBeAttached();

      // A 10 without a word, and words with a 7, are no compliments.
      await answer({ score: 10, name: "Karel Appel", about: fatima.email });
      await answer({ score: 7, name: "Piet Mondriaan", about: fatima.email, comment: "Het ging wel." });
      const email = await answer({ score: 10, name: "Jan de Boer", about: fatima.email, comment: words });

      // With JavaScript it comes by itself, while she looks.
      if (!javaScriptEnabled) await page.reload();
      const praise = page.getByRole("region", { name: "Nieuw voor jou" }).getByRole("listitem");
      await expect(praise).toHaveCount(1);
      await expect(praise).toContainText(words);
      await expect(praise).toContainText("over jou");
      await expect(page.getByText(/Karel Appel|Piet Mondriaan/)).toHaveCount(0);
      if (javaScriptEnabled) await checkPage(page, "a new compliment");
      await page.goto("/messages");
      await expect(page.locator("main").getByRole("button", { name: /Een compliment van Jan de Boer/ })).toBeVisible();

      // Her thanks are one tap away: the line is there, and she may make it her own.
      await page.goto("/compliments");
      await page.getByRole("link", { name: "Bedank Jan de Boer" }).click();
      await expect(page.getByLabel("Wat je wilt zeggen")).toHaveValue(/Dank u wel voor uw mooie woorden/);
      if (javaScriptEnabled) await checkPage(page, "thanking a customer");
      await page.getByLabel("Wat je wilt zeggen").fill("");
      await page.getByRole("button", { name: "Verstuur je dank" }).click();
      await expect(page.getByText("Vul dit in.")).toBeVisible();
      await page.getByLabel("Wat je wilt zeggen").fill("Wat fijn om te lezen.\nDank u wel!");
      await page.getByRole("button", { name: "Verstuur je dank" }).click();
      await expect(page.getByText("Je dank is onderweg naar de klant.")).toBeVisible();
      await expect(page.getByRole("region", { name: "Eerder voor jou" })).toContainText(/Bedankt op .* door Fatima Amrani/);
      await expect(page.getByRole("link", { name: "Bedank Jan de Boer" })).toHaveCount(0);
      const mails = () => resend.mails.filter(({ to }) => to.some((address) => address.includes(email)));
      await expect.poll(() => mails().length, { timeout: 20_000 }).toBe(1);
      expect(mails()[0]!.text).toContain("Wat fijn om te lezen. Dank u wel!");
      expect(mails()[0]!.text.replaceAll(/\s+/g, " ").replaceAll("> ", "")).toContain(words);

      // Her colleague reads it on the wall of the month; thanking for it is hers. Another team has another wall.
      const svens = await browserOf(sven, { viewport: { width: 360, height: 740 } });
      await svens.goto("/compliments");
      await expect(svens.getByRole("region", { name: "Voor je collega's" })).toContainText("over Fatima Amrani");
      await expect(svens.getByRole("link", { name: /^Bedank/ })).toHaveCount(0);
      await svens.getByRole("link", { name: "Muur van de maand" }).click();
      await expect(svens.getByRole("heading", { level: 1 })).toHaveText(/^Complimenten van/);
      await expect(svens.getByText(words)).toBeVisible();
      await expect(svens.getByText("Voor Fatima Amrani")).toBeVisible();
      if (javaScriptEnabled) await checkPage(svens, "the wall of the month");
      const noors = await browserOf(noor);
      for (const path of ["/compliments", "/compliments/wall"]) {
        await noors.goto(path);
        await expect(noors.getByText(/een complimenten/).first()).toBeVisible();
        expect(await noors.content()).not.toContain("verademing");
      }
    });
  });
}

type Answer = { score: number; name: string; about: string; comment?: string };

/** Sends an answer as a survey tool does; gives the customer's address. */
function answersOf({ origin }: World, { key }: { key: string }) {
  return async ({ score, name, about, comment = "" }: Answer): Promise<string> => {
    const email = `${randomUUID()}@klant.example`;
    const body = { id: randomUUID(), score, comment, answered_at: new Date().toISOString(), customer: { name, email, language: "nl" }, about: { employee_email: about, touchpoint: "reparatie" } };
    const answered = await fetch(`${origin}/api/v1/responses`, { method: "POST", headers: { authorization: `Bearer ${key}`, "content-type": "application/json" }, body: JSON.stringify(body) });
    expect(answered.status).toBe(201);
    return email;
  };
}
