import type { StoredEvent, WaitsFor } from "./events.ts";
import type { TaskFacts } from "./facts.ts";

/**
 * What a task waits for and how far its reminders and steps have come; null: nothing is waited for.
 * It runs until somebody tried to reach the customer, and then for each promise in turn, else for the
 * moment at which she is called again. It stops on what was really done, not on a click: taking a task
 * from the pool before it is due changes nothing.
 */
export type TaskClock = {
  for: WaitsFor;
  due: Date;
  /** Since when whoever has it now could do something about it: a colleague who gets it late needs time, too. */
  startedAt: Date;
  /** The moment for which the last reminder or step was planned; null: there was none yet. */
  takenUntil: Date | null;
  /** Since when the steps count: when it was late, or was told to be where that came much later; null: it was not told yet. */
  lateSince: Date | null;
  stepCount: number;
};

/** Whether somebody tried to reach the customer, and did, since the task was (re)opened or, not having spoken, handed over. */
export type Contact = { isTried: boolean; isReached: boolean };

export const noContact: Contact = { isTried: false, isReached: false };

/** The contact after this event; `wasReopened`: this event opened the task again. */
export function contactAfter(contact: Contact, event: StoredEvent, wasReopened: boolean): Contact {
  if (wasReopened) return noContact;
  switch (event.kind) {
    case "attempted":
      return { isTried: true, isReached: contact.isReached || event.data.outcome === "reached" };
    case "reply_sent":
    case "told_by_phone":
      return { isTried: true, isReached: true };
    case "handed_over":
    case "rerouted":
      return contact.isReached ? contact : noContact;
    default:
      return contact;
  }
}

/** The clock after this event, when `facts` and `contact` are what holds since it. */
export function clockAfter(clock: TaskClock | null, event: StoredEvent, facts: Waiting, contact: Contact): TaskClock | null {
  const wait = waitOf(facts, contact);
  if (!wait) return null;
  const isSame = clock !== null && clock.for === wait.for && clock.due.getTime() === wait.due.getTime();
  if (!isSame || startsAfresh(clock, event)) return { ...wait, startedAt: event.at, takenUntil: null, lateSince: null, stepCount: 0 };
  switch (event.kind) {
    case "reminded":
    case "lead_told":
    case "escalated":
      return { ...clock, takenUntil: new Date(event.data.planned_at), lateSince: clock.lateSince ?? lateSince(event, clock), stepCount: clock.stepCount + 1 };
    default:
      return clock;
  }
}

const minutesLate = 15;

/** While nobody came to tell (the app was down, the task is from before there were reminders) nothing counts against her. */
function lateSince(event: Extract<StoredEvent, { kind: "reminded" | "lead_told" | "escalated" }>, clock: TaskClock): Date | null {
  if (event.kind !== "lead_told" && clock.for !== "again") return null;
  const planned = new Date(event.data.planned_at);
  return event.at.getTime() - planned.getTime() > minutesLate * 60_000 ? event.at : planned;
}

/** When somebody is to look whether a reminder or step is due: never later than that is (steps.server.ts moves it on). */
export function lookAt(clock: TaskClock | null): Date | null {
  return clock && (clock.takenUntil ?? clock.startedAt);
}

type Waiting = Pick<TaskFacts, "stage" | "due_at" | "promise_due_at" | "again_at">;

function waitOf({ stage, due_at, promise_due_at, again_at }: Waiting, { isTried }: Contact): Pick<TaskClock, "for" | "due"> | null {
  if (stage === "told" || stage === "closed") return null;
  if (isTried && promise_due_at) return { for: "promise", due: promise_due_at };
  // Also for a colleague who gets it meanwhile: the customer heard on her voicemail when we call.
  if (again_at) return { for: "again", due: again_at };
  return isTried ? null : { for: "contact", due: due_at };
}

/** In other hands. Who takes what is late from the pool gets time; before that a claim is only a click. */
function startsAfresh(clock: TaskClock, event: StoredEvent): boolean {
  if (event.kind === "handed_over" || event.kind === "rerouted") return true;
  return event.kind === "claimed" && clock.due <= event.at;
}
