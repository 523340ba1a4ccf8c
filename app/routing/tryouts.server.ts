import { type Db, inTransaction } from "#db/client.ts";
import type { Language, TryoutStatus } from "#db/schema.ts";
import type { Services } from "../context.server.ts";
import { enqueue } from "../queues.server.ts";
import { isSameRules } from "./changes.ts";
import { namesIn } from "./names.server.ts";
import type { Rule } from "./rule.ts";
import { ruleSentence } from "./sentence.ts";
import type { Compared, Placed, TryoutResult } from "./tryout.ts";
import { activeRules, draftOf, rulesOf } from "./versions.server.ts";

const daysTried = 30;

/** Begins to lay the answers of the last 30 days beside these rules and those that hold; gives its id. History from before Belterug is left out. */
export async function startTryout({ db, boss }: Pick<Services, "db" | "boss">, { rules, employeeId, now }: { rules: Rule[]; employeeId: number; now: Date }): Promise<number> {
  return inTransaction(db, async (trx) => {
    const from = new Date(now.getTime() - daysTried * 86_400_000);
    const { count } = await trx.selectFrom("responses").select((eb) => eb.fn.countAll<number>().as("count")).where("received_at", ">=", from).where("received_at", "<", now).where("is_history", "=", false).executeTakeFirstOrThrow();
    const { versionId } = await activeRules(trx);
    const { id } = await trx
      .insertInto("tryouts")
      .values({ rules: JSON.stringify(rules), against_id: versionId, from_at: from, until_at: now, total_count: count, created_by: employeeId, created_at: now })
      .returning("id")
      .executeTakeFirstOrThrow();
    await enqueue(boss, trx, "try-out", { tryoutId: id });
    return id;
  });
}

/** The newest try-out of these very rules, running or done; null when they were not tried out as they are. */
export async function latestTryout(db: Db, rules: Rule[]): Promise<number | null> {
  const rows = await db.selectFrom("tryouts").select(["id", "rules"]).where("status", "in", ["running", "done"]).orderBy("created_at", "desc").limit(5).execute();
  return rows.find((row) => isSameRules(row.rules as Rule[], rules))?.id ?? null;
}

/** Stops a run where it is. */
export async function cancelTryout(db: Db, id: number, now: Date): Promise<void> {
  await db.updateTable("tryouts").set({ status: "cancelled", finished_at: now }).where("id", "=", id).where("status", "=", "running").execute();
}

export type TryoutPage = {
  id: number;
  status: TryoutStatus;
  from: Date;
  until: Date;
  total: number;
  done: number;
  /** Whether these rules are the draft as it is now. */
  isDraft: boolean;
  counts: { before: number; after: number; moved: number; opened: number; dropped: number; fallen: number };
  /** Those whose number changes first, the biggest change on top. `isPool`: a team's list. */
  loads: { key: string; name: string; isPool: boolean; before: number; after: number }[];
  rules: { id: string; sentence: string; count: number }[];
  examples: { kind: ExampleKind; answers: ShownAnswer[] }[];
};

const exampleKinds = ["moved", "opened", "dropped", "fallen"] as const;
export type ExampleKind = (typeof exampleKinds)[number];

/** Who would have got an answer; `place` is the rule's, from 1, null: no rule named it. */
export type ShownPlace = { owner: string | null; team: string; place: number | null };
export type ShownAnswer = { id: number; score: number; words: string | null; receivedAt: Date; before: ShownPlace | null; after: ShownPlace | null };

const nothing: TryoutResult = { tasks: { before: 0, after: 0 }, moved: 0, opened: 0, dropped: 0, people: [], pools: [], rules: [], fallen: 0, examples: { moved: [], opened: [], dropped: [], fallen: [] } };

/** What a try-out found so far, in names and words; undefined when there is none. */
export async function tryoutPage(db: Db, id: number, language: Language): Promise<TryoutPage | undefined> {
  const row = await db.selectFrom("tryouts").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) return undefined;
  const rules = row.rules as Rule[];
  const result: TryoutResult = { ...nothing, ...(row.result as Partial<TryoutResult>) };
  const [names, ruleNames, draft] = [await peopleAndTeams(db, result), await namesIn(db, rules), await draftOf(db)];
  const counts = new Map(result.rules.map(({ id, count }) => [id, count]));
  const places = { before: placesOf(await rulesOf(db, row.against_id)), after: placesOf(rules) };
  const words = await answersOf(db, exampleKinds.flatMap((kind) => result.examples[kind]));
  const place = (placed: Placed | null, of: Map<string, number>): ShownPlace | null =>
    placed && { owner: placed.owner_id === null ? null : (names.people.get(placed.owner_id) ?? "?"), team: names.teams.get(placed.team_id) ?? "?", place: placed.rule_id === null ? null : (of.get(placed.rule_id) ?? null) };
  return {
    id: row.id,
    status: row.status,
    from: row.from_at,
    until: row.until_at,
    total: row.total_count,
    done: row.done_count,
    isDraft: draft !== undefined && isSameRules(draft.rules, rules),
    counts: { ...result.tasks, moved: result.moved, opened: result.opened, dropped: result.dropped, fallen: result.fallen },
    loads: [
      ...result.people.map(({ id, before, after }) => ({ key: `employee ${id}`, name: names.people.get(id) ?? "?", isPool: false, before, after })),
      ...result.pools.map(({ id, before, after }) => ({ key: `team ${id}`, name: names.teams.get(id) ?? "?", isPool: true, before, after })),
    ].sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before) || a.name.localeCompare(b.name)),
    rules: rules.map((rule) => ({ id: rule.id, sentence: ruleSentence(rule, ruleNames, language), count: counts.get(rule.id) ?? 0 })),
    examples: exampleKinds.map((kind) => ({
      kind,
      answers: result.examples[kind].flatMap(({ response_id, before, after }) => {
        const answer = words.get(response_id);
        return answer ? { ...answer, before: place(before, places.before), after: place(after, places.after) } : [];
      }),
    })),
  };
}

const placesOf = (rules: Rule[]) => new Map(rules.map(({ id }, index) => [id, index + 1]));

async function peopleAndTeams(db: Db, { people, pools, examples }: TryoutResult) {
  const placed = exampleKinds.flatMap((kind) => examples[kind].flatMap(({ before, after }) => [before, after].filter((one) => one !== null)));
  const ids = { people: [0, ...people.map(({ id }) => id), ...placed.flatMap(({ owner_id }) => owner_id ?? [])], teams: [0, ...pools.map(({ id }) => id), ...placed.map(({ team_id }) => team_id)] };
  const named = (rows: { id: number; name: string }[]) => new Map(rows.map(({ id, name }) => [id, name]));
  return {
    people: named(await db.selectFrom("employees").select(["id", "name"]).where("id", "in", ids.people).execute()),
    teams: named(await db.selectFrom("teams").select(["id", "name"]).where("id", "in", ids.teams).execute()),
  };
}

/** Of a long answer the page shows how it begins. */
const wordsShown = 300;

async function answersOf(db: Db, compared: Compared[]) {
  const rows = await db
    .selectFrom("responses")
    .select((eb) => ["id", "score", eb.fn<string | null>("left", ["comment", eb.lit(wordsShown)]).as("words"), "received_at as receivedAt"])
    .where("id", "in", [0, ...compared.map(({ response_id }) => response_id)])
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
