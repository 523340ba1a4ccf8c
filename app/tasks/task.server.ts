import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import { buddiesOn } from "../buddies/helping.server.ts";
import { taskFor } from "./access.server.ts";
import { newForm } from "./act.server.ts";
import { coverOf } from "./covers.server.ts";
import { dialPhone, showPhone } from "../customers/phone.server.ts";
import { gesturesOn } from "../mandate/shown.server.ts";
import type { Viewer } from "../people/session.server.ts";
import { lessonOf, mayLeaveLesson } from "../prepare/lessons.server.ts";
import { prepareCard } from "../prepare/prepare.server.ts";
import { linesToCustomer } from "../prepare/starter.server.ts";
import type { StoredEvent } from "./events.ts";
import { decidingRule, ruleInVersion } from "../routing/why.server.ts";
import { type Placement, reasonIn } from "./reason.texts.ts";
import { eventsOf, type TaskRow } from "./record.server.ts";
import { standing } from "./undo.ts";

/** Everything the task page shows. The caller has checked that she may see the task. */
export async function taskPage(db: Db, viewer: Viewer, task: TaskRow, now: Date) {
  const [{ response, customer, holder }, events, names, mails, deciding, promises, cover, card, gestures, lesson, buddies] = await Promise.all([
    backgroundOf(db, task),
    eventsOf(db, task.id),
    namesOn(db, task.id),
    mailsOf(db, task.id),
    ruleInVersion(db, { version_id: task.routing_version_id, rule_id: task.routing_rule_id }),
    openPromises(db, task.id),
    coverOf(db, task),
    prepareCard(db, viewer, task),
    gesturesOn(db, viewer, task, now),
    mayLeaveLesson(viewer, task) ? lessonOf(db, task.id) : null,
    buddiesOn(db, viewer, task),
  ]);
  const rule = await decidingRule(db, events, viewer.language, deciding);
  return {
    task: {
      id: task.id,
      stage: task.stage,
      outcome: task.outcome,
      dueAt: task.due_at,
      urgentAt: task.urgent_at,
      againAt: task.again_at,
      toldAt: task.told_at,
      closedAt: task.closed_at,
      causeId: task.cause_id,
      hasActed: task.acted_at !== null,
      isReopened: task.reopened_at !== null,
      attemptCount: task.attempt_count,
      isMine: task.owner_id === viewer.id,
      ...holder,
    },
    response,
    customer,
    card,
    inTheirs: linesToCustomer(customer.language, viewer.language, response),
    lesson: { isAsked: mayLeaveLesson(viewer, task), text: lesson },
    ...whyHere(viewer, placementOf(events, holder, task.owner_id === viewer.id, names), rule),
    promises,
    cover,
    gestures,
    buddies,
    verdict: events.findLast((event) => event.kind === "verdict_given") ?? null,
    events,
    mails,
    names,
    viewerId: viewer.id,
    form: newForm(task),
  };
}

export type TaskPage = Awaited<ReturnType<typeof taskPage>>;

/** The page of one of her list, where she may see it. */
export async function pageOfTask(db: Db, viewer: Viewer, taskId: number | undefined, now: Date) {
  const task = taskId === undefined ? undefined : await taskFor(db, viewer, taskId);
  return task ? taskPage(db, viewer, task, now) : null;
}

/** What the customer answered, who she is, and who has it: null for the team's pool. */
async function backgroundOf(db: Db, task: TaskRow) {
  const { score, comment, answered_at, received_at, touchpoint, source, owner, team, phone, ...customer } = await db
    .selectFrom("responses")
    .innerJoin("sources", "sources.id", "responses.source_id")
    .innerJoin("customers", (join) => join.on("customers.id", "=", task.customer_id))
    .innerJoin("teams", (join) => join.on("teams.id", "=", task.team_id))
    .leftJoin("employees", (join) => join.on("employees.id", "=", task.owner_id))
    .select(["responses.score", "responses.comment", "responses.answered_at", "responses.received_at", "responses.touchpoint", "sources.name as source"])
    .select(["customers.id", "customers.name", "customers.email", "customers.phone", "customers.account", "customers.language", "customers.no_mail_at"])
    .select(["teams.name as team", "employees.name as owner"])
    .where("responses.id", "=", task.response_id)
    .executeTakeFirstOrThrow();
  return {
    response: { score, comment, answered_at, received_at, touchpoint, source },
    customer: { ...customer, phone: phone && showPhone(phone), dial: phone && dialPhone(phone) },
    holder: { owner, team },
  };
}

/** Who has it: null for the team's pool. */
export async function ownerAndTeam(db: Db, task: Pick<TaskRow, "owner_id" | "team_id">): Promise<{ owner: string | null; team: string }> {
  return db
    .selectFrom("teams")
    .leftJoin("employees", (join) => join.on("employees.id", "=", task.owner_id))
    .select(["teams.name as team", "employees.name as owner"])
    .where("teams.id", "=", task.team_id)
    .executeTakeFirstOrThrow();
}

async function openPromises(db: Db, taskId: number) {
  return db
    .selectFrom("promises")
    .select(["id", "text", "due_at"])
    .where("task_id", "=", taskId)
    .where("kept_at", "is", null)
    .where("withdrawn_at", "is", null)
    .orderBy("due_at")
    .execute();
}

/** What became of each mail. */
async function mailsOf(db: Db, taskId: number) {
  return db
    .selectFrom("mails")
    .leftJoin("replies", "replies.mail_id", "mails.id")
    .select(["mails.id", "mails.kind", "mails.status", "mails.error", "mails.sent_at", "mails.to_email", "replies.id as reply_id", "replies.we_did"])
    .where("mails.task_id", "=", taskId)
    .orderBy("mails.created_at")
    .execute();
}

export type Names = { people: Record<number, string>; teams: Record<number, string>; causes: Record<number, string> };

/** Of all that its facts name by an id (events.ts). */
async function namesOn(db: Db, taskId: number): Promise<Names> {
  const { rows } = await sql<{ of: keyof Names; id: number; name: string }>`
    select distinct named.of, named.id, coalesce(employees.name, teams.name, causes.name) as name
    from task_events, lateral (values ('people', actor_id), ${sql.join(Object.entries(naming).map(([field, of]) => sql`(${sql.lit(of)}, (data ->> ${sql.lit(field)})::bigint)`))}) as named (of, id)
    left join employees on named.of = 'people' and employees.id = named.id
    left join teams on named.of = 'teams' and teams.id = named.id
    left join causes on named.of = 'causes' and causes.id = named.id
    where task_id = ${taskId} and coalesce(employees.id, teams.id, causes.id) is not null`.execute(db);
  const names: Names = { people: {}, teams: {}, causes: {} };
  for (const { of, id, name } of rows) names[of][id] = name;
  return names;
}

const naming = { owner_id: "people", from_owner_id: "people", employee_id: "people", team_id: "teams", from_team_id: "teams", cause_id: "causes" } as const;

/** Why it is here, and by which rule. Which of a team gets it only the rule itself can tell: there the rule is the reason. */
function whyHere(viewer: Viewer, placement: Placement, rule: string | null): { why: string; rule: string | null } {
  if (rule && (placement.by === "team" || placement.by === "default_team")) return { why: rule, rule: null };
  return { why: reasonIn(viewer.language, placement), rule };
}

/** The last fact that decided whose it is. */
function placementOf(events: StoredEvent[], { owner, team }: { owner: string | null; team: string }, isMine: boolean, names: Names): Placement {
  const last = standing(events).findLast((event) => ["opened", "rerouted", "claimed", "handed_over", "escalated"].includes(event.kind))!;
  const giverId = last.kind === "handed_over" && last.data.reason === "absence" ? last.data.from_owner_id : last.actor_id;
  return { by: placedBy(last), owner, isMine, team, from: giverId ? (names.people[giverId] ?? null) : null };
}

function placedBy(last: StoredEvent): Placement["by"] {
  if (last.kind === "opened" || last.kind === "rerouted") return last.data.routed_by;
  if (last.kind !== "handed_over") return last.kind === "escalated" ? "escalated" : "claimed";
  return last.data.reason && last.data.reason !== "undone" ? last.data.reason : "handed_over";
}
