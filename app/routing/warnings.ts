import { holdsWhen } from "./changes.ts";
import type { Condition, Rule } from "./rule.ts";
import type { RuleName, RuleNames } from "./sentence.ts";

/**
 * What is odd about a rule; it is kept all the same. `same`, `never`: an earlier rule (its place, from
 * 1) decides all that this one could. `names`: it names who or what is gone, which routing passes over.
 */
export type Warning = { kind: "same" | "never"; as: number } | { kind: "names"; names: string[] } | { kind: "nobody" };

/** Per rule, by its id. */
export function warningsOf(rules: Rule[], names: RuleNames): Record<string, Warning[]> {
  return Object.fromEntries(rules.map((rule, place) => [rule.id, [...decidedEarlier(rules, place), ...namesGone(rule, names)]]));
}

function decidedEarlier(rules: Rule[], place: number): Warning[] {
  const when = rules[place]!.when;
  const earlier = rules.findIndex((other, at) => at < place && includes(other.when, when));
  if (earlier < 0) return [];
  return [{ kind: holdsWhen(rules[earlier]!.when) === holdsWhen(when) ? "same" : "never", as: earlier + 1 }];
}

/** Whether what holds for `narrow` always holds for `wide`, as far as their words tell: each condition of `wide` is one of `narrow`, too. */
function includes(wide: Condition[], narrow: Condition[]): boolean {
  return wide.every((condition) => narrow.some((other) => holdsWhen([other]) === holdsWhen([condition]) || isWithin(other, condition)));
}

function isWithin(narrow: Condition, wide: Condition): boolean {
  if (narrow.not || wide.not) return false;
  if (narrow.is === "score" && wide.is === "score") return narrow.from >= wide.from && narrow.to <= wide.to;
  if (namedIn(narrow) === namedIn(wide)) return oneOf(narrow).every((value) => oneOf(wide).includes(value));
  const [from, to] = scoresOf(narrow) ?? [];
  if (from !== undefined && to !== undefined && wide.is === "category") return wide.one_of.some((category) => from >= scores[category][0] && to <= scores[category][1]);
  return false;
}

/** What its list is about; a symbol of its own where it has none. */
function namedIn(condition: Condition): string | symbol {
  if (!("one_of" in condition) && !("any_of" in condition)) return Symbol();
  return condition.is === "attribute" ? `attribute ${condition.name.toLowerCase()}` : condition.is;
}

function oneOf(condition: Condition): (string | number)[] {
  const values = "one_of" in condition ? condition.one_of : "any_of" in condition ? condition.any_of : [];
  return values.map((value) => (typeof value === "string" ? value.toLowerCase() : value));
}

const scores = { detractor: [0, 6], passive: [7, 8], promoter: [9, 10] } as const;

function scoresOf(condition: Condition): readonly [number, number] | undefined {
  if (condition.is === "score") return [condition.from, condition.to];
  return condition.is === "category" && condition.one_of.length === 1 ? scores[condition.one_of[0]!] : undefined;
}

function namesGone({ when, does }: Rule, names: RuleNames): Warning[] {
  const gone = (known: Record<number, RuleName>, ids: number[]) => ids.flatMap((id) => (known[id] && !known[id].isGone ? [] : (known[id]?.name ?? "?")));
  const found = when.flatMap((condition) => (condition.is === "team" ? gone(names.teams, condition.one_of) : condition.is === "source" ? gone(names.sources, condition.one_of) : []));
  if (!does.open) return found.length > 0 ? [{ kind: "names", names: found }] : [];
  const targets = does.for.map((target) => (target.to === "employee" ? gone(names.employees, [target.id]) : target.to === "team" && target.id !== "about" ? gone(names.teams, [target.id]) : []));
  const all = [...new Set([...found, ...targets.flat(), ...(does.watcher_id === undefined ? [] : gone(names.employees, [does.watcher_id]))])];
  return [...(all.length > 0 ? [{ kind: "names" as const, names: all }] : []), ...(targets.every((names) => names.length > 0) ? [{ kind: "nobody" as const }] : [])];
}
