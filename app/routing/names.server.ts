import type { Db } from "#db/client.ts";
import type { Language } from "#db/schema.ts";
import { allColleagues, colleaguesById, readColleague } from "../people/colleagues.server.ts";
import { type RuleFields, typedColleague } from "./rule-fields.ts";
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
  const [teams, employees, sources] = await Promise.all([
    named.teams.size > 0 ? db.selectFrom("teams").select(["id", "name", "archived_at as gone_at"]).where("id", "in", [...named.teams]).execute() : [],
    named.employees.size > 0 ? db.selectFrom("employees").select(["id", "name", "deactivated_at as gone_at"]).where("id", "in", [...named.employees]).execute() : [],
    named.sources.size > 0 ? db.selectFrom("sources").select(["id", "name", "archived_at as gone_at"]).where("id", "in", [...named.sources]).execute() : [],
  ]);
  return { teams: byId(teams), employees: byId(employees), sources: byId(sources) };
}

export type Choice = RuleName & { id: number };
/** `hasAllEmployees`: not where there are too many for a list; then `employees` are those that this rule names, and others are typed. */
export type Choices = { teams: Choice[]; employees: Choice[]; hasAllEmployees: boolean; sources: Choice[] };

/** All that a rule can name now, and what this one names though it is gone: for its form. */
export async function choicesFor(db: Db, rule: Pick<Rule, "when" | "does">): Promise<Choices> {
  const named = await namesIn(db, [rule]);
  const all = await allColleagues(db);
  const [teams, employees, sources] = [
    await db.selectFrom("teams").select(["id", "name"]).where("archived_at", "is", null).execute(),
    all ?? (await colleaguesById(db, Object.keys(named.employees).map(Number))),
    await db.selectFrom("sources").select(["id", "name"]).where("archived_at", "is", null).execute(),
  ];
  return { teams: withGone(teams, named.teams), employees: withGone(employees, named.employees), hasAllEmployees: all !== null, sources: withGone(sources, named.sources) };
}

function withGone(rows: { id: number; name: string }[], named: Record<number, RuleName>): Choice[] {
  const gone = Object.entries(named).flatMap(([id, { name, isGone }]) => (isGone ? { id: Number(id), name, isGone } : []));
  return [...rows.map((row) => ({ ...row, isGone: false })), ...gone].sort((a, b) => a.name.localeCompare(b.name));
}

/** The form with the colleagues whose names were typed; `unread` says by field what is wrong with a name. */
export async function withColleagues(db: Db, fields: RuleFields, language: Language): Promise<{ fields: RuleFields; unread: Record<string, string> }> {
  const unread: Record<string, string> = {};
  const read = async (typed: string, field: string) => {
    const found = await readColleague(db, typed, language);
    if ("id" in found) return String(found.id ?? "");
    unread[field] = found.error;
    return typed;
  };
  const targets: RuleFields["targets"] = [];
  for (const target of fields.targets) {
    const typed = typedColleague(target.to);
    targets.push(typed === undefined ? target : { ...target, to: `employee:${await read(typed, `${target.key}.person`)}` });
  }
  return { fields: { ...fields, targets, watcher: await read(fields.watcher, "watcher") }, unread };
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
