import type { Db } from "#db/client.ts";
import type { Rule } from "./rule.ts";
import type { RuleName, RuleNames } from "./sentence.ts";

/** The names of all that these rules name, with who and what is no longer there. */
export async function namesIn(db: Db, rules: Pick<Rule, "when" | "does">[]): Promise<RuleNames> {
  const named = { teams: new Set<number>(), employees: new Set<number>(), sources: new Set<number>() };
  for (const { when, does } of rules) {
    for (const condition of when) {
      if (condition.is === "team") for (const id of condition.one_of) named.teams.add(id);
      if (condition.is === "source") for (const id of condition.one_of) named.sources.add(id);
    }
    if (!does.open) continue;
    if (does.watcher_id !== undefined) named.employees.add(does.watcher_id);
    for (const target of does.for) {
      if (target.to === "employee") named.employees.add(target.id);
      if (target.to === "team" && target.id !== "about") named.teams.add(target.id);
    }
  }
  return {
    teams: byId(await db.selectFrom("teams").select(["id", "name", "archived_at as gone_at"]).where("id", "in", [0, ...named.teams]).execute()),
    employees: byId(await db.selectFrom("employees").select(["id", "name", "deactivated_at as gone_at"]).where("id", "in", [0, ...named.employees]).execute()),
    sources: byId(await db.selectFrom("sources").select(["id", "name", "archived_at as gone_at"]).where("id", "in", [0, ...named.sources]).execute()),
  };
}

export type Choice = RuleName & { id: number };
export type Choices = { teams: Choice[]; employees: Choice[]; sources: Choice[] };

/** All that a rule can name now, and what this one names though it is gone: for its form. */
export async function choicesFor(db: Db, rule: Pick<Rule, "when" | "does">): Promise<Choices> {
  const named = await namesIn(db, [rule]);
  const [teams, employees, sources] = [
    await db.selectFrom("teams").select(["id", "name"]).where("archived_at", "is", null).execute(),
    await db.selectFrom("employees").select(["id", "name"]).where("deactivated_at", "is", null).execute(),
    await db.selectFrom("sources").select(["id", "name"]).where("archived_at", "is", null).execute(),
  ];
  return { teams: withGone(teams, named.teams), employees: withGone(employees, named.employees), sources: withGone(sources, named.sources) };
}

function withGone(rows: { id: number; name: string }[], named: Record<number, RuleName>): Choice[] {
  const gone = Object.entries(named).flatMap(([id, { name, isGone }]) => (isGone ? { id: Number(id), name, isGone } : []));
  return [...rows.map((row) => ({ ...row, isGone: false })), ...gone].sort((a, b) => a.name.localeCompare(b.name));
}

export type Suggestions = { touchpoints: string[]; attributes: string[] };

/** What the newest answers say, so that nobody has to guess how a survey spells it. */
export async function suggestionsFrom(db: Db): Promise<Suggestions> {
  const rows = await db.selectFrom("responses").select(["touchpoint", "attributes"]).orderBy("id", "desc").limit(500).execute();
  const most = (values: string[]) => [...new Set(values)].sort((a, b) => a.localeCompare(b)).slice(0, 20);
  return { touchpoints: most(rows.flatMap(({ touchpoint }) => touchpoint ?? [])), attributes: most(rows.flatMap(({ attributes }) => Object.keys(attributes as object))) };
}

function byId(rows: { id: number; name: string; gone_at: Date | null }[]): Record<number, RuleName> {
  return Object.fromEntries(rows.map(({ id, name, gone_at }) => [id, { name, isGone: gone_at !== null }]));
}
