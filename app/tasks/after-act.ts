import { readAmount } from "../mandate/amount.ts";
import { stageOf, urgentAt } from "./facts.ts";
import type { Group } from "./inbox.server.ts";
import type { Pending } from "./pending.ts";
import type { TaskPage } from "./task.server.ts";

/** Who acts, and the zone in which a form's days and times are meant. `now` is the browser's clock. */
type Acting = { name: string; timeZone: string; now: Date };

type Typed = Acting & { said: (field: string) => string; id: number };
type Change = Partial<Omit<TaskPage, "task">> & { task?: Partial<TaskPage["task"]> };

/** A task's page as it will be once the server has recorded these acts, for as long as they are under way; what the server answers then counts. */
export function afterActs(page: TaskPage, acts: Pending[], acting: Omit<Acting, "now">): TaskPage {
  const now = new Date();
  const after = acts.reduce((before, act) => afterAct(before, act, { ...acting, now }), page);
  // What she taps next on this page is another act than those under way.
  return { ...after, form: { ...after.form, actId: globalThis.crypto.randomUUID?.() ?? after.form.actId } };
}

function afterAct(page: TaskPage, { form, fields }: Pending, acting: Acting): TaskPage {
  const typed = { ...acting, said: (field: string) => String(fields.get(field) ?? ""), id: Number(/\d+/.exec(form)?.[0]) };
  const { task, ...rest } = changes[form.replace(/\d+/, "#")]!(page, typed);
  // Whoever works on an unclaimed task has it.
  const taken = page.task.owner === null && !form.includes("/") ? { owner: acting.name, isMine: true } : {};
  return settled({ ...page, ...rest, task: { ...page.task, ...taken, ...task } }, acting.now);
}

const changes: Record<string, (page: TaskPage, typed: Typed) => Change> = {
  claim: () => ({}),
  attempts({ task, promises }, typed) {
    const { said, now } = typed;
    const attemptCount = task.attemptCount + 1;
    if (said("outcome") === "declined") return { task: { attemptCount, outcome: "declined", closedAt: now } };
    if (said("outcome") !== "reached") return { task: { attemptCount, againAt: againAt(typed) } };
    const reached = { attemptCount, againAt: null, stage: task.stage === "to_call" ? ("to_act" as const) : task.stage };
    return said("promise").trim() === "" ? { task: reached } : { task: { ...reached, toldAt: null }, promises: [...promises, { id: 0, text: said("promise"), due_at: typedInstant(typed) }] };
  },
  promises: ({ promises }, typed) => ({ task: { toldAt: null }, promises: [...promises, { id: 0, text: typed.said("text"), due_at: typedInstant(typed) }] }),
  "promises/#": ({ promises }, { id }) => ({ promises: promises.filter((promise) => promise.id !== id) }),
  actions: () => ({ task: { hasActed: true } }),
  telling: (_page, { now }) => ({ task: { toldAt: now, againAt: null } }),
  reply: () => ({}),
  lesson: ({ lesson }, { said }) => ({ lesson: { ...lesson, text: said("text").trim() || null } }),
  gestures: ({ gestures }, typed) => ({ gestures: { ...gestures, given: [...gestures.given, gestureOf(gestures, typed, "given")] } }),
  "gestures/asking": ({ gestures }, typed) => ({ gestures: { ...gestures, asked: [...gestures.asked, { ...gestureOf(gestures, typed, "asked"), isMine: true, mayWithdraw: false, mayDecide: false, waitsFor: [] }] } }),
  "gestures/#/withdrawal": ({ gestures }, { id }) => ({ gestures: { ...gestures, asked: without(gestures.asked, id), given: without(gestures.given, id) } }),
  "buddies/#/thanks": ({ buddies }, { id, now }) => ({ buddies: buddies.map((buddy) => (buddy.id === id ? { ...buddy, thanked_at: now } : buddy)) }),
  "buddies/#/end": ({ buddies }, { id, now }) => ({ buddies: buddies.flatMap((buddy) => (buddy.id !== id ? buddy : buddy.is_accepted && !buddy.thanked_at ? { ...buddy, ended_at: now } : [])) }),
};

/** What is not recorded yet has no id of its own. */
function gestureOf({ kinds }: TaskPage["gestures"], { said, name, now }: Typed, state: "asked" | "given") {
  const kind = kinds.find(({ id }) => String(id) === said("gesture_kind_id"));
  const has_amount = kind?.has_amount ?? false;
  const amount = readAmount(said("amount") || "1", has_amount) ?? 0;
  return { id: 0, name: kind?.name ?? "", has_amount, amount, note: said("note"), state, asked_at: now, asker: name, employee_id: 0, decided_by: null, decided_at: null, decider: null };
}

function without<Row extends { id: number }>(rows: Row[], id: number): Row[] {
  return rows.filter((row) => row.id !== id);
}

function againAt(typed: Typed): Date | null {
  const again = typed.said("again");
  if (again === "other") return instantOn(typed.said("again_date"), typed.said("again_time"), typed.timeZone);
  return again === "" ? null : new Date(again);
}

function typedInstant({ said, timeZone }: Typed): Date {
  return instantOn(said("day") === "other" ? said("date") : said("day"), said("time"), timeZone);
}

/** The instant at which a clock in this zone shows this day ("2026-11-23") and time ("10:00"). */
function instantOn(day: string, time: string, timeZone: string): Date {
  const asUtc = Date.parse(`${day}T${time.slice(0, 5)}:00Z`);
  // The server will refuse it.
  if (Number.isNaN(asUtc)) return new Date();
  const shown = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(asUtc);
  return new Date(2 * asUtc - Date.parse(`${shown.replace(" ", "T")}Z`));
}

/** What follows from the facts follows as it does on the server (facts.ts). */
function settled(page: TaskPage, now: Date): TaskPage {
  const promises = page.promises.toSorted((a, b) => a.due_at.getTime() - b.due_at.getTime());
  const { task } = page;
  const facts = {
    closed_at: task.closedAt,
    promise_due_at: promises[0]?.due_at ?? null,
    reached_at: task.stage === "to_call" ? null : now,
    told_at: task.toldAt,
    acted_at: task.hasActed ? now : null,
    again_at: task.againAt,
    due_at: task.dueAt,
  };
  const stage = stageOf(facts);
  return { ...page, promises, task: { ...task, stage, urgentAt: urgentAt({ ...facts, stage }) } };
}

/** Her list with this task where it will stand. */
export function movedIn(groups: Group[], { task, promises, gestures }: TaskPage): Group[] {
  const row = groups.flatMap(({ rows }) => rows).find(({ id }) => id === task.id);
  if (!row) return groups;
  const moved = { ...row, stage: task.stage, urgent_at: task.urgentAt, again_at: task.againAt, told_at: task.toldAt, promise_due_at: promises[0]?.due_at ?? null, asked_at: gestures.asked[0]?.asked_at ?? null };
  return groups.map((group) => {
    const isFrom = group.stage === row.stage;
    const isTo = group.stage === moved.stage;
    if (!isFrom && !isTo) return group;
    const rows = without(group.rows, row.id);
    if (isTo) rows.push(moved);
    rows.sort((a, b) => Number(a.urgent_at) - Number(b.urgent_at) || a.id - b.id);
    // Below what is shown of a longer group.
    if (group.next && rows.at(-1) === moved) rows.pop();
    return { ...group, rows, count: group.count + Number(isTo) - Number(isFrom) };
  });
}
