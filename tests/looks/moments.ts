import { usualOptions } from "#app/intake/import/settings.ts";
import { firstRules } from "#app/routing/rule.ts";
import type { Db } from "#db/client.ts";
import { makeCustomer, makeEmployee, makeTask, makeTeam } from "../factories.ts";
import type { Look, State } from "./state.ts";

type Made = Parameters<typeof makeTask>[1];
type Events = NonNullable<Made["events"]>;
const at = (hours: number) => new Date(Date.now() + hours * 3_600_000);

/** What a task can be in, and what is at work in the background. */
export const moments: State = {
  name: "moments",
  what: "a task in every stage and outcome and with every trouble; a try-out, a file and a call while they run; no connection; an act just done",
  async prepare(db) {
    const team = await makeTeam(db, { name: "Wijkteam Noord" });
    const fatima = await makeEmployee(db, { team: team.id, name: "Fatima Amrani" });
    const sven = await makeEmployee(db, { team: team.id, name: "Sven Hoekstra" });
    const marijke = await makeEmployee(db, { is_admin: true, name: "Marijke de Wit" });
    const cause = await db.insertInto("causes").values({ name: "Terugbelverzoek niet opgepakt" }).returning("id").executeTakeFirstOrThrow();
    const by = fatima.id;
    const reached: Events[number] = { kind: "attempted", at: at(-20), actor_id: by, data: { channel: "phone", outcome: "reached", note: "Hij is het wachten moe." } };
    const voicemail = (hours: number): Events[number] => ({ kind: "attempted", at: at(hours), actor_id: by, data: { channel: "phone", outcome: "voicemail", note: "", again_at: at(hours + 24).toISOString() } });
    const acted: Events[number] = { kind: "acted", at: at(-10), actor_id: by, data: { text: "De loodgieter heeft de kraan vervangen.", cause_id: cause.id } };
    const told: Events[number] = { kind: "told_by_phone", at: at(-6), actor_id: by, data: { note: "Ze was blij." } };
    const closed = (outcome: "no_answer" | "unreachable" | "no_follow_up" | "not_solved"): Events[number] => ({ kind: "closed", at: at(-1), actor_id: by, data: { outcome, reason: outcome === "unreachable" ? "" : "De klant verhuist volgende week." } });
    const task = async (events: Events, { phone = "+31612345678", email, no_mail_at = null, ...more }: { phone?: string | null; email?: string | null; no_mail_at?: Date | null } & Partial<Made> = {}) => {
      const customer = await makeCustomer(db, { name: "Jan de Boer", phone, no_mail_at, ...(email !== undefined && { email }) });
      return (await makeTask(db, { team: team.id, owner: by, receivedAt: at(-30), customer_id: customer.id, touchpoint: "reparatie", events, ...more })).id;
    };
    const reopened = (last: Events): Events => [reached, acted, told, { kind: "verdict_given", at: at(-3), actor_id: null, data: { reply_id: 1, answer: "not_yet", score: 4, words: "Het lekt nog steeds, nu in de muur.", due_at: at(20).toISOString() } }, ...last];
    const tasks: Record<string, number> = {
      "to call, late": await task([]),
      "to call, without words": await task([], { comment: null }),
      "to call, a few words": await task([], { comment: "Niemand belt terug." }),
      "to call, two tries": await task([voicemail(-26), voicemail(-2)]),
      "to call, no number": await task([], { phone: null }),
      "to call, no number and no address": await task([], { phone: null, email: null }),
      "to call, a number that is none": await task([], { phone: "vraag naar Jan" }),
      "nobody's": await task([], { owner: null }),
      "a colleague's": await task([], { owner: sven.id }),
      "to act": await task([reached]),
      "promised, late": await withPromises(db, by, await task([reached, promised(by, 1)]), 1),
      "promised, three": await withPromises(db, by, await task([reached, promised(by, 1), promised(by, 2), promised(by, 3)]), 3),
      "reopened": await task(reopened([])),
      "to tell": await task([reached, acted]),
      "to tell, no address": await task([reached, acted], { email: null }),
      "to tell, wants no mail": await task([reached, acted], { no_mail_at: at(-90) }),
      "told": await task([reached, acted, told]),
      "solved": await task([...reopened([]).slice(0, 3), { kind: "verdict_given", at: at(-3), actor_id: null, data: { reply_id: 1, answer: "solved", score: 9, words: "Eindelijk droog!", due_at: at(20).toISOString() } }]),
      "not solved": await task([reached, closed("not_solved")]),
      "no answer": await task([reached, acted, told, closed("no_answer")]),
      "unreachable": await task([voicemail(-26), voicemail(-20), voicemail(-2), closed("unreachable")]),
      "no follow-up": await task([closed("no_follow_up")]),
      "wants no contact": await task([{ kind: "attempted", at: at(-2), actor_id: by, data: { channel: "phone", outcome: "declined", note: "" } }]),
    };
    for (const status of ["queued", "failed", "kept", "unknown"] as const) tasks[`to tell, the mail is ${status}`] = await withMail(db, by, await task([reached, acted]), status);

    const running = { rules: JSON.stringify(firstRules), from_at: at(-720), until_at: at(0), total_count: 12_480, created_by: marijke.id, created_at: at(0) };
    const found = { tasks: { before: 310, after: 290 }, moved: 40, opened: 2, dropped: 22, fallen: 1, people: [{ id: by, before: 60, after: 50 }], pools: [], rules: [{ id: "detracto", count: 260 }], examples: { moved: [], opened: [], dropped: [], fallen: [] } };
    const tryouts = [
      await db.insertInto("tryouts").values({ ...running, status: "running" }).returning("id").executeTakeFirstOrThrow(),
      await db.insertInto("tryouts").values({ ...running, status: "running", done_count: 4_120, result: JSON.stringify(found) }).returning("id").executeTakeFirstOrThrow(),
      await db.insertInto("tryouts").values({ ...running, status: "failed", done_count: 4_120, result: JSON.stringify(found), finished_at: at(0) }).returning("id").executeTakeFirstOrThrow(),
      await db.insertInto("tryouts").values({ ...running, status: "cancelled", finished_at: at(0) }).returning("id").executeTakeFirstOrThrow(),
    ];
    const file = { kind: "responses" as const, encoding: "utf-8", separator: ";", columns: JSON.stringify({ names: ["score"], fields: ["score"] }), options: JSON.stringify(usualOptions), created_by: marijke.id, created_at: at(-1), started_at: at(-1), size_bytes: 4_000_000, byte_count: 1_700_000, row_count: 12_000, added_count: 11_800, refused_count: 12, unchanged_count: 188 };
    const imports: Record<string, number> = {};
    for (const status of ["running", "done", "failed", "cancelled"] as const) imports[status] = (await db.insertInto("imports").values({ ...file, file_name: `Enquête reparaties 2025 t-m oktober (${status}).csv`, status, ...(status !== "running" && { finished_at: at(0) }) }).returning("id").executeTakeFirstOrThrow()).id;

    const first = tasks["to call, late"]!;
    return [
      ...Object.entries(tasks).map(([name, id]): Look => ({ name: `a task: ${name}`, as: fatima, path: `/tasks/${id}` })),
      ...tryouts.map(({ id }, index): Look => ({ name: `a try-out that ${["begins", "runs", "failed", "was stopped"][index]}`, as: marijke, path: `/admin/routing/tryouts/${id}` })),
      ...Object.entries(imports).map(([status, id]): Look => ({ name: `a file: ${status}`, as: marijke, path: `/admin/import/${id}` })),
      { name: "in a call", as: fatima, path: `/tasks/${first}/attempts?since=${Date.now() - 150_000}` },
      { name: "promising by tapping a day", as: fatima, path: `/tasks/${first}/attempts?outcome=reached` },
      { name: "just logged, with undo", as: fatima, path: `/tasks/${tasks["to call, without words"]}/attempts?outcome=reached`, act: async (page) => {
        await page.getByRole("button", { name: "Leg vast" }).click();
        await page.getByText("Contactpoging vastgelegd.").waitFor();
      } },
      { name: "the keys", as: fatima, path: "/inbox", act: async (page) => {
        await page.keyboard.press("?");
        await page.getByRole("dialog").waitFor({ timeout: 3_000 }).catch(() => {});
      } },
      { name: "without a connection", as: fatima, path: `/tasks/${tasks["to call, a few words"]}/promises`, act: async (page) => {
        await page.context().setOffline(true);
        await page.getByLabel("Je belofte").fill("Morgen voor vijven staat de loodgieter bij u.");
        await page.getByRole("button", { name: "Leg de belofte vast" }).click();
        await page.getByRole("alert").first().waitFor();
      } },
      { name: "the offline page", as: fatima, path: "/inbox", act: async (page) => {
        await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
        await page.context().setOffline(true);
        await page.goto("/team");
        await page.getByRole("heading", { level: 1 }).waitFor();
      } },
    ];
  },
};

const promised = (by: number, number: number): Events[number] => ({ kind: "promised", at: at(-18), actor_id: by, data: { promise_id: number, text: "", due_at: at(number * 20 - 25).toISOString() } });

async function withPromises(db: Db, by: number, taskId: number, count: number): Promise<number> {
  const texts = ["Morgen voor vijven staat de loodgieter bij u.", "Ik vraag de huurverlaging voor u na.", "U krijgt een brief met wat we afspraken."];
  await db.insertInto("promises").values(texts.slice(0, count).map((text, index) => ({ task_id: taskId, made_by: by, text, made_at: at(-18), due_at: at((index + 1) * 20 - 25) }))).execute();
  return taskId;
}

async function withMail(db: Db, by: number, taskId: number, status: "queued" | "failed" | "kept" | "unknown"): Promise<number> {
  const mail = { id: crypto.randomUUID(), kind: "reply" as const, task_id: taskId, to_email: "jan@klant.example", to_name: "Jan de Boer", from_name: "De Linde", subject: "U zei, wij deden", html: "<p>Gedaan.</p>", text: "Gedaan.", language: "nl" as const, status, created_at: at(-1), error: status === "failed" ? "550 mailbox unavailable" : null, next_try_at: status === "queued" ? at(9) : null };
  await db.insertInto("mails").values(mail).execute();
  await db.insertInto("replies").values({ task_id: taskId, mail_id: mail.id, written_by: by, language: "nl", you_said: "Het lekt.", we_did: "De kraan is vervangen.", queued_at: at(-1) }).execute();
  return taskId;
}
