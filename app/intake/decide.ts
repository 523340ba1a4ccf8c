import type { ScoreCategory } from "#db/schema.ts";
import type { CustomerRow, Matched } from "../customers/match.server.ts";
import { outcomeFor, type ResponseFacts } from "../routing/compile.ts";
import { type Links, type Route, routeBy, takeTurn } from "../routing/route.ts";
import type { Rule, Target } from "../routing/rule.ts";
import { openTask, type Routing } from "../tasks/open.ts";
import { categoryOf } from "./category.ts";
import type { Known, KnownTask, ResponseRow } from "./known.server.ts";
import { type FactsAt, takeNewest } from "./newest.ts";
import type { Incoming, Received } from "./receive.server.ts";

export type Opened = ReturnType<typeof openTask>;

type Attributes = Record<string, string | number | boolean>;

/** What a rule says of an answer: the targets it is to be routed by. */
export type Asked = { rule: Rule | undefined; targets: Target[]; links: Links };

/** An answer put beside what was known, before anybody is chosen for it. */
export type Considered = {
  incoming: Incoming;
  before: ResponseRow | undefined;
  matched: Matched;
  customer: CustomerRow;
  customerBefore: CustomerRow | undefined;
  newest: ReturnType<typeof newestContent>;
  isHistory: boolean;
  task: KnownTask | undefined;
  links: Links;
  /** Null: nothing is opened and nobody else gets it. */
  asked: Asked | null;
};

/** What one answer changes. */
export type Decision = {
  response: ResponseRow;
  /** `new` and `changed` are written; `same` is not. */
  is: "new" | "changed" | "same";
  customer: CustomerRow;
  opened: Opened | null;
  /** Who is to follow the task that opens, or goes to another. */
  watcherId: number | null;
  compliment: { employeeId: number | null } | null;
  /** The customer whose response it no longer is. */
  movedFrom: CustomerRow | null;
  /** Customers whose tasks are found by other words from now on: also her of whom an older answer said something, that is another's by now. */
  refoundIds: number[];
  task: KnownTask | undefined;
  hasNewContent: boolean;
  rerouted: Routing | null;
  received: Received;
};

/**
 * Puts one answer beside what is known and asks the rules about it: pure, but for the customers it
 * makes or changes in `known.customers`. Of a task that somebody is at work on nothing is asked any more.
 */
export function consider(known: Known, incoming: Incoming, now: Date): Considered {
  const { input } = incoming;
  const before = known.responseOf(incoming);
  const customerBefore = before && known.customers.byId(before.customer_id)!;
  const ownerBefore = customerBefore?.owner_id ?? null;
  const matched = known.customers.match(input.customer, { at: input.answered_at, now, currentId: before?.customer_id ?? null, ownerId: known.employeeWith(input.customer.owner_email), newId: known.next.customer });
  const newest = newestContent(known, before, matched, incoming);
  const customer = newest.values.customer_id === matched.customer.id ? matched.customer : customerBefore!;
  const task = before && known.taskOf(before);
  // History that a tool corrects by a live answer is no longer history.
  const isHistory = before ? before.is_history && (incoming.isHistory === true || !newest.changed.includes("score")) : incoming.isHistory === true;

  const { score, about_employee_id, about_team } = newest.values;
  const aboutTeamId = about_team === null ? null : (known.teamNamed(about_team) ?? null);
  const earlier = known.earlier.of(customer.id);
  const links: Links = { customerOwnerId: customer.owner_id, aboutEmployeeId: about_employee_id, previousOwnerId: earlier.previousOwnerId, aboutTeamId };
  const considered = { incoming, before, matched, customer, customerBefore, newest, isHistory, task, links };
  const at = before?.received_at ?? (isHistory ? input.answered_at : now);
  if (!before) known.earlier.add(customer.id, { score, at });
  if (isHistory || (task && !task.isUntouched)) return { ...considered, asked: null };

  const facts: ResponseFacts = { ...newest.values, category: categoryOf(score), sourceId: incoming.source.id, language: customer.language, account: customer.account, aboutTeamId, earlier, at };
  const rule = known.rules.decide(facts);
  const outcome = outcomeFor(rule, facts);
  const isOtherwise = !before || customer.owner_id !== ownerBefore || about_employee_id !== before.about_employee_id || about_team !== before.about_team || (task !== undefined && isAnotherRule(task, rule));
  // A task that is there stays, whatever the rules think of it now.
  const isAsked = outcome.open && (!task || isOtherwise);
  return { ...considered, asked: isAsked ? { rule, targets: outcome.for, links } : null };
}

/** What is to be done with it: the same whether answers come one by one or hundreds at once. */
export function decide(known: Known, considered: Considered, now: Date): Decision {
  const { incoming, before, matched, customer, customerBefore, newest, isHistory, task, asked, links } = considered;
  const { input, source } = incoming;
  const routing = asked && routed(known, asked, task);
  const receivedAt = before?.received_at ?? (isHistory && input.answered_at < now ? input.answered_at : now);
  // Where nobody could be found it is still about the team it is about.
  const routedTeamId = routing && (routing.route.routedBy === "default_team" ? attributedTo(known, links) : routing.route.teamId);
  const isHeldBack = routedTeamId !== null && !task && !isLive(known, routedTeamId, receivedAt);
  const isOpening = routing !== null && !task && !isHeldBack;
  const isPlaced = isOpening || (routing !== null && task !== undefined);
  if (isPlaced) takeTurn(known.workplace, routing.route);

  const response: ResponseRow = {
    id: before?.id ?? known.next.response(),
    source_id: source.id,
    external_id: input.id,
    ...newest.values,
    facts_at: newest.factsAt,
    answered_at: new Date(newest.factsAt["score"]!), // every answer has a score
    received_at: receivedAt,
    updated_at: now,
    team_id: (isHeldBack ? routedTeamId : routing?.route.teamId) ?? (before && !isAttributedAnew(considered) ? before.team_id : attributedTo(known, links)),
    is_history: isHistory,
    held_back_at: isHeldBack ? (before?.held_back_at ?? now) : null,
  };
  const opened = isOpening ? openTask({ id: known.next.task(), eventId: known.next.event(), response, customerId: customer.id, routing, due: known.dueFor(routing.route.teamId, dueAsked(asked!)), isUrgent: isUrgent(asked!), now }) : null;
  const category = categoryOf(response.score);
  const isSame = before !== undefined && !newest.hasChanged && !isPlaced && response.team_id === before.team_id && isHistory === before.is_history && response.held_back_at === before.held_back_at;
  return {
    response,
    is: !before ? "new" : isSame ? "same" : "changed",
    customer,
    opened,
    watcherId: asked?.rule?.does.open ? (asked.rule.does.watcher_id ?? null) : null,
    compliment: complimentOf(known, response, category, links),
    movedFrom: customerBefore && customerBefore.id !== customer.id ? customerBefore : null,
    refoundIds: [...(matched.isSearchChanged ? [matched.customer.id] : []), ...(before && (newest.changed.includes("comment") || customerBefore?.id !== customer.id) ? [customer.id] : [])],
    task,
    hasNewContent: newest.changed.includes("score") || newest.changed.includes("comment"),
    rerouted: task ? routing : null,
    received: {
      created: !before,
      changed: !before || newest.hasChanged || matched.hasChanged,
      response: { id: response.id, category },
      task: taskNow(known, task, opened, routing?.route ?? null),
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

/** Routes it; a task that goes to another is one less for whose it was, so that the next one is shared out fairly. */
function routed(known: Known, { rule, targets, links }: Asked, task: KnownTask | undefined): Routing {
  if (task) known.workplace.addLoad(task.owner_id, -1);
  return { route: routeBy(known.workplace, targets, links), versionId: known.versionId, ruleId: rule?.id ?? null };
}

/** A task from before there were rules keeps its place: that no rule is written there says nothing, but for one that nobody was found for. */
function isAnotherRule({ routing_rule_id, routed_by }: KnownTask, rule: Rule | undefined): boolean {
  return (routing_rule_id !== null || routed_by === "default_team") && rule?.id !== (routing_rule_id ?? undefined);
}

/** A team that is not live yet opens no tasks; it may go live from a moment that is past. Where the rest goes always does: else nobody saw it. */
function isLive({ workplace }: Known, teamId: number, receivedAt: Date): boolean {
  if (teamId === workplace.defaultTeamId) return true;
  const liveFrom = workplace.team(teamId)?.liveFrom;
  return liveFrom !== null && liveFrom !== undefined && liveFrom <= receivedAt;
}

function isAttributedAnew({ before, newest, customer, customerBefore, task }: Considered): boolean {
  if (task) return false;
  return newest.values.about_team !== before!.about_team || newest.values.about_employee_id !== before!.about_employee_id || customer.owner_id !== customerBefore?.owner_id;
}

/** Whose response it is where nobody has to do anything: away or not. */
function attributedTo({ workplace }: Known, { customerOwnerId, aboutEmployeeId, aboutTeamId }: Links): number {
  for (const id of [customerOwnerId, aboutEmployeeId]) {
    const teams = workplace.candidate(id ?? 0)?.teamIds ?? [];
    const team = teams.find((one) => one === aboutTeamId) ?? teams[0];
    if (team !== undefined) return team;
  }
  return aboutTeamId ?? workplace.defaultTeamId;
}

const dueAsked = ({ rule }: Asked) => (rule?.does.open ? rule.does.due : undefined);

const isUrgent = ({ rule }: Asked) => Boolean(rule?.does.open && rule.does.is_urgent);

/**
 * A promoter's words are a compliment, for the employee they are about or else whose customer it is,
 * or for the whole team. When a later answer takes the words or the score back, so does this.
 */
function complimentOf(known: Known, response: ResponseRow, category: ScoreCategory, { customerOwnerId }: Links): Decision["compliment"] {
  if (category !== "promoter" || response.comment === null || response.is_history) return null;
  const praised = response.about_employee_id ?? customerOwnerId; // hers then: a later answer of the same batch may say otherwise
  return { employeeId: known.workplace.candidate(praised ?? 0)?.isHere ? praised : null };
}

function taskNow({ workplace }: Known, task: KnownTask | undefined, opened: Opened | null, route: Route | null): Received["task"] {
  const place = (teamId: number, ownerId: number | null) => ({ owner: ownerId === null ? null : workplace.candidate(ownerId)!.name, team: workplace.team(teamId)!.name });
  if (opened) return { id: opened.task.id, stage: opened.task.stage, ...place(opened.task.team_id, opened.task.owner_id), due_at: opened.task.due_at };
  if (!task) return null;
  const placed = route ? place(route.teamId, route.ownerId) : { owner: task.owner, team: task.team };
  return { id: task.id, stage: task.stage, ...placed, due_at: task.due_at };
}
