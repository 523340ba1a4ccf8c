import { expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeCustomer, makeEmployee, makeOrganisation, makeResponse, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { viewerById } from "../people/session.server.ts";
import { storyOf } from "./story.server.ts";

const database = useDatabase();
const daysAgo = (days: number) => new Date(noon.getTime() - days * 86_400_000);

test("her story is what she did and what came back, by month; colleague, lead and admin have their own; off is off", () =>
  database.rollback(async (trx) => {
    await makeOrganisation(trx);
    const team = (await makeTeam(trx)).id;
    const viewer = async (values: Parameters<typeof makeEmployee>[1]) => (await viewerById(trx, (await makeEmployee(trx, values)).id))!;
    const fatima = await viewer({ team, name: "Fatima Amrani" });
    const others = [await viewer({ team }), await viewer({ team, lead: true }), await viewer({ is_admin: true })];
    const story = (who = fatima, before: string | null = null) => storyOf(trx, who, { before, now: noon });
    expect(await story()).toEqual({ total: { closed: 0, solved: 0, kept: 0, cause: 0, thanks: 0 }, months: [], next: null });

    const cause = await trx.insertInto("causes").values({ name: "Lekkage" }).returning("id").executeTakeFirstOrThrow();
    const by = { at: daysAgo(3), actor_id: fatima.id };
    const task = await makeTask(trx, { team, owner: fatima.id, receivedAt: daysAgo(5), customer_id: (await makeCustomer(trx, { name: "Jan de Boer" })).id, events: [{ ...by, kind: "acted", data: { text: "Kraan vervangen", cause_id: cause.id } }] });
    await trx.updateTable("tasks").set({ stage: "closed", outcome: "solved", closed_at: daysAgo(1), first_told_at: daysAgo(2) }).where("id", "=", task.id).execute();
    await trx.insertInto("promises").values({ task_id: task.id, made_by: fatima.id, text: "Morgen", made_at: daysAgo(4), due_at: daysAgo(3), kept_at: daysAgo(3) }).execute();
    await trx.insertInto("solved_cases").values({ task_id: task.id, team_id: team, employee_id: fatima.id, solved_at: daysAgo(1), words: "Het lekt", did: "Kraan vervangen" }).execute();
    const mail = { id: crypto.randomUUID(), kind: "reply" as const, task_id: task.id, to_email: "jan@klant.example", from_name: "x", subject: "x", html: "x", text: "x", language: "nl" as const, created_at: daysAgo(2) };
    await trx.insertInto("mails").values(mail).execute();
    const reply = await trx.insertInto("replies").values({ task_id: task.id, mail_id: mail.id, written_by: fatima.id, language: "nl", you_said: "Het lekt", we_did: "Gemaakt", queued_at: daysAgo(2) }).returning("id").executeTakeFirstOrThrow();
    await trx.insertInto("verdicts").values({ reply_id: reply.id, answer: "solved", words: "Eindelijk droog!", given_at: daysAgo(1), changed_at: daysAgo(1) }).execute();
    await trx.insertInto("buddies").values({ task_id: task.id, asked_by: others[0]!.id, buddy_id: fatima.id, part: "advise", note: "Hoe?", asked_at: daysAgo(70), thanked_at: daysAgo(61) }).execute();
    const praise = await makeResponse(trx, { team_id: team, score: 10, comment: "Wat een kanjer", received_at: daysAgo(400) });
    await trx.insertInto("compliments").values({ response_id: praise.id, team_id: team, employee_id: fatima.id, received_at: daysAgo(400) }).execute();

    const now = (await story())!;
    expect(now.total).toEqual({ closed: 1, solved: 1, kept: 1, cause: 1, thanks: 2 });
    expect(now.months).toMatchObject([
      { month: "2026-11", counts: { closed: 1, solved: 1, kept: 1, cause: 1, thanks: 0 }, voices: [{ kind: "solved", who: "Jan de Boer", words: "Eindelijk droog!" }] },
      { month: "2026-09", counts: { thanks: 1 }, voices: [{ kind: "buddy" }] },
    ]);
    expect(now.next).toBe("2026-09");
    expect(await story(fatima, now.next)).toMatchObject({ total: null, months: [{ month: "2025-10", voices: [{ kind: "compliment", words: "Wat een kanjer" }] }], next: null });
    for (const other of others) expect(await story(other)).toMatchObject({ months: [], next: null });

    // The task went to another team: that she solved it stays hers, whose it was and what she said do not.
    await trx.updateTable("tasks").set({ team_id: (await makeTeam(trx)).id, owner_id: others[2]!.id }).where("id", "=", task.id).execute();
    const after = (await story())!;
    expect(after.months[0]).toMatchObject({ counts: { solved: 1 }, voices: [] });
    expect(JSON.stringify(after)).not.toMatch(/Jan de Boer|Eindelijk droog/);

    await trx.updateTable("organisation").set({ personal_figures: "off" }).execute();
    expect(await story()).toBeNull();
  }));
