import { createHash } from "node:crypto";
import { sql } from "kysely";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { beforeAll, expect, test } from "vitest";
import { hashToken } from "#app/people/session.server.ts";
import { rules as ruleList } from "#app/routing/rule.ts";
import type { StoredEvent } from "#app/tasks/events.ts";
import { foldTask, type TaskFacts } from "#app/tasks/facts.ts";
import { useDatabase } from "#tests/database.ts";
import { demoRows, demoSignIns, fillDemo } from "./demo.ts";

const database = useDatabase();
const now = new Date("2026-11-20T13:20:00Z");
const origin = "http://localhost:3000";

beforeAll(async () => {
  const lines: string[] = [];
  const fill = () => fillDemo(database.db, { now, origin, log: (line) => lines.push(line) });
  await Promise.all([fill(), fill()]);
  await fill();
});

test("fills once, though two start at the same time and one again later", async () => {
  const counts = await Promise.all((["responses", "employees", "teams", "customers", "causes"] as const).map(count));
  const [responses, ...others] = counts;
  expect(responses).toBeGreaterThan(2_900);
  expect(responses).toBeLessThan(3_100);
  expect(others).toEqual([14, 3, expect.any(Number), 8]);
  // What rules look at is values by their names, not a text of them.
  const { rows: kinds } = await sql`select distinct jsonb_typeof(attributes) as kind from responses`.execute(database.db);
  expect(kinds).toEqual([{ kind: "object" }]);
  expect(await demoSignIns(database.db)).toMatchObject([{ role: "employee", name: "Fatima Amrani" }, { role: "lead", name: "Ruben Visser" }, { role: "admin", name: "Marijke de Wit" }]);
});

test("is the same each time, to the letter, and has the same people and loops at another hour of the day", () => {
  const rowsAt = (at: Date) => demoRows({ now: at, origin, passwordHash: "the same for all" });
  const digest = (at: Date) => createHash("sha256").update(JSON.stringify(rowsAt(at))).digest("hex");
  expect(digest(now)).toBe(digest(now));
  const sizes = (at: Date) => Object.entries(rowsAt(at)).filter(([table]) => ["customers", "responses", "tasks", "employees"].includes(table)).map(([, list]) => list.length);
  expect(sizes(new Date("2026-11-20T21:05:00Z"))).toEqual(sizes(now));
});

test("every task's facts are what its stored events say", async () => {
  const events = (await database.db.selectFrom("task_events").selectAll().orderBy("id").execute()) as unknown as (StoredEvent & { task_id: number })[];
  const byTask = Map.groupBy(events, ({ task_id }) => task_id);
  for (const task of await database.db.selectFrom("tasks").selectAll().execute()) {
    const own = byTask.get(task.id)!;
    const facts = foldTask(own);
    const stored = Object.fromEntries(Object.keys(facts).map((key) => [key, task[key as keyof TaskFacts]]));
    expect(stored).toEqual(facts);
    expect(task.last_event_id).toBe(own.at(-1)!.id);
    expect(own.map(({ at }) => at.getTime())).toEqual(own.map(({ at }) => at.getTime()).sort((a, b) => a - b));
    expect(own.at(-1)!.at.getTime()).toBeLessThan(now.getTime());
  }
});

test("which rule decided fits the answer and whose the task became, on every day of the week", () => {
  for (let day = 0; day < 7; day++) {
    const rows = demoRows({ now: new Date(now.getTime() + day * 86_400_000), origin, passwordHash: "the same for all" });
    const versions = new Map(rows.routing_versions.map(({ id, rules }) => [id, ruleList.parse(rules)]));
    const decided = rows.tasks.filter(({ routing_version_id }) => routing_version_id !== null);
    expect(new Set(decided.map(({ routing_version_id }) => routing_version_id))).toEqual(new Set([1, 2]));
    for (const { routing_version_id, routing_rule_id, routed_by, response_id, received_team_id, received_owner_id } of decided) {
      const rule = versions.get(routing_version_id!)!.find(({ id }) => id === routing_rule_id)!;
      const { about_team } = rows.responses[response_id - 1]!;
      const targets = rule.does.open ? rule.does.for : [];
      const teams = targets.flatMap((target) => (target.to === "team" && (target.id !== "about" || about_team !== null) ? [target] : []));
      const fits = routed_by === "default_team" ? teams.length === 0 && received_owner_id === null : routed_by === "team" ? teams.some(({ by, id }) => (by === "claim") === (received_owner_id === null) && (id === "about" || id === received_team_id)) : targets.some(({ to }) => to === routed_by);
      expect([fits, rule.id, routed_by, response_id]).toEqual([true, rule.id, routed_by, response_id]);
    }
  }
});

test("something waits in every stage, some of it late, and one person is away", async () => {
  const tasks = await database.db.selectFrom("tasks").select(["stage", "owner_id", "urgent_at", "outcome", "reopen_count"]).execute();
  const stages = Object.groupBy(tasks, ({ stage }) => stage);
  for (const stage of ["to_call", "to_act", "to_tell", "told", "closed"] as const) expect(stages[stage]!.length).toBeGreaterThan(5);
  expect(new Set(tasks.map(({ outcome }) => outcome))).toEqual(new Set([null, "solved", "not_solved", "no_answer", "unreachable", "declined", "no_follow_up"]));

  const open = [...stages.to_call!, ...stages.to_act!, ...stages.to_tell!];
  const late = open.filter(({ urgent_at }) => urgent_at! < now);
  expect(open.length).toBeGreaterThan(35);
  expect(late.length).toBeGreaterThan(5);
  expect(late.length).toBeLessThan(open.length / 2);
  expect(open.filter(({ owner_id }) => owner_id === null).length).toBeGreaterThan(4);
  expect(open.some(({ reopen_count }) => reopen_count > 0)).toBe(true);

  const away = await database.db.selectFrom("employees").select("name").where("away_from", "<=", now).where("away_until", ">", now).execute();
  expect(away).toEqual([{ name: "Esra Demir" }]);
});

test("every told customer has her mail, and the links in it work", async () => {
  const sent = await database.db.selectFrom("task_events").where("kind", "=", "reply_sent").select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
  const mails = await database.db.selectFrom("replies").innerJoin("mails", "mails.id", "replies.mail_id").where("mails.status", "=", "sent").selectAll("mails").select(["replies.id as reply_id", "replies.we_did"]).execute();
  expect(mails.length).toBe(sent.n);
  const tokens = new Map((await database.db.selectFrom("tokens").selectAll().execute()).map((token) => [token.token_hash, token]));
  for (const mail of mails) {
    expect(mail.html).not.toContain("\0");
    const [, verdict] = mail.text.match(/http:\/\/localhost:3000\/r\/([\w-]{43})\?/)!;
    const [, unsubscribe] = mail.text.match(/http:\/\/localhost:3000\/u\/([\w-]{43})/)!;
    expect(tokens.get(hashToken(verdict!))).toMatchObject({ purpose: "verdict", reply_id: mail.reply_id });
    expect(tokens.get(hashToken(unsubscribe!))).toMatchObject({ purpose: "unsubscribe" });
  }
});

test("people can be reached: each phone number is a valid mobile one, each address an example", async () => {
  const customers = await database.db.selectFrom("customers").select(["phone", "email", "name"]).execute();
  const known = (values: (string | null)[]) => values.filter((value) => value !== null);
  expect(known(customers.map(({ phone }) => phone)).filter((phone) => parsePhoneNumberFromString(phone)?.getType() !== "MOBILE")).toEqual([]);
  expect(known(customers.map(({ email }) => email)).filter((email) => !/^[a-z][a-z.]*[a-z]\d*@klant\.example$/.test(email))).toEqual([]);
  expect(known(customers.map(({ name }) => name)).filter((name) => /undefined|null|[{}]/.test(name))).toEqual([]);
});

test("reads like people: hundreds of different sentences, no slot left open", async () => {
  const comments = (await database.db.selectFrom("responses").select("comment").where("comment", "is not", null).execute()).map(({ comment }) => comment!);
  expect(comments.filter((comment) => /[{}]|undefined|\0/.test(comment))).toEqual([]);
  const sentences = new Set(comments.flatMap((comment) => comment.split(/(?<=[.!?]) /)));
  expect(sentences.size).toBeGreaterThan(500);
  expect(Math.max(...comments.map((comment) => comment.length))).toBeGreaterThan(1_700);
});

test("gestures are given within the mandates or were allowed, some wait for the lead; a buddy helps", async () => {
  const gestures = await database.db
    .selectFrom("gestures")
    .innerJoin("team_members", (join) => join.onRef("team_members.employee_id", "=", "gestures.employee_id").onRef("team_members.team_id", "=", "gestures.team_id"))
    .leftJoin("mandates", (join) => join.onRef("mandates.team_id", "=", "gestures.team_id").onRef("mandates.is_lead", "=", "team_members.is_lead").onRef("mandates.gesture_kind_id", "=", "gestures.gesture_kind_id"))
    .select(["gestures.task_id", "gestures.employee_id", "gestures.gesture_kind_id", "gestures.amount", "gestures.state", "gestures.decided_by", "gestures.decided_at", "case_limit", "month_limit"])
    .execute();
  const own = gestures.filter(({ state, decided_by }) => state === "given" && decided_by === null);
  expect(own.length).toBeGreaterThan(60);
  const sums = (key: (gesture: (typeof own)[number]) => string) => [...Map.groupBy(own, key).values()].map((list) => ({ sum: list.reduce((total, { amount }) => total + amount, 0), ...list[0]! }));
  expect(sums(({ task_id, gesture_kind_id }) => `${task_id} ${gesture_kind_id}`).filter(({ sum, case_limit }) => sum > (case_limit ?? Infinity))).toEqual([]);
  expect(sums(({ employee_id, gesture_kind_id, decided_at }) => `${employee_id} ${gesture_kind_id} ${decided_at!.toISOString().slice(0, 7)}`).filter(({ sum, month_limit }) => sum > (month_limit ?? Infinity))).toEqual([]);
  expect(gestures.filter(({ state }) => state === "asked")).toHaveLength(2);
  expect(gestures.some(({ state }) => state === "refused") && gestures.some(({ state, decided_by }) => state === "given" && decided_by !== null)).toBe(true);
  const buddies = await database.db.selectFrom("buddies").select(["is_accepted", "thanked_at"]).where("ended_at", "is", null).execute();
  expect(buddies.map(({ is_accepted, thanked_at }) => [is_accepted, thanked_at !== null]).sort()).toEqual([[null, false], [true, false], [true, true]]);
});

async function count(table: "responses" | "employees" | "teams" | "customers" | "causes" | "tasks"): Promise<number> {
  const { n } = await database.db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as("n")).executeTakeFirstOrThrow();
  return n;
}
