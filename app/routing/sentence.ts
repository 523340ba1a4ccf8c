import type { Language } from "#db/schema.ts";
import { textsIn } from "../i18n/texts.ts";
import type { Condition, Rule, Target } from "./rule.ts";
import { sentenceTexts } from "./sentence.texts.ts";

/** What a rule names. `isGone`: a team that is no longer in use, somebody who left, a source that was archived. */
export type RuleName = { name: string; isGone: boolean };
export type RuleNames = { teams: Record<number, RuleName>; employees: Record<number, RuleName>; sources: Record<number, RuleName> };

/** A rule as people say it: "Als het cijfer 0 tot en met 6 is, komt er een taak voor …". */
export function ruleSentence({ when, does }: Pick<Rule, "when" | "does">, names: RuleNames, language: Language): string {
  const t = textsIn(sentenceTexts, language);
  const outcome = does.open ? t.task(does.for.map((target) => targetWords(target, names, language)).join(t.else)) : t.noTask;
  const sentence = when.length > 0 ? t.when(listed(when.map((condition) => conditionWords(condition, names, language)), "conjunction", language), outcome) : t.always(outcome);
  if (!does.open) return sentence;
  const more = [
    does.due && t.due[does.due.unit](does.due.hours),
    does.is_urgent && t.urgent,
    does.watcher_id !== undefined && t.watcher(nameIn(names.employees, does.watcher_id, "employee", language)),
  ];
  return [sentence, ...more.filter(Boolean)].join(" ");
}

/** One condition as a clause: "het cijfer 0 tot en met 6 is". */
export function conditionWords(condition: Condition, names: RuleNames, language: Language): string {
  const t = textsIn(sentenceTexts, language);
  const not = condition.not ?? false;
  const any = (words: string[]) => listed(words, "disjunction", language);
  switch (condition.is) {
    case "score":
      return t.score(condition.from === condition.to ? t.oneScore(condition.from) : t.scores(condition.from, condition.to), not);
    case "category":
      return t.category(any(condition.one_of.map((category) => t.categories[category])), not);
    case "team":
      return t.team(any(condition.one_of.map((id) => nameIn(names.teams, id, "team", language))), not);
    case "source":
      return t.source(any(condition.one_of.map((id) => nameIn(names.sources, id, "source", language))), not);
    case "touchpoint":
      return t.touchpoint(any(condition.one_of.map(quoted)), not);
    case "language":
      return t.language(any(condition.one_of.map((code) => t.languages[code])), not);
    case "account":
      return t.account(any(condition.one_of.map(quoted)), not);
    case "attribute":
      return t.attribute(quoted(condition.name), any(condition.one_of.map(quoted)), not);
    case "words":
      return t.words(any(condition.any_of.map((word) => quoted(word.replaceAll("*", "…")))), not);
    case "repeat_detractor":
      return t.repeatDetractor(condition.days, not);
    case "new_customer":
      return t.newCustomer(not);
  }
}

/** Who gets it, as it stands after "voor". */
function targetWords(target: Target, names: RuleNames, language: Language): string {
  const t = textsIn(sentenceTexts, language);
  if (target.to === "employee") return nameIn(names.employees, target.id, "employee", language);
  if (target.to !== "team") return t.targets[target.to];
  return t.byTeam[target.by](target.id === "about" ? t.aboutTeam : nameIn(names.teams, target.id, "team", language));
}

function nameIn(names: Record<number, RuleName>, id: number, kind: "team" | "employee" | "source", language: Language): string {
  const t = textsIn(sentenceTexts, language);
  const found = names[id];
  if (!found) return t.unknown[kind];
  return found.isGone ? t.gone[kind](found.name) : found.name;
}

const quoted = (text: string) => `“${text}”`;

function listed(words: string[], type: "conjunction" | "disjunction", language: Language): string {
  return new Intl.ListFormat(language === "nl" ? "nl-NL" : "en-GB", { type }).format(words);
}
