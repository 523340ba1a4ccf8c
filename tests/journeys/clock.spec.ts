import { makeTask } from "../factories.ts";
import { expect, makePeople, test } from "./journey.ts";

/** The app's clock is 26 hours ahead; this browser is in New York, the app runs in Auckland's zone. */
test.use({ environment: { CLOCK_OFFSET_MINUTES: String(26 * 60) } });

test("what was due after a day is two hours late, and times are the organisation's", async ({ page, world: { db }, signedInAs }) => {
  const { team, fatima } = await makePeople(db);
  const received = new Date(Date.now() - 60_000);
  const task = await makeTask(db, { team: team.id, owner: fatima.id, receivedAt: received });
  await signedInAs(fatima);
  await page.goto("/inbox");
  await expect(page.getByText("2 uur te laat").first()).toBeVisible();
  await page.goto(`/tasks/${task.id}`);
  const inAmsterdam = new Intl.DateTimeFormat("nl-NL", { timeZone: "Europe/Amsterdam", hour: "numeric", minute: "2-digit" }).format(received);
  await expect(page.getByText(new RegExp(`^Reactie van .*${inAmsterdam}`))).toBeVisible();
});
