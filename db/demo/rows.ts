import type { Insertable } from "kysely";
import { hashToken } from "#app/people/session.server.ts";
import type { StoredEvent } from "#app/tasks/events.ts";
import { foldTask } from "#app/tasks/facts.ts";
import type { DB, MessageKind } from "#db/schema.ts";
import { type Calendar, dayInMs } from "./calendar.ts";
import { buddyRows, gestureRows, kindRows, mandateRows } from "./gestures.ts";
import { guideRows } from "./guides.ts";
import { lessonAfter } from "./lessons.ts";
import { deliveryRows, sourceRows } from "./deliveries.ts";
import type { Loop } from "./loop.ts";
import type { Year } from "./make.ts";
import { awayFrom, awayId, causes, defaultTeamId, employeeRows, leadOf, memberRows, organisationName, teams } from "./people.ts";
import { randomFor } from "./random.ts";
import { versionRows } from "./routing.ts";
import { lastMail, type MailDraft, replyWithMail, thanksMail } from "./mails.ts";
import { demoApiKey } from "./tokens.ts";

type Row<Table extends keyof DB> = Insertable<DB[Table]>;

/** Rows of all tables, parents first. `search_text` becomes the task's search; the mails are not rendered yet. */
export type Rows = {
  [Table in "teams" | "organisation" | "employees" | "routing_versions" | "team_members" | "sources" | "api_keys" | "customers" | "responses" | "compliments" | "causes" | "task_events" | "promises" | "replies" | "verdicts" | "tokens" | "messages" | "call_guides" | "solved_cases" | "lessons" | "gesture_kinds" | "mandates" | "gestures" | "buddies"]: Row<Table>[];
} & { mails: MailDraft[]; deliveries: ReturnType<typeof deliveryRows>; tasks: (Omit<Row<"tasks">, "search"> & { id: number; search_text: string })[] };

export function makeRows({ customers, incoming }: Year, calendar: Calendar, { passwordHash, origin }: { passwordHash: string; origin: string }): Rows {
  const rows: Rows = {
    teams: teams.map((team) => ({ ...team, created_at: calendar.onDay(-500, 9), live_from: calendar.onDay(-500, 9) })),
    // What is late in this year stays with whom it is: moved to the pools it would tell nothing.
    organisation: [{ id: 1, name: organisationName, phone: "+31501234567", default_team_id: defaultTeamId, is_demo: true, escalation: { remind_before_hours: 2, unit: "calendar", steps: [{ after_hours: 72, act: "tell_lead" }] } }],
    employees: employeeRows(calendar, passwordHash),
    routing_versions: versionRows(calendar),
    team_members: memberRows,
    sources: sourceRows(calendar),
    api_keys: [{ id: 1, source_id: 2, name: "Mijn De Linde", key_hash: hashToken(demoApiKey), created_at: calendar.onDay(-400, 9), last_used_at: calendar.ago(0.5), revoked_at: null }],
    customers,
    responses: [],
    deliveries: [],
    causes: causes.map((name, index) => ({ id: index + 1, name })),
    tasks: [],
    task_events: [],
    promises: [],
    mails: [],
    compliments: [],
    replies: [],
    verdicts: [],
    tokens: [],
    messages: [],
    call_guides: guideRows(calendar),
    solved_cases: [],
    lessons: [],
    gesture_kinds: kindRows,
    mandates: mandateRows,
    gestures: [],
    buddies: [],
  };

  const told: { task: number; event: StoredEvent }[] = [];
  for (const [index, { answer, owner, loop }] of incoming.entries()) {
    const id = index + 1;
    rows.responses.push(responseRow(id, answer));
    if (answer.score >= 9 && answer.comment) addCompliment(rows, id, answer, calendar, origin);
    if (!loop) continue;
    const task = rows.tasks.length + 1;
    const events = untilNow(loop, calendar);
    told.push(...events.map((event) => ({ task, event })));
    rows.tasks.push({
      id: task,
      response_id: id,
      customer_id: answer.customer.id,
      received_at: answer.receivedAt,
      received_team_id: loop.route.team,
      received_owner_id: owner,
      search_text: [answer.customer.name, answer.customer.account, answer.comment].filter(Boolean).join(" "),
      updated_at: events.at(-1)!.at,
      ...foldTask(events),
    });
    addWhatFollows(rows, loop, task, events, origin);
    addWhatHelped(rows, loop, task, events);
    rows.gestures.push(...gestureRows(task, rows.tasks[task - 1]!.team_id, events));
    rows.buddies.push(...buddyRows(task, events));
  }
  addEvents(rows, told);
  addMessages(rows, calendar);
  const repairs = rows.responses.flatMap(({ source_id, external_id }, index) => (source_id === 1 ? [{ id: index + 1, externalId: external_id, incoming: incoming[index]! }] : []));
  rows.deliveries = deliveryRows(repairs, calendar);
  return rows;
}

type Answer = Year["incoming"][number]["answer"];

function responseRow(id: number, { key, customer, score, comment, receivedAt, team, aboutEmployee, touchpoint, theme }: Answer): Row<"responses"> {
  const random = randomFor(`response ${key}`);
  const isRepair = touchpoint === "reparatie aan huis";
  const attributes = isRepair ? { opdracht: `R${random.whole(26_000, 27_999)}-${random.whole(100, 999)}`, vakgroep: theme === "boiler" ? "installatie" : theme === "leak" ? "loodgieter" : "bouwkundig" } : {};
  return {
    id,
    source_id: isRepair ? 1 : 2,
    external_id: `${isRepair ? "rep" : "con"}-${100_000 + id * 3}`,
    customer_id: customer.id,
    score,
    comment,
    answered_at: new Date(receivedAt.getTime() - random.whole(1, 50) * 1000),
    received_at: receivedAt,
    updated_at: receivedAt,
    about_team: team === 2 ? "noord" : team === 3 ? "zuid" : null,
    about_employee_id: aboutEmployee,
    touchpoint,
    // As jsonb: the rows travel as JSON.
    attributes: attributes as unknown as string,
    team_id: team,
  };
}

/** Read within days, except some of this week; many are thanked for as soon as they are read. */
function addCompliment(rows: Rows, id: number, answer: Answer, calendar: Calendar, origin: string): void {
  const { key, customer, receivedAt, team, aboutEmployee } = answer;
  const random = randomFor(`compliment ${key}`);
  const readAt = new Date(receivedAt.getTime() + random.between(0.1, 3) * dayInMs);
  const isRead = !key.startsWith("praise") && (readAt < calendar.ago(6 * 24) || (readAt < calendar.ago(2) && random.chance(0.5)));
  const employeeId = aboutEmployee ?? customer.owner_id ?? null;
  const isThanked = isRead && employeeId !== null && customer.email && random.chance(0.4);
  const thankedAt = new Date(readAt.getTime() + 90_000);
  const thanks = isThanked ? thanksMail({ answer, origin }, employeeId, thankedAt) : null;
  if (thanks) {
    rows.mails.push(thanks.mail);
    rows.tokens.push(thanks.token);
  }
  rows.compliments.push({ response_id: id, team_id: team, employee_id: employeeId, received_at: receivedAt, read_at: isRead ? readAt : null, thanked_at: thanks && thankedAt, thanked_by: thanks && employeeId, thanks_mail_id: thanks && thanks.mail.id });
}

/** What has happened by now; of who is away, until she went. */
function untilNow(loop: Loop, calendar: Calendar): StoredEvent[] {
  const now = calendar.ago(1 / 60);
  const end = loop.events.findIndex((event) => event.at > now || (event.actor_id === awayId && event.at > awayFrom(calendar)));
  const events = end < 0 ? loop.events : loop.events.slice(0, end);
  return events.at(-1)?.kind === "reply_queued" ? events.slice(0, -1) : events;
}

/** The rows beside the task that its events speak of: promises, replies with their mails, verdicts. */
function addWhatFollows(rows: Rows, loop: Loop, task: number, events: StoredEvent[], origin: string): void {
  const about = { loop, taskId: task, origin };
  for (const event of events) {
    switch (event.kind) {
      case "promised":
        rows.promises.push({ id: event.data.promise_id, task_id: task, made_by: event.actor_id, text: event.data.text, made_at: event.at, due_at: event.data.due_at, kept_at: null, withdrawn_at: null, withdrawn_reason: null });
        break;
      case "promise_kept":
        Object.assign(rows.promises.at(-1)!, { kept_at: event.at });
        break;
      case "promise_withdrawn":
        Object.assign(rows.promises.at(-1)!, { withdrawn_at: event.at, withdrawn_reason: event.data.reason });
        break;
      case "reply_queued": {
        const { reply, mail, tokens } = replyWithMail(about, loop.replies.find(({ id }) => id === event.data.reply_id)!, event.at);
        rows.replies.push(reply);
        rows.mails.push(mail);
        rows.tokens.push(...tokens);
        break;
      }
      case "closed": {
        const { email, no_mail_at } = loop.answer.customer;
        if (event.data.outcome !== "unreachable" || !email || no_mail_at) break;
        const { mail, tokens } = lastMail(about, event.actor_id!, event.at);
        rows.mails.push(mail);
        rows.tokens.push(...tokens);
        break;
      }
      case "verdict_given":
        rows.verdicts.push({ reply_id: event.data.reply_id, answer: event.data.answer, score: event.data.score, words: event.data.words, given_at: event.at, changed_at: event.at });
    }
  }
}

/** What a customer called solved, and the line that some leave for the team when a loop is closed. */
function addWhatHelped(rows: Rows, loop: Loop, task: number, events: StoredEvent[]): void {
  const { outcome, team_id, cause_id, verdict_at, closed_at } = rows.tasks[task - 1]!;
  const acted = events.findLast((event) => event.kind === "acted");
  if (acted?.kind !== "acted" || !acted.actor_id || !closed_at) return;
  if (outcome === "solved") rows.solved_cases.push({ task_id: task, team_id, cause_id: cause_id ?? null, employee_id: acted.actor_id, solved_at: verdict_at!, words: loop.answer.comment ?? "", did: acted.data.text });
  const text = lessonAfter(loop.answer, outcome!);
  if (text) rows.lessons.push({ task_id: task, team_id, cause_id: cause_id ?? null, employee_id: acted.actor_id, text, at: closed_at });
}

/** Ids rise with time, as if everything had been recorded when it happened. */
function addEvents(rows: Rows, told: { task: number; event: StoredEvent }[]): void {
  told.sort((a, b) => a.event.at.getTime() - b.event.at.getTime() || a.task - b.task);
  for (const [index, { task, event }] of told.entries()) {
    const id = index + 1;
    rows.task_events.push({ id, task_id: task, at: event.at, kind: event.kind, actor_id: event.actor_id, data: event.data as never });
    rows.tasks[task - 1]!.last_event_id = id;
  }
}

/** What staff were told in the last days: of new tasks, of verdicts, and of what they were asked. The older half is read. */
function addMessages(rows: Rows, calendar: Calendar): void {
  const news: (Omit<Row<"messages">, "at"> & { at: Date })[] = [];
  for (const stored of rows.task_events) {
    const event = stored as unknown as StoredEvent & { task_id: number };
    const task = rows.tasks[event.task_id - 1]!;
    const told = toldOf(event, task.owner_id ?? null, leadOf(task.team_id));
    if (!told || told.employee_id === event.actor_id || event.at < calendar.ago(6 * 24)) continue;
    news.push({ ...told, task_id: event.task_id, event_id: event.id, response_id: null, actor_id: event.actor_id, at: event.at, read_at: event.at < calendar.ago(24) ? event.at : null });
  }
  for (const { employee_id, response_id, received_at, read_at } of rows.compliments) {
    const at = received_at as Date;
    if (employee_id && at >= calendar.ago(6 * 24)) news.push({ employee_id, kind: "compliment", task_id: null, event_id: null, response_id, actor_id: null, at, read_at: read_at ?? null });
  }
  news.sort((a, b) => a.at.getTime() - b.at.getTime());
  rows.messages = news.map((message, index) => ({ id: index + 1, ...message }));
}

function toldOf(event: StoredEvent, owner: number | null, lead: number): { employee_id: number; kind: MessageKind } | null {
  switch (event.kind) {
    case "opened":
      return owner === null ? null : { employee_id: owner, kind: "assigned" };
    case "verdict_given":
      return owner === null ? null : { employee_id: owner, kind: "verdict" };
    case "gesture_asked":
      return { employee_id: lead, kind: "gesture_asked" };
    case "gesture_decided":
      return { employee_id: event.data.employee_id, kind: "gesture_decided" };
    case "buddy_asked":
      return { employee_id: event.data.employee_id, kind: "help" };
    case "buddy_answered":
      return { employee_id: event.data.asked_by, kind: "buddy_answered" };
    case "buddy_thanked":
      return { employee_id: event.data.employee_id, kind: "thanked" };
    default:
      return null;
  }
}
