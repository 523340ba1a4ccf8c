import type { FieldProblem } from "../people/fields.texts.ts";
import type { Condition, Rule, Target } from "./rule.ts";

/** A rule as its form has it: whatever was typed, also what is not finished. `key` is the row's place in the names of its fields. */
export type ConditionFields = { key: string; is: Condition["is"]; not: boolean; from: string; to: string; chosen: string[]; name: string; values: string; days: string };
export type TargetFields = { key: string; to: string; by: string };
export type RuleFields = { conditions: ConditionFields[]; opens: boolean; targets: TargetFields[]; hours: string; unit: string; isUrgent: boolean; watcher: string };

/** By the name of a field. */
export type RuleProblems = Record<string, FieldProblem>;

export const conditionKinds: Condition["is"][] = ["score", "category", "team", "source", "touchpoint", "language", "account", "attribute", "words", "repeat_detractor", "new_customer"];
export const sharings = ["claim", "round_robin", "least_loaded", "first_present"] as const;

const mostConditions = 10;
const mostTargets = 6;
const mostValues = 50;

/** What a new rule begins as: every detractor for whoever knows her best. */
export function newRuleFields(): RuleFields {
  return {
    conditions: [blankCondition("c0", "category", ["detractor"])],
    opens: true,
    targets: [{ key: "t0", to: "customer_owner", by: "least_loaded" }, { key: "t1", to: "team:about", by: "least_loaded" }],
    hours: "",
    unit: "calendar",
    isUrgent: false,
    watcher: "",
  };
}

function blankCondition(key: string, is: Condition["is"], chosen: string[] = []): ConditionFields {
  return { key, is, not: false, from: "0", to: "6", chosen, name: "", values: "", days: "90" };
}

export function fieldsOfRule({ when, does }: Rule): RuleFields {
  const blank = newRuleFields();
  return {
    ...blank,
    conditions: when.map((condition, index) => fieldsOfCondition(condition, `c${index}`)),
    opens: does.open,
    ...(does.open && {
      targets: does.for.map((target, index) => ({ key: `t${index}`, to: target.to === "employee" || target.to === "team" ? `${target.to}:${target.id}` : target.to, by: target.to === "team" ? target.by : "least_loaded" })),
      hours: does.due ? String(does.due.hours) : "",
      unit: does.due?.unit ?? "calendar",
      isUrgent: does.is_urgent ?? false,
      watcher: does.watcher_id === undefined ? "" : String(does.watcher_id),
    }),
  };
}

function fieldsOfCondition(condition: Condition, key: string): ConditionFields {
  const fields = { ...blankCondition(key, condition.is), not: condition.not ?? false };
  switch (condition.is) {
    case "score":
      return { ...fields, from: String(condition.from), to: String(condition.to) };
    case "category":
    case "language":
    case "team":
    case "source":
      return { ...fields, chosen: condition.one_of.map(String) };
    case "touchpoint":
    case "account":
      return { ...fields, values: condition.one_of.join("\n") };
    case "attribute":
      return { ...fields, name: condition.name, values: condition.one_of.join("\n") };
    case "words":
      return { ...fields, values: condition.any_of.join("\n") };
    case "repeat_detractor":
      return { ...fields, days: String(condition.days) };
    case "new_customer":
      return fields;
  }
}

/** What a form says, from the server's request or from the page itself. */
export function readRuleFields(form: FormData): RuleFields {
  const text = (name: string) => String(form.get(name) ?? "");
  const keysOf = (letter: "c" | "t", field: string) => [...form.keys()].flatMap((name) => (name.startsWith(letter) && name.endsWith(field) && /^[ct]\d{1,4}$/.test(name.slice(0, -field.length)) ? name.slice(0, -field.length) : []));
  return {
    conditions: keysOf("c", ".is").flatMap((key) => {
      const is = conditionKinds.find((kind) => kind === form.get(`${key}.is`));
      return is ? { key, is, not: text(`${key}.not`) === "1", from: text(`${key}.from`), to: text(`${key}.to`), chosen: form.getAll(`${key}.chosen`).map(String), name: text(`${key}.name`), values: text(`${key}.values`), days: text(`${key}.days`) } : [];
    }),
    opens: text("opens") !== "no",
    targets: keysOf("t", ".to").map((key) => ({ key, to: text(`${key}.to`) === "employee" ? `employee:${text(`${key}.person`)}` : text(`${key}.to`), by: text(`${key}.by`) })),
    hours: text("hours"),
    unit: text("unit"),
    isUrgent: form.has("urgent"),
    watcher: text("watcher"),
  };
}

/** The id or the name of the employee that a target names; undefined when it is for another. */
export function typedColleague(to: string): string | undefined {
  return to.startsWith("employee:") ? to.slice("employee:".length) : undefined;
}

/** The form with the ids of those whose names were typed and are known. */
export function withKnown(fields: RuleFields, known: { id: number; name: string }[]): RuleFields {
  const idOf = (typed: string) => String(known.find(({ name }) => name === typed.trim())?.id ?? typed);
  const targets = fields.targets.map((target) => {
    const typed = typedColleague(target.to);
    return typed === undefined ? target : { ...target, to: `employee:${idOf(typed)}` };
  });
  return { ...fields, targets, watcher: idOf(fields.watcher) };
}

/** "add:score", "add:target", "remove:c1", "up:t2": the form with one part more, less or elsewhere. */
export function withPart(fields: RuleFields, part: string): RuleFields {
  const [act, what] = part.split(":");
  if (act === "remove") return { ...fields, conditions: fields.conditions.filter(({ key }) => key !== what), targets: fields.targets.filter(({ key }) => key !== what) };
  if (act === "up") {
    const place = fields.targets.findIndex(({ key }) => key === what);
    return place < 1 ? fields : { ...fields, targets: fields.targets.with(place - 1, fields.targets[place]!).with(place, fields.targets[place - 1]!) };
  }
  if (what === "target") return fields.targets.length >= mostTargets ? fields : { ...fields, targets: [...fields.targets, { key: freeKey("t", fields.targets), to: "", by: "least_loaded" }] };
  const is = conditionKinds.find((kind) => kind === what);
  return !is || fields.conditions.length >= mostConditions ? fields : { ...fields, conditions: [...fields.conditions, blankCondition(freeKey("c", fields.conditions), is)] };
}

function freeKey(letter: "c" | "t", rows: { key: string }[]): string {
  return `${letter}${Math.max(-1, ...rows.map(({ key }) => Number(key.slice(1)))) + 1}`;
}

/** The rule that the form says; unfinished parts are left out and named in `problems`. */
export function ruleOfFields(fields: RuleFields): { rule: Pick<Rule, "when" | "does">; problems: RuleProblems } {
  const problems: RuleProblems = {};
  const when = fields.conditions.slice(0, mostConditions).flatMap((condition) => conditionOf(condition, (name, problem) => (problems[`${condition.key}.${name}`] ??= problem)) ?? []);
  if (!fields.opens) return { rule: { when, does: { open: false } }, problems };
  const targets = fields.targets.slice(0, mostTargets).flatMap((target) => targetOf(target) ?? []);
  for (const target of fields.targets) if (!targetOf(target)) problems[`${target.key}.to`] = "choose";
  if (fields.targets.length === 0) problems["targets"] = "choose";
  const hours = numberIn(fields.hours, 1, 720);
  if (fields.hours.trim() !== "" && hours === undefined) problems["hours"] = "number";
  const watcher = idIn(fields.watcher);
  return {
    rule: {
      when,
      does: {
        open: true,
        for: targets,
        ...(hours !== undefined && { due: { hours, unit: fields.unit === "working" ? "working" : "calendar" } }),
        ...(fields.isUrgent && { is_urgent: true as const }),
        ...(watcher !== undefined && { watcher_id: watcher }),
      },
    },
    problems,
  };
}

type Report = (name: "from" | "to" | "chosen" | "name" | "values" | "days", problem: FieldProblem) => void;

function conditionOf(fields: ConditionFields, report: Report): Condition | undefined {
  const not = fields.not ? { not: true as const } : {};
  switch (fields.is) {
    case "score": {
      const [from, to] = [numberIn(fields.from, 0, 10), numberIn(fields.to, 0, 10)];
      if (from === undefined) report("from", "number");
      if (to === undefined) report("to", "number");
      if (from === undefined || to === undefined) return undefined;
      if (from > to) return void report("to", "scoreOrder");
      return { is: "score", from, to, ...not };
    }
    case "category": {
      const one_of = (["promoter", "passive", "detractor"] as const).filter((category) => fields.chosen.includes(category));
      return one_of.length > 0 ? { is: "category", one_of, ...not } : void report("chosen", "choose");
    }
    case "language": {
      const one_of = (["nl", "en"] as const).filter((language) => fields.chosen.includes(language));
      return one_of.length > 0 ? { is: "language", one_of, ...not } : void report("chosen", "choose");
    }
    case "team":
    case "source": {
      const one_of = [...new Set(fields.chosen.flatMap((id) => idIn(id) ?? []))];
      if (one_of.length > mostValues) return void report("chosen", "tooMany");
      return one_of.length > 0 ? { is: fields.is, one_of, ...not } : void report("chosen", "choose");
    }
    case "touchpoint":
    case "account": {
      const one_of = linesIn(fields.values, (problem) => report("values", problem));
      return one_of && { is: fields.is, one_of, ...not };
    }
    case "attribute": {
      const name = fields.name.trim();
      const problem = name === "" ? "required" : problemOf(name, 100);
      if (problem) report("name", problem);
      const one_of = linesIn(fields.values, (problem) => report("values", problem));
      return one_of && !problem ? { is: "attribute", name, one_of, ...not } : undefined;
    }
    case "words": {
      const any_of = linesIn(fields.values, (problem) => report("values", problem));
      return any_of && { is: "words", any_of, ...not };
    }
    case "repeat_detractor": {
      const days = numberIn(fields.days, 1, 730);
      return days !== undefined ? { is: "repeat_detractor", days, ...not } : void report("days", "number");
    }
    case "new_customer":
      return { is: "new_customer", ...not };
  }
}

function targetOf({ to, by }: TargetFields): Target | undefined {
  if (to === "customer_owner" || to === "about_employee" || to === "previous_owner") return { to };
  const [kind, named = ""] = to.split(":");
  const id = idIn(named);
  if (kind === "employee" && id !== undefined) return { to: "employee", id };
  if (kind !== "team" || (named !== "about" && id === undefined)) return undefined;
  return { to: "team", id: id ?? "about", by: sharings.find((sharing) => sharing === by) ?? "least_loaded" };
}

/** One a line, without empty lines and repetitions. */
function linesIn(text: string, report: (problem: FieldProblem) => void): string[] | undefined {
  const lines = [...new Set(text.split(/\r?\n/).map((line) => line.trim()).filter(Boolean))];
  if (lines.length === 0) return void report("required");
  if (lines.length > mostValues) return void report("tooMany");
  const problem = lines.map((line) => problemOf(line, 200)).find(Boolean);
  return problem ? void report(problem) : lines;
}

function problemOf(line: string, longest: number): FieldProblem | undefined {
  if (!line.isWellFormed() || /\p{Cc}/u.test(line)) return "unreadable";
  return line.length > longest ? "tooLong" : undefined;
}

function numberIn(text: string, from: number, to: number): number | undefined {
  const number = /^\s*\d{1,4}\s*$/.test(text) ? Number(text) : NaN;
  return number >= from && number <= to ? number : undefined;
}

function idIn(text: string): number | undefined {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined;
}
