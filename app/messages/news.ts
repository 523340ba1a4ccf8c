import type { MessageKind } from "#db/schema.ts";
import type { StoredEvent } from "../tasks/events.ts";
import type { TaskFacts } from "../tasks/facts.ts";

/**
 * Whom an event concerns by itself: who gets a task, who loses it, whose customer answered. Reminders
 * and steps also concern leads and whole teams: those are told by who takes them (steps.server.ts).
 * `watchers` hear how it ends.
 */
export function newsOf(event: StoredEvent, before: TaskFacts | null, now: TaskFacts, watchers: number[]): { employeeId: number; kind: MessageKind }[] {
  const watching = isEnd(event, before, now) ? watchers.filter((id) => id !== now.owner_id).map((employeeId) => ({ employeeId, kind: "watching" as const })) : [];
  return [...newsOfOwner(event, before, now), ...watching];
}

/** The customer's verdict, or whatever else closed it. */
export function isEnd(event: StoredEvent, before: TaskFacts | null, now: TaskFacts): boolean {
  return event.kind === "verdict_given" || (now.closed_at !== null && before?.closed_at === null);
}

function newsOfOwner(event: StoredEvent, before: TaskFacts | null, now: TaskFacts): { employeeId: number; kind: MessageKind }[] {
  const isMoved = now.owner_id !== before?.owner_id;
  const receiver = isMoved && now.owner_id !== null ? [now.owner_id] : [];
  const giver = isMoved && before && before.owner_id !== null ? [before.owner_id] : [];
  switch (event.kind) {
    case "rerouted":
      return [...receiver.map((employeeId) => ({ employeeId, kind: "assigned" as const })), ...giver.map((employeeId) => ({ employeeId, kind: "handed_over" as const }))];
    case "handed_over":
      // Who is away hears it when it comes back.
      return [...receiver, ...(event.data.reason === "absence" ? [] : giver)].map((employeeId) => ({ employeeId, kind: "handed_over" }));
    case "help_asked":
      return [{ employeeId: event.data.employee_id, kind: "help" }];
    case "gesture_decided":
      // Who asked, and who has the customer now.
      return [...new Set([event.data.employee_id, ...(now.owner_id === null ? [] : [now.owner_id])])].map((employeeId) => ({ employeeId, kind: "gesture_decided" }));
    case "buddy_asked":
      return [{ employeeId: event.data.employee_id, kind: "help" }];
    case "buddy_answered":
      return [...new Set([event.data.asked_by, ...(now.owner_id === null ? [] : [now.owner_id])])].map((employeeId) => ({ employeeId, kind: "buddy_answered" }));
    case "buddy_thanked":
      return [{ employeeId: event.data.employee_id, kind: "thanked" }];
    case "verdict_given":
      return now.owner_id === null ? [] : [{ employeeId: now.owner_id, kind: "verdict" }];
    default:
      return [];
  }
}
