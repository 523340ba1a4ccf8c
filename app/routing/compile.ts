import type { Language, ScoreCategory } from "#db/schema.ts";
import type { Condition, Outcome, Rule } from "./rule.ts";

/** What rules look at: one response and who gave it, at one moment. */
export type ResponseFacts = {
  score: number;
  category: ScoreCategory;
  sourceId: number;
  comment: string | null;
  language: Language | null;
  account: string | null;
  touchpoint: string | null;
  attributes: Record<string, string | number | boolean>;
  /** The team that the survey tool named, where there is one by that name. */
  aboutTeamId: number | null;
  /** Her responses before this one: how many, and when the last from 0 to 6 was received. */
  earlier: { count: number; detractorAt: Date | null };
  /** When this one was received (UTC). */
  at: Date;
};

/** Rules made ready to be asked; the same for ever for one version. */
export type Compiled = {
  /** The first rule whose conditions all hold; undefined: none does. */
  decide: (facts: ResponseFacts) => Rule | undefined;
  /** Whether any rule looks at a customer's earlier responses, or at who helped her then. */
  needsHistory: boolean;
};

/** Makes rules ready once, so that asking them costs next to nothing per response. */
export function compileRules(rules: Rule[]): Compiled {
  const ready = rules.map((rule) => ({ rule, tests: rule.when.map(testOf) }));
  const targets = rules.flatMap(({ does }) => (does.open ? does.for : []));
  return {
    decide: (facts) => ready.find(({ tests }) => tests.every((holds) => holds(facts)))?.rule,
    needsHistory: rules.some(({ when }) => when.some(({ is }) => is === "repeat_detractor" || is === "new_customer")) || targets.some(({ to }) => to === "previous_owner"),
  };
}

/** What a detractor gets whom no rule names, and what no one else gets. */
export function outcomeFor(rule: Rule | undefined, { category }: Pick<ResponseFacts, "category">): Outcome | { open: true; for: [] } {
  return rule?.does ?? (category === "detractor" ? { open: true, for: [] } : { open: false });
}

type Test = (facts: ResponseFacts) => boolean;

function testOf(condition: Condition): Test {
  const holds = positiveTestOf(condition);
  return condition.not ? (facts) => !holds(facts) : holds;
}

function positiveTestOf(condition: Condition): Test {
  switch (condition.is) {
    case "score":
      return ({ score }) => score >= condition.from && score <= condition.to;
    case "category":
      return ({ category }) => condition.one_of.includes(category);
    case "team":
      return ({ aboutTeamId }) => aboutTeamId !== null && condition.one_of.includes(aboutTeamId);
    case "source":
      return ({ sourceId }) => condition.one_of.includes(sourceId);
    case "touchpoint":
      return among(condition.one_of, ({ touchpoint }) => touchpoint);
    case "language":
      return ({ language }) => language !== null && condition.one_of.includes(language);
    case "account":
      return among(condition.one_of, ({ account }) => account);
    case "attribute": {
      const name = plain(condition.name);
      return among(condition.one_of, ({ attributes }) => Object.entries(attributes).find(([key]) => plain(key) === name)?.[1]);
    }
    case "words": {
      const words = patternOf(condition.any_of);
      return ({ comment }) => comment !== null && words.test(comment.normalize("NFC"));
    }
    case "repeat_detractor":
      return ({ earlier, at }) => earlier.detractorAt !== null && at.getTime() - earlier.detractorAt.getTime() <= condition.days * 86_400_000;
    case "new_customer":
      return ({ earlier }) => earlier.count === 0;
  }
}

function among(names: string[], valueOf: (facts: ResponseFacts) => string | number | boolean | null | undefined): Test {
  const meant = new Set(names.map(plain));
  return (facts) => {
    const value = valueOf(facts);
    return value !== null && value !== undefined && meant.has(plain(String(value)));
  };
}

const plain = (text: string) => text.trim().normalize("NFC").toLowerCase();

/** Whole words, whatever stands between them; a star stands for letters within a word. */
function patternOf(words: string[]): RegExp {
  let count = 0;
  const patterns = words.map((word) => word.normalize("NFC").trim().split(/\s+/).map((part) => partOf(part, () => `skip${count++}`)).join("\\s+"));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join("|")})(?![\\p{L}\\p{N}])`, "iu");
}

/**
 * Up to the first place where the next piece stands and never further, as if asked no other way: a
 * customer's twenty thousand letters without a space would else take seconds for two stars.
 */
function partOf(part: string, newName: () => string): string {
  const [first = "", ...others] = part.split(/\*+/).map(escaped);
  const last = others.pop();
  const between = others.map((piece) => {
    const name = newName();
    return `(?=(?<${name}>[\\p{L}\\p{N}]*?${piece}))\\k<${name}>`;
  });
  return [first, ...between, ...(last === undefined ? [] : [`[\\p{L}\\p{N}]*${last}`])].join("");
}

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
