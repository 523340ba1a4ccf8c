import type { StoredEvent } from "../tasks/events.ts";

/** What a helper needs of what happened. No notes of colleagues among themselves: those are not hers to read. */
export type HelpStep = { id: number; at: Date } & (
  | { kind: "spoke" | "tried" | "told" | "promise_kept" }
  | { kind: "promised"; text: string; due_at: string }
  | { kind: "promise_withdrawn" | "acted"; text: string }
  | { kind: "gesture"; name: string; has_amount: boolean; amount: number }
  | { kind: "verdict"; isSolved: boolean; words: string | null }
);

/** Oldest first: what was done, promised and given, and what the customer answered. */
export function helpSteps(events: StoredEvent[]): HelpStep[] {
  const withdrawn = new Set(events.flatMap((event) => (event.kind === "gesture_withdrawn" ? [event.data.gesture_id] : [])));
  return events.flatMap((event): HelpStep[] => {
    const { id, at } = event;
    switch (event.kind) {
      case "attempted":
        return event.data.outcome === "declined" ? [] : [{ id, at, kind: event.data.outcome === "reached" ? "spoke" : "tried" }];
      case "promised":
        return [{ id, at, kind: "promised", text: event.data.text, due_at: event.data.due_at }];
      case "promise_kept":
        return [{ id, at, kind: "promise_kept" }];
      case "promise_withdrawn":
        return [{ id, at, kind: "promise_withdrawn", text: event.data.reason }];
      case "acted":
        return [{ id, at, kind: "acted", text: event.data.text }];
      case "gesture_given":
      case "gesture_decided": {
        const { gesture_id, name, has_amount, amount } = event.data;
        const isGiven = (event.kind === "gesture_given" || event.data.is_allowed) && !withdrawn.has(gesture_id);
        return isGiven ? [{ id, at, kind: "gesture", name, has_amount, amount }] : [];
      }
      case "reply_sent":
      case "told_by_phone":
        return [{ id, at, kind: "told" }];
      case "verdict_given":
        return [{ id, at, kind: "verdict", isSolved: event.data.answer === "solved", words: event.data.words }];
      default:
        return [];
    }
  });
}
