import { isDeepStrictEqual } from "node:util";
import { sql } from "kysely";
import type { StoredEvent } from "#app/tasks/events.ts";
import { foldTask } from "#app/tasks/facts.ts";
import { eventsOf } from "#app/tasks/record.server.ts";
import { standing } from "#app/tasks/undo.ts";
import type { Db } from "#db/client.ts";
import { type Day, limits } from "./day.ts";

type Event = StoredEvent & { task_id: number; act_id: string | null };

/**
 * What is wrong after a day with kills; empty when all is well. What was answered as done is there
 * once, what was refused is not; each table says what the facts say; no limit was ever passed.
 */
export async function whatIsWrongWith(db: Db, day: Day): Promise<string[]> {
  const events = (await db.selectFrom("task_events").innerJoin("tasks", "tasks.id", "task_id").select(["task_events.id", "task_id", "at", "kind", "actor_id", "act_id", "data"]).where("team_id", "=", day.team).orderBy("task_events.id").execute()) as unknown as Event[];
  const byTask = Map.groupBy(events, ({ task_id }) => task_id);
  const found = [day.wrong, answersWrong(day, events), await tasksWrong(db, byTask), await promisesWrong(db, day, byTask), await gesturesWrong(db, day, events), limitsWrong(events, day), await helpWrong(db, day, events), await toldTwice(db)];
  return found.flat();
}

/** Every act that was answered: by its own id, and by words that only it has. */
function answersWrong({ answered }: Day, events: Event[]): string[] {
  const wrong: string[] = [];
  const acts = new Set(events.map(({ act_id }) => act_id));
  const said = events.map(({ data }) => JSON.stringify(data));
  for (const { actId, mark, said: answer } of answered) {
    // A reply's words stand in its own table (repliesWrong); a lesson's are no fact of its task.
    if (answer === "refused" && acts.has(actId)) wrong.push(`${actId} was refused and is done`);
    if (answer === "taken" && mark !== null && !acts.has(actId)) wrong.push(`${actId} was done and is lost`);
    if (mark === null) continue;
    // With a promise in it, an act says its words in two facts of one kind each.
    const times = events.filter((event, n) => event.act_id !== null && said[n]!.includes(mark)).length;
    if (times > 1) wrong.push(`${mark} is there ${times} times`);
  }
  return wrong;
}

/** A task's row is what follows from its facts, with what was undone left out. When it is looked at next its clock plans (steps.server.ts). */
async function tasksWrong(db: Db, byTask: Map<number, Event[]>): Promise<string[]> {
  const wrong: string[] = [];
  for (const id of byTask.keys()) {
    // Both at one moment: the jobs go on.
    const { row, events } = await db
      .transaction()
      .setIsolationLevel("repeatable read")
      .execute(async (trx) => ({ row: (await trx.selectFrom("tasks").selectAll().where("id", "=", id).executeTakeFirstOrThrow()) as Record<string, unknown>, events: await eventsOf(trx, id) }));
    const { next_step_at: _, ...facts } = foldTask(events);
    for (const [name, value] of Object.entries(facts)) if (!isDeepStrictEqual(row[name], value)) wrong.push(`task ${id}: ${name} is ${String(row[name])}, its facts say ${String(value)}`);
    if (row["last_event_id"] !== events.at(-1)!.id) wrong.push(`task ${id} does not know its last fact`);
  }
  return wrong;
}

async function promisesWrong(db: Db, { team, answered }: Day, byTask: Map<number, Event[]>): Promise<string[]> {
  const wrong: string[] = [];
  const rows = await db.selectFrom("promises").innerJoin("tasks", "tasks.id", "task_id").select(["promises.id", "task_id", "text", "kept_at", "withdrawn_at"]).where("team_id", "=", team).execute();
  for (const { id, task_id, kept_at, withdrawn_at } of rows) {
    const facts = standing(byTask.get(task_id)!).filter(({ data }) => "promise_id" in data && data.promise_id === id);
    if (facts.filter(({ kind }) => kind === "promised").length !== 1) wrong.push(`promise ${id} was not made once`);
    if (facts.some(({ kind }) => kind === "promise_kept") !== (kept_at !== null)) wrong.push(`promise ${id} is half kept`);
    if (facts.some(({ kind }) => kind === "promise_withdrawn") !== (withdrawn_at !== null)) wrong.push(`promise ${id} is half withdrawn`);
  }
  const replies = await db.selectFrom("replies").select("we_did").execute();
  for (const { mark, said } of answered) {
    if (mark === null) continue;
    const promises = rows.filter(({ text }) => text === `${mark} belofte`).length;
    const mails = replies.filter(({ we_did }) => we_did.includes(mark)).length;
    if (promises > 1 || mails > 1 || (said === "refused" && promises + mails > 0)) wrong.push(`${mark}: ${promises} promises, ${mails} replies, and it was ${said}`);
  }
  return wrong;
}

/** Each gesture is what its facts say; none is there without them. */
async function gesturesWrong(db: Db, { team }: Day, events: Event[]): Promise<string[]> {
  const wrong: string[] = [];
  const state = new Map<number, string>();
  for (const { kind, data } of events) {
    if (kind === "gesture_given" || kind === "gesture_asked") {
      if (state.has(data.gesture_id)) wrong.push(`gesture ${data.gesture_id} began twice`);
      state.set(data.gesture_id, kind === "gesture_given" ? "given" : "asked");
    } else if (kind === "gesture_decided") {
      if (state.get(data.gesture_id) !== "asked") wrong.push(`gesture ${data.gesture_id} was decided twice`);
      state.set(data.gesture_id, data.is_allowed ? "given" : "refused");
    } else if (kind === "gesture_withdrawn") state.set(data.gesture_id, "withdrawn");
  }
  const closed = new Set(events.flatMap((event) => (event.kind === "closed" ? [event.task_id] : [])));
  const rows = await db.selectFrom("gestures").select(["id", "task_id", "state"]).where("team_id", "=", team).execute();
  for (const row of rows) {
    const said = state.get(row.id);
    // With its task ends what was asked.
    if (row.state !== said && !(said === "asked" && row.state === "withdrawn" && closed.has(row.task_id))) wrong.push(`gesture ${row.id} is ${row.state}, its facts say ${said}`);
  }
  if (rows.length !== state.size) wrong.push(`${rows.length} gestures, ${state.size} in the facts`);
  return wrong;
}

/** At each gesture that somebody gave by herself: what its case and her month then came to. */
function limitsWrong(events: Event[], { kinds }: Day): string[] {
  const wrong: string[] = [];
  const onCase = new Map<string, number>();
  const inMonth = new Map<string, number>();
  const hers = new Map<number, string>();
  const add = (sums: Map<string, number>, key: string, amount: number) => void sums.set(key, (sums.get(key) ?? 0) + amount);
  for (const { kind, data, task_id, actor_id } of events) {
    if (!(kind === "gesture_given" || (kind === "gesture_decided" && data.is_allowed) || (kind === "gesture_withdrawn" && data.was_given))) continue;
    const limit = data.gesture_kind_id === kinds.voucher ? limits.voucher : limits.flowers;
    const ofCase = `${task_id} ${data.gesture_kind_id}`;
    if (kind === "gesture_withdrawn") {
      add(onCase, ofCase, -data.amount);
      const month = hers.get(data.gesture_id);
      if (month) add(inMonth, month, -data.amount);
      continue;
    }
    add(onCase, ofCase, data.amount);
    if (kind !== "gesture_given") continue;
    const ofMonth = `${actor_id} ${data.gesture_kind_id}`;
    hers.set(data.gesture_id, ofMonth);
    add(inMonth, ofMonth, data.amount);
    if (onCase.get(ofCase)! > limit.case) wrong.push(`task ${task_id}: ${onCase.get(ofCase)} given, ${limit.case} is the limit`);
    if (inMonth.get(ofMonth)! > limit.month) wrong.push(`employee ${actor_id}: ${inMonth.get(ofMonth)} this month, ${limit.month} is the limit`);
  }
  return wrong;
}

async function helpWrong(db: Db, { team }: Day, events: Event[]): Promise<string[]> {
  const wrong: string[] = [];
  const of = (buddy: number, kind: Event["kind"]) => events.filter((event) => event.kind === kind && (event.data as { buddy_id?: number }).buddy_id === buddy).length;
  const rows = await db.selectFrom("buddies").innerJoin("tasks", "tasks.id", "task_id").select(["buddies.id", "thanked_at", "answered_at"]).where("team_id", "=", team).execute();
  for (const { id, thanked_at, answered_at } of rows) {
    if (of(id, "buddy_asked") !== 1) wrong.push(`help ${id} was asked ${of(id, "buddy_asked")} times`);
    if (of(id, "buddy_thanked") !== (thanked_at ? 1 : 0)) wrong.push(`help ${id} was thanked ${of(id, "buddy_thanked")} times`);
    if (of(id, "buddy_answered") > 0 !== (answered_at !== null)) wrong.push(`help ${id} is half answered`);
  }
  return wrong;
}

/** Nobody hears of one event twice in her messages. */
async function toldTwice(db: Db): Promise<string[]> {
  const rows = await db.selectFrom("messages").select(["employee_id", "kind", "event_id"]).where("event_id", "is not", null).groupBy(["employee_id", "kind", "event_id"]).having(sql<boolean>`count(*) > 1`).execute();
  return rows.map(({ employee_id, kind, event_id }) => `employee ${employee_id} was told twice of ${kind} ${event_id}`);
}
