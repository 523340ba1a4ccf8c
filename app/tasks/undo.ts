import type { StoredEvent } from "./events.ts";

/** So long she may take back what she just did. */
export const undoSeconds = 120;

/**
 * Whether what she just did can be taken back: her own act, the last thing that happened, a moment
 * ago, and of a kind that other systems do not hear of, or can be told that it is undone: a claim is
 * (`task.assigned`, then `task.released`). A customer who wants no contact closes the task, which they heard.
 */
export function canUndo(events: StoredEvent[], eventId: number, employeeId: number, now: Date): boolean {
  const last = events.at(-1);
  if (!last || last.id !== eventId || last.actor_id !== employeeId || now.getTime() - last.at.getTime() > undoSeconds * 1000) return false;
  return last.kind === "claimed" || last.kind === "promise_kept" || (last.kind === "attempted" && last.data.outcome !== "declined");
}

/** What still stands of all that happened: without what was taken back. */
export function standing(events: StoredEvent[]): StoredEvent[] {
  const gone = new Set(events.flatMap((event) => (event.kind === "undone" ? [event.data.event_id] : [])));
  return gone.size === 0 ? events : events.filter((event) => !gone.has(event.id));
}
