import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import { createKey } from "#app/intake/keys.server.ts";
import { sendTest } from "#app/outgoing/endpoints.server.ts";
import { usualOptions } from "#app/intake/import/settings.ts";
import { createToken } from "#app/people/tokens.server.ts";
import routes from "#app/routes.ts";
import { copied, newRuleId } from "#app/routing/edits.ts";
import { activate, activeRules, changeDraft, draftOf, saveDraft } from "#app/routing/versions.server.ts";
import { makeSession } from "../app.ts";
import { makeConnectedSource, makeCustomer, makeDelivery, makeEmployee, makeTask, makeTeam } from "../factories.ts";
import { makeEndpoint } from "../receiver.ts";
import { matrix, type Role, roles, type Scene, type Step } from "../roles.ts";
import { expect, test, type World } from "./journey.ts";

/** What only those who may see the task may read, wherever it would leak. */
const secrets = ["Jansje Geheim", "niemand anders mag dit lezen", "jansje.geheim@klant.example"];

// Nothing in the background may change what is compared.
test.use({ environment: { RUN: "web" } });

let people: People;

test.beforeAll(async ({ world }) => {
  people = await makeEveryRole(world.db);
});

const paths = Object.keys(matrix);

test("the table has every route of the app, and no other", () => {
  expect(paths.toSorted()).toEqual(pathsOf(routes as unknown as RouteNode[]).toSorted());
});

for (const path of paths) {
  const row = matrix[path]!;
  test(`${path}: who may open it, and opening it changes nothing`, async ({ world }) => {
    const scene = await makeScene(world.db, people, row.post?.step);
    const before = await everything(world.db);
    for (const role of roles) {
      const answer = await ask(world, people, role, row.path(scene));
      const body = await answer.text();
      expect.soft(kindOf(answer, row.get.includes(role)), `GET as ${role}: ${answer.status} ${answer.headers.get("location") ?? ""}`).toBe(expectedKind(row.get, role, row.isHidden));
      if (!row.get.includes(role)) expectNoSecrets(body, `GET as ${role}`);
    }
    expect(await everything(world.db), "GET changed the database").toEqual(before);
  });

  test(`${path}: the data behind it, each part asked for alone, goes to nobody else`, async ({ world }) => {
    const scene = await makeScene(world.db, people, row.post?.step);
    const denied = roles.filter((role) => !row.get.includes(role));
    for (const role of denied) {
      for (const only of ["", ...idsFor(path).map((id) => `?_routes=${encodeURIComponent(id)}`)]) {
        const answer = await ask(world, people, role, dataPath(row.path(scene)) + only);
        expectNoSecrets(await answer.text(), `GET .data${only} as ${role}`);
      }
    }
  });

  test(`${path}: who may send it, and nobody else changes anything`, async ({ world }) => {
    if (!row.post) {
      const scene = await makeScene(world.db, people);
      const before = await everything(world.db);
      for (const role of roles) {
        const answer = await ask(world, people, role, row.path(scene), {});
        expect.soft(answer.status < 300 || answer.status === 422 || answer.status === 409, `POST as ${role} to a route without a form: ${answer.status}`).toBe(false);
      }
      expect(await everything(world.db), "POST without an action changed the database").toEqual(before);
      return;
    }
    for (const role of roles) {
      const scene = await makeScene(world.db, people, row.post.step);
      const before = await everything(world.db);
      const isAllowed = row.post.may.includes(role);
      const answer = await ask(world, people, role, row.path(scene), row.post.form(scene));
      const body = await answer.text();
      expect.soft(kindOf(answer, isAllowed, row.post.isRefused), `POST as ${role}: ${answer.status} ${answer.headers.get("location") ?? ""}`).toBe(expectedKind(row.post.may, role));
      if (isAllowed) continue;
      expectNoSecrets(body, `POST as ${role}`);
      expect(await everything(world.db), `POST as ${role} changed the database`).toEqual(before);
    }
  });

  test(`${path}: another site cannot send it with her cookie`, async ({ world }) => {
    const scene = await makeScene(world.db, people, row.post?.step);
    const before = await everything(world.db);
    const form = row.post?.form(scene) ?? {};
    for (const headers of foreign(world)) {
      for (const address of [row.path(scene), dataPath(row.path(scene))]) {
        const answer = await ask(world, people, "admin", address, form, headers);
        // One-click unsubscribe has no cookie to misuse: its token is its right.
        if (path !== "/u/:token") expect.soft(answer.status, `POST ${address} with ${JSON.stringify(headers)}`).toBe(403);
      }
    }
    if (path !== "/u/:token") expect(await everything(world.db), "another site changed the database").toEqual(before);
  });
}

test("where the team's list is not open, a colleague sees the unclaimed ones and her own only", async ({ world }) => {
  const owned = await makeScene(world.db, people);
  const unclaimed = await makeScene(world.db, people, "unclaimed");
  await world.db.updateTable("organisation").set({ is_team_list_open: false }).execute();
  try {
    expect((await ask(world, people, "colleague", `/tasks/${owned.taskId}`)).status).toBe(404);
    expect((await ask(world, people, "colleague", `/tasks/${unclaimed.taskId}`)).status).toBe(200);
    expect((await ask(world, people, "lead", `/tasks/${owned.taskId}`)).status).toBe(200);
  } finally {
    await world.db.updateTable("organisation").set({ is_team_list_open: true }).execute();
  }
});

test("the endpoint with which Remix finds routes late stays off", async ({ world }) => {
  expect((await fetch(`${world.origin}/__manifest?p=%2Finbox&version=x`)).status).toBe(404);
});

test("addresses that no object has are 404 for whoever is signed in, never an error", async ({ world }) => {
  for (const id of ["0", "-1", "999999999", "99999999999999999999", "1.5", "x", "%00", "0x1", "1e3", "01", "1%2F2", "' or 1=1"]) {
    for (const path of [`/tasks/${id}`, `/tasks/${id}/attempts`, `/tasks/${id}/reply`, `/tasks/${id}/gestures`, `/helping/${id}`, `/admin/gestures/${id}`, `/customers/${id}`, `/admin/people/${id}`, `/admin/keys/${id}/revocation`, `/admin/sources/${id}`, `/admin/sources/${id}/deliveries/${id}`, `/admin/events/${id}`, `/mail-body/${id}`, `/no/such/page/${id}`]) {
      const answer = await ask(world, people, "admin", path);
      expect.soft([404, 400], `${path}: ${answer.status}`).toContain(answer.status);
    }
  }
});

type People = Record<Exclude<Role, "anonymous">, { id: number }> & { team: number };
type RouteNode = { file: string; id?: string; path?: string; index?: boolean; children?: RouteNode[] };

/** Full paths of what can be asked for; layouts and the catch-all are no pages. */
function pathsOf(nodes: RouteNode[], above = ""): string[] {
  return nodes.flatMap((node) => {
    if (node.path === "*") return [];
    const path = [above, node.path].filter(Boolean).join("/");
    const isPage = node.index || node.path !== undefined;
    return [...(isPage ? [`/${path}`] : []), ...pathsOf(node.children ?? [], path)];
  });
}

/** The modules whose data this path is made of: the page's own and those around it. */
function idsFor(path: string, nodes: RouteNode[] = routes as unknown as RouteNode[], above = "", around: string[] = []): string[] {
  for (const node of nodes) {
    const here = [above, node.path].filter(Boolean).join("/");
    const ids = [...around, node.id ?? node.file.replace(/\.[a-z]+$/, "")];
    if (`/${here}` === path && (node.index || node.path !== undefined)) return ids;
    const below = idsFor(path, node.children ?? [], here, ids);
    if (below.length > 0) return below;
  }
  return [];
}

/** Where Remix's own code asks for a page's data. */
function dataPath(path: string): string {
  const [pathname] = path.split("?");
  return `${pathname === "/" ? "/_root" : pathname}.data`;
}

async function makeEveryRole(db: Db): Promise<People> {
  const team = await makeTeam(db);
  const other = await makeTeam(db);
  const [owner, colleague, lead, stranger, otherLead, admin, deactivated] = await Promise.all([
    makeEmployee(db, { team: team.id }),
    makeEmployee(db, { team: team.id }),
    makeEmployee(db, { team: team.id, lead: true }),
    makeEmployee(db, { team: other.id }),
    makeEmployee(db, { team: other.id, lead: true }),
    makeEmployee(db, { is_admin: true }),
    makeEmployee(db, { team: team.id, deactivated_at: new Date() }),
  ]);
  return { owner, colleague, lead, stranger, otherLead, admin, deactivated, team: team.id };
}

/** Somebody's task with everything that can hang on one, at the step that the form needs. */
async function makeScene(db: Db, people: People, step: Step = "to_call"): Promise<Scene> {
  const received = new Date(Date.now() - 3 * 3_600_000);
  const at = (hours: number) => new Date(received.getTime() + hours * 3_600_000);
  const customer = await makeCustomer(db, { name: secrets[0]!, email: secrets[2]! });
  const owner = step === "unclaimed" ? null : people.owner.id;
  const events: Parameters<typeof makeTask>[1]["events"] = [];
  if (step !== "to_call" && step !== "unclaimed" && step !== "mail_failed") events.push({ kind: "attempted", at: at(1), actor_id: people.owner.id, data: { channel: "phone", outcome: "reached", note: "" } });
  if (step === "to_tell" || step === "told") events.push({ kind: "acted", at: at(2), actor_id: people.owner.id, data: { text: "De kraan is vervangen.", cause_id: null } });
  if (step === "closed") events.push({ kind: "closed", at: at(2), actor_id: people.owner.id, data: { outcome: "not_solved", reason: "Klant stopt ermee" } });
  const task = await makeTask(db, { team: people.team, owner, receivedAt: received, customer_id: customer.id, comment: secrets[1]!, events });
  const add = async (event: { kind: string; data: object }) => {
    const stored = await db.insertInto("task_events").values({ task_id: task.id, at: at(2), kind: event.kind, actor_id: people.owner.id, data: JSON.stringify(event.data) }).returning("id").executeTakeFirstOrThrow();
    await db.updateTable("tasks").set({ last_event_id: stored.id }).where("id", "=", task.id).execute();
  };

  const due = new Date(Date.now() + 86_400_000);
  const promise = await db
    .insertInto("promises")
    .values({ task_id: task.id, made_by: people.owner.id, text: secrets[1]!, made_at: at(1), due_at: due, kept_at: step === "promised" ? null : at(2) })
    .returning("id")
    .executeTakeFirstOrThrow();
  if (step === "promised") {
    await add({ kind: "promised", data: { promise_id: promise.id, text: secrets[1]!, due_at: due.toISOString() } });
    await db.updateTable("tasks").set({ stage: "to_act", promise_due_at: due }).where("id", "=", task.id).execute();
  }

  const message = await db.insertInto("messages").values({ employee_id: people.owner.id, kind: "assigned", task_id: task.id, event_id: await lastEvent(db, task.id), at: received }).returning("id").executeTakeFirstOrThrow();
  const mailId = crypto.randomUUID();
  await db
    .insertInto("mails")
    .values({ id: mailId, kind: "reply", task_id: task.id, to_email: secrets[2]!, to_name: secrets[0]!, from_name: "De Linde", subject: "U zei, wij deden", html: `<p>${secrets[1]}</p>`, text: secrets[1]!, language: "nl", status: step === "mail_failed" ? "failed" : "sent", created_at: at(2), sent_at: at(2) })
    .execute();
  const reply = await db.insertInto("replies").values({ task_id: task.id, mail_id: mailId, written_by: people.owner.id, language: "nl", you_said: secrets[1]!, we_did: "Gedaan.", queued_at: at(2) }).returning("id").executeTakeFirstOrThrow();
  if (step === "told") {
    await add({ kind: "reply_sent", data: { reply_id: reply.id } });
    await db.updateTable("tasks").set({ stage: "told", told_at: at(2), first_told_at: at(2) }).where("id", "=", task.id).execute();
  }
  const invited = await makeEmployee(db, { team: people.team });
  const newcomer = await makeEmployee(db, { team: (await makeTeam(db)).id });
  const former = await makeEmployee(db, { deactivated_at: at(0) });
  const cause = await db.insertInto("causes").values({ name: `Oorzaak ${mailId}` }).returning("id").executeTakeFirstOrThrow();
  const kind = await db.insertInto("gesture_kinds").values({ name: `Tegoedbon ${mailId}`, has_amount: true }).returning("id").executeTakeFirstOrThrow();
  await db.insertInto("mandates").values([false, true].map((is_lead) => ({ team_id: people.team, is_lead, gesture_kind_id: kind.id }))).execute();
  const gesture = { task_id: task.id, team_id: people.team, gesture_kind_id: kind.id, amount: 2_500, note: secrets[1]!, employee_id: people.owner.id, asked_at: at(2) };
  const asked = await db.insertInto("gestures").values({ ...gesture, state: "asked" }).returning("id").executeTakeFirstOrThrow();
  const given = await db.insertInto("gestures").values({ ...gesture, state: "given", decided_at: at(2) }).returning("id").executeTakeFirstOrThrow();
  const buddy = await db.insertInto("buddies").values({ task_id: task.id, asked_by: people.owner.id, buddy_id: people.colleague.id, part: "advise", note: secrets[1]!, asked_at: at(2), answered_at: at(2), is_accepted: true }).returning("id").executeTakeFirstOrThrow();
  const { id: keyId } = await createKey(db, `Sleutel ${mailId}`, at(0));
  const source = await makeConnectedSource(db, { signing: JSON.stringify({ scheme: "header-token", header: "X-Sleutel" }) });
  const delivery = await makeDelivery(db, { source_id: source.id, body: { nummer: mailId, cijfer: 3, waarom: secrets[1], van: secrets[0], mail: secrets[2] } });
  const fetching = await makeConnectedSource(db, { kind: "qualtrics" });
  const endpoint = await makeEndpoint(db, people.admin.id, { kinds: [], secret: `whsec_${secrets[1]}` });
  await sendTest(db, endpoint.id, at(1));
  const sent = await db.updateTable("event_deliveries").set({ status: "failed", last_try_at: at(2) }).where("endpoint_id", "=", endpoint.id).returning("id").executeTakeFirstOrThrow();
  const file = { kind: "responses" as const, file_name: `${secrets[0]}.csv`, encoding: "utf-8", separator: ";", columns: JSON.stringify({ names: ["score"], fields: ["score"] }), options: JSON.stringify(usualOptions), created_by: people.admin.id, created_at: new Date() };
  const ready = await db.insertInto("imports").values({ ...file, status: "ready" }).returning("id").executeTakeFirstOrThrow();
  await db.insertInto("import_chunks").values({ import_id: ready.id, number: 0, bytes: Buffer.from(`score\n${secrets[1]}\n`) }).execute();
  const done = await db.insertInto("imports").values({ ...file, status: "done" }).returning("id").executeTakeFirstOrThrow();
  await db.insertInto("import_problems").values({ import_id: done.id, line: 2, number: 1, column_name: secrets[1]!, reason: JSON.stringify({ code: "scoreEmpty" }) }).execute();
  const by = { employeeId: people.admin.id, now: new Date() };
  const ruleId = newRuleId();
  await saveDraft(db, [{ id: ruleId, when: [{ is: "words", any_of: [secrets[1]!] }], does: { open: false } }], by);
  await activate(db, (await draftOf(db))!.token, by);
  await changeDraft(db, (rules) => copied(rules, ruleId, newRuleId()), by);
  const tryout = await db.insertInto("tryouts").values({ rules: "[]", from_at: at(0), until_at: at(1), total_count: 1, created_by: people.admin.id, created_at: at(1) }).returning("id").executeTakeFirstOrThrow();
  const guide = await db.insertInto("call_guides").values({ team_id: people.team, cause_id: cause.id, start: secrets[1]!, openings: [secrets[1]!], changed_at: at(0) }).returning("id").executeTakeFirstOrThrow();
  const valid = { now: new Date(), days: 30 };
  return {
    taskId: task.id,
    promiseId: promise.id,
    customerId: customer.id,
    colleagueId: people.colleague.id,
    leadId: people.lead.id,
    teamId: people.team,
    newcomerId: newcomer.id,
    formerId: former.id,
    causeId: cause.id,
    gestureKindId: kind.id,
    askedGestureId: asked.id,
    givenGestureId: given.id,
    buddyId: buddy.id,
    keyId,
    importId: ready.id,
    doneImportId: done.id,
    sourceId: source.id,
    deliveryId: delivery.id,
    fetchingSourceId: fetching.id,
    endpointId: endpoint.id,
    eventDeliveryId: sent.id,
    messageId: message.id,
    guideId: guide.id,
    ruleId,
    draftToken: (await draftOf(db))!.token,
    versionId: (await activeRules(db)).versionId!,
    tryoutId: tryout.id,
    mailId,
    verdictToken: await createToken(db, "verdict", { replyId: reply.id }, valid),
    unsubscribeToken: await createToken(db, "unsubscribe", { customerId: customer.id }, valid),
    inviteToken: await createToken(db, "invite", { employeeId: invited.id }, valid),
    passwordToken: await createToken(db, "password_reset", { employeeId: invited.id }, valid),
    seen: await lastEvent(db, task.id),
  };
}

async function lastEvent(db: Db, taskId: number): Promise<number> {
  return (await db.selectFrom("tasks").select("last_event_id").where("id", "=", taskId).executeTakeFirstOrThrow()).last_event_id;
}

async function ask({ origin, db }: World, people: People, role: Role, path: string, form?: Record<string, string>, headers: Record<string, string> = { origin }): Promise<Response> {
  const session = role === "anonymous" ? undefined : await makeSession(db, people[role].id);
  return fetch(origin + path, {
    method: form ? "POST" : "GET",
    redirect: "manual",
    headers: { ...headers, ...(session && { cookie: `${session.name}=${session.value}` }) },
    ...(form && { body: new URLSearchParams(form) }),
  });
}

function foreign({ origin }: World): Record<string, string>[] {
  return [
    {},
    { origin: "https://elsewhere.example" },
    { origin: "null" },
    { origin: "https://elsewhere.example", "x-forwarded-host": "elsewhere.example" },
    { origin, "sec-fetch-site": "cross-site" },
    { origin, "sec-fetch-site": "same-site" },
  ];
}

type Kind = "allowed" | "sign in first" | "not there" | "something else";

function kindOf(answer: Response, isAllowed: boolean, isRefused = false): Kind {
  const location = answer.headers.get("location");
  // Signing out ends at the sign-in page, too: what counts is where the others are sent.
  if (!isAllowed && answer.status === 302 && location?.startsWith("/signin")) return "sign in first";
  if (answer.status === 404) return "not there";
  return (answer.status < 400 || (isRefused && (answer.status === 422 || answer.status === 409))) ? "allowed" : "something else";
}

function expectedKind(may: readonly Role[], role: Role, isHidden = false): Kind {
  if (may.includes(role)) return "allowed";
  const isKnown = role !== "anonymous" && role !== "deactivated";
  return isKnown || isHidden || may.length === 0 ? "not there" : "sign in first";
}

function expectNoSecrets(body: string, what: string): void {
  expect(secrets.filter((secret) => body.includes(secret)), `${what} shows what is not hers`).toEqual([]);
}

const unchecked = ["sessions", "rate_limits"];

/** A fingerprint per table, of everything that a request could have changed. */
async function everything(db: Db): Promise<Record<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(db);
  const parts = tables.filter(({ name }) => !unchecked.includes(name)).map(({ name }) => sql`select ${name} as name, count(*) || ' ' || coalesce(sum(hashtext(t::text)), 0) as print from ${sql.table(name)} t`);
  const { rows } = await sql<{ name: string; print: string }>`${sql.join(parts, sql` union all `)}`.execute(db);
  return Object.fromEntries(rows.map(({ name, print }) => [name, print]));
}

