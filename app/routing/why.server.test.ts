import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTeam, noon } from "#tests/factories.ts";
import type { StoredEvent } from "../tasks/events.ts";
import type { Rule } from "./rule.ts";
import { activate, draftOf, saveDraft } from "./versions.server.ts";
import { decidingRule } from "./why.server.ts";

const database = useDatabase();
let by: { employeeId: number; now: Date };
beforeAll(async () => {
  await makeOrganisation(database.db);
  by = { employeeId: (await makeEmployee(database.db)).id, now: noon };
});

const opened = (routing?: object) => ({ id: 1, at: noon, actor_id: null, kind: "opened", data: { score: 2, team_id: 1, owner_id: null, due_at: noon.toISOString(), routed_by: "team", ...(routing && { routing }) } }) as StoredEvent;

test("the rule and the version that decided, in one sentence, as they were then", () =>
  database.rollback(async (trx) => {
    const noord = await makeTeam(trx, { name: "Noord" });
    const sven = await makeEmployee(trx, { name: "Sven Hoekstra" });
    const rules: Rule[] = [
      { id: "aaaaaaaa", when: [{ is: "new_customer" }], does: { open: false } },
      { id: "bbbbbbbb", when: [{ is: "score", from: 0, to: 3 }], does: { open: true, for: [{ to: "employee", id: sven.id }, { to: "team", id: noord.id, by: "claim" }] } },
    ];
    await saveDraft(trx, rules, by);
    const { id, token } = (await draftOf(trx))!;
    await activate(trx, token, by);
    await saveDraft(trx, [], by);
    await activate(trx, (await draftOf(trx))!.token, by);
    await trx.updateTable("teams").set({ archived_at: noon }).where("id", "=", noord.id).execute();

    const routing = { version_id: id, rule_id: "bbbbbbbb", passed_over: [{ employee_id: sven.id, why: "full" }] };
    expect(await decidingRule(trx, [opened(routing)], "nl")).toBe("Regel 2 van versie 1: Als het cijfer 0 tot en met 3 is, komt er een taak voor Sven Hoekstra, anders voor de lijst van Noord (niet meer in gebruik): wie kan, pakt hem op. Overgeslagen: Sven Hoekstra (vol).");
    expect(await decidingRule(trx, [opened({ version_id: id, rule_id: null, passed_over: [] })], "en")).toBe("No rule of version 1 names this response. So it came to the team where the rest goes.");
  }));

test("the rules that Belterug began with, and tasks from before there were rules", async () => {
  expect(await decidingRule(database.db, [opened({ version_id: null, rule_id: "detracto", passed_over: [] })], "en")).toMatch(/^Rule 1 of the rules that Belterug began with: If the customer is a detractor, /);
  expect(await decidingRule(database.db, [opened()], "nl")).toBeNull();
});

test("where it was routed again, the last time counts", async () => {
  const rerouted = { ...opened({ version_id: null, rule_id: null, passed_over: [] }), id: 2, kind: "rerouted" } as StoredEvent;
  expect(await decidingRule(database.db, [opened({ version_id: null, rule_id: "detracto", passed_over: [] }), rerouted], "nl")).toMatch(/^Geen regel van /);
});
