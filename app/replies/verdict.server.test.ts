import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeOrganisation, makeSource, makeTask, noon } from "#tests/factories.ts";
import { useSending } from "#tests/sending.ts";
import { makeTaskToTell, tell } from "#tests/told.ts";
import { recordAction } from "../tasks/action.server.ts";
import { eventsOf } from "../tasks/record.server.ts";
import { closeSilentTasks } from "./silent.server.ts";
import { giveVerdict, type VerdictInput, verdictInput, verdictPage } from "./verdict.server.ts";

const database = useDatabase();
const sending = useSending(database);
const later = (days: number) => new Date(noon.getTime() + days * 86_400_000);
const answer = (answer: VerdictInput["answer"], changes: Partial<VerdictInput> = {}): VerdictInput => ({ answer, score: null, words: null, ...changes });
const taskOf = (id: number) => database.db.selectFrom("tasks").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const verdicts = async (id: number) => (await eventsOf(database.db, id)).filter(({ kind }) => kind === "verdict_given");

beforeAll(async () => {
  await makeOrganisation(database.db, { due_hours: 24, silent_days: 14 });
});
beforeEach(() => {
  sending.clock.now = noon;
});

async function told(options: Parameters<typeof makeTaskToTell>[1] = {}) {
  const made = await makeTaskToTell(database.db, options);
  return { ...made, ...(await tell(sending, made.fatima, made.taskId, { language: options?.language ?? "nl" })) };
}

describe("answering", () => {
  test("looking changes nothing", async () => {
    const { token, taskId } = await told();
    const before = await taskOf(taskId);
    for (const days of [0, 1, 2]) await verdictPage(database.db, token, later(days));
    expect(await taskOf(taskId)).toEqual(before);
    expect(await verdictPage(database.db, token, noon)).toMatchObject({ state: "open", youSaid: "Niemand belt terug.", weDid: "Karim verving de leiding.", owner: "Fatima Amrani", verdict: null });
  });

  test("solved closes the task", async () => {
    const { token, taskId } = await told();
    await giveVerdict(database.db, token, answer("solved", { score: 9, words: "Dank!" }), later(1));
    expect(await taskOf(taskId)).toMatchObject({ stage: "closed", outcome: "solved", verdict: "solved", verdict_score: 9 });
  });

  test("not yet reopens it at its owner, due a day later, to act anew", async () => {
    const { token, taskId, fatima } = await told();
    await giveVerdict(database.db, token, answer("not_yet", { words: "Het lekt nog." }), later(3));
    expect(await taskOf(taskId)).toMatchObject({ stage: "to_act", owner_id: fatima.id, verdict: "not_yet", reopen_count: 1, acted_at: null, told_at: null, due_at: later(4), first_told_at: noon });
  });

  test("not yet on Friday evening is due on Monday, where the hours in which is worked count", async () => {
    const { token, taskId } = await told();
    await database.db.updateTable("organisation").set({ due_unit: "working", due_hours: 8 }).execute();
    await giveVerdict(database.db, token, answer("not_yet"), new Date("2026-11-27T17:00:00Z"));
    await database.db.updateTable("organisation").set({ due_unit: "calendar", due_hours: 24 }).execute();
    expect(await taskOf(taskId)).toMatchObject({ stage: "to_act", due_at: new Date("2026-11-30T16:00:00Z") });
  });

  test("the same answer again is one answer", async () => {
    const { token, taskId } = await told();
    await Promise.all([1, 2, 3].map(() => giveVerdict(database.db, token, answer("not_yet"), later(1))));
    expect(await verdicts(taskId)).toHaveLength(1);
    expect((await taskOf(taskId)).reopen_count).toBe(1);
  });

  test("changed within 30 days, not after", async () => {
    const { token, taskId, id } = await told();
    await giveVerdict(database.db, token, answer("solved"), later(1));
    await giveVerdict(database.db, token, answer("not_yet", { words: "Toch niet." }), later(20));
    expect(await taskOf(taskId)).toMatchObject({ stage: "to_act", reopened_at: later(20) });
    await giveVerdict(database.db, token, answer("solved"), later(30.9));
    expect(await taskOf(taskId)).toMatchObject({ stage: "closed", outcome: "solved" });
    expect(await giveVerdict(database.db, token, answer("not_yet"), later(31))).toEqual({ kind: "too_late" });
    expect(await verdictPage(database.db, token, later(31))).toMatchObject({ state: "final", verdict: { answer: "solved" } });
    const row = await database.db.selectFrom("verdicts").selectAll().where("reply_id", "=", id).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ answer: "solved", given_at: later(1), changed_at: later(30.9), words: null });
    expect(await verdicts(taskId)).toHaveLength(3);
  });

  test("other words with the same not yet reopen nothing twice", async () => {
    const { token, taskId } = await told();
    await giveVerdict(database.db, token, answer("not_yet"), later(1));
    await giveVerdict(database.db, token, answer("not_yet", { words: "Het lekt nog." }), later(2));
    expect(await taskOf(taskId)).toMatchObject({ reopen_count: 1, reopened_at: later(1), verdict_at: later(2) });
  });

  test("another answer has only its own words and score; the same answer keeps those it leaves out", async () => {
    const { token, taskId } = await told();
    await giveVerdict(database.db, token, answer("not_yet", { score: 2, words: "Het lekt nog." }), later(1));
    await giveVerdict(database.db, token, answer("not_yet"), later(2));
    expect(await verdicts(taskId), "said already").toHaveLength(1);
    await giveVerdict(database.db, token, answer("not_yet", { score: 4 }), later(3));
    expect(await verdictPage(database.db, token, later(4))).toMatchObject({ verdict: { score: 4, words: "Het lekt nog." } });
    await giveVerdict(database.db, token, answer("solved"), later(5));
    expect(await verdictPage(database.db, token, later(6))).toMatchObject({ verdict: { answer: "solved", score: null, words: null } });
    expect((await verdicts(taskId)).length).toBe(3);
  });

  test("a first answer is taken for 90 days", async () => {
    const { token } = await told();
    expect(await verdictPage(database.db, token, later(90))).toMatchObject({ state: "expired" });
    expect(await giveVerdict(database.db, token, answer("solved"), later(90))).toEqual({ kind: "too_late" });
    expect(await giveVerdict(database.db, token, answer("solved"), later(89.9))).toEqual({ kind: "given", answer: "solved" });
    expect(await verdictPage(database.db, token, later(119.8))).toMatchObject({ state: "changeable" });
    expect(await verdictPage(database.db, token, later(120))).toMatchObject({ state: "expired" });
  });

  test("nobody's link is nothing", async () => {
    const { unsubscribeToken } = await told();
    for (const token of ["", "x".repeat(43), unsubscribeToken]) {
      expect(await verdictPage(database.db, token, noon)).toBeUndefined();
      expect(await giveVerdict(database.db, token, answer("solved"), noon)).toBeUndefined();
    }
  });

  test("after a newer reply the old link shows and answers the newer one", async () => {
    const first = await told();
    await giveVerdict(database.db, first.token, answer("not_yet"), later(1));
    sending.clock.now = later(2);
    const { last_event_id } = await taskOf(first.taskId);
    await recordAction(database.db, first.fatima, first.taskId, { act_id: crypto.randomUUID(), seen: last_event_id, text: "Nu ook de kraan", cause_id: null }, later(2));
    const second = await tell(sending, first.fatima, first.taskId, { weDid: "Nu ook de kraan." });
    expect(await verdictPage(database.db, first.token, later(3))).toMatchObject({ weDid: "Nu ook de kraan.", verdict: null, state: "open" });
    await giveVerdict(database.db, first.token, answer("solved"), later(3));
    expect(await verdictPage(database.db, second.token, later(3))).toMatchObject({ verdict: { answer: "solved" } });
    expect(await taskOf(first.taskId)).toMatchObject({ stage: "closed", outcome: "solved" });
  });

  test("answering a mail that we were not sure of proves that it arrived", async () => {
    const { token, taskId, mailId } = await told();
    const fresh = await makeTaskToTell(database.db);
    await database.db.updateTable("mails").set({ status: "unknown" }).where("id", "=", mailId).execute();
    await giveVerdict(database.db, token, answer("not_yet"), later(1));
    expect(await database.db.selectFrom("mails").select("status").where("id", "=", mailId).executeTakeFirst()).toEqual({ status: "sent" });
    expect(await taskOf(taskId)).toMatchObject({ stage: "to_act", reopen_count: 1 });
    expect((await taskOf(fresh.taskId)).stage).toBe("to_tell");
  });

  test("reopened at somebody who left it goes to her team", async () => {
    const { token, taskId, fatima, team } = await told();
    await database.db.updateTable("employees").set({ deactivated_at: later(1) }).where("id", "=", fatima.id).execute();
    await giveVerdict(database.db, token, answer("not_yet"), later(2));
    expect(await taskOf(taskId)).toMatchObject({ stage: "to_act", owner_id: null, team_id: team.id });
  });

  test.each([
    [{ answer: "maybe" }, false],
    [{}, false],
    [{ answer: "solved", score: "11" }, false],
    [{ answer: "solved", score: "7.5" }, false],
    [{ answer: "solved", words: "a\u0000" }, false],
    [{ answer: "solved", score: "", words: "  " }, true],
    [{ answer: "not_yet", score: "0" }, true],
  ])("%j is taken: %s", (typed, isTaken) => expect(verdictInput.safeParse(typed).success).toBe(isTaken));
});

describe("silence", () => {
  test("closes after 14 days, once, by two processes at once, a hundred at a time", async () => {
    const { fatima, taskId, team, customer } = await told();
    const younger = await told();
    await database.db.updateTable("tasks").set({ told_at: later(1) }).where("id", "=", younger.taskId).execute();
    const source_id = (await makeSource(database.db)).id;
    const events = [{ kind: "told_by_phone", at: noon, actor_id: fatima.id, data: { note: "" } }] as never;
    for (let count = 0; count < 120; count++) await makeTask(database.db, { team: team.id, owner: fatima.id, customer_id: customer.id, source_id, events });

    await closeSilentTasks({ db: database.db, now: () => later(13.99) });
    expect((await taskOf(taskId)).stage).toBe("told");
    await Promise.all([1, 2, 3].map(() => closeSilentTasks({ db: database.db, now: () => later(14) })));
    expect(await taskOf(taskId)).toMatchObject({ stage: "closed", outcome: "no_answer", closed_at: later(14), owner_id: fatima.id });
    expect((await taskOf(younger.taskId)).stage).toBe("told");
    const closings = await database.db.selectFrom("task_events").select("task_id").where("kind", "=", "closed").execute();
    expect(closings.length).toBe(new Set(closings.map(({ task_id }) => task_id)).size);
    expect(closings.length).toBeGreaterThan(120);
  });

  test("who answers afterwards still has the last word", async () => {
    const { token, taskId } = await told();
    await closeSilentTasks({ db: database.db, now: () => later(14) });
    await giveVerdict(database.db, token, answer("not_yet"), later(20));
    expect(await taskOf(taskId)).toMatchObject({ stage: "to_act", outcome: null, first_closed_at: later(14) });
  });
});
