import type { Page } from "@playwright/test";
import { createToken } from "#app/people/tokens.server.ts";
import { makeCustomer, makeEmployee, makeTask, makeTeam } from "../factories.ts";
import type { State } from "./state.ts";

/** What the customer sees, and who is invited. */
export const customers: State = {
  name: "customers",
  what: "the customer's pages: asked, answered, asked again, in English, too late; unsubscribing; an invitation and a new password",
  async prepare(db) {
    const now = new Date();
    const team = await makeTeam(db, { name: "Wijkteam Noord" });
    const fatima = await makeEmployee(db, { team: team.id, name: "Fatima Amrani", phone: "+31201234567" });
    const told = async (language: "nl" | "en", we_did: string, days = 30) => {
      const customer = await makeCustomer(db, { name: "Jan de Boer", language });
      const task = await makeTask(db, { team: team.id, owner: fatima.id, receivedAt: new Date(now.getTime() - 86_400_000), customer_id: customer.id });
      const id = crypto.randomUUID();
      await db.insertInto("mails").values({ id, kind: "reply", task_id: task.id, to_email: customer.email!, from_name: "De Linde", subject: "U zei, wij deden", html: "<p>x</p>", text: "x", language, status: "sent", created_at: now, sent_at: now }).execute();
      const reply = await db.insertInto("replies").values({ task_id: task.id, mail_id: id, written_by: fatima.id, language, you_said: "Drie keer gebeld over dezelfde lekkage.", we_did, queued_at: now }).returning("id").executeTakeFirstOrThrow();
      const made = days > 0 ? now : new Date(now.getTime() - 60 * 86_400_000);
      return { verdict: await createToken(db, "verdict", { replyId: reply.id }, { now: made, days: 30 }), unsubscribe: await createToken(db, "unsubscribe", { customerId: customer.id }, { now, days: 30 }) };
    };
    const short = await told("nl", "De loodgieter heeft de kraan vervangen.");
    const happy = await told("nl", "De loodgieter heeft de kraan vervangen.");
    const sad = await told("nl", "De loodgieter heeft de kraan vervangen.");
    const long = await told("nl", "De loodgieter heeft de kraan en de leiding vervangen. ".repeat(40));
    const english = await told("en", "The plumber has replaced the tap.");
    const late = await told("nl", "De loodgieter heeft de kraan vervangen.", 0);
    const invited = await createToken(db, "invite", { employeeId: (await makeEmployee(db, { team: team.id, name: "Noor Jansen" })).id }, { now, days: 7 });
    const password = await createToken(db, "password_reset", { employeeId: fatima.id }, { now, days: 1 });
    const answer = (words: string, { score, said = "" }: { score?: number; said?: string } = {}) => async (page: Page) => {
      await page.getByText(words, { exact: true }).click();
      await page.locator("textarea[name=words]").fill(said);
      if (score !== undefined) await page.locator(`label:has(input[name=score][value="${score}"])`).click();
      await page.locator("form button").last().click();
      await page.getByRole("status").first().waitFor();
    };
    const disappointed = "De kraan is nieuw, maar hij drupt weer. Kan er iemand langskomen die er echt verstand van heeft?";
    const nobody = (name: string, path: string, act?: (page: Page) => Promise<void>) => ({ name, as: null, path, ...(act && { act }) });
    return [
      nobody("is it solved?", `/r/${short.verdict}`),
      nobody("is it solved? from the button in the mail", `/r/${short.verdict}?answer=not_yet`),
      nobody("is it solved? a long answer of ours", `/r/${long.verdict}`),
      nobody("is it solved? in English", `/r/${english.verdict}`),
      nobody("is it solved? sent without choosing", `/r/${english.verdict}`, async (page) => {
        await page.evaluate(() => { document.querySelector("form")!.noValidate = true; });
        await page.locator("form button").last().click();
        await page.waitForLoadState("networkidle");
      }),
      // Asks again where it was answered at another width.
      nobody("is it solved? answered: yes, with a score", `/r/${happy.verdict}?change=1`, answer("Ja, opgelost", { score: 9, said: "Wat fijn dat er echt iemand belde." })),
      nobody("is it solved? answered: not yet", `/r/${short.verdict}?change=1`, answer("Nog niet")),
      nobody("is it solved? another answer", `/r/${sad.verdict}?change=1`, async (page) => {
        await answer("Nog niet", { score: 4, said: disappointed })(page);
        await page.goto(`/r/${sad.verdict}?change=1`);
        await page.waitForLoadState("networkidle");
      }),
      nobody("is it solved? too late", `/r/${late.verdict}`),
      nobody("no more mails?", `/u/${short.unsubscribe}`),
      nobody("an invitation", `/invite/${invited}`),
      nobody("a new password", `/password/${password}`),
    ];
  },
};
