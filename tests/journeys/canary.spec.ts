import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import { makeSession } from "../app.ts";
import { makeEmployee } from "../factories.ts";
import { matrix, type Role, type Scene, type Step } from "../roles.ts";
import { ask, dataPath, makeEveryRole, makeScene, type People } from "../scene.ts";
import { expect, test, type World } from "./journey.ts";

/**
 * A word that stands everywhere in the data of one team, and that nobody of another team may ever
 * be sent: on no page, in no list, no search, no count's label, no stream and no answer to a form.
 */
const canary = "kanariezwxq";
/** The customer's name: a card takes names out of what it shows of others, and would take the word with it. */
const surname = "kanarievjkp";
/** What both begin with. */
const either = "kanarie";
/** What is typed to look for it: part of it, so that a page that repeats the question shows nothing. */
const sought = "kanar";

/** Where it is planted: what customers and colleagues wrote, and whatever was made from it. */
const planted: Record<string, string[]> = {
  buddies: ["note", "answer"],
  call_guides: ["start", "openings", "dos", "donts"],
  customers: ["external_id", "name", "email", "email_normalised", "account"],
  deliveries: ["body", "fetched", "reason"],
  gestures: ["note", "decision_note"],
  import_chunks: ["bytes"],
  import_problems: ["column_name"],
  imports: ["file_name"],
  lessons: ["text", "search"],
  mails: ["to_email", "to_name", "subject", "html", "text", "error"],
  outgoing_events: ["data"],
  promises: ["text", "withdrawn_reason"],
  replies: ["you_said", "we_did"],
  responses: ["external_id", "comment", "touchpoint", "attributes"],
  routing_versions: ["rules"],
  solved_cases: ["words", "did", "search"],
  task_events: ["data"],
  tasks: ["search"],
  verdicts: ["words"],
};

/** Where it is not: what the whole organisation may read, what is written by the app in words of its own, what no page ever shows. */
const elsewhere: Record<string, string[]> = {
  api_keys: ["name", "key_hash", "scopes"],
  causes: ["name"],
  customers: ["phone", "facts_at"],
  deliveries: ["content_type"],
  employees: ["name", "email", "phone", "password_hash", "working_hours"],
  event_deliveries: ["last_problem"],
  event_endpoints: ["name", "url", "kinds", "secret", "previous_secret"],
  gesture_kinds: ["name"],
  idempotency_keys: ["key", "request_hash", "body"],
  import_problems: ["reason"],
  imports: ["sha256", "encoding", "separator", "columns", "options", "problem"],
  mails: ["from_name", "reply_to", "headers", "provider_id"],
  organisation: ["name", "time_zone", "phone", "working_hours", "escalation"],
  outgoing_events: ["kind"],
  reassignments: ["moves"],
  responses: ["about_team", "facts_at"],
  sessions: ["id"],
  sources: ["name", "kind", "address", "signing", "secret", "previous_secret", "mapping", "fetching"],
  task_events: ["kind"],
  tasks: ["routing_rule_id"],
  teams: ["name", "code", "time_zone", "working_hours"],
  tokens: ["token_hash"],
  tryouts: ["rules", "result"],
};

/** Everybody who has nothing to do with the task: of another team, of none, not signed in any more, not at all. */
const outsiders = ["stranger", "otherLead", "deactivated", "anonymous"] as const satisfies Role[];
const steps: Step[] = ["unclaimed", "told"];
/** The customer's own page shows what was written to her to whoever has its address. */
const byToken = ["/r/:token"];

test.use({ environment: { RUN: "web" } });

let people: People;
let scenes: Scene[];

test.beforeAll(async ({ world }) => {
  people = await makeEveryRole(world.db);
  scenes = [];
  for (const step of steps) scenes.push(await makeScene(world.db, people, step));
  await plant(world.db);
});

test("the word stands in every column that somebody could write in", async ({ world }) => {
  const { rows } = await sql<{ column: string }>`
    select table_name || '.' || column_name as column from information_schema.columns
    where table_schema = 'public' and udt_name in ('text', 'varchar', 'jsonb', 'json', 'bytea', 'tsvector', '_text') and table_name not like 'kysely%' and table_name <> 'rate_limits'
    order by 1`.execute(world.db);
  const known = [planted, elsewhere].flatMap((tables) => Object.entries(tables).flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`)));
  expect(rows.map(({ column }) => column), "a new column is planted, or said to hold nothing of a team's").toEqual(known.toSorted());
  for (const [table, columns] of Object.entries(planted)) {
    for (const column of columns) {
      const text = ["body", "fetched", "bytes"].includes(column) ? sql`convert_from(${sql.ref(column)}, 'UTF8')` : sql`${sql.ref(column)}::text`;
      const found = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)} where ${text} like ${`%${either}%`}`.execute(world.db);
      expect(found.rows[0]!.n, `${table}.${column}`).toBeGreaterThan(0);
    }
  }
});

test("those of the team do find it: what is looked for is there to be found", async ({ world }) => {
  for (const path of [`/tasks/${scenes[1]!.taskId}`, `/inbox?q=${sought}`, `/tasks/${scenes[0]!.taskId}/similar`, "/compliments", `/team?q=${sought}`, "/team/lessons"]) {
    expect(await (await ask(world, people, "owner", path)).text(), path).toContain(either);
  }
});

for (const [path, row] of Object.entries(matrix)) {
  if (byToken.includes(path)) continue;
  test(`${path}: nothing of another team's, however it is asked`, async ({ world }) => {
    for (const scene of scenes) {
      const address = row.path(scene);
      for (const asked of [address, dataPath(address)]) for (const role of scene === scenes[0] ? outsiders : outsiders.slice(0, 2)) await expectNothing(world, role, asked);
      // Who is not signed in is sent away before anything is looked for.
      if (!path.includes(":")) for (const asked of searches(address)) for (const role of ["stranger", "otherLead"] as const) await expectNothing(world, role, asked);
      if (row.post) for (const role of outsiders) await expectNothing(world, role, address, row.post.form(scene));
    }
  });
}

test("a stream says nothing of a task that she may not see, and something of one that she may", async ({ world }) => {
  const scene = scenes[1]!;
  const [owner, stranger, otherLead] = await Promise.all((["owner", "stranger", "otherLead"] as const).map((role) => listen(world, people[role].id)));
  const seen = (await world.db.selectFrom("tasks").select("last_event_id").where("id", "=", scene.taskId).executeTakeFirstOrThrow()).last_event_id;
  const done = await ask(world, people, "owner", `/tasks/${scene.taskId}/attempts`, { act_id: crypto.randomUUID(), seen: String(seen), outcome: "reached", channel: "phone", note: canary });
  expect(done.status).toBeLessThan(400);
  await expect.poll(() => owner!.heard()).toContain(String(scene.taskId));
  for (const each of [owner!, stranger!, otherLead!]) {
    expect(each.heard()).not.toContain(either);
    if (each !== owner) expect(each.heard()).not.toMatch(new RegExp(`\\b${scene.taskId}\\b`));
    each.stop();
  }
});

test("somebody who was just taken out of the team sees nothing any more", async ({ world }) => {
  const former = await makeEmployee(world.db, { team: people.team });
  const session = await makeSession(world.db, former.id);
  const get = async (path: string) => (await fetch(world.origin + path, { redirect: "manual", headers: { cookie: `${session.name}=${session.value}` } })).text();
  const paths = [`/tasks/${scenes[0]!.taskId}`, "/team", `/team?q=${sought}`, "/team/lessons", "/team/guides", `/customers/${scenes[0]!.customerId}`];
  expect((await Promise.all(paths.map(get))).filter((body) => body.includes(canary)).length, "while she is in it").toBeGreaterThan(2);
  await world.db.deleteFrom("team_members").where("employee_id", "=", former.id).execute();
  for (const path of paths) expect(await get(path), path).not.toContain(either);
});

async function expectNothing(world: World, role: Role, path: string, form?: Record<string, string>): Promise<void> {
  const answer = await ask(world, people, role, path, form);
  const body = `${answer.headers.get("location") ?? ""} ${await answer.text()}`;
  expect.soft(body.toLowerCase().includes(either), `${form ? "POST" : "GET"} ${path} as ${role}`).toBe(false);
}

/** The same list, looked through for the word, and its other halves. */
function searches(path: string): string[] {
  const [pathname] = path.split("?");
  return [`${pathname}?q=${sought}`, `${pathname}?list=team`, `${pathname}?list=claimed&q=${sought}`, `${pathname}?team=${people.team}`];
}

/** Every row of the scenes gets the word in all that is planted; what a scene lacks is made. */
async function plant(db: Db): Promise<void> {
  const at = new Date();
  const scene = scenes[1]!;
  const by = people.owner.id;
  const reply = await db.selectFrom("replies").select("id").where("task_id", "=", scene.taskId).executeTakeFirstOrThrow();
  await db.insertInto("verdicts").values({ reply_id: reply.id, answer: "solved", words: canary, given_at: at, changed_at: at }).execute();
  await db.insertInto("solved_cases").values({ task_id: scene.taskId, team_id: people.team, cause_id: null, employee_id: by, solved_at: at, words: `niemand ${canary}`, did: `gedaan ${canary}` }).execute();
  await db.insertInto("lessons").values({ task_id: scene.taskId, team_id: people.team, employee_id: by, text: `niemand ${canary}`, at }).execute();
  await db.insertInto("call_guides").values({ team_id: people.team, start: canary, openings: [canary], dos: canary, donts: canary, changed_at: at }).execute();
  const praised = await db.selectFrom("tasks").select("response_id").where("id", "=", scenes[0]!.taskId).executeTakeFirstOrThrow();
  await db.insertInto("compliments").values({ response_id: praised.response_id, team_id: people.team, employee_id: by, received_at: at }).execute();
  await db.insertInto("outgoing_events").values({ id: crypto.randomUUID(), kind: "response.received", at, data: JSON.stringify({ comment: canary }) }).execute();

  const text = (table: string, columns: string[]) => sql`update ${sql.table(table)} set ${sql.join(columns.map((column) => sql`${sql.ref(column)} = coalesce(${sql.ref(column)}, '') || ${` ${canary}`}`))}`.execute(db);
  await text("buddies", ["note", "answer"]);
  await text("gestures", ["note", "decision_note"]);
  await text("import_problems", ["column_name"]);
  await text("imports", ["file_name"]);
  await text("promises", ["text", "withdrawn_reason"]);
  await text("replies", ["you_said", "we_did"]);
  await text("responses", ["comment", "touchpoint"]);
  await sql`update responses set external_id = external_id || ${canary}, attributes = ${JSON.stringify({ wijk: canary })}::jsonb`.execute(db);
  await sql`update customers set external_id = id || ${canary}, name = name || ${` ${surname}`}, email = id || ${`${canary}@klant.example`}, email_normalised = id || ${`${canary}@klant.example`}, account = ${canary}`.execute(db);
  await sql`update mails set to_email = ${`${canary}@klant.example`}, to_name = ${canary}, subject = ${canary}, html = html || ${canary}, text = text || ${canary}, error = ${canary}`.execute(db);
  await sql`update tasks set search = search || to_tsvector('simple', ${canary})`.execute(db);
  await db.transaction().execute(async (trx) => {
    await sql`set local session_replication_role = replica`.execute(trx); // events are append-only
    await sql`update task_events set data = data || ${JSON.stringify({ note: canary, text: canary, words: canary })}::jsonb`.execute(trx);
  });
  await sql`update deliveries set body = convert_to(${JSON.stringify({ waarom: canary })}, 'UTF8'), fetched = convert_to(${canary}, 'UTF8'), reason = ${JSON.stringify({ code: "not_mapped", fields: [canary] })}::jsonb`.execute(db);
  await sql`update import_chunks set bytes = convert_to(${`score\n${canary}\n`}, 'UTF8')`.execute(db);
  await sql`update routing_versions set rules = ${JSON.stringify([{ id: scenes[0]!.ruleId, when: [{ is: "words", any_of: [canary] }], does: { open: false } }])}::jsonb`.execute(db);
}

/** What her stream has said so far. */
async function listen({ origin, db }: World, employeeId: number) {
  const session = await makeSession(db, employeeId);
  const stopping = new AbortController();
  const answer = await fetch(`${origin}/live`, { headers: { cookie: `${session.name}=${session.value}`, accept: "text/event-stream" }, signal: stopping.signal });
  expect(answer.status).toBe(200);
  let heard = "";
  void (async () => {
    const decoder = new TextDecoder();
    try {
      const reader = answer.body!.getReader();
      for (let read = await reader.read(); !read.done; read = await reader.read()) heard += decoder.decode(read.value, { stream: true });
    } catch {
      // stopped
    }
  })();
  await expect.poll(() => heard.length).toBeGreaterThan(0);
  return { heard: () => heard, stop: () => stopping.abort() };
}
