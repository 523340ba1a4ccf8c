import type { StoredEvent } from "./events.ts";

/** So long she may take back what she just did. */
const undoSeconds = 120;

/**
 * What she did with one form, from this event on (a call, and the promise that was made in it), when it
 * can be taken back: her own act, the last thing that happened, a moment ago, and of a kind that other
 * systems do not hear of, or can be told that it is taken back: a claim is (`task.assigned`, then
 * `task.released`), and a gesture (`gesture.given`, then `gesture.withdrawn`). A customer who wants no
 * contact closes the task, which they heard. Null: it stands.
 */
export function takenBack(events: StoredEvent[], eventId: number, employeeId: number, now: Date): StoredEvent[] | null {
  const act = events.slice(events.findIndex(({ id }) => id === eventId));
  const isOne = act.every(({ at, actor_id }) => actor_id === employeeId && at.getTime() === act[0]!.at.getTime());
  if (act[0]?.id !== eventId || !isOne || now.getTime() - act[0].at.getTime() > undoSeconds * 1000) return null;
  return act.every((event) => kinds.has(event.kind) && !(event.kind === "attempted" && event.data.outcome === "declined")) ? act : null;
}

const kinds = new Set<StoredEvent["kind"]>(["claimed", "attempted", "promised", "promise_kept", "acted", "gesture_given"]);

/** What still stands of all that happened: without what was taken back. */
export function standing(events: StoredEvent[]): StoredEvent[] {
  const gone = new Set(events.flatMap((event) => (event.kind === "undone" ? [event.data.event_id] : [])));
  return gone.size === 0 ? events : events.filter((event) => !gone.has(event.id));
}
