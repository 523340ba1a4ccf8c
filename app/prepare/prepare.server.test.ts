import { beforeAll, describe, expect, test } from "vitest";
import type { Trx } from "#db/client.ts";
import { useDatabase } from "#tests/database.ts";
import { makeCustomer, makeEmployee, makeOrganisation, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { useSending } from "#tests/sending.ts";
import { makeTaskToTell, tell } from "#tests/told.ts";
import { type Viewer, viewerById } from "../people/session.server.ts";
import { giveVerdict } from "../replies/verdict.server.ts";
import { guidesOf, saveGuide, takeStarters } from "./guides.server.ts";
import { leaveLesson, lessonsFound, mayLeaveLesson } from "./lessons.server.ts";
import { prepareCard } from "./prepare.server.ts";
import { similarTo } from "./similar.server.ts";

const database = useDatabase();
const sending = useSending(database);
const later = (days: number) => new Date(noon.getTime() + days * 86_400_000);

type Office = { noord: number; zuid: number; fatima: Viewer; sven: Viewer; ruben: Viewer; noor: Viewer; marijke: Viewer; cause: number };
let office: Office;

beforeAll(async () => {
  const { db } = database;
  await makeOrganisation(db);
  const noord = (await makeTeam(db)).id;
  const zuid = (await makeTeam(db)).id;
  const viewer = async (values: Parameters<typeof makeEmployee>[1]) => (await viewerById(db, (await makeEmployee(db, values)).id))!;
  office = {
    noord,
    zuid,
    fatima: await viewer({ name: "Fatima Amrani", team: noord }),
    sven: await viewer({ name: "Sven Hoekstra", team: noord }),
    ruben: await viewer({ name: "Ruben Visser", team: noord, lead: true }),
    noor: await viewer({ name: "Noor Jansen", team: zuid }),
    marijke: await viewer({ name: "Marijke de Wit", is_admin: true }),
    cause: (await db.insertInto("causes").values({ name: "Niet teruggebeld" }).returning("id").executeTakeFirstOrThrow()).id,
  };
});

type Case = { team?: number; by?: Viewer; words: string; did: string; cause?: number | null; days?: number; customer?: string; lesson?: string };

async function solved(trx: Trx, { team = office.noord, by = office.sven, words, did, cause = null, days = 0, customer = "Els Vermeer", lesson }: Case) {
  const { id: customer_id } = await makeCustomer(trx, { name: customer });
  const task = await makeTask(trx, { team, owner: by.id, customer_id, comment: words });
  await trx.insertInto("solved_cases").values({ task_id: task.id, team_id: team, cause_id: cause, employee_id: by.id, solved_at: later(days), words, did }).execute();
  if (lesson) await trx.insertInto("lessons").values({ task_id: task.id, team_id: team, cause_id: cause, employee_id: by.id, text: lesson, at: later(days) }).execute();
  return task.id;
}

const hersIn = async (trx: Trx, comment: string | null, values: Partial<Parameters<typeof makeTask>[1]> = {}) => makeTask(trx, { team: office.noord, owner: office.fatima.id, comment, ...values });
const didFor = async (trx: Trx, viewer: Viewer, task: Parameters<typeof similarTo>[2]) => (await similarTo(trx, viewer, task)).solved.map(({ text }) => text);

describe("similar cases", () => {
  test("the words that few have count most; at most three, the newest first among equals; Dutch and English stems", () =>
    database.rollback(async (trx) => {
      for (let n = 1; n <= 6; n++) await solved(trx, { words: `Drie keer gebeld over afspraak ${n}.`, did: `Afspraak ${n} gemaakt.`, days: n });
      await solved(trx, { words: "Al weken gebeld over lekkages in de badkamer.", did: "Leiding vervangen.", days: -300 });
      await solved(trx, { words: "The letters are unclear and nobody called.", did: "Rewrote it together.", days: -200 });
      expect(await didFor(trx, office.fatima, await hersIn(trx, "Drie keer gebeld over een lekkage."))).toEqual(["Leiding vervangen.", "Afspraak 6 gemaakt.", "Afspraak 5 gemaakt."]);
      expect((await didFor(trx, office.fatima, await hersIn(trx, "I do not understand this letter.")))[0]).toBe("Rewrote it together.");
      expect(await didFor(trx, office.fatima, await hersIn(trx, "Zeppelin!"))).toEqual([]);
      expect(await didFor(trx, office.fatima, await hersIn(trx, null))).toEqual([]);
      expect(await didFor(trx, office.fatima, await hersIn(trx, "' & | ! :* <-> \\ (lekkage) 'quote\" a&b http://x.nl/?a=1&b=2"))).toContain("Leiding vervangen.");
    }));

  test("the same cause is similar without a word in common, also when it is long ago", () =>
    database.rollback(async (trx) => {
      await solved(trx, { words: "Niemand belt.", did: "Zelf gebeld.", cause: office.cause, days: -900 });
      for (let n = 1; n <= 160; n++) await solved(trx, { words: "Iets anders.", did: "Anders.", days: n });
      const task = await hersIn(trx, "Zeppelin", { events: [{ kind: "acted", at: noon, actor_id: office.fatima.id, data: { text: "Gebeld", cause_id: office.cause } }] });
      expect(await didFor(trx, office.fatima, task)).toEqual(["Zelf gebeld."]);
    }));

  test("never another team's, never one that she may not see, never the other customer's name", () =>
    database.rollback(async (trx) => {
      await solved(trx, { team: office.zuid, by: office.noor, words: "Een lekkage.", did: "Van Zuid.", lesson: "Les van Zuid over een lekkage." });
      await solved(trx, { words: "Een lekkage.", did: "Mevrouw Vermeer kreeg een nieuwe leiding; Els is blij.", lesson: "Els Vermeer eerst laten uitpraten over de lekkage." });
      const task = await hersIn(trx, "Weer een lekkage.");
      const found = await similarTo(trx, office.fatima, task);
      expect(found.solved).toMatchObject([{ text: "Mevrouw … kreeg een nieuwe leiding; … is blij.", colleague: "Sven Hoekstra" }]);
      expect(found.lessons).toMatchObject([{ text: "… eerst laten uitpraten over de lekkage." }]);
      expect(JSON.stringify(found)).not.toMatch(/Vermeer|Els|Zuid/);

      // An admin reads with the task's own team; where the list is closed only a lead and who did it see it.
      expect(await didFor(trx, office.marijke, task)).toHaveLength(1);
      await trx.updateTable("organisation").set({ is_team_list_open: false }).execute();
      expect(await similarTo(trx, office.fatima, task)).toEqual({ solved: [], lessons: [] });
      expect(await didFor(trx, office.ruben, task)).toHaveLength(1);
      expect(await didFor(trx, office.sven, task)).toHaveLength(1);
      expect((await lessonsFound(trx, office.fatima, "lekkage", undefined)).rows).toEqual([]);
      expect((await lessonsFound(trx, office.ruben, "lekkage", undefined)).rows).toHaveLength(1);
    }));

  test("written with the verdict, taken away when it is not solved after all", async () => {
    const { db } = database;
    sending.clock.now = noon;
    const made = await makeTaskToTell(db);
    const { token } = await tell(sending, made.fatima, made.taskId);
    const kept = () => db.selectFrom("solved_cases").selectAll().where("task_id", "=", made.taskId).executeTakeFirst();
    await giveVerdict(db, token, { answer: "solved", score: 9, words: null }, later(1));
    expect(await kept()).toMatchObject({ team_id: made.team.id, employee_id: made.fatima.id, words: "Drie keer gebeld. Niemand belt terug.", did: "Karim verving de leiding.", solved_at: later(1) });
    await giveVerdict(db, token, { answer: "solved", score: 10, words: "Dank!" }, later(2));
    expect(await kept()).toMatchObject({ solved_at: later(2) });
    await giveVerdict(db, token, { answer: "not_yet", score: null, words: null }, later(3));
    expect(await kept()).toBeUndefined();
  });
});

describe("the card", () => {
  test("what was before: earlier answers and their ends, who spoke last, what was promised elsewhere, where she may see it", () =>
    database.rollback(async (trx) => {
      const customer = await makeCustomer(trx);
      const spoke = { kind: "attempted" as const, at: later(-9), actor_id: office.noor.id, data: { channel: "phone" as const, outcome: "reached" as const, note: "Geheim" } };
      const elsewhere = await makeTask(trx, { team: office.zuid, owner: office.noor.id, customer_id: customer.id, receivedAt: later(-10), events: [spoke] });
      await trx.insertInto("promises").values({ task_id: elsewhere.id, made_by: office.noor.id, text: "Geheime belofte", made_at: later(-9), due_at: later(5) }).execute();
      const earlier = await makeTask(trx, { team: office.noord, owner: office.sven.id, customer_id: customer.id, receivedAt: later(-30), score: 5, events: [{ ...spoke, at: later(-29), actor_id: office.sven.id }] });
      await trx.insertInto("promises").values({ task_id: earlier.id, made_by: office.sven.id, text: "Ik bel over de brief", made_at: later(-29), due_at: later(2) }).execute();
      const task = await hersIn(trx, "Weer mis.", { customer_id: customer.id });
      const card = await prepareCard(trx, office.fatima, task);
      expect(card.earlier.map(({ score, stage }) => [score, stage])).toEqual([[3, "to_act"], [5, "to_act"]]);
      expect(card.spoken).toMatchObject({ name: "Sven Hoekstra", at: later(-29) });
      expect(card.promises).toMatchObject([{ text: "Ik bel over de brief", task_id: earlier.id }]);
      expect(JSON.stringify(card)).not.toContain("Gehei");
      expect(await prepareCard(trx, office.marijke, task)).toMatchObject({ spoken: { name: "Noor Jansen" }, promises: [{ text: "Ik bel over de brief" }, { text: "Geheime belofte" }] });
    }));

  test("only the guides of its team that could fit", () =>
    database.rollback(async (trx) => {
      const guide = { start: "Dag", openings: ["Vertel"], dos: "", donts: "" };
      const save = (team_id: number, values: object) => saveGuide(trx, office.marijke, null, { team_id, cause_id: null, category: null, ...guide, ...values }, noon);
      expect(await save(office.noord, {})).toBe("saved");
      expect(await save(office.noord, {})).toBe("taken");
      await save(office.noord, { category: "promoter" });
      await save(office.noord, { cause_id: office.cause, start: "Oorzaak" });
      await save(office.zuid, { start: "Van Zuid" });
      expect(await save(office.noord, { cause_id: 987_654 })).toBe("taken");
      const starts = async (task: Parameters<typeof prepareCard>[2]) => (await prepareCard(trx, office.fatima, task)).guides.map(({ start }) => start).toSorted();
      expect(await starts(await hersIn(trx, "Weer mis."))).toEqual(["Dag"]);
      expect(await starts(await hersIn(trx, "Weer mis.", { events: [{ kind: "acted", at: noon, actor_id: office.fatima.id, data: { text: "Gebeld", cause_id: office.cause } }] }))).toEqual(["Dag", "Oorzaak"]);
      expect((await guidesOf(trx, office.fatima)).flatMap(({ guides, mayWrite }) => guides.map(({ start }) => `${mayWrite} ${start}`)).toSorted()).toEqual(["false Dag", "false Dag", "false Oorzaak"]);
      expect((await guidesOf(trx, office.ruben))[0]).toMatchObject({ mayWrite: true });
      await takeStarters(trx, office.ruben, office.noord, "nl", noon);
      expect((await guidesOf(trx, office.ruben))[0]!.guides).toHaveLength(4);
    }));
});

describe("lessons", () => {
  test("a line helps nobody any more once its customer says that it is not solved yet, and again when it is", () =>
    database.rollback(async (trx) => {
      const task = await hersIn(trx, "Weer een lekkage.");
      const earlier = await solved(trx, { words: "Een lekkage.", did: "Leiding vervangen.", lesson: "Bij een lekkage eerst de hoofdkraan dicht." });
      const lines = async () => (await similarTo(trx, office.fatima, task)).lessons.map(({ text }) => text);
      expect(await lines()).toEqual(["Bij een lekkage eerst de hoofdkraan dicht."]);
      await trx.updateTable("tasks").set({ verdict: "not_yet" }).where("id", "=", earlier).execute();
      expect(await lines()).toEqual([]);
      await trx.updateTable("tasks").set({ verdict: "solved" }).where("id", "=", earlier).execute();
      expect(await lines()).toHaveLength(1);
    }));

  test("hers to leave when the task is closed; found by its words; a page at a time", () =>
    database.rollback(async (trx) => {
      const open = await hersIn(trx, "Weer mis.");
      const closing = { kind: "closed" as const, at: noon, actor_id: office.fatima.id, data: { outcome: "not_solved" as const, reason: "" } };
      const closed = await hersIn(trx, "Weer mis.", { events: [closing] });
      expect([mayLeaveLesson(office.fatima, open), mayLeaveLesson(office.fatima, closed), mayLeaveLesson(office.ruben, closed)]).toEqual([false, true, false]);
      await leaveLesson(trx, office.fatima, closed, "Meteen sorry gezegd over de lekkages.", noon);
      await leaveLesson(trx, office.fatima, closed, "Eerst sorry gezegd over de lekkages.", later(1));
      const texts = async (query: string) => (await lessonsFound(trx, office.sven, query, undefined)).rows.map(({ text }) => text);
      expect(await texts("lekkage")).toEqual(["Eerst sorry gezegd over de lekkages."]);
      expect(await texts("zeppelin")).toEqual([]);
      for (const query of ["'", "& | !", "<->", "lekkage or", "\\"]) await expect(texts(query)).resolves.toBeDefined();
      for (let n = 0; n < 30; n++) await leaveLesson(trx, office.fatima, await hersIn(trx, null, { events: [closing] }), `Les ${n}`, later(2));
      const first = await lessonsFound(trx, office.sven, "", undefined);
      const [, at, id] = /^(\d+)_(\d+)$/.exec(first.next!)!;
      const second = await lessonsFound(trx, office.sven, "", { at: new Date(Number(at)), id: Number(id) });
      expect(new Set([...first.rows, ...second.rows].map(({ task_id }) => task_id)).size).toBe(31);
      await leaveLesson(trx, office.fatima, closed, null, later(3));
      expect(await texts("lekkage")).toEqual([]);
    }));
});
