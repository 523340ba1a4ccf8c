import type { Route } from "../routing/route.ts";
import type { Due } from "./due.ts";
import type { TaskEvent } from "./events.ts";
import { foldTask } from "./facts.ts";

/** Where a task goes, and which rule of which version said so (null: none did). */
export type Routing = { route: Route; versionId: number | null; ruleId: string | null };

type Opening = {
  id: number;
  eventId: number;
  response: { id: number; score: number; received_at: Date };
  customerId: number;
  routing: Routing;
  /** When the first contact attempt is due. */
  due: Due;
  isUrgent: boolean;
  now: Date;
};

/**
 * The task of a response and its first event, as they are stored together (storeChanges); `now` is
 * when the answer that needs follow-up came in (UTC). There is one per response: the database refuses a second.
 */
export function openTask({ id, eventId, response, customerId, routing, due, isUrgent, now }: Opening) {
  const opened = {
    kind: "opened",
    data: {
      score: response.score,
      ...routed(routing),
      due_at: due.at.toISOString(),
      due: { hours: due.hours, unit: due.unit, calendar_at: due.calendarAt.toISOString(), working_at: due.workingAt.toISOString() },
      ...(isUrgent && { is_urgent: true }),
    },
  } satisfies TaskEvent;
  const { stage, team_id, owner_id, routed_by, routing_version_id, routing_rule_id, priority, due_at, first_due_at, urgent_at, next_step_at } = foldTask([{ ...opened, id: eventId, at: now, actor_id: null }]);
  return {
    task: { id, response_id: response.id, customer_id: customerId, received_at: response.received_at, stage, team_id, owner_id, routed_by, routing_version_id, routing_rule_id, priority, due_at, first_due_at, urgent_at, next_step_at, last_event_id: eventId },
    event: { id: eventId, task_id: id, at: now, ...opened },
  };
}

/** As the events `opened` and `rerouted` hold it. */
export function routed({ route, versionId, ruleId }: Routing) {
  return { team_id: route.teamId, owner_id: route.ownerId, routed_by: route.routedBy, routing: { version_id: versionId, rule_id: ruleId, passed_over: route.passedOver } };
}
