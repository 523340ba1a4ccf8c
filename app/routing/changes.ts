import type { Condition, Rule } from "./rule.ts";

/** What differs between two lists of rules; a rule is the same one by its id. */
export type Changes = {
  added: Rule[];
  removed: Rule[];
  changed: { before: Rule; after: Rule }[];
  /** Those that stand elsewhere among the rest: as few as explain the new order. */
  moved: Rule[];
};

export function changesOf(before: Rule[], after: Rule[]): Changes {
  const old = new Map(before.map((rule) => [rule.id, rule]));
  const now = new Set(after.map(({ id }) => id));
  const kept = after.filter(({ id }) => old.has(id));
  const places = new Map(before.map(({ id }, place) => [id, place]));
  const inOrder = longestRising(kept.map(({ id }) => places.get(id)!));
  return {
    added: after.filter(({ id }) => !old.has(id)),
    removed: before.filter(({ id }) => !now.has(id)),
    changed: kept.flatMap((rule) => (isSameRule(old.get(rule.id)!, rule) ? [] : { before: old.get(rule.id)!, after: rule })),
    moved: kept.filter(({ id }) => !inOrder.has(places.get(id)!)),
  };
}

/** The most of these numbers that can stay where they are while each is more than the one before. */
function longestRising(numbers: number[]): Set<number> {
  const best: number[][] = [];
  numbers.forEach((number, index) => {
    let longest: number[] = [];
    for (let earlier = 0; earlier < index; earlier++) if (numbers[earlier]! < number && best[earlier]!.length > longest.length) longest = best[earlier]!;
    best.push([...longest, number]);
  });
  return new Set(best.reduce((longest, run) => (run.length > longest.length ? run : longest), []));
}

export function isSameRules(one: Rule[], other: Rule[]): boolean {
  return one.length === other.length && one.every((rule, index) => rule.id === other[index]!.id && isSameRule(rule, other[index]!));
}

/** Whether they say the same, whatever their ids. */
function isSameRule(one: Rule, other: Rule): boolean {
  return holdsWhen(one.when) === holdsWhen(other.when) && written(one.does) === written(other.does);
}

/** The conditions as one text, equal for those that hold for the same answers by their words: order and capitals are nothing. */
export function holdsWhen(when: Condition[]): string {
  return when.map((condition) => written(Object.fromEntries(Object.entries(condition).map(([name, value]) => [name, Array.isArray(value) ? value.map(plain).sort() : plain(value)])))).sort().join();
}

const plain = (value: unknown): unknown => (typeof value === "string" ? value.trim().toLowerCase() : value);

/** JSON with its keys in order: PostgreSQL gives them back in another order than they were stored in. */
function written(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "object" && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part));
}
