import { expect, test } from "vitest";
import { type Rule, rule as ruleSchema } from "./rule.ts";
import { fieldsOfRule, newRuleFields, readRuleFields, type RuleFields, ruleOfFields, withPart } from "./rule-fields.ts";

/** As the page sends it. */
function formOf(fields: RuleFields): FormData {
  const form = new FormData();
  for (const { key, is, not, chosen, ...texts } of fields.conditions) {
    form.append(`${key}.is`, is);
    form.append(`${key}.not`, not ? "1" : "");
    for (const value of chosen) form.append(`${key}.chosen`, value);
    for (const name of ["from", "to", "name", "values", "days"] as const) form.append(`${key}.${name}`, texts[name].replaceAll("\n", "\r\n"));
  }
  form.append("opens", fields.opens ? "yes" : "no");
  for (const { key, to, by } of fields.targets) {
    form.append(`${key}.to`, to);
    form.append(`${key}.by`, by);
  }
  form.append("hours", fields.hours);
  form.append("unit", fields.unit);
  if (fields.isUrgent) form.append("urgent", "on");
  form.append("watcher", fields.watcher);
  return form;
}

const whole: Rule = {
  id: "aaaaaaaa",
  when: [
    { is: "score", from: 0, to: 6 },
    { is: "category", one_of: ["detractor"], not: true },
    { is: "team", one_of: [1, 2] },
    { is: "source", one_of: [3] },
    { is: "touchpoint", one_of: ["Reparatie", "Verhuizing"] },
    { is: "language", one_of: ["nl"] },
    { is: "account", one_of: ["VvE Linde, blok A"] },
    { is: "attribute", name: "segment", one_of: ["huurder"] },
    { is: "words", any_of: ["lek*", "geen warm water"] },
    { is: "repeat_detractor", days: 90, not: true },
  ],
  does: { open: true, for: [{ to: "customer_owner" }, { to: "employee", id: 4 }, { to: "team", id: "about", by: "round_robin" }, { to: "team", id: 5, by: "claim" }], due: { hours: 8, unit: "working" }, is_urgent: true, watcher_id: 6 },
};

test("a rule goes into its form and comes out the same, and is one that may be stored", () => {
  for (const given of [whole, { ...whole, when: [{ is: "new_customer" as const }], does: { open: false as const } }]) {
    const { rule, problems } = ruleOfFields(readRuleFields(formOf(fieldsOfRule(given))));
    expect(problems).toEqual({});
    expect({ id: given.id, ...rule }).toEqual(given);
    expect(ruleSchema.parse({ id: given.id, ...rule })).toEqual(given);
  }
  expect(ruleOfFields(readRuleFields(formOf(newRuleFields()))).problems).toEqual({});
});

test("what is not finished is named by its field and left out of the rule", () => {
  const condition = (is: string, values: Record<string, string | string[]> = {}): RuleFields["conditions"][number] => ({ key: "c0", is, not: false, from: "", to: "", chosen: [], name: "", values: "", days: "", ...values }) as never;
  const problemsOf = (fields: RuleFields["conditions"][number]) => ruleOfFields({ ...newRuleFields(), conditions: [fields] });
  expect(problemsOf(condition("score", { from: "7", to: "3" })).problems).toEqual({ "c0.to": "scoreOrder" });
  expect(problemsOf(condition("score", { from: "-1", to: "11" })).problems).toEqual({ "c0.from": "number", "c0.to": "number" });
  expect(problemsOf(condition("team")).problems).toEqual({ "c0.chosen": "choose" });
  expect(problemsOf(condition("team", { chosen: ["1e3", "0"] })).problems).toEqual({ "c0.chosen": "choose" });
  expect(problemsOf(condition("words", { values: " \n\n" })).problems).toEqual({ "c0.values": "required" });
  expect(problemsOf(condition("words", { values: "a\u0000" })).problems).toEqual({ "c0.values": "unreadable" });
  expect(problemsOf(condition("words", { values: "x".repeat(201) })).problems).toEqual({ "c0.values": "tooLong" });
  expect(problemsOf(condition("words", { values: Array.from({ length: 51 }, (_, n) => n).join("\n") })).problems).toEqual({ "c0.values": "tooMany" });
  expect(problemsOf(condition("attribute", { values: "huurder" })).problems).toEqual({ "c0.name": "required" });
  expect(problemsOf(condition("repeat_detractor", { days: "731" })).problems).toEqual({ "c0.days": "number" });
  expect(problemsOf(condition("team")).rule.when).toEqual([]);
});

test("a task is for somebody, within hours that are a number", () => {
  expect(ruleOfFields({ ...newRuleFields(), targets: [] }).problems).toEqual({ targets: "choose" });
  expect(ruleOfFields({ ...newRuleFields(), targets: [{ key: "t0", to: "", by: "claim" }], hours: "1,5" }).problems).toEqual({ "t0.to": "choose", hours: "number" });
  expect(ruleOfFields({ ...newRuleFields(), targets: [], opens: false }).problems).toEqual({});
});

test("parts are added, taken away and moved; what the rest says stays", () => {
  const fields = fieldsOfRule(whole);
  expect(withPart(fields, "remove:c3").conditions.map(({ is }) => is)).toEqual(whole.when.map(({ is }) => is).toSpliced(3, 1));
  expect(withPart(withPart(fields, "remove:c3"), "add:words").conditions.at(-1)).toMatchObject({ key: "c10", is: "words", values: "" });
  expect(withPart(fields, "add:words")).toEqual(fields);
  expect(withPart(fields, "up:t1").targets.map(({ key }) => key)).toEqual(["t1", "t0", "t2", "t3"]);
  expect(withPart(fields, "up:t0")).toEqual(fields);
  expect(withPart(fields, "add:target").targets.at(-1)).toMatchObject({ key: "t4", to: "" });
  expect(withPart(fields, "nonsense")).toEqual(fields);
});
