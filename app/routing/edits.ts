import { type Rule, rules as ruleList } from "./rule.ts";

/*
 * What an administrator does to the list of rules. Each gives the new list, or undefined where it
 * cannot be done (any more): the rule was taken away in between, or there are too many.
 */

/** At the top: a new rule is most often an exception to those that are there. */
export function added(rules: Rule[], rule: Rule): Rule[] | undefined {
  return fitting([rule, ...rules]);
}

export function replaced(rules: Rule[], rule: Rule): Rule[] | undefined {
  const place = rules.findIndex(({ id }) => id === rule.id);
  return place < 0 ? undefined : rules.with(place, rule);
}

/** To stand before that one, or last where `beforeId` is null. */
export function placed(rules: Rule[], id: string, beforeId: string | null): Rule[] | undefined {
  const rule = rules.find((rule) => rule.id === id);
  const others = rules.filter((rule) => rule.id !== id);
  const place = beforeId === null ? others.length : others.findIndex((rule) => rule.id === beforeId);
  return rule && place >= 0 ? others.toSpliced(place, 0, rule) : undefined;
}

/** The copy stands under it. */
export function copied(rules: Rule[], id: string, copyId: string): Rule[] | undefined {
  const place = rules.findIndex((rule) => rule.id === id);
  return place < 0 ? undefined : fitting(rules.toSpliced(place + 1, 0, { ...rules[place]!, id: copyId }));
}

export function without(rules: Rule[], id: string): Rule[] | undefined {
  return rules.some((rule) => rule.id === id) ? rules.filter((rule) => rule.id !== id) : undefined;
}

/** Puts back a rule of those that hold, behind the one that it followed. */
export function putBack(rules: Rule[], active: Rule[], id: string): Rule[] | undefined {
  const place = active.findIndex((rule) => rule.id === id);
  if (place < 0 || rules.some((rule) => rule.id === id)) return undefined;
  const before = active.slice(0, place).findLast((earlier) => rules.some((rule) => rule.id === earlier.id));
  return fitting(rules.toSpliced(before ? rules.findIndex((rule) => rule.id === before.id) + 1 : 0, 0, active[place]!));
}

/** Puts back a rule that never held, to stand before that one; last where it is gone, or was never there. */
export function putBackBefore(rules: Rule[], rule: Rule, beforeId: string | null): Rule[] | undefined {
  if (rules.some(({ id }) => id === rule.id)) return undefined;
  const place = rules.findIndex(({ id }) => id === beforeId);
  return fitting(rules.toSpliced(place < 0 ? rules.length : place, 0, rule));
}

function fitting(rules: Rule[]): Rule[] | undefined {
  return ruleList.safeParse(rules).success ? rules : undefined;
}

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";

export function newRuleId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => letters[byte % letters.length]).join("");
}
