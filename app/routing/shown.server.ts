import type { Db } from "#db/client.ts";
import type { Language } from "#db/schema.ts";
import { textsIn } from "../i18n/texts.ts";
import { changesOf } from "./changes.ts";
import { namesIn } from "./names.server.ts";
import { routingTexts } from "./routing.texts.ts";
import type { Rule } from "./rule.ts";
import { type RuleNames, ruleSentence } from "./sentence.ts";
import { activeRules, draftOf, versionById } from "./versions.server.ts";
import { type Warning, warningsOf } from "./warnings.ts";

export type ShownRule = { id: string; sentence: string; mark: "added" | "changed" | "moved" | null; warnings: string[] };

/** The rules as an administrator works on them: the draft where there is one, with what differs from what holds. `takenOut`: what she can put back though it never held. */
export async function routingPage(db: Db, takenOut: Rule | undefined, language: Language) {
  const [active, draft] = [await activeRules(db), await draftOf(db)];
  const rules = draft?.rules ?? active.rules;
  const kept = takenOut && ![...rules, ...active.rules].some(({ id }) => id === takenOut.id) ? [takenOut] : [];
  const names = await namesIn(db, [...rules, ...active.rules, ...kept]);
  const warnings = warningsOf(rules, names);
  const changes = changesOf(active.rules, rules);
  const marks = new Map<string, ShownRule["mark"]>([...changes.moved.map(({ id }) => [id, "moved"] as const), ...changes.changed.map(({ after }) => [after.id, "changed"] as const), ...changes.added.map(({ id }) => [id, "added"] as const)]);
  const version = active.versionId === null ? undefined : await versionById(db, active.versionId);
  return {
    rules: rules.map((rule): ShownRule => ({ id: rule.id, sentence: ruleSentence(rule, names, language), mark: marks.get(rule.id) ?? null, warnings: warnings[rule.id]!.map((warning) => warningWords(warning, language)) })),
    removed: sentences([...changes.removed, ...kept], names, language),
    draft: draft ? { token: draft.token, savedAt: draft.savedAt, savedBy: draft.savedBy } : null,
    active: { number: version?.number ?? null, since: version?.activatedAt ?? null, rules: sentences(active.rules, names, language) },
    defaultTeam: await defaultTeam(db),
  };
}

const sentences = (rules: Rule[], names: RuleNames, language: Language) => rules.map((rule) => ({ id: rule.id, sentence: ruleSentence(rule, names, language) }));

function warningWords(warning: Warning, language: Language): string {
  const t = textsIn(routingTexts, language).warnings;
  if (warning.kind === "nobody") return t.nobody;
  return warning.kind === "names" ? t.names(new Intl.ListFormat(language).format(warning.names)) : t[warning.kind](warning.as);
}

async function defaultTeam(db: Db): Promise<string> {
  const { name } = await db.selectFrom("organisation").innerJoin("teams", "teams.id", "default_team_id").select("teams.name").executeTakeFirstOrThrow();
  return name;
}

export type ShownChanges = { added: string[]; removed: string[]; changed: { before: string; after: string }[]; moved: string[] };

/** What changes between two lists of rules, in sentences. */
async function shownChanges(db: Db, before: Rule[], after: Rule[], language: Language): Promise<ShownChanges> {
  const names = await namesIn(db, [...before, ...after]);
  const say = (rule: Rule) => ruleSentence(rule, names, language);
  const { added, removed, changed, moved } = changesOf(before, after);
  return { added: added.map(say), removed: removed.map(say), changed: changed.map((rule) => ({ before: say(rule.before), after: say(rule.after) })), moved: moved.map(say) };
}

/** What using the draft would change; undefined when there is none. */
export async function draftChanges(db: Db, language: Language) {
  const draft = await draftOf(db);
  if (!draft) return undefined;
  return { token: draft.token, changes: await shownChanges(db, (await activeRules(db)).rules, draft.rules, language) };
}

/** A version with its rules and what it changed, in sentences; undefined when it never held. */
export async function versionPage(db: Db, id: number, language: Language) {
  const version = await versionById(db, id);
  if (!version) return undefined;
  const { rules, before, ...about } = version;
  const names = await namesIn(db, rules);
  return { ...about, rules: sentences(rules, names, language), changes: await shownChanges(db, before, rules, language) };
}
