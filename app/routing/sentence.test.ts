import { expect, test } from "vitest";
import type { Condition, Rule } from "./rule.ts";
import { conditionWords, type RuleNames, ruleSentence } from "./sentence.ts";

const names: RuleNames = {
  teams: { 1: { name: "Noord", isGone: false }, 2: { name: "Oost", isGone: true } },
  employees: { 1: { name: "Fatima Amrani", isGone: false }, 2: { name: "Ruben Visser", isGone: false } },
  sources: { 1: { name: "Typeform", isGone: false } },
};

const rule: Pick<Rule, "when" | "does"> = {
  when: [{ is: "category", one_of: ["detractor"] }, { is: "words", any_of: ["lek*", "schimmel"] }, { is: "team", one_of: [1, 2] }],
  does: { open: true, for: [{ to: "customer_owner" }, { to: "employee", id: 1 }, { to: "team", id: "about", by: "least_loaded" }], due: { hours: 8, unit: "working" }, is_urgent: true, watcher_id: 2 },
};

test("a rule reads as a sentence, in both languages", () => {
  expect(ruleSentence(rule, names, "nl")).toBe("Als de klant criticaster is, de klant iets schrijft met “lek…” of “schimmel” en het over Noord of Oost (niet meer in gebruik) gaat, komt er een taak voor de vaste contactpersoon van de klant, anders voor Fatima Amrani, anders voor wie de minste open taken heeft bij het team waar het over gaat. Bellen binnen 8 werkuren. Met voorrang. Ruben Visser kijkt mee.");
  expect(ruleSentence(rule, names, "en")).toBe("If the customer is a detractor, the customer writes something with “lek…” or “schimmel” and it is about Noord or Oost (no longer in use), there is a task for the customer's regular contact, else for Fatima Amrani, else for whoever has the fewest open tasks in the team it is about. Call within 8 working hours. With priority. Ruben Visser watches.");
});

test("no conditions, no task, and names that are not there", () => {
  expect(ruleSentence({ when: [], does: { open: false } }, names, "nl")).toBe("Bij elke reactie komt er geen taak.");
  expect(ruleSentence({ when: [], does: { open: true, for: [{ to: "employee", id: 9 }] } }, names, "en")).toBe("For every response there is a task for somebody who does not exist.");
});

const conditions: [Condition, string, string][] = [
  [{ is: "score", from: 0, to: 6 }, "het cijfer 0 tot en met 6 is", "het cijfer niet 0 tot en met 6 is"],
  [{ is: "score", from: 3, to: 3 }, "het cijfer een 3 is", "het cijfer niet een 3 is"],
  [{ is: "category", one_of: ["detractor", "passive"] }, "de klant criticaster of passief is", "de klant geen criticaster of passief is"],
  [{ is: "source", one_of: [1] }, "de reactie uit Typeform komt", "de reactie niet uit Typeform komt"],
  [{ is: "touchpoint", one_of: ["Reparatie"] }, "het contactmoment “Reparatie” is", "het contactmoment niet “Reparatie” is"],
  [{ is: "language", one_of: ["en"] }, "de klant Engels spreekt", "de klant geen Engels spreekt"],
  [{ is: "account", one_of: ["VvE Linde"] }, "de klant bij “VvE Linde” hoort", "de klant niet bij “VvE Linde” hoort"],
  [{ is: "attribute", name: "segment", one_of: ["huurder", "koper"] }, "bij “segment” “huurder” of “koper” staat", "bij “segment” niet “huurder” of “koper” staat"],
  [{ is: "words", any_of: ["klacht"] }, "de klant iets schrijft met “klacht”", "de klant niets schrijft met “klacht”"],
  [{ is: "repeat_detractor", days: 90 }, "de klant in de 90 dagen ervoor ook al een 0 tot en met 6 gaf", "de klant in de 90 dagen ervoor niet een 0 tot en met 6 gaf"],
  [{ is: "new_customer" }, "dit de eerste reactie van de klant is", "dit niet de eerste reactie van de klant is"],
];

test.each(conditions)("%o", (condition, words, opposite) => {
  expect(conditionWords(condition, names, "nl")).toBe(words);
  expect(conditionWords({ ...condition, not: true }, names, "nl")).toBe(opposite);
});
