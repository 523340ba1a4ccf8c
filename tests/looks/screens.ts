import type { Db } from "#db/client.ts";
import { sendTest } from "#app/outgoing/endpoints.server.ts";
import { firstRules } from "#app/routing/rule.ts";
import type { TryoutResult } from "#app/routing/tryout.ts";
import { makeEndpoint } from "../receiver.ts";

/** Every screen with the demo's data: journeys/screens.spec.ts checks them, look.ts takes their pictures. */
export type Viewer = "employee" | "lead" | "admin" | "nobody";
export type Ids = { toCall: number; toAct: number; toTell: number; told: number; closed: number; unclaimed: number; promised: { task: number; promise: number }; customer: number; person: number; cause: number; team: number; guide: number; hers: number; endpoint: number; mail: string; delivery: number; tryout: number; helping: number };
export type Screen = [name: string, role: Viewer, path: (ids: Ids) => string];

export const screens: Screen[] = [
  ["signing in", "nobody", () => "/signin"],
  ["a forgotten password", "nobody", () => "/password"],
  ["an invite that is not there", "nobody", () => "/invite/x"],
  ["a customer's link that is not there", "nobody", () => "/r/x"],
  ["an unsubscribe link that is not there", "nobody", () => "/u/x"],
  ["the demo mailbox", "nobody", () => "/demo/mailbox"],
  ["a mail in the demo mailbox", "nobody", ({ mail }) => `/demo/mailbox/${mail}`],
  ["the API", "nobody", () => "/api"],
  ["the call list", "employee", () => "/inbox"],
  ["the call list, searched", "employee", () => "/inbox?q=lekkage"],
  ["the call list, nothing found", "employee", () => "/inbox?q=zeppelin"],
  ["the team", "employee", () => "/team"],
  ["compliments", "employee", () => "/compliments"],
  ["the wall of the month", "employee", () => "/compliments/wall"],
  ["a month of the wall without a compliment", "employee", () => "/compliments/wall?month=2020-01"],
  ["my story", "employee", () => "/me/story"],
  ["the story of who has none", "admin", () => "/me/story"],
  ["a task to call", "employee", ({ toCall }) => `/tasks/${toCall}`],
  ["a task to act on", "employee", ({ toAct }) => `/tasks/${toAct}`],
  ["a task to tell about", "employee", ({ toTell }) => `/tasks/${toTell}`],
  ["a task that was told", "employee", ({ told }) => `/tasks/${told}`],
  ["a closed task", "employee", ({ closed }) => `/tasks/${closed}`],
  ["logging an attempt", "employee", ({ toCall }) => `/tasks/${toCall}/attempts`],
  ["logging a voicemail", "employee", ({ toCall }) => `/tasks/${toCall}/attempts?outcome=voicemail`],
  ["logging a conversation", "employee", ({ toCall }) => `/tasks/${toCall}/attempts?outcome=reached&since=1795330651000`],
  ["what worked", "employee", ({ hers }) => `/tasks/${hers}/lesson`],
  ["the lessons", "employee", () => "/team/lessons"],
  ["the lessons, searched", "employee", () => "/team/lessons?q=monteur"],
  ["the call guide", "employee", () => "/team/guides"],
  ["the call guide of a lead", "lead", () => "/team/guides"],
  ["a new guide", "lead", () => "/team/guides/new"],
  ["a guide", "lead", ({ guide }) => `/team/guides/${guide}`],
  ["making a promise", "employee", ({ toCall }) => `/tasks/${toCall}/promises`],
  ["ending a promise", "employee", ({ promised }) => `/tasks/${promised.task}/promises/${promised.promise}`],
  ["logging an action", "employee", ({ toAct }) => `/tasks/${toAct}/actions`],
  ["claiming", "employee", ({ unclaimed }) => `/tasks/${unclaimed}/claim`],
  ["asking for help", "employee", ({ toCall }) => `/tasks/${toCall}/help`],
  ["handing over", "employee", ({ toCall }) => `/tasks/${toCall}/handover`],
  ["telling by phone", "employee", ({ toTell }) => `/tasks/${toTell}/telling`],
  ["closing", "employee", ({ toCall }) => `/tasks/${toCall}/closing`],
  ["writing the reply", "employee", ({ toTell }) => `/tasks/${toTell}/reply`],
  ["giving something", "employee", ({ toAct }) => `/tasks/${toAct}/gestures`],
  ["asking to give more", "employee", ({ toAct }) => `/tasks/${toAct}/gestures/asking`],
  ["what I may give", "employee", () => "/team/mandate"],
  ["what a team may give", "lead", () => "/team/mandate"],
  ["gestures to decide on", "lead", () => "/team/gestures"],
  ["the kinds of gestures", "admin", () => "/admin/gestures"],
  ["a kind of gesture", "admin", () => "/admin/gestures/1"],
  ["a team's mandate", "admin", ({ team }) => `/admin/teams/${team}/mandate`],
  ["what I was asked", "employee", () => "/helping"],
  ["helping a colleague", "employee", ({ helping }) => `/helping/${helping}`],
  ["a customer", "employee", ({ customer }) => `/customers/${customer}`],
  ["the messages", "employee", () => "/messages"],
  ["when I am mailed", "employee", () => "/me/messages"],
  ["me", "employee", () => "/me"],
  ["being away", "employee", () => "/me/away"],
  ["my working hours", "employee", () => "/me/presence"],
  ["who is there when", "employee", () => "/team/presence"],
  ["sharing out tasks", "lead", () => "/team/reassign"],
  ["changing my password", "employee", () => "/me/password"],
  ["what is not there", "employee", () => "/no/such/page"],
  ["the overview", "lead", () => "/overview"],
  ["the overview of a year", "admin", () => "/overview?period=year"],
  ["the tasks behind a figure", "lead", () => "/overview/tasks?figure=followUp"],
  ["the people", "admin", () => "/admin/people"],
  ["inviting", "admin", () => "/admin/people/invitations"],
  ["a person", "admin", ({ person }) => `/admin/people/${person}`],
  ["a person's link", "admin", ({ person }) => `/admin/people/${person}/link`],
  ["a person's absence", "admin", ({ person }) => `/admin/people/${person}/away`],
  ["a person's working hours", "admin", ({ person }) => `/admin/people/${person}/presence`],
  ["a team's working hours", "admin", ({ team }) => `/admin/teams/${team}/hours`],
  ["deactivating", "admin", ({ person }) => `/admin/people/${person}/deactivation`],
  ["the teams", "admin", () => "/admin/teams"],
  ["a team", "admin", ({ team }) => `/admin/teams/${team}`],
  ["a team going live", "admin", ({ team }) => `/admin/teams/${team}/live`],
  ["the rules", "admin", () => "/admin/routing"],
  ["a new rule", "admin", () => "/admin/routing/rules/new"],
  ["a rule", "admin", () => "/admin/routing/rules/detracto"],
  ["what trying out found", "admin", ({ tryout }) => `/admin/routing/tryouts/${tryout}`],
  ["using a draft that is not there", "admin", () => "/admin/routing/activation"],
  ["the versions of the rules", "admin", () => "/admin/routing/versions"],
  ["the causes", "admin", () => "/admin/causes"],
  ["a cause", "admin", ({ cause }) => `/admin/causes/${cause}`],
  ["the sources", "admin", () => "/admin/sources"],
  ["a new source", "admin", () => "/admin/sources/new"],
  ["connecting a tool", "admin", () => "/admin/sources/3/connect"],
  ["a source", "admin", () => "/admin/sources/1"],
  ["a source that waits", "admin", () => "/admin/sources/3"],
  ["how a source signs", "admin", () => "/admin/sources/3/signing"],
  ["a new secret", "admin", () => "/admin/sources/1/secret"],
  ["a test answer", "admin", () => "/admin/sources/1/test"],
  ["pausing a source", "admin", () => "/admin/sources/1/pause"],
  ["what is what", "admin", () => "/admin/sources/3/mapping"],
  ["what is what of a known tool", "admin", () => "/admin/sources/1/mapping"],
  ["a delivery", "admin", ({ delivery }) => `/admin/sources/1/deliveries/${delivery}`],
  ["the keys", "admin", () => "/admin/keys"],
  ["the outgoing events", "admin", () => "/admin/events"],
  ["another system to tell", "admin", () => "/admin/events/new"],
  ["what another system was sent", "admin", ({ endpoint }) => `/admin/events/${endpoint}`],
  ["the files", "admin", () => "/admin/import"],
  ["the mails", "admin", () => "/admin/mails"],
  ["reminding and moving on", "admin", () => "/admin/escalation"],
  ["the organisation", "admin", () => "/admin/organisation"],
];

export async function viewerOf(db: Db, role: Viewer): Promise<{ id: number } | null> {
  if (role === "nobody") return null;
  const names = { employee: "Fatima Amrani", lead: "Ruben Visser", admin: "Marijke de Wit" };
  return db.selectFrom("employees").select("id").where("name", "=", names[role]).executeTakeFirstOrThrow();
}

/** Something of each kind that Fatima may see. */
export async function findIds(db: Db): Promise<Ids> {
  const fatima = await db.selectFrom("employees").select("id").where("name", "=", "Fatima Amrani").executeTakeFirstOrThrow();
  const { team_id: team } = await db.selectFrom("team_members").select("team_id").where("employee_id", "=", fatima.id).executeTakeFirstOrThrow();
  const inTeam = db.selectFrom("tasks").select("id").where("team_id", "=", team).orderBy("id", "desc");
  const at = async (stage: "to_call" | "to_act" | "to_tell" | "told" | "closed") => (await inTeam.where("stage", "=", stage).where("owner_id", "is not", null).executeTakeFirstOrThrow()).id;
  const promise = await db.selectFrom("promises").innerJoin("tasks", "tasks.id", "promises.task_id").select(["promises.id", "task_id"]).where("kept_at", "is", null).where("withdrawn_at", "is", null).where("tasks.team_id", "=", team).executeTakeFirstOrThrow();
  const closed = await inTeam.where("outcome", "=", "solved").select("customer_id").executeTakeFirstOrThrow();
  const sven = await db.selectFrom("team_members").innerJoin("employees", "employees.id", "employee_id").select("employees.id").where("team_id", "=", team).where("is_lead", "=", false).where("employees.id", "<>", fatima.id).where("deactivated_at", "is", null).executeTakeFirstOrThrow();
  return {
    toCall: await at("to_call"),
    toAct: await at("to_act"),
    toTell: await at("to_tell"),
    told: await at("told"),
    closed: closed.id,
    unclaimed: (await inTeam.where("owner_id", "is", null).where("closed_at", "is", null).executeTakeFirstOrThrow()).id,
    promised: { task: promise.task_id, promise: promise.id },
    customer: closed.customer_id,
    person: sven.id,
    helping: (await db.selectFrom("buddies").select("id").where("buddy_id", "=", fatima.id).where("ended_at", "is", null).orderBy("id", "desc").limit(1).executeTakeFirstOrThrow()).id,
    cause: (await db.selectFrom("causes").select("id").orderBy("id").executeTakeFirstOrThrow()).id,
    team,
    guide: (await db.selectFrom("call_guides").select("id").where("team_id", "=", team).where("cause_id", "is not", null).executeTakeFirstOrThrow()).id,
    hers: (await db.selectFrom("tasks").select("id").where("owner_id", "=", fatima.id).where("stage", "=", "closed").orderBy("id", "desc").executeTakeFirstOrThrow()).id,
    endpoint: await aFailingEndpoint(db, fatima.id),
    tryout: await aTryout(db, fatima.id),
    delivery: (await db.selectFrom("deliveries").select("id").where("source_id", "=", 1).orderBy("id", "desc").executeTakeFirstOrThrow()).id,
    mail: (await db.selectFrom("mails").select("id").where("kind", "=", "reply").where("status", "=", "sent").orderBy("created_at", "desc").executeTakeFirstOrThrow()).id,
  };
}

/** Paused, with something that did not arrive: all that its page can show. */
async function aFailingEndpoint(db: Db, by: number): Promise<number> {
  const { id } = await makeEndpoint(db, by, { name: "Het datawarehouse van de afdeling Informatievoorziening", kinds: [], paused_at: new Date(), archived_at: null });
  await sendTest(db, id, new Date());
  await db.updateTable("event_deliveries").set({ status: "failed", try_count: 10, last_problem: "certificate", last_try_at: new Date(), next_try_at: null }).where("endpoint_id", "=", id).execute();
  await sendTest(db, id, new Date());
  return id;
}

/** Done, with something of each kind. */
async function aTryout(db: Db, by: number): Promise<number> {
  const task = await db.selectFrom("tasks").select(["response_id", "team_id", "owner_id"]).where("owner_id", "is not", null).orderBy("id", "desc").executeTakeFirstOrThrow();
  const placed = { team_id: task.team_id, owner_id: task.owner_id, rule_id: "detracto" };
  const pool = { ...placed, owner_id: null, rule_id: null };
  const example = { response_id: task.response_id, before: placed, after: pool };
  const result: TryoutResult = {
    tasks: { before: 1_250, after: 1_100 }, moved: 200, opened: 10, dropped: 160, fallen: 12,
    people: [{ id: by, before: 300, after: 120 }],
    pools: [{ id: task.team_id, before: 40, after: 40 }],
    rules: [{ id: "detracto", count: 1_088 }],
    examples: { moved: [example], opened: [{ ...example, before: null }], dropped: [{ ...example, after: null }], fallen: [example] },
  };
  const at = new Date();
  const { id } = await db.insertInto("tryouts").values({ rules: JSON.stringify(firstRules), status: "done", from_at: new Date(at.getTime() - 30 * 86_400_000), until_at: at, total_count: 4_000, done_count: 4_000, result: JSON.stringify(result), created_by: by, created_at: at, finished_at: at }).returning("id").executeTakeFirstOrThrow();
  return id;
}
