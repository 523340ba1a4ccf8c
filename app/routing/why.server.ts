import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import type { Language } from "#db/schema.ts";
import { textsIn } from "../i18n/texts.ts";
import type { StoredEvent } from "../tasks/events.ts";
import { namesIn } from "./names.server.ts";
import { firstRules, type Rule } from "./rule.ts";
import { ruleSentence } from "./sentence.ts";
import { sentenceTexts } from "./sentence.texts.ts";

/** A rule in its place (from 1) in a version; `version` null: what Belterug starts with. `rule` null: none of them decided. */
export type Deciding = { version: number | null; place: number; rule: Rule | null };

/** Looks up that rule alone: a version may have hundreds. */
export async function ruleInVersion(db: Db, { version_id, rule_id }: { version_id: number | null; rule_id: string | null }): Promise<Deciding> {
  if (version_id === null) {
    const place = firstRules.findIndex(({ id }) => id === rule_id);
    return { version: null, place: place + 1, rule: firstRules[place] ?? null };
  }
  const { rows } = await sql<Deciding & { version: number }>`
    select coalesce(found.place, 0) as place, found.rule,
      (select count(*) from routing_versions as earlier where earlier.activated_at is not null and earlier.id <= version.id) as version
    from routing_versions as version
    left join lateral (select place, rule from jsonb_array_elements(version.rules) with ordinality as each (rule, place) where rule ->> 'id' = ${rule_id}) as found on true
    where version.id = ${version_id}`.execute(db);
  return rows[0]!;
}

/**
 * Which rule of which version decided whose task it was, in a sentence, and who was passed over; null
 * for tasks from before there were rules. `deciding` where it was looked up already.
 */
export async function decidingRule(db: Db, events: StoredEvent[], language: Language, deciding?: Deciding): Promise<string | null> {
  const routing = events.findLast((event) => event.kind === "opened" || event.kind === "rerouted")?.data.routing;
  if (!routing) return null;
  const t = textsIn(sentenceTexts, language).why;
  const { version, place, rule } = deciding ?? (await ruleInVersion(db, routing));
  const of = version === null ? t.first : t.version(version);
  const [names, passed] = await Promise.all([rule && namesIn(db, [rule]), passedOver(db, routing.passed_over, language)]);
  return [rule && names ? t.rule(place, of, ruleSentence(rule, names, language)) : t.noRule(of), passed].filter(Boolean).join(" ");
}

async function passedOver(db: Db, passed: { employee_id: number; why: "away" | "full" | "gone" }[], language: Language): Promise<string> {
  if (passed.length === 0) return "";
  const t = textsIn(sentenceTexts, language).why;
  const rows = await db.selectFrom("employees").select(["id", "name"]).where("id", "in", passed.map(({ employee_id }) => employee_id)).execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return t.passedOver(new Intl.ListFormat(language).format(passed.map(({ employee_id, why }) => t.passed[why](names.get(employee_id) ?? "?"))));
}
