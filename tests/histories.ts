import fc from "fast-check";
import { sql } from "kysely";
import type { Trx } from "#db/client.ts";
import { attemptOutcomes, type StoredEvent, type TaskEvent } from "#app/tasks/events.ts";
import { foldTask } from "#app/tasks/facts.ts";
import { makeCustomer, makeSource } from "./factories.ts";

/**
 * A random past of one response: numbers that `insertHistories` turns into events which may follow
 * each other. `receivedAt` and `after` are minutes; a step after `now` did not happen.
 */
export type History = {
  team: number;
  receivedAt: number;
  score: number;
  /** Without one only the response is stored. */
  hasTask: boolean;
  /** From before Belterug: it has no task either, and nobody was to call. */
  isHistory: boolean;
  dueHours: number;
  steps: { after: number; kind: StepKind; choice: number }[];
};

const stepKinds = ["rerouted", "response_changed", "claimed", "handed_over", "attempted", "reached", "promised", "kept", "withdrawn", "acted", "told_by_phone", "reply_sent", "verdict", "closed"] as const;
type StepKind = (typeof stepKinds)[number];

const minute = 60_000;

/** `days`: how long before `now` the oldest was received. */
export function histories({ days, teams, count }: { days: number; teams: number; count: number }): fc.Arbitrary<History[]> {
  const step = fc.record({
    // Often in whole hours, so that limits are met exactly.
    after: fc.oneof({ weight: 3, arbitrary: evenly([1, 2, 8, 24, 48].map((hours) => hours * 60)) }, { weight: 1, arbitrary: fc.nat(2 * 24 * 60) }),
    kind: fc.oneof({ weight: 3, arbitrary: evenly<StepKind>(["reached", "acted", "reply_sent", "verdict", "promised", "kept"]) }, { weight: 2, arbitrary: evenly(stepKinds) }),
    choice: evenly(Array.from({ length: 96 }, (_, choice) => choice)),
  });
  return fc.array(
    fc.record({
      team: fc.nat(teams - 1),
      // A third of them in the last four days: there is still running what will be late.
      receivedAt: fc.oneof({ weight: 2, arbitrary: evenly(hoursOf(0, days * 24)) }, { weight: 1, arbitrary: evenly(hoursOf((days - 4) * 24, days * 24)) }),
      score: fc.oneof({ weight: 3, arbitrary: fc.nat(6) }, { weight: 1, arbitrary: fc.nat(10) }),
      hasTask: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
      isHistory: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
      dueHours: fc.constantFrom(1, 8, 24, 72),
      steps: fc.array(step, { maxLength: 12, size: "max" }),
    }),
    { minLength: 1, maxLength: count, size: "max" },
  );
}

function hoursOf(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, hours) => (from + hours) * 60);
}

/** fast-check leans to the ends of a range; these are all as likely. */
function evenly<T>(values: readonly T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...values);
}

export type Setting = { now: Date; teamIds: number[]; ownerIds: (number | null)[]; causeIds: number[] };

/** Stores them in a handful of statements: responses, tasks with what follows from their events, events, promises. */
export async function insertHistories(trx: Trx, given: History[], { now, teamIds, ownerIds, causeIds }: Setting): Promise<void> {
  if (given.length === 0) return;
  const source = await makeSource(trx);
  const customers = [await makeCustomer(trx), await makeCustomer(trx, { name: "anne bakker" }), await makeCustomer(trx, { name: "Anne Bakker" }), await makeCustomer(trx, { name: null })];
  const customerOf = (index: number) => customers[index % customers.length]!.id;
  const ownerOf = (index: number) => ownerIds[index % ownerIds.length]!;
  const longest = Math.max(...given.map((history) => history.receivedAt));
  const receivedAt = (history: History) => new Date(now.getTime() - longest * minute + history.receivedAt * minute);

  const promises: Promised[] = [];
  const stories = given.flatMap((history, index) => {
    if (!history.hasTask || history.isHistory) return [];
    const events = eventsOf(history, index, { receivedAt: receivedAt(history), now, teamIds, owner: ownerOf(index), causeIds }, promises);
    const atReceipt = events.findLast((event) => event.kind === "opened" || event.kind === "rerouted")!.data as { team_id: number; owner_id: number | null };
    return [{ history, index, events, atReceipt }];
  });

  const responses = await trx
    .insertInto("responses")
    .values(
      given.map((history, index) => {
        const at = receivedAt(history);
        const team_id = stories.find((story) => story.index === index)?.atReceipt.team_id ?? teamIds[history.team]!;
        return { source_id: source.id, external_id: `history-${index}`, customer_id: customerOf(index), team_id, score: history.score, comment: commentOf(index), answered_at: at, received_at: at, updated_at: at, is_history: history.isHistory };
      }),
    )
    .returning(["id", "external_id"])
    .execute();
  const responseOf = new Map(responses.map(({ id, external_id }) => [external_id, id]));
  if (stories.length === 0) return;

  const tasks = await trx
    .insertInto("tasks")
    .values(
      stories.map(({ history, index, events, atReceipt }) => ({
        ...foldTask(events),
        response_id: responseOf.get(`history-${index}`)!,
        customer_id: customerOf(index),
        received_at: receivedAt(history),
        received_team_id: atReceipt.team_id,
        received_owner_id: atReceipt.owner_id,
        search: sql<string>`to_tsvector('simple', ${commentOf(index)})`,
        updated_at: now,
      })),
    )
    .returning(["id", "response_id"])
    .execute();
  const taskOf = new Map(tasks.map(({ id, response_id }) => [response_id, id]));
  const taskAt = (index: number) => taskOf.get(responseOf.get(`history-${index}`)!)!;
  await trx
    .insertInto("task_events")
    .values(stories.flatMap(({ index, events }) => events.map((event) => ({ task_id: taskAt(index), at: event.at, kind: event.kind, data: JSON.stringify(event.data) }))))
    .execute();
  if (promises.length > 0) {
    await trx
      .insertInto("promises")
      .values(promises.map(({ key: _key, task, ...promise }) => ({ ...promise, task_id: taskAt(task), text: "Ik bel u terug" })))
      .execute();
  }
}

const commentOf = (index: number) => `Nummer ${index} lekkage`;

type Telling = { receivedAt: Date; now: Date; teamIds: number[]; owner: number | null; causeIds: number[] };
type Promised = { key: number; task: number; made_at: Date; due_at: Date; kept_at: Date | null; withdrawn_at: Date | null };

function eventsOf(history: History, index: number, { receivedAt, now, teamIds, owner, causeIds }: Telling, promises: Promised[]): StoredEvent[] {
  const due = new Date(receivedAt.getTime() + history.dueHours * 60 * minute);
  const events: TaskEvent[] = [{ kind: "opened", data: { score: history.score, team_id: teamIds[history.team]!, owner_id: owner, due_at: due.toISOString(), routed_by: "team" } }];
  const times = [receivedAt];
  const mine: Promised[] = [];
  let at = receivedAt;
  for (const { after, kind, choice } of history.steps) {
    const isFresh = events.every((event) => event.kind === "opened" || event.kind === "rerouted" || event.kind === "response_changed");
    at = new Date(at.getTime() + after * minute);
    if (at > now) break;
    const open = mine.find((promise) => !promise.kept_at && !promise.withdrawn_at);
    const event = eventOf({ kind, choice, at, isFresh, open, isTold: events.some(({ kind }) => kind === "reply_sent"), key: index * 100 + mine.length, teamIds, owner, causeIds });
    if (!event) continue;
    if (event.kind === "promised") mine.push({ key: event.data.promise_id, task: index, made_at: at, due_at: new Date(event.data.due_at), kept_at: null, withdrawn_at: null });
    if (event.kind === "promise_kept") open!.kept_at = at;
    if (event.kind === "promise_withdrawn") open!.withdrawn_at = at;
    events.push(event);
    times.push(at);
  }
  promises.push(...mine);
  return events.map((event, order) => ({ ...event, id: order, at: times[order]!, actor_id: null }));
}

type Next = { kind: StepKind; choice: number; at: Date; isFresh: boolean; open: Promised | undefined; isTold: boolean; key: number; teamIds: number[]; owner: number | null; causeIds: number[] };

function eventOf({ kind, choice, at, isFresh, open, isTold, key, teamIds, owner, causeIds }: Next): TaskEvent | null {
  const team_id = teamIds[choice % teamIds.length]!;
  const inHours = (hours: number) => new Date(at.getTime() + hours * 60 * minute).toISOString();
  switch (kind) {
    case "rerouted":
      return isFresh ? { kind, data: { team_id, owner_id: owner, routed_by: "default_team" } } : null;
    case "response_changed":
      return { kind, data: { score: choice % 11, has_comment: true } };
    case "claimed":
      return owner ? { kind, data: { owner_id: owner } } : null;
    case "handed_over":
      return { kind, data: { from_owner_id: owner, team_id, owner_id: owner, note: "" } };
    case "attempted":
      return { kind, data: { channel: "phone", outcome: attemptOutcomes[choice % attemptOutcomes.length]!, note: "" } };
    case "reached":
      return { kind: "attempted", data: { channel: "phone", outcome: "reached", note: "" } };
    case "promised":
      return { kind, data: { promise_id: key, text: "Ik bel u terug", due_at: inHours(1 + (choice % 96)) } };
    case "kept":
      return open ? { kind: "promise_kept", data: { promise_id: open.key } } : null;
    case "withdrawn":
      return open ? { kind: "promise_withdrawn", data: { promise_id: open.key, reason: "" } } : null;
    case "acted":
      return { kind, data: { text: "Loodgieter gestuurd", cause_id: choice % 4 === 0 ? null : causeIds[choice % causeIds.length]! } };
    case "told_by_phone":
      return { kind, data: { note: "" } };
    case "reply_sent":
      return { kind, data: { reply_id: 1 } };
    case "verdict":
      return isTold ? { kind: "verdict_given", data: { reply_id: 1, answer: choice % 2 ? "solved" : "not_yet", score: choice % 3 ? choice % 11 : null, words: null, due_at: inHours(24) } } : null;
    case "closed":
      return { kind, data: { outcome: (["no_answer", "unreachable", "no_follow_up", "not_solved"] as const)[choice % 4]!, reason: "" } };
  }
}
