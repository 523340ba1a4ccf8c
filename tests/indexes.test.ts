import { createHash } from "node:crypto";
import type { LoaderFunction } from "@remix-run/node";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readConfig } from "#app/config.server.ts";
import type { RequestContext } from "#app/context.server.ts";
import { beginning, responseById, responsesAfter, taskById, tasksAfter } from "#app/intake/api/changes.server.ts";
import { replayFailed, replayOne } from "#app/outgoing/log.server.ts";
import { sweepEvents } from "#app/outgoing/sweep.server.ts";
import { leaseDue } from "#app/outgoing/try.server.ts";
import { mailMessages } from "#app/messages/mail.server.ts";
import { markTaskRead, readAll } from "#app/messages/messages.server.ts";
import { columns } from "#app/overview/list.ts";
import { cohortSets, presentSets } from "#app/overview/sets.ts";
import { viewerById } from "#app/people/session.server.ts";
import { closeSilentTasks } from "#app/replies/silent.server.ts";
import { changeEscalation, escalationNow, planAgain } from "#app/tasks/escalation.server.ts";
import { takeSteps } from "#app/tasks/steps.server.ts";
import type { DB } from "#db/schema.ts";
import { useDatabase } from "./database.ts";
import { fillMuch, gone, now, size } from "./indexes.fill.ts";

/**
 * Every page's loader runs against five years of a large organisation; what it asked is looked at
 * with EXPLAIN. A page that reads a whole big table is slow only after years: here it fails at once.
 */
const big = ["tasks", "task_events", "responses", "customers", "compliments", "promises", "mails", "replies", "verdicts", "tokens", "deliveries", "outgoing_events", "event_deliveries", "import_problems", "messages", "gestures", "buddies", "solved_cases", "lessons"];

const database = useDatabase();
type Asked = { sql: string; parameters: readonly unknown[] };
let asked: Asked[] = [];
let db: Kysely<DB>;
let planner: pg.Client;
const modules = import.meta.glob<{ loader?: LoaderFunction }>(["../app/**/*.route.{ts,tsx}", "../app/ui/shell.tsx", "../app/root.tsx"], { eager: true });

const people = { employee: 13, lead: 3, admin: size.employees };
type Visit = { path: string; params?: Record<string, string>; as: keyof typeof people | "nobody" };

beforeAll(async () => {
  await fillMuch(database.db);
  db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: database.pool }),
    log: ({ level, query }) => {
      if (level === "query") asked.push({ sql: query.sql, parameters: query.parameters });
    },
  });
  planner = new pg.Client({ connectionString: database.url });
  await planner.connect();
  // Of a join with hundreds of rows the planner likes to read the other table whole, while that is small. The question
  // here is whether there is an index to go by: without one it reads the whole table also like this.
  await planner.query("set enable_hashjoin = off; set enable_mergejoin = off; set random_page_cost = 1.1");
});
afterAll(() => planner.end());

/** The newest task of employee 13 in this stage; ids follow from the rows. */
async function taskOf(stage: "to_call" | "to_act" | "to_tell" | "told" | "closed") {
  const task = await database.db.selectFrom("tasks").select(["id", "customer_id", "response_id"]).where("owner_id", "=", people.employee).where("stage", "=", stage).orderBy("id", "desc").executeTakeFirstOrThrow();
  return { ...task, id: String(task.id) };
}

async function visits(): Promise<Record<string, Visit[]>> {
  const [toCall, toAct, toTell, told, closed] = await Promise.all((["to_call", "to_act", "to_tell", "told", "closed"] as const).map(taskOf));
  const promise = await database.db.selectFrom("promises").select("id").where("task_id", "=", Number(toAct!.id)).executeTakeFirstOrThrow();
  const reply = await database.db.selectFrom("replies").select(["id", "mail_id"]).where("task_id", "=", Number(told!.id)).executeTakeFirstOrThrow();
  const helped = await database.db.selectFrom("buddies").select("id").where("buddy_id", "=", people.employee).where("ended_at", "is", null).orderBy("id", "desc").limit(1).executeTakeFirstOrThrow();
  const praise = await database.db.selectFrom("compliments").select("response_id").where("employee_id", "=", people.employee).orderBy("response_id", "desc").executeTakeFirstOrThrow();
  const version = await database.db.selectFrom("routing_versions").select("id").orderBy("id").executeTakeFirstOrThrow();
  const delivered = await database.db.selectFrom("deliveries").select(["id", "source_id"]).where("verdict", "=", "waiting").orderBy("id", "desc").executeTakeFirstOrThrow();
  const everyone = (path: string): Visit[] => (["employee", "lead", "admin"] as const).map((as) => ({ path, as }));
  const act = (name: string, task = toCall!): Visit[] => everyone(`/tasks/${task.id}/${name}`).map((visit) => ({ ...visit, params: { taskId: task.id } }));
  const admin = (path: string, params?: Record<string, string>): Visit[] => [{ path: `/admin${path}`, as: "admin", ...(params && { params }) }];
  const leading = (path: string): Visit[] => (["lead", "admin"] as const).map((as) => ({ path, as }));
  const verdictToken = `verdict ${reply.id}`;
  const middle = now.getTime() - 30 * 86_400_000;
  return {
    "root.tsx": everyone("/inbox"),
    "ui/shell.tsx": everyone("/inbox"),
    "tasks/home.route.ts": everyone("/"),
    "tasks/inbox.route.tsx": ["", "?stage=to_call", `?stage=to_act&after=${middle}_100`, "?q=lekkage", "?q=klant.12@klant.example", "?q=0612345678"].flatMap((query) => everyone(`/inbox${query}`)),
    "tasks/team.route.tsx": ["", `?after=${middle}_100`, "?list=claimed", `?list=claimed&after=${middle}_100`, "?q=lekkage", "?q=klant.12@klant.example"].flatMap((query) => everyone(`/team${query}`)),
    "people/team-presence.route.tsx": everyone("/team/presence"),
    "people/colleagues.route.ts": ["", "?q=jan"].flatMap((query) => everyone(`/colleagues${query}`)),
    "compliments/compliments.route.tsx": ["", "?list=read", "?list=team", `?list=read&after=${middle}_100`, `?list=team&after=${middle}_100`].flatMap((query) => everyone(`/compliments${query}`)),
    "compliments/wall.route.tsx": ["", "?month=2026-10", `?month=2026-10&after=${middle}_100`, "?month=2020-01"].flatMap((query) => everyone(`/compliments/wall${query}`)),
    "compliments/thanks.route.tsx": [{ path: `/compliments/${praise.response_id}/thanks`, params: { responseId: String(praise.response_id) }, as: "employee" }],
    "story/story.route.tsx": ["", "?before=2026-08"].flatMap((query) => everyone(`/me/story${query}`)),
    "tasks/task.route.tsx": [toCall, toAct, toTell, told, closed].flatMap((task) => everyone(`/tasks/${task!.id}`).map((visit) => ({ ...visit, params: { taskId: task!.id } }))),
    "prepare/similar.route.ts": act("similar"),
    "tasks/attempts.route.tsx": act("attempts"),
    "tasks/promises.route.tsx": act("promises"),
    "tasks/promise.route.tsx": act(`promises/${promise.id}`, toAct!).map((visit) => ({ ...visit, params: { taskId: toAct!.id, promiseId: String(promise.id) } })),
    "tasks/actions.route.tsx": act("actions"),
    "tasks/claim.route.tsx": act("claim"),
    "buddies/help.route.tsx": act("help"),
    "buddies/thanks.route.tsx": act("buddies/1/thanks"),
    "buddies/end.route.tsx": act("buddies/1/end"),
    "buddies/helping-list.route.tsx": ["", "?before=9000"].flatMap((query) => everyone(`/helping${query}`)),
    "buddies/helping.route.tsx": [{ path: `/helping/${helped.id}`, params: { buddyId: String(helped.id) }, as: "employee" }],
    "tasks/undo.route.ts": act("undo"),
    "tasks/handover.route.tsx": act("handover"),
    "tasks/declining.route.tsx": act("declining"),
    "tasks/introduction.route.tsx": act("introduction"),
    "tasks/telling.route.tsx": act("telling", toTell),
    "tasks/closing.route.tsx": act("closing"),
    "mandate/gestures.route.tsx": act("gestures"),
    "mandate/asking.route.tsx": act("gestures/asking"),
    "mandate/withdrawal.route.tsx": act("gestures/1/withdrawal"),
    "mandate/my-mandate.route.tsx": everyone("/team/mandate"),
    "mandate/decisions.route.tsx": leading("/team/gestures"),
    "mandate/kinds.route.tsx": admin("/gestures"),
    "mandate/kind.route.tsx": admin("/gestures/1", { kindId: "1" }),
    "mandate/team-mandate.route.tsx": admin("/teams/3/mandate", { teamId: "3" }),
    "prepare/lesson.route.tsx": [{ path: `/tasks/${closed!.id}/lesson`, params: { taskId: closed!.id }, as: "employee" }],
    "prepare/lessons.route.tsx": ["", "?q=lekkage", `?after=${middle}_100`, `?q=lekkage&after=${middle}_100`].flatMap((query) => everyone(`/team/lessons${query}`)),
    "prepare/guides.route.tsx": everyone("/team/guides"),
    "prepare/guide.route.tsx": ["new", "3"].flatMap((guideId) => leading(`/team/guides/${guideId}`).map((visit) => ({ ...visit, params: { guideId } }))),
    "prepare/starters.route.ts": leading("/team/guides/starters"),
    "prepare/guide-removal.route.ts": leading("/team/guides/3/removal"),
    "replies/reply.route.tsx": act("reply", toTell),
    "replies/mail-preview.route.ts": everyone(`/mail-body/preview?task_id=${toTell!.id}&you_said=x&we_did=y&language=nl`),
    "replies/mail-body.route.ts": everyone(`/mail-body/${reply.mail_id}`).map((visit) => ({ ...visit, params: { mailId: reply.mail_id } })),
    "replies/verdict.route.tsx": [{ path: `/r/${verdictToken}`, params: { token: verdictToken }, as: "nobody" }],
    "replies/unsubscribe.route.tsx": [{ path: "/u/x", params: { token: `unsubscribe ${told!.id}` }, as: "nobody" }],
    "replies/demo-mailbox.route.tsx": ["", `?before=${new Date(middle).toISOString()}_${reply.mail_id}`].map((query) => ({ path: `/demo/mailbox${query}`, as: "nobody" })),
    "replies/demo-mail.route.tsx": [{ path: `/demo/mailbox/${reply.mail_id}`, params: { mailId: reply.mail_id }, as: "nobody" }],
    "replies/mails.route.tsx": ["/mails", `/mails?before=${new Date(middle).toISOString()}_${reply.mail_id}`].flatMap((path) => admin(path)),
    "customers/customer.route.tsx": everyone(`/customers/${toCall!.customer_id}`).map((visit) => ({ ...visit, params: { customerId: String(toCall!.customer_id) } })),
    "tasks/reassign.route.tsx": ["", "?team=3", "?owner=none", "?owner=13", `?team=3&owner=13&after=${middle}_100`].flatMap((query) => leading(`/team/reassign${query}`)),
    "tasks/undoing.route.ts": leading("/team/reassign/8c7f5b0e-6f0c-4d5e-9f6e-0d6a4c1f2b3a/undoing"),
    "overview/overview.route.tsx": ["", "?period=month", "?period=last-month", "?period=quarter", "?period=year", "?period=custom&from=2026-01-01&to=2026-06-30", "?team=3"].flatMap((query) => leading(`/overview${query}`)),
    "overview/tasks.route.tsx": [
      ...columns.flatMap((sort) => [`?sort=${sort}`, `?sort=-${sort}`]),
      ...[...cohortSets, ...presentSets].map((figure) => `?figure=${figure}`),
      "?team=3", "?stage=to_call", "?outcome=solved", "?late=1", "?cause=2", "?q=lekkage", `?after=1000.${middle * 1000}`, "?period=year&q=lekkage",
    ].flatMap((query) => leading(`/overview/tasks${query}`)),
    "people/admin.route.ts": admin(""),
    "people/people.route.tsx": admin("/people"),
    "people/invitations.route.tsx": admin("/people/invitations"),
    "people/person.route.tsx": admin("/people/13", { employeeId: "13" }),
    "people/person-link.route.tsx": admin("/people/13/link", { employeeId: "13" }),
    "people/person-away.route.tsx": admin("/people/13/away", { employeeId: "13" }),
    "people/person-presence.route.tsx": admin("/people/13/presence", { employeeId: "13" }),
    "people/deactivation.route.tsx": admin("/people/13/deactivation", { employeeId: "13" }),
    "people/reactivation.route.tsx": admin(`/people/${gone}/reactivation`, { employeeId: String(gone) }),
    "people/teams.route.tsx": admin("/teams"),
    "people/team.route.tsx": admin("/teams/3", { teamId: "3" }),
    "people/team-hours.route.tsx": admin("/teams/3/hours", { teamId: "3" }),
    "people/organisation.route.tsx": admin("/organisation"),
    ...Object.fromEntries(["rules", "activation", "discarding"].map((name) => [`routing/${name}.route.tsx`, admin(name === "rules" ? "/routing" : `/routing/${name}`)])),
    "routing/rule.route.tsx": ["detracto", "new"].flatMap((ruleId) => admin(`/routing/rules/${ruleId}`, { ruleId })),
    ...Object.fromEntries(["parts.route.tsx", "place.route.ts", "copies.route.ts", "removal.route.ts", "return.route.ts"].map((file) => [`routing/${file}`, admin(`/routing/rules/detracto/${file.split(".")[0]}`, { ruleId: "detracto" })])),
    "routing/live.route.tsx": admin("/teams/3/live", { teamId: "3" }),
    "routing/stop-live.route.ts": admin("/teams/3/live/end", { teamId: "3" }),
    "routing/tryouts.route.ts": admin("/routing/tryouts"),
    "routing/tryout.route.tsx": admin("/routing/tryouts/1", { tryoutId: "1" }),
    "routing/tryout-cancellation.route.ts": admin("/routing/tryouts/1/cancellation", { tryoutId: "1" }),
    "routing/versions.route.tsx": ["", "?before=2"].flatMap((query) => admin(`/routing/versions${query}`)),
    "routing/version.route.tsx": admin(`/routing/versions/${version.id}`, { versionId: String(version.id) }),
    "routing/restoration.route.ts": admin(`/routing/versions/${version.id}/restoration`, { versionId: String(version.id) }),
    "improvements/causes.route.tsx": admin("/causes"),
    "improvements/cause.route.tsx": admin("/causes/3", { causeId: "3" }),
    "intake/sources/sources.route.tsx": ["/sources", "/sources?list=archived", "/sources?after=3"].flatMap((path) => admin(path)),
    "intake/sources/source.route.tsx": ["", `?before=${size.responses - 100}`].flatMap((query) => admin(`/sources/2${query}`, { sourceId: "2" })),
    "intake/sources/new-source.route.tsx": admin("/sources/new"),
    ...Object.fromEntries(["secret", "signing", "test", "pause", "resumption", "archiving"].map((name) => [`intake/sources/${name}.route.tsx`, admin(`/sources/2/${name}`, { sourceId: "2" })])),
    "intake/sources/fetching.route.tsx": admin("/sources/4/fetching", { sourceId: "4" }),
    "intake/sources/mapping.route.tsx": ["2", "3", "4"].flatMap((sourceId) => admin(`/sources/${sourceId}/mapping`, { sourceId })),
    "intake/sources/preview.route.tsx": admin("/sources/2/mapping/preview", { sourceId: "2" }),
    ...Object.fromEntries(["retry", "dismissal"].map((name) => [`intake/sources/${name}.route.ts`, admin(`/sources/${delivered.source_id}/deliveries/${delivered.id}/${name}`, { sourceId: String(delivered.source_id), deliveryId: String(delivered.id) })])),
    "intake/sources/connect.route.tsx": admin("/sources/2/connect", { sourceId: "2" }),
    "intake/sources/delivery.route.tsx": admin(`/sources/${delivered.source_id}/deliveries/${delivered.id}`, { sourceId: String(delivered.source_id), deliveryId: String(delivered.id) }),
    "outgoing/endpoints.route.tsx": admin("/events"),
    "outgoing/new-endpoint.route.tsx": admin("/events/new"),
    "outgoing/endpoint.route.tsx": ["", `?before=${size.responses}`].flatMap((query) => admin(`/events/2${query}`, { endpointId: "2" })),
    ...Object.fromEntries(["secret.route.tsx", "archival.route.tsx", "pause.route.ts", "resumption.route.ts", "trial.route.ts", "replays.route.ts"].map((file) => [`outgoing/${file}`, admin(`/events/2/${file.split(".")[0]}`, { endpointId: "2" })])),
    "outgoing/replay.route.ts": admin("/events/2/deliveries/3/replay", { endpointId: "2", deliveryId: "3" }),
    "intake/api/page.route.tsx": [{ path: "/api", as: "nobody" }],
    "intake/api/openapi.route.ts": [{ path: "/openapi.json", as: "nobody" }],
    "intake/keys.route.tsx": admin("/keys"),
    "intake/revocation.route.tsx": admin("/keys/1/revocation", { keyId: "1" }),
    "intake/import/imports.route.tsx": ["", "?before=1000"].flatMap((query) => admin(`/import${query}`)),
    "intake/import/sample.route.ts": admin("/import/sample/customers", { kind: "customers" }),
    "intake/import/import.route.tsx": ["1", "2"].flatMap((importId) => admin(`/import/${importId}`, { importId })),
    "intake/import/run.route.ts": admin("/import/1/run", { importId: "1" }),
    "intake/import/cancellation.route.ts": admin("/import/1/cancellation", { importId: "1" }),
    "intake/import/report.route.ts": admin("/import/2/report", { importId: "2" }),
    "messages/messages.route.tsx": ["", `?before=${size.responses}`].flatMap((query) => everyone(`/messages${query}`)),
    "messages/unread.route.ts": everyone("/messages/unread"),
    "messages/reading.route.ts": everyone("/messages/reading"),
    "messages/opening.route.ts": everyone("/messages/1/opening"),
    "messages/my-messages.route.tsx": everyone("/me/messages"),
    "tasks/escalation.route.tsx": admin("/escalation"),
    "people/me.route.tsx": everyone("/me"),
    "people/my-away.route.tsx": everyone("/me/away"),
    "people/my-presence.route.tsx": everyone("/me/presence"),
    "people/my-password.route.tsx": everyone("/me/password"),
    "keyboard/my-keys.route.ts": everyone("/me/keys"),
    "people/my-sessions.route.ts": everyone("/me/sessions"),
    "people/signin.route.tsx": [{ path: "/signin", as: "nobody" }],
    "people/signout.route.ts": [{ path: "/signout", as: "nobody" }],
    "offline/offline.route.tsx": [{ path: "/offline", as: "nobody" }],
    "people/language.route.ts": [{ path: "/language", as: "nobody" }],
    "people/demo-signin.route.ts": [{ path: "/demo/signin", as: "nobody" }],
    "people/password-request.route.tsx": [{ path: "/password", as: "nobody" }],
    "people/password.route.tsx": [{ path: "/password/x", params: { token: "x" }, as: "nobody" }],
    "people/invite.route.tsx": [{ path: "/invite/x", params: { token: "x" }, as: "nobody" }],
    "ui/not-found.route.ts": [{ path: "/nergens", as: "nobody" }],
  };
}

test("no page reads a whole big table, and each page is among those looked at", async () => {
  const all = await visits();
  const withLoader = Object.entries(modules).filter(([, module]) => module.loader).map(([file]) => file.replace("../app/", ""));
  expect(Object.keys(all).sort(), "every route with a loader").toEqual(withLoader.sort());

  const known = new Set<string>();
  const problems: string[] = [];
  for (const [file, list] of Object.entries(all)) {
    for (const visit of list) {
      asked = [];
      const status = await load(modules[`../app/${file}`]!.loader!, visit);
      if (status >= 400 && visit.path !== "/nergens") problems.push(`${visit.path} as ${visit.as}: ${status}`);
      for (const query of asked) problems.push(...(await wholeTables(query, known)).map((problem) => `${visit.path} as ${visit.as}: ${problem}\n    ${query.sql}`));
    }
  }
  expect(problems.join("\n")).toBe("");
}, 240_000);

test("closing silent tasks reads only those", async () => {
  asked = [];
  await closeSilentTasks({ db, now: () => now });
  const problems = [];
  const known = new Set<string>();
  for (const query of asked) problems.push(...(await wholeTables(query, known)).map((problem) => `${problem}\n    ${query.sql}`));
  expect(asked.length).toBeGreaterThan(10);
  expect(problems.join("\n")).toBe("");
}, 120_000);

test("reminders, steps and mails to staff read only what is due", async () => {
  asked = [];
  await takeSteps({ db, now: () => now });
  await mailMessages({ db, now: () => now } as Parameters<typeof mailMessages>[0]);
  await db.transaction().execute(async (trx) => {
    await markTaskRead(trx, people.employee, 100, now);
    await readAll(trx, (await viewerById(trx, people.employee))!, 10, now);
    await changeEscalation(trx, await escalationNow(trx), now);
    await planAgain(trx, now);
  });
  const known = new Set<string>();
  const problems = [];
  for (const query of asked) problems.push(...(await wholeTables(query, known)).map((problem) => `${problem}\n    ${query.sql}`));
  expect(asked.length).toBeGreaterThan(20);
  expect(problems.join("\n")).toBe("");
}, 120_000);

test("the API's lists read only what they show", async () => {
  asked = [];
  for (const place of [beginning, { at: new Date(now.getTime() - 30 * 86_400_000).toISOString(), id: 1 }]) {
    await responsesAfter(db, place, 200);
    await tasksAfter(db, place, 200);
  }
  await responseById(db, 100);
  await taskById(db, 100);
  const problems = [];
  const known = new Set<string>();
  for (const query of asked) problems.push(...(await wholeTables(query, known)).map((problem) => `${problem}\n    ${query.sql}`));
  expect(asked).toHaveLength(10);
  expect(problems.join("\n")).toBe("");
});

test("delivering, sending again and sweeping outgoing events read only what they need", async () => {
  asked = [];
  await leaseDue(db, now);
  await replayOne(db, 2, 3, now);
  await replayFailed(db, 2, new Date(now.getTime() - 86_400_000), now);
  await sweepEvents({ db, now: () => new Date("2022-01-01") });
  const known = new Set<string>();
  const problems = [];
  for (const query of asked) problems.push(...(await wholeTables(query, known)).map((problem) => `${problem}\n    ${query.sql}`));
  expect(asked.length).toBe(5);
  expect(problems.join("\n")).toBe("");
}, 120_000);

const config = readConfig({ NODE_ENV: "test" }, "demo");

/** Runs the loader as Remix does; gives the status that it answers with. */
async function load(loader: LoaderFunction, { path, params = {}, as }: Visit): Promise<number> {
  const viewer = as === "nobody" ? null : await viewerById(database.db, people[as]);
  // No job is due here, and none is sent.
  const boss = { findJobs: async () => [] };
  const context = { config, db, apart: db, boss, log: console, now: () => now, requestId: "x", ip: "127.0.0.1", nonce: "x", viewer: async () => viewer } as unknown as RequestContext;
  try {
    const answer = await loader({ request: new Request(`http://localhost:3000${path}`), params, context });
    return answer instanceof Response ? answer.status : 200;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown.status;
    throw thrown;
  }
}

type Plan = { "Node Type": string; "Relation Name"?: string; Plans?: Plan[] };

/** Which big tables this query reads from front to back. */
async function wholeTables({ sql, parameters }: Asked, known: Set<string>): Promise<string[]> {
  if (!/^(select|update|insert|delete|with)\b/i.test(sql)) return [];
  const hash = createHash("sha256").update(JSON.stringify([sql, parameters])).digest("hex");
  if (known.has(hash)) return [];
  known.add(hash);
  const { rows } = await planner.query(`explain (format json) ${sql}`, [...parameters]);
  const found: string[] = [];
  const walk = (plan: Plan): void => {
    if (plan["Node Type"] === "Seq Scan" && big.includes(plan["Relation Name"] ?? "")) found.push(`reads all of ${plan["Relation Name"]}`);
    plan.Plans?.forEach(walk);
  };
  walk(rows[0]["QUERY PLAN"][0].Plan);
  return found;
}
