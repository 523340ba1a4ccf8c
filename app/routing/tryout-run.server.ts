import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import { categoryOf } from "../intake/category.ts";
import type { Services } from "../context.server.ts";
import { type CandidateJson, candidateColumns, type TeamJson, teamJson } from "./candidates.server.ts";
import { type Compiled, compileRules, outcomeFor, type ResponseFacts } from "./compile.ts";
import { type Links, routeBy, takeTurn } from "./route.ts";
import type { Rule } from "./rule.ts";
import type { Compared, Placed, TryoutResult } from "./tryout.ts";
import { rulesOf } from "./versions.server.ts";
import { KnownWorkplace } from "./workplace.ts";

const atOnce = 2_000;
const mostExamples = 50;

type Side = { compiled: Compiled; workplace: KnownWorkplace };

/** With what the run must know to go on: whose turn it was on either side. */
type Found = TryoutResult & { turns?: { before: [number, number][]; after: [number, number][] } };

type Tried = ResponseFacts & Links & { id: number; customerId: number };

/**
 * Lays answers beside two sets of rules, some thousands at a time, each with where the run then
 * stands: broken off it goes on there. Both sides share out among who works here now, as if everybody
 * had room: how many tasks were open on those days nobody knows.
 */
export async function runTryout({ db, now, log }: Pick<Services, "db" | "now" | "log">, { tryoutId }: { tryoutId: number }): Promise<void> {
  const given = await db.selectFrom("tryouts").selectAll().where("id", "=", tryoutId).executeTakeFirst();
  if (given?.status !== "running") return;
  const started = performance.now();
  const sides = await sidesOf(db, { before: await rulesOf(db, given.against_id), after: given.rules as Rule[] }, given.result as Partial<Found>, now());
  const teams = await teamsByName(db);
  const found = { ...emptyResult(), ...(given.result as Partial<Found>) };
  let last = given.last_response_id;
  let done = given.done_count;
  for (;;) {
    const rows = await nextAnswers(db, { from: given.from_at, until: given.until_at, last, needsHistory: sides.before.compiled.needsHistory || sides.after.compiled.needsHistory });
    if (rows.length === 0) break;
    for (const row of rows) count(found, sides, triedOf(row, teams));
    const after = rows.at(-1)!.id;
    done += rows.length;
    const result = { ...found, turns: { before: [...sides.before.workplace.turns], after: [...sides.after.workplace.turns] } };
    const { numUpdatedRows } = await db
      .updateTable("tryouts")
      .set({ result: JSON.stringify(result), last_response_id: after, done_count: done })
      .where("id", "=", tryoutId)
      .where("status", "=", "running")
      .where("last_response_id", "=", last)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return; // stopped, or another one goes on
    last = after;
  }
  await db.updateTable("tryouts").set({ status: "done", finished_at: now(), done_count: done, total_count: done }).where("id", "=", tryoutId).where("status", "=", "running").execute();
  log.info({ tryoutId, responses: done, seconds: Math.round((performance.now() - started) / 100) / 10 }, "rules tried out");
}

async function sidesOf(db: Db, rules: { before: Rule[]; after: Rule[] }, { people = [], turns }: Partial<Found>, now: Date): Promise<{ before: Side; after: Side }> {
  const { rows } = await sql<{ default_team: TeamJson }>`select ${teamJson} as default_team from organisation join teams on teams.id = default_team_id`.execute(db);
  const employees = (await sql<CandidateJson>`select ${candidateColumns(now, { isCounted: false })} from employees where deactivated_at is null order by lower(name), id`.execute(db)).rows.map((row) => ({ ...row, open: 0, cap: null }));
  const side = (name: "before" | "after"): Side => {
    const workplace = new KnownWorkplace(rows[0]!.default_team);
    workplace.addCandidates(employees);
    const lastInTurn = new Map(turns?.[name]);
    const teamIds = new Set(employees.flatMap((employee) => employee.teams.map(({ id }) => id)));
    workplace.addMembers(new Map([...teamIds].map((id) => [id, { members: employees.filter(({ teams }) => teams.some((team) => team.id === id)), lastInTurn: lastInTurn.get(id) }])));
    workplace.setOpen(new Map(people.filter(({ id }) => workplace.candidate(id)).map((share) => [share.id, share[name]])));
    return { compiled: compileRules(rules[name]), workplace };
  };
  const sides = { before: side("before"), after: side("after") };
  const all = (await sql<{ team: TeamJson }>`select ${teamJson} as team from teams where archived_at is null`.execute(db)).rows.map(({ team }) => team);
  for (const { workplace } of [sides.before, sides.after]) workplace.addTeams(all);
  return sides;
}

/** By what survey tools call them: a code wins from another team's name. */
async function teamsByName(db: Db): Promise<Map<string, number>> {
  const teams = await db.selectFrom("teams").select(["id", "name", "code"]).where("archived_at", "is", null).execute();
  return new Map([...teams.map(({ id, name }) => [name.toLowerCase(), id] as const), ...teams.map(({ id, code }) => [code.toLowerCase(), id] as const)]);
}

type Answer = {
  id: number;
  customer_id: number;
  source_id: number;
  score: number;
  comment: string | null;
  received_at: Date;
  about_team: string | null;
  about_employee_id: number | null;
  touchpoint: string | null;
  attributes: ResponseFacts["attributes"];
  language: ResponseFacts["language"];
  account: string | null;
  owner_id: number | null;
  earlier_count: number;
  detractor_at: Date | null;
  previous_owner_id: number | null;
};

async function nextAnswers(db: Db, { from, until, last, needsHistory }: { from: Date; until: Date; last: number; needsHistory: boolean }): Promise<Answer[]> {
  const { rows } = await sql<Answer>`
    select answer.id, customer_id, source_id, score, comment, received_at, about_team, about_employee_id, touchpoint, attributes, language, account, owner_id,
      coalesce(earlier.count, 0) as earlier_count, earlier.detractor_at, previous.previous_owner_id
    from (
      select * from responses
      where received_at >= ${from} and received_at < ${until} and not is_history
        and (received_at, id) > (coalesce((select received_at from responses where id = ${last}), '-infinity'), ${last}::bigint)
      order by received_at, id limit ${atOnce}) as answer
    join customers on customers.id = answer.customer_id
    left join lateral (
      select count(*) as count, max(received_at) filter (where category = 'detractor') as detractor_at
      from responses where responses.customer_id = answer.customer_id and (responses.received_at, responses.id) < (answer.received_at, answer.id)) as earlier on ${needsHistory}
    left join lateral (
      select owner_id as previous_owner_id from tasks
      where tasks.customer_id = answer.customer_id and tasks.received_at < answer.received_at and tasks.owner_id is not null order by received_at desc, id desc limit 1) as previous on ${needsHistory}
    order by received_at, answer.id`.execute(db);
  return rows;
}

function triedOf(row: Answer, teams: Map<string, number>): Tried {
  return {
    id: row.id,
    customerId: row.customer_id,
    score: row.score,
    category: categoryOf(row.score),
    sourceId: row.source_id,
    comment: row.comment,
    language: row.language,
    account: row.account,
    touchpoint: row.touchpoint,
    attributes: row.attributes,
    aboutTeamId: row.about_team === null ? null : (teams.get(row.about_team.toLowerCase()) ?? null),
    aboutEmployeeId: row.about_employee_id,
    customerOwnerId: row.owner_id,
    previousOwnerId: row.previous_owner_id,
    earlier: { count: row.earlier_count, detractorAt: row.detractor_at },
    at: row.received_at,
  };
}

/** Adds one answer under both sets of rules to what was found. */
function count(found: TryoutResult, { before: now, after: then }: { before: Side; after: Side }, answer: Tried): void {
  const [before, after] = [placedBy(now, answer), placedBy(then, answer)];
  const compared: Compared = { response_id: answer.id, before, after };
  add(found, before, "before");
  add(found, after, "after");
  const rule = then.compiled.decide(answer)?.id;
  if (rule !== undefined) shareOf(found.rules, rule, () => ({ id: rule, count: 0 })).count += 1;
  const isFallen = rule === undefined && after !== null;
  if (isFallen) found.fallen += 1;
  const what = before && after ? (before.team_id !== after.team_id || before.owner_id !== after.owner_id ? "moved" : null) : after ? "opened" : before ? "dropped" : null;
  if (what) found[what] += 1;
  for (const kind of [what, isFallen ? "fallen" : null] as const) if (kind) found.examples[kind] = [compared, ...found.examples[kind]].slice(0, mostExamples);
}

function placedBy({ compiled, workplace }: Side, answer: Tried): Placed | null {
  const rule = compiled.decide(answer);
  const outcome = outcomeFor(rule, answer);
  if (!outcome.open) return null;
  const route = routeBy(workplace, outcome.for, answer);
  const { teamId, ownerId } = route;
  takeTurn(workplace, route);
  return { team_id: teamId, owner_id: ownerId, rule_id: rule?.id ?? null };
}

function add({ tasks, people, pools }: TryoutResult, placed: Placed | null, side: "before" | "after"): void {
  if (!placed) return;
  tasks[side] += 1;
  const { owner_id, team_id } = placed;
  const id = owner_id ?? team_id;
  shareOf(owner_id === null ? pools : people, id, () => ({ id, before: 0, after: 0 }))[side] += 1;
}

function shareOf<Id, Share extends { id: Id }>(shares: Share[], id: Id, make: () => Share): Share {
  let share = shares.find((one) => one.id === id);
  if (!share) shares.push((share = make()));
  return share;
}

function emptyResult(): TryoutResult {
  return { tasks: { before: 0, after: 0 }, moved: 0, opened: 0, dropped: 0, people: [], pools: [], rules: [], fallen: 0, examples: { moved: [], opened: [], dropped: [], fallen: [] } };
}
