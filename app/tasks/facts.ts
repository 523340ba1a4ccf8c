import type { RoutingReason, TaskOutcome, TaskStage, VerdictAnswer } from "#db/schema.ts";
import { clockAfter, contactAfter, lookAt, noContact, type TaskClock } from "./clock.ts";
import type { StoredEvent } from "./events.ts";
import { standing } from "./undo.ts";

/** What a task is, derived from its events alone. Instants are UTC. The columns of `tasks` hold the same. */
export type TaskFacts = {
  team_id: number;
  owner_id: number | null;
  routed_by: RoutingReason;
  /** Which rule of which version decided last; null: none did. */
  routing_version_id: number | null;
  routing_rule_id: string | null;
  /** 1 is urgent. */
  priority: number;
  stage: TaskStage;
  outcome: TaskOutcome | null;
  due_at: Date;
  /** The due time at receipt; a reopened task gets a fresh due_at, measures look at this one. */
  first_due_at: Date;
  first_attempt_at: Date | null;
  attempt_count: number;
  reached_at: Date | null;
  /** When she tries again; null as soon as somebody did, or the customer was told. */
  again_at: Date | null;
  /** Last action since the task was (re)opened. */
  acted_at: Date | null;
  cause_id: number | null;
  /** Due time of the first open promise. */
  promise_due_at: Date | null;
  /** Since the task was last (re)opened; first_told_at is never taken back. */
  told_at: Date | null;
  first_told_at: Date | null;
  verdict: VerdictAnswer | null;
  verdict_score: number | null;
  verdict_at: Date | null;
  reopened_at: Date | null;
  reopen_count: number;
  closed_at: Date | null;
  first_closed_at: Date | null;
  /** What the inbox sorts by: when the next thing is due. Null when closed. */
  urgent_at: Date | null;
  /** When to look whether a reminder or step is due: never later than that is. Null: nothing is waited for. */
  next_step_at: Date | null;
  /** Reminders and steps since the clock was started. */
  step_count: number;
};

const dayInMs = 86_400_000;

/** Folds the events, oldest first, into what the task is. Throws when the first one is not `opened`. */
export function foldTask(events: StoredEvent[]): TaskFacts {
  return foldWithClock(events).facts;
}

/** The same, with how its reminders and steps stand. */
export function foldWithClock(all: StoredEvent[]): { facts: TaskFacts; clock: TaskClock | null } {
  const events = standing(all);
  const first = events[0];
  if (first?.kind !== "opened") throw new Error("a task's first event is opened");
  const facts: TaskFacts = {
    team_id: first.data.team_id,
    owner_id: first.data.owner_id,
    routed_by: first.data.routed_by,
    routing_version_id: first.data.routing?.version_id ?? null,
    routing_rule_id: first.data.routing?.rule_id ?? null,
    priority: first.data.is_urgent ? 1 : 0,
    stage: "to_call",
    outcome: null,
    due_at: new Date(first.data.due_at),
    first_due_at: new Date(first.data.due_at),
    first_attempt_at: null,
    attempt_count: 0,
    reached_at: null,
    again_at: null,
    acted_at: null,
    cause_id: null,
    promise_due_at: null,
    told_at: null,
    first_told_at: null,
    verdict: null,
    verdict_score: null,
    verdict_at: null,
    reopened_at: null,
    reopen_count: 0,
    closed_at: null,
    first_closed_at: null,
    urgent_at: null,
    next_step_at: null,
    step_count: 0,
  };
  const openPromises = new Map<number, Date>();
  let contact = noContact;
  let clock: TaskClock | null = null;
  for (const event of events) {
    const { reopen_count } = facts;
    apply(facts, event, openPromises);
    facts.promise_due_at = [...openPromises.values()].sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
    facts.stage = stageOf(facts);
    contact = contactAfter(contact, event, facts.reopen_count > reopen_count);
    clock = clockAfter(clock, event, facts, contact);
  }
  facts.urgent_at = urgentAt(facts);
  facts.next_step_at = lookAt(clock);
  facts.step_count = clock?.stepCount ?? 0;
  return { facts, clock };
}

function apply(facts: TaskFacts, event: StoredEvent, openPromises: Map<number, Date>): void {
  switch (event.kind) {
    case "rerouted":
      facts.routed_by = event.data.routed_by;
      facts.routing_version_id = event.data.routing?.version_id ?? null;
      facts.routing_rule_id = event.data.routing?.rule_id ?? null;
      facts.team_id = event.data.team_id;
      facts.owner_id = event.data.owner_id;
      return;
    case "claimed":
      facts.owner_id = event.data.owner_id;
      return;
    case "handed_over":
      facts.team_id = event.data.team_id;
      facts.owner_id = event.data.owner_id;
      return;
    case "escalated":
      facts.team_id = event.data.team_id;
      facts.owner_id = null;
      return;
    case "attempted":
      facts.first_attempt_at ??= event.at;
      facts.attempt_count += 1;
      if (event.data.outcome === "reached") facts.reached_at ??= event.at;
      facts.again_at = event.data.again_at ? new Date(event.data.again_at) : null;
      if (event.data.outcome === "declined") close(facts, event.at, "declined");
      return;
    case "promised":
      openPromises.set(event.data.promise_id, new Date(event.data.due_at));
      // A new promise after telling opens the loop again: she is to be told how it ended.
      facts.told_at = null;
      return;
    case "promise_kept":
    case "promise_withdrawn":
      openPromises.delete(event.data.promise_id);
      return;
    case "acted":
      facts.acted_at = event.at;
      facts.cause_id = event.data.cause_id ?? facts.cause_id;
      return;
    case "reply_sent":
    case "told_by_phone":
      facts.told_at = event.at;
      facts.again_at = null;
      facts.first_told_at ??= event.at;
      return;
    case "verdict_given":
      facts.verdict = event.data.answer;
      facts.verdict_score = event.data.score;
      facts.verdict_at = event.at;
      if (event.data.answer === "solved") close(facts, event.at, "solved");
      else reopen(facts, event.at, new Date(event.data.due_at));
      return;
    case "closed":
      close(facts, event.at, event.data.outcome);
      return;
    case "opened":
    case "response_changed":
    case "cover_introduced":
    case "reply_queued":
    case "reply_kept":
    case "reply_failed":
    case "reminded":
    case "lead_told":
    case "help_asked":
    case "undone":
    case "gesture_given":
    case "gesture_asked":
    case "gesture_decided":
    case "gesture_withdrawn":
    case "buddy_asked":
    case "buddy_answered":
    case "buddy_thanked":
    case "buddy_ended":
      return;
  }
}

function close(facts: TaskFacts, at: Date, outcome: TaskOutcome): void {
  facts.outcome = outcome;
  facts.again_at = null;
  facts.closed_at = at;
  facts.first_closed_at ??= at;
}

/** "Not yet": back to acting, same owner, fresh due. Changing the words of a "not yet" reopens nothing twice. */
function reopen(facts: TaskFacts, at: Date, due: Date): void {
  if (!facts.told_at && !facts.closed_at) return;
  facts.reopened_at = at;
  facts.reopen_count += 1;
  facts.due_at = due;
  facts.reached_at ??= at; // she answered us: there is no one left to reach first
  facts.again_at = null;
  facts.acted_at = null;
  facts.told_at = null;
  facts.closed_at = null;
  facts.outcome = null;
}

/** The design's table of stages, read from the top: the first that holds. */
export function stageOf(facts: Pick<TaskFacts, "closed_at" | "promise_due_at" | "reached_at" | "told_at" | "acted_at">): TaskStage {
  if (facts.closed_at) return "closed";
  const isReached = facts.reached_at !== null || facts.told_at !== null;
  if (isReached && facts.promise_due_at) return "to_act";
  if (facts.told_at) return "told";
  if (!isReached) return "to_call";
  return facts.acted_at ? "to_tell" : "to_act";
}

/** When the next thing is due; null when it is closed. */
export function urgentAt(facts: Pick<TaskFacts, "stage" | "told_at" | "again_at" | "due_at" | "promise_due_at" | "acted_at">): Date | null {
  switch (facts.stage) {
    case "closed":
      return null;
    case "told":
      return facts.told_at;
    case "to_call":
      return facts.again_at ?? facts.due_at;
    case "to_act":
      return earlier(facts.again_at, facts.promise_due_at) ?? facts.due_at;
    case "to_tell":
      // A day to tell her is what the design gives every step.
      return facts.again_at ?? new Date(facts.acted_at!.getTime() + dayInMs);
  }
}

function earlier(one: Date | null, other: Date | null): Date | null {
  return one && other ? (one < other ? one : other) : (one ?? other);
}
