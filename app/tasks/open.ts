import type { Route } from "../routing/route.ts";
import type { TaskEvent } from "./events.ts";
import { foldTask } from "./facts.ts";

type Opening = {
  id: number;
  eventId: number;
  response: { id: number; score: number; received_at: Date };
  customerId: number;
  route: Route;
  /** Hours from `now` until the first contact attempt is due. */
  dueHours: number;
  now: Date;
};

/**
 * The task of a response and its first event, as they are stored together (storeChanges); `now` is
 * when the answer that needs follow-up came in (UTC). There is one per response: the database refuses a second.
 */
export function openTask({ id, eventId, response, customerId, route, dueHours, now }: Opening) {
  const due = new Date(now.getTime() + dueHours * 3_600_000);
  const opened = {
    kind: "opened",
    data: { score: response.score, team_id: route.teamId, owner_id: route.ownerId, due_at: due.toISOString(), routed_by: route.routedBy },
  } satisfies TaskEvent;
  const { stage, team_id, owner_id, routed_by, due_at, first_due_at, urgent_at, next_step_at } = foldTask([{ ...opened, id: eventId, at: now, actor_id: null }]);
  return {
    task: { id, response_id: response.id, customer_id: customerId, received_at: response.received_at, stage, team_id, owner_id, routed_by, due_at, first_due_at, urgent_at, next_step_at, last_event_id: eventId },
    event: { id: eventId, task_id: id, at: now, ...opened },
  };
}
