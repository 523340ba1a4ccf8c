import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Trx } from "#db/client.ts";
import { useDatabase } from "#tests/database.ts";
import { makeCustomer, makeEmployee, makeOrganisation, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { messageList } from "../messages/messages.server.ts";
import { pathOf } from "../messages/path.ts";
import { readColleague } from "../people/colleagues.server.ts";
import { type Viewer, viewerById } from "../people/session.server.ts";
import { Refusal } from "../tasks/act.server.ts";
import { taskFor } from "../tasks/access.server.ts";
import { handOver } from "../tasks/handover.server.ts";
import { eventsOf, record } from "../tasks/record.server.ts";
import { answerBuddy, endBuddy, thankBuddy } from "./answer.server.ts";
import { askBuddy, nearbyHelpers } from "./ask.server.ts";
import { helpForm } from "./help-form.ts";
import { buddiesOn, helpingList, helpingWith } from "./helping.server.ts";

const database = useDatabase();
const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000);
const canary = "zilverreiger";

async function setUp(trx: Trx) {
  await makeOrganisation(trx);
  const noord = (await makeTeam(trx, { name: "Noord" })).id;
  const zuid = (await makeTeam(trx, { name: "Zuid" })).id;
  const viewer = async (values: Parameters<typeof makeEmployee>[1]) => (await viewerById(trx, (await makeEmployee(trx, values)).id))!;
  const fatima = await viewer({ name: "Fatima Amrani", team: noord });
  const people = { fatima, ruben: await viewer({ name: "Ruben Visser", team: noord, lead: true }), sven: await viewer({ name: "Sven Hoekstra", team: noord }), tomasz: await viewer({ name: "Tomasz Nowak", team: zuid }) };
  const customer = await makeCustomer(trx, { name: "Jan de Boer", email: `${canary}@klant.example`, phone: "+31687654321", account: canary });
  const by = { actor_id: fatima.id };
  const task = await makeTask(trx, {
    team: noord,
    owner: fatima.id,
    customer_id: customer.id,
    comment: "Drie keer gebeld over dezelfde lekkage.",
    events: [
      { kind: "handed_over", at: later(1), ...by, data: { from_owner_id: null, team_id: noord, owner_id: fatima.id, note: canary } },
      { kind: "attempted", at: later(2), ...by, data: { channel: "phone", outcome: "reached", note: canary } },
      { kind: "acted", at: later(3), ...by, data: { text: "De kraan is vervangen.", cause_id: null } },
      { kind: "help_asked", at: later(4), ...by, data: { employee_id: people.ruben.id, note: canary } },
      { kind: "buddy_asked", at: later(4), ...by, data: { buddy_id: 999, employee_id: people.ruben.id, part: "advise", note: canary } },
      { kind: "buddy_answered", at: later(5), actor_id: people.ruben.id, data: { buddy_id: 999, asked_by: fatima.id, is_accepted: true, advice: canary } },
      { kind: "gesture_asked", at: later(5), ...by, data: { gesture_id: 1, gesture_kind_id: 1, name: "Tegoedbon", has_amount: true, amount: 10_000, note: canary } },
      { kind: "gesture_decided", at: later(5), actor_id: people.ruben.id, data: { gesture_id: 1, gesture_kind_id: 1, name: "Tegoedbon", has_amount: true, amount: 10_000, employee_id: fatima.id, is_allowed: true, note: canary } },
    ],
  });
  // What else there is of this customer and that team.
  await makeTask(trx, { team: noord, owner: fatima.id, customer_id: customer.id, comment: canary });
  const form = async () => ({ act_id: randomUUID(), seen: (await eventsOf(trx, task.id)).at(-1)!.id });
  const ask = async (whom: Viewer, values: { part?: "advise" | "sit_in"; act_id?: string } = {}) => {
    await askBuddy(trx, fatima, task.id, { ...(await form()), employee_id: whom.id, part: values.part ?? "advise", note: "Hoe pak ik dit aan?", ...(values.act_id && { act_id: values.act_id }) }, later(10));
    return (await trx.selectFrom("buddies").selectAll().where("buddy_id", "=", whom.id).where("task_id", "=", task.id).orderBy("id", "desc").executeTakeFirstOrThrow()).id;
  };
  const say = (viewer: Viewer, id: number, says: "yes" | "no" | "advice", advice = "", act_id: string = randomUUID()) => answerBuddy(trx, viewer, id, { act_id, says, advice }, later(20));
  return { ...people, task, form, ask, say, customer };
}

const newest = async (trx: Trx, viewer: Viewer) => (await messageList(trx, viewer, null)).messages[0]!;

test("who is asked from another team reads the customer's words and what was done, and nothing else", () =>
  database.rollback(async (trx) => {
    const { tomasz, fatima, ask, task } = await setUp(trx);
    const id = await ask(tomasz);
    const message = await newest(trx, tomasz);
    expect(message).toMatchObject({ kind: "help", actor: "Fatima Amrani", task_id: null, customer: null });
    expect(pathOf(message, tomasz.id)).toBe(`/helping/${id}`);

    const page = (await helpingWith(trx, tomasz, id))!;
    expect(page).toMatchObject({ asker: "Fatima Amrani", note: "Hoe pak ik dit aan?", customer: "Jan de Boer", comment: "Drie keer gebeld over dezelfde lekkage." });
    expect(page.open!.steps.map(({ kind }) => kind)).toEqual(["spoke", "acted", "gesture"]);
    expect(page.open!.taskId).toBeNull();
    expect(JSON.stringify([page, await helpingList(trx, tomasz, null), (await messageList(trx, tomasz, null)).messages])).not.toMatch(new RegExp(`${canary}|87654321`));

    // Not the task itself, and nobody else this page.
    expect(await taskFor(trx, tomasz, task.id)).toBeUndefined();
    expect(await helpingWith(trx, fatima, id)).toBeUndefined();
    expect((await helpingWith(trx, tomasz, id + 1_000))).toBeUndefined();
  }));

test("she says yes, advises, is thanked once; her colleague hears each", () =>
  database.rollback(async (trx) => {
    const { tomasz, fatima, ruben, ask, say, task, form } = await setUp(trx);
    const id = await ask(tomasz, { part: "sit_in" });
    expect((await buddiesOn(trx, fatima, task)).map(({ name, part, is_accepted, mayAct }) => [name, part, is_accepted, mayAct])).toEqual([["Tomasz Nowak", "sit_in", null, true]]);
    await expect(thankBuddy(trx, fatima, task.id, id, await form(), later(15))).rejects.toThrow(new Refusal("helperGone"));
    const sent = randomUUID();
    await say(tomasz, id, "yes", "", sent);
    await say(tomasz, id, "yes", "", sent);
    expect(await newest(trx, fatima)).toMatchObject({ kind: "buddy_answered", actor: "Tomasz Nowak", event: { data: { is_accepted: true } } });
    await say(tomasz, id, "advice", "Bel eerst de opzichter.");
    expect((await newest(trx, fatima)).event).toMatchObject({ data: { advice: "Bel eerst de opzichter." } });
    expect((await helpingWith(trx, tomasz, id))!.open!.advice.map(({ text }) => text)).toEqual(["Bel eerst de opzichter."]);
    expect((await eventsOf(trx, task.id)).map(({ kind }) => kind).slice(-3)).toEqual(["buddy_asked", "buddy_answered", "buddy_answered"]);
    await expect(say(fatima, id, "yes")).rejects.toMatchObject({ status: 404 });

    await expect(thankBuddy(trx, ruben, task.id, id, await form(), later(30))).rejects.toThrow(new Refusal("helperGone"));
    await thankBuddy(trx, fatima, task.id, id, await form(), later(30));
    await thankBuddy(trx, fatima, task.id, id, await form(), later(31));
    expect((await messageList(trx, tomasz, null)).messages.map(({ kind }) => kind)).toEqual(["thanked", "help"]);
    expect(await trx.selectFrom("buddies").select(["thanked_at", "answer"]).where("id", "=", id).executeTakeFirst()).toEqual({ thanked_at: later(30), answer: "Bel eerst de opzichter." });
  }));

test("it ends with a no, when it is no longer needed and when the task closes; then she sees nothing of it", () =>
  database.rollback(async (trx) => {
    const { tomasz, sven, fatima, ask, say, task, form } = await setUp(trx);
    const declined = await ask(tomasz);
    await say(tomasz, declined, "no", "Ik ken die ketel niet.");
    expect((await helpingWith(trx, tomasz, declined))!.open).toBeNull();
    expect(await newest(trx, fatima)).toMatchObject({ kind: "buddy_answered", event: { data: { is_accepted: false, advice: "Ik ken die ketel niet." } } });

    const again = await ask(tomasz);
    expect(again).not.toBe(declined);
    await endBuddy(trx, fatima, task.id, again, await form(), later(21));
    const ended = (await helpingWith(trx, tomasz, again))!;
    expect(ended).toMatchObject({ open: null, customer: null, comment: null, note: null });
    expect(await say(tomasz, again, "advice", "Te laat")).toBe(false);

    const last = await ask(sven);
    await say(sven, last, "yes");
    await record(trx, task.id, { kind: "closed", data: { outcome: "no_follow_up", reason: "" } }, { at: later(30), actorId: fatima.id });
    expect((await helpingWith(trx, sven, last))!.open).toBeNull();
    // Thanks may come later still.
    expect((await buddiesOn(trx, fatima, task)).map(({ id }) => id)).toEqual([last]);
    await thankBuddy(trx, fatima, task.id, last, await form(), later(31));
    expect(await buddiesOn(trx, fatima, task)).toEqual([]);
    expect((await helpingList(trx, tomasz, null)).asked.map(({ id, score }) => [id, score])).toEqual([[again, null], [declined, null]]);
    await expect(ask(sven)).rejects.toThrow(new Refusal("closed"));
  }));

test("the same question twice is one; who was asked already or left is not asked", () =>
  database.rollback(async (trx) => {
    const { ruben, sven, ask, task } = await setUp(trx);
    const act_id = randomUUID();
    await ask(ruben, { act_id });
    await ask(ruben, { act_id });
    expect(await trx.selectFrom("buddies").select("id").where("task_id", "=", task.id).execute()).toHaveLength(1);
    await expect(ask(ruben)).rejects.toThrow(new Refusal("buddyAlready"));
    await trx.updateTable("employees").set({ deactivated_at: noon }).where("id", "=", sven.id).execute();
    await expect(ask(sven)).rejects.toThrow(new Refusal("helperGone"));
  }));

test("whoever has the customer now hears the answer and may thank, who asked as well", () =>
  database.rollback(async (trx) => {
    const { ruben, fatima, tomasz, ask, say, task, form } = await setUp(trx);
    const id = await ask(tomasz);
    await handOver(trx, fatima, task.id, { ...(await form()), to: { team_id: task.team_id, owner_id: ruben.id }, note: "" }, later(12));
    await say(tomasz, id, "yes", "Ga langs.");
    for (const viewer of [fatima, ruben]) expect((await newest(trx, viewer)).kind).toBe("buddy_answered");
    await thankBuddy(trx, ruben, task.id, id, await form(), later(30));
  }));

test("her own team comes first, leads before others; anybody else by name or address, when that is one", () =>
  database.rollback(async (trx) => {
    const { fatima, ruben, sven, tomasz, task, form } = await setUp(trx);
    expect((await nearbyHelpers(trx, fatima, task, noon)).map(({ id }) => id)).toEqual([ruben.id, sven.id]);
    const read = async (values: { employee_id?: string; name?: string }) => helpForm(await readColleague(trx, values.name ?? "", "nl", fatima.id)).safeParse({ ...(await form()), seen: "1", part: "advise", note: "Help", ...values });
    expect((await read({ employee_id: String(sven.id), name: "" })).data).toMatchObject({ employee_id: sven.id });
    expect((await read({ employee_id: String(sven.id), name: " tomasz NOWAK" })).data).toMatchObject({ employee_id: tomasz.id });
    expect((await read({ employee_id: "", name: tomasz.email })).data).toMatchObject({ employee_id: tomasz.id });
    await makeEmployee(trx, { name: "Tomasz Nowak" });
    const problem = async (values: { employee_id?: string; name?: string }) => (await read(values)).error?.issues;
    expect(await problem({ name: "Tomasz Nowak" })).toMatchObject([{ path: ["name"], params: { said: expect.stringContaining(`Tomasz Nowak (Zuid, ${tomasz.id})`) } }]);
    expect(await problem({ employee_id: String(sven.id), name: "Niemand" })).toMatchObject([{ path: ["name"], params: { said: "Er werkt hier niemand die zo heet. Een deel van de naam is genoeg." } }]);
    expect(await problem({ name: fatima.name })).toMatchObject([{ path: ["name"], params: { said: expect.stringContaining("niemand") } }]);
    expect(await problem({ employee_id: "" })).toMatchObject([{ path: ["employee_id"], message: "choose" }]);
  }));
