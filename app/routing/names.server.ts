import type { Db } from "#db/client.ts";
import type { Rule } from "./rule.ts";
import type { RuleName, RuleNames } from "./sentence.ts";

/** The names of all that these rules name, with who and what is no longer there. */
export async function namesIn(db: Db, rules: Rule[]): Promise<RuleNames> {
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

/** All that a rule can name now: for its form. */
export async function choicesFor(db: Db): Promise<{ teams: Choice[]; employees: Choice[]; sources: Choice[] }> {
  return {
    teams: await db.selectFrom("teams").select(["id", "name"]).where("archived_at", "is", null).orderBy("name").execute(),
    employees: await db.selectFrom("employees").select(["id", "name"]).where("deactivated_at", "is", null).orderBy("name").execute(),
    sources: await db.selectFrom("sources").select(["id", "name"]).where("archived_at", "is", null).orderBy("name").execute(),
  };
}

export type Choice = { id: number; name: string };

function byId(rows: { id: number; name: string; gone_at: Date | null }[]): Record<number, RuleName> {
  return Object.fromEntries(rows.map(({ id, name, gone_at }) => [id, { name, isGone: gone_at !== null }]));
}
