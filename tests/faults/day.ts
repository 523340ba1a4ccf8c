import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { hashPassword } from "#app/people/passwords.server.ts";
import { sayGesture } from "#app/mandate/say.ts";
import type { Db } from "#db/client.ts";
import { makeCustomer, makeEmployee, makeTask, makeTeam } from "../factories.ts";
import { type Fields, hiddenFields, readable, type Said, textIn, valueOf, Visitor } from "./visitor.ts";

/** An act that was answered. `mark`: words that nobody else wrote; null where its form has none. */
export type Answered = { actId: string; mark: string | null; said: Said };

export const limits = { voucher: { case: 5_000, month: 30_000 }, flowers: { case: 1, month: 6 } };

type Kinds = { voucher: number; flowers: number };
type Person = { id: number; name: string; visitor: Visitor };
type Task = { id: number; owner_id: number | null; stage: string; promise_due_at: Date | null };

export type Day = { team: number; people: Person[]; leads: Person[]; marijke: Person; kinds: Kinds; answered: Answered[]; wrong: string[] };

/** A team with leads, a mandate and customers who wait, all signed in with their passwords. */
export async function openDay(db: Db, origin: string, size: { employees: number; tasks: number }, onSend: (path: string) => void): Promise<Day> {
  const password = "een lang wachtwoord";
  const password_hash = await hashPassword(password);
  const team = (await makeTeam(db)).id;
  const person = async (values: Parameters<typeof makeEmployee>[1]): Promise<Person> => {
    const { id, name, email } = await makeEmployee(db, { password_hash, ...values });
    const visitor = new Visitor(origin, onSend);
    await visitor.signIn(email, password);
    return { id, name, visitor };
  };
  const people: Person[] = [];
  for (let n = 0; n < size.employees; n++) people.push(await person({ team }));
  const leads = [await person({ team, lead: true }), await person({ team, lead: true })];
  const marijke = await person({ is_admin: true });
  const kind = async (name: string, has_amount: boolean, limit: { case: number; month: number }) => {
    const { id } = await db.insertInto("gesture_kinds").values({ name, has_amount }).returning("id").executeTakeFirstOrThrow();
    await db.insertInto("mandates").values({ team_id: team, is_lead: false, gesture_kind_id: id, case_limit: limit.case, month_limit: limit.month }).execute();
    return id;
  };
  const kinds = { voucher: await kind("Tegoedbon", true, limits.voucher), flowers: await kind("Bos bloemen", false, limits.flowers) };
  for (let n = 0; n < size.tasks; n++) await makeTask(db, { team, customer_id: (await makeCustomer(db)).id, score: 2, comment: "Niemand belt terug.", receivedAt: new Date() });
  return { team, people, leads, marijke, kinds, answered: [], wrong: [] };
}

/** She works until `isOver`: whatever a task she may take or has can take next, in no order. */
export async function work(db: Db, day: Day, me: Person, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const task = await db
      .selectFrom("tasks")
      .select(["id", "owner_id", "stage", "promise_due_at"])
      .where("team_id", "=", day.team)
      .where((eb) => eb.or([eb("owner_id", "is", null), eb("owner_id", "=", me.id)]))
      .where((eb) => eb.or([eb("stage", "<>", "closed"), eb(sql<number>`random()`, "<", 0.1)]))
      .orderBy(sql`random()`)
      .limit(1)
      .executeTakeFirst();
    if (!task) return;
    await step(db, day, me, task);
  }
}

/** A lead answers what is asked, with yes or no, until `isOver`; and the colleagues who were asked for help do. */
export async function decide(day: Day, lead: Person, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const asked = [...((await lead.visitor.open("/team/gestures")) ?? "").matchAll(/name="gesture_id" value="(\d+)"/g)].map(([, id]) => id!);
    for (const gesture_id of asked) await lead.visitor.send("/team/gestures", { gesture_id, decision: Math.random() < 0.6 ? "yes" : "no", note: "", back: "list" });
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function step(db: Db, day: Day, me: Person, task: Task): Promise<void> {
  const one = Math.random();
  if (task.stage === "closed") return void (await lesson(day, me, task));
  if (task.owner_id === null && one < 0.6) return claim(day, me, task);
  if (one < 0.75) return go(db, day, me, task);
  const besides = [() => give(day, me, task), () => give(day, me, task), () => ask(day, me, task), () => takeBack(db, day, me, task), () => help(db, day, me, task), () => answerHelp(day, me)];
  await besides[Math.floor(Math.random() * besides.length)]!();
}

async function claim(day: Day, me: Person, task: Task): Promise<void> {
  if ((await act(day, me, task, "claim", {}, null)) === "taken" && Math.random() < 0.3) await undo(me, task);
}

/** One stage on. */
async function go(db: Db, day: Day, me: Person, task: Task): Promise<void> {
  const mark = markOf(me);
  if (task.stage === "to_call") {
    const isReached = Math.random() < 0.8;
    const promise = Math.random() < 0.6 ? `${mark} belofte` : "";
    const said = await act(day, me, task, "attempts", isReached ? { channel: "phone", outcome: "reached", note: mark, promise, day: "other", date: "2027-03-01", time: "10:00" } : { channel: "phone", outcome: "voicemail", note: mark }, mark);
    if (said === "taken" && promise === "" && Math.random() < 0.2) await undo(me, task);
  } else if (task.promise_due_at) {
    const promise = await db.selectFrom("promises").select("id").where("task_id", "=", task.id).where("kept_at", "is", null).where("withdrawn_at", "is", null).executeTakeFirst();
    if (!promise) return;
    const said = await act(day, me, task, `promises/${promise.id}`, { end: "kept" }, null);
    if (said === "taken" && Math.random() < 0.4) await undo(me, task);
  } else if (task.stage === "to_act") await act(day, me, task, "actions", { text: mark, cause_id: "" }, mark);
  else if (task.stage === "to_tell") await reply(db, day, me, task);
  else if (Math.random() < 0.3) await act(day, me, task, "closing", { outcome: "not_solved", reason: mark }, mark);
}

/** What she gives is named in the reply before she sends it. */
async function reply(db: Db, day: Day, me: Person, task: Task): Promise<void> {
  const given = () => db.selectFrom("gestures").innerJoin("gesture_kinds", "gesture_kinds.id", "gesture_kind_id").select(["name", "has_amount", "amount"]).where("task_id", "=", task.id).where("state", "=", "given").execute();
  const before = await given();
  const html = await me.visitor.open(`/tasks/${task.id}/reply`);
  const hidden = html && hiddenFields(html);
  if (!hidden) return;
  const draft = textIn(html, "we_did");
  // What was given or taken back while the page was made may be in it or not.
  const after = JSON.stringify(await given());
  if (JSON.stringify(before) === after)
    for (const gesture of before) if (!draft.includes(readable(sayGesture(gesture, "nl")))) day.wrong.push(`task ${task.id}: the reply's draft does not name ${gesture.name}`);
  const mark = markOf(me);
  await send(day, me, `/tasks/${task.id}/reply`, { ...hidden, you_said: textIn(html, "you_said"), we_did: `${draft}\n\n${mark}`, language: "nl" }, mark);
}

async function give(day: Day, me: Person, task: Task): Promise<void> {
  const mark = markOf(me);
  const fields = Math.random() < 0.6 ? { gesture_kind_id: String(day.kinds.voucher), amount: ["10", "25", "40"][Math.floor(Math.random() * 3)]! } : { gesture_kind_id: String(day.kinds.flowers), amount: "1" };
  await act(day, me, task, "gestures", { ...fields, note: mark }, mark);
}

async function ask(day: Day, me: Person, task: Task): Promise<void> {
  const mark = markOf(me);
  await act(day, me, task, "gestures/asking", { gesture_kind_id: String(day.kinds.voucher), amount: "75", note: mark }, mark);
}

async function takeBack(db: Db, day: Day, me: Person, task: Task): Promise<void> {
  const gesture = await db.selectFrom("gestures").select("id").where("task_id", "=", task.id).where("employee_id", "=", me.id).where("state", "in", ["given", "asked"]).executeTakeFirst();
  if (gesture) await act(day, me, task, `gestures/${gesture.id}/withdrawal`, {}, null);
}

async function help(db: Db, day: Day, me: Person, task: Task): Promise<void> {
  const helping = await db.selectFrom("buddies").select("id").where("task_id", "=", task.id).where("asked_by", "=", me.id).where("is_accepted", "=", true).where("thanked_at", "is", null).executeTakeFirst();
  if (helping) return void (await act(day, me, task, `buddies/${helping.id}/thanks`, {}, null));
  const mark = markOf(me);
  const whom = day.people[Math.floor(Math.random() * day.people.length)]!;
  if (whom.id !== me.id) await act(day, me, task, "help", { employee_id: String(whom.id), part: "advise", note: mark }, mark);
}

async function answerHelp(day: Day, me: Person): Promise<void> {
  const link = /href="(\/helping\/\d+)"/.exec((await me.visitor.open("/helping")) ?? "")?.[1];
  const html = link && (await me.visitor.open(link));
  const act_id = html && valueOf(html, "act_id");
  if (!act_id) return;
  const mark = markOf(me);
  const says = html.includes('value="yes"') ? (Math.random() < 0.8 ? "yes" : "no") : "advice";
  await send(day, me, link, { act_id, says, advice: mark }, mark);
}

/** A line says the same however often it is sent. */
async function lesson(day: Day, me: Person, task: Task): Promise<void> {
  const path = `/tasks/${task.id}/lesson`;
  const mark = markOf(me);
  if (await me.visitor.open(path)) await send(day, me, path, { text: mark }, null);
}

/** By the button beside what was just said to be done. */
async function undo(me: Person, task: Task): Promise<void> {
  const html = (await me.visitor.open(`/tasks/${task.id}`)) ?? "";
  const [, path, event_id] = /action="(\/tasks\/\d+\/undo)".*?name="event_id" value="(\d+)"/s.exec(html) ?? [];
  if (path) await me.visitor.send(path, { event_id: event_id! });
}

async function act(day: Day, me: Person, task: Task, form: string, fields: Fields, mark: string | null): Promise<Said> {
  const path = `/tasks/${task.id}/${form}`;
  const html = await me.visitor.open(path);
  const hidden = html && hiddenFields(html);
  if (!hidden) return "refused";
  return send(day, me, path, { ...hidden, ...fields }, mark);
}

/** Now and then twice, as a finger does; and once more under the same id where nobody answered. */
async function send(day: Day, me: Person, path: string, fields: Fields, mark: string | null): Promise<Said> {
  const said = await me.visitor.send(path, fields);
  day.answered.push({ actId: fields["act_id"] ?? "", mark, said });
  if (said === "taken" && Math.random() < 0.25) {
    const again = await me.visitor.send(path, fields);
    // Given away or closed since: she is told so. Else it is done, as it was.
    if (again !== "taken" && fields["act_id"]) day.wrong.push(`${path}: the same form sent again was refused`);
  }
  return said;
}

const markOf = (me: Person) => `${me.name} ${randomUUID()}`;
