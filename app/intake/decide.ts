import type { ScoreCategory } from "#db/schema.ts";
import type { CustomerRow, Matched } from "../customers/match.server.ts";
import { type Route, routeResponse } from "../routing/route.ts";
import { openTask } from "../tasks/open.ts";
import { categoryOf } from "./category.ts";
import type { Known, KnownTask, ResponseRow } from "./known.server.ts";
import { type FactsAt, takeNewest } from "./newest.ts";
import type { Incoming, Received } from "./receive.server.ts";

export type Opened = ReturnType<typeof openTask>;

type Attributes = Record<string, string | number | boolean>;

/** What one answer changes. */
export type Decision = {
  response: ResponseRow;
  /** `new` and `changed` are written; `same` is not. */
  is: "new" | "changed" | "same";
  customer: CustomerRow;
  opened: Opened | null;
  compliment: { employeeId: number | null } | null;
  /** The customer whose response it no longer is. */
  movedFrom: CustomerRow | null;
  /** Her other tasks are found by other words from now on. */
  isSearchChanged: boolean;
  task: KnownTask | undefined;
  hasNewContent: boolean;
  rerouted: Route | null;
  received: Received;
};

/**
 * What is to be done with one answer, given what is known: pure, and the same whether answers come
 * one by one or hundreds at once. Customers it makes or changes are in `known.customers`.
 */
export function decide(known: Known, incoming: Incoming, now: Date): Decision {
  const { input, source } = incoming;
  const before = known.responseOf(incoming);
  const customerBefore = before && known.customers.byId(before.customer_id)!;
  const ownerBefore = customerBefore?.owner_id ?? null;
  const matched = known.customers.match(input.customer, { at: input.answered_at, now, currentId: before?.customer_id ?? null, ownerId: known.employeeWith(input.customer.owner_email), newId: known.next.customer });
  const newest = newestContent(known, before, matched, incoming);
  const customer = newest.values.customer_id === matched.customer.id ? matched.customer : customerBefore!;

  const task = before && known.taskOf(before);
  // History that a tool corrects by a live answer is no longer history.
  const isHistory = before ? before.is_history && (incoming.isHistory === true || !newest.changed.includes("score")) : incoming.isHistory === true;
  const opens = !task && !isHistory && categoryOf(newest.values.score) === "detractor";
  const { about_employee_id, about_team } = newest.values;
  const isRoutingChanged = !before || customer.owner_id !== ownerBefore || about_employee_id !== before.about_employee_id || about_team !== before.about_team;
  const mayRoute = !task || task.isUntouched;
  const route = opens || (isRoutingChanged && mayRoute) ? routed(known, task, { customerOwnerId: customer.owner_id, aboutEmployeeId: about_employee_id, aboutTeam: about_team }, opens) : null;

  const response: ResponseRow = {
    id: before?.id ?? known.next.response(),
    source_id: source.id,
    external_id: input.id,
    ...newest.values,
    facts_at: newest.factsAt,
    answered_at: new Date(newest.factsAt["score"]!), // every answer has a score
    received_at: before?.received_at ?? (isHistory && input.answered_at < now ? input.answered_at : now),
    updated_at: now,
    team_id: route?.teamId ?? before!.team_id,
    is_history: isHistory,
  };
  const opened = opens ? openTask({ id: known.next.task(), eventId: known.next.event(), response, customerId: customer.id, route: route!, dueHours: known.dueHours, now }) : null;
  const category = categoryOf(response.score);
  const isSame = before !== undefined && !newest.hasChanged && !route && isHistory === before.is_history;
  return {
    response,
    is: !before ? "new" : isSame ? "same" : "changed",
    customer,
    opened,
    compliment: complimentOf(known, response, category, customer),
    movedFrom: customerBefore && customerBefore.id !== customer.id ? customerBefore : null,
    isSearchChanged: matched.isSearchChanged || (before !== undefined && newest.changed.includes("comment")),
    task,
    hasNewContent: newest.changed.includes("score") || newest.changed.includes("comment"),
    rerouted: task ? route : null,
    received: {
      created: !before,
      changed: !before || newest.hasChanged || matched.hasChanged,
      response: { id: response.id, category },
      task: taskNow(known, task, opened, route),
    },
  };
}

/** What the response holds now: of each field the newest that was said about it. */
function newestContent(known: Known, before: ResponseRow | undefined, matched: Matched, { input }: Incoming) {
  const { score, comment, customer: given, about, attributes, answered_at } = input;
  const content = {
    score: before?.score ?? score,
    comment: before?.comment ?? null,
    customer_id: before?.customer_id ?? matched.customer.id,
    about_team: before?.about_team ?? null,
    about_employee_id: before?.about_employee_id ?? null,
    touchpoint: before?.touchpoint ?? null,
    attributes: (before?.attributes ?? {}) as Attributes,
  };
  const said = {
    score,
    comment,
    customer_id: given.id || given.email ? matched.customer.id : undefined,
    about_team: about?.team,
    about_employee_id: known.employeeWith(about?.employee_email),
    touchpoint: about?.touchpoint,
    attributes,
  };
  return takeNewest(content, (before?.facts_at ?? {}) as FactsAt, said, answered_at);
}

/** Routes it, and counts the task for whom it goes to, so that the next one is shared out fairly. */
function routed(known: Known, task: KnownTask | undefined, facts: Parameters<typeof routeResponse>[1], opens: boolean): Route {
  if (task) known.addLoad(task.owner_id, -1);
  const route = routeResponse(known, facts);
  if (task || opens) known.addLoad(route.ownerId, 1);
  return route;
}

/**
 * A promoter's words are a compliment, for the employee they are about or else whose customer it is,
 * or for the whole team. When a later answer takes the words or the score back, so does this.
 */
function complimentOf(known: Known, response: ResponseRow, category: ScoreCategory, customer: CustomerRow): Decision["compliment"] {
  if (category !== "promoter" || response.comment === null || response.is_history) return null;
  const praised = response.about_employee_id ?? customer.owner_id;
  return { employeeId: known.isHere(praised) ? praised : null };
}

function taskNow(known: Known, task: KnownTask | undefined, opened: Opened | null, route: Route | null): Received["task"] {
  if (opened) return { id: opened.task.id, stage: opened.task.stage, owner: opened.task.owner_id === null ? null : known.nameOf(opened.task.owner_id), team: known.teamName(opened.task.team_id), due_at: opened.task.due_at };
  if (!task) return null;
  const placed = route ? { owner: route.ownerId === null ? null : known.nameOf(route.ownerId), team: known.teamName(route.teamId) } : { owner: task.owner, team: task.team };
  return { id: task.id, stage: task.stage, ...placed, due_at: task.due_at };
}
