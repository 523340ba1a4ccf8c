import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeResponse, makeTeam, noon } from "#tests/factories.ts";
import { firstRules, type Rule } from "./rule.ts";
import type { TryoutResult } from "./tryout.ts";
import { cancelTryout, latestTryout, tryoutPage } from "./tryouts.server.ts";
import { saveDraft } from "./versions.server.ts";

const database = useDatabase();
let marijke: number;
beforeAll(async () => {
  await makeOrganisation(database.db);
  marijke = (await makeEmployee(database.db, { name: "Marijke de Wit" })).id;
});

const rules: Rule[] = [{ id: "aaaaaaaa", when: [{ is: "new_customer" }], does: { open: false } }, ...firstRules];
const tryout = { rules: JSON.stringify(rules), from_at: new Date(noon.getTime() - 30 * 86_400_000), until_at: noon, total_count: 10, created_at: noon };

test("what was found is told in names, the biggest shift first", () =>
  database.rollback(async (trx) => {
    const noord = await makeTeam(trx, { name: "Noord" });
    const [fatima, sven] = [await makeEmployee(trx, { name: "Fatima Amrani" }), await makeEmployee(trx, { name: "Sven Hoekstra" })];
    const response = await makeResponse(trx, { team_id: noord.id, comment: "x".repeat(900) });
    const result: TryoutResult = {
      tasks: { before: 9, after: 8 }, moved: 1, opened: 0, dropped: 1, fallen: 0,
      people: [{ id: fatima.id, before: 2, after: 3 }, { id: sven.id, before: 4, after: 0 }],
      pools: [{ id: noord.id, before: 3, after: 5 }],
      rules: [{ id: "detracto", count: 8 }],
      examples: { moved: [{ response_id: response.id, before: { team_id: noord.id, owner_id: sven.id, rule_id: "detracto" }, after: { team_id: noord.id, owner_id: null, rule_id: "detracto" } }], opened: [], dropped: [{ response_id: 999_999, before: null, after: null }], fallen: [] },
    };
    const { id } = await trx.insertInto("tryouts").values({ ...tryout, created_by: marijke, status: "done", done_count: 10, result: JSON.stringify(result) }).returning("id").executeTakeFirstOrThrow();
    await saveDraft(trx, rules, { employeeId: marijke, now: noon });

    const page = (await tryoutPage(trx, id, "nl"))!;
    expect(page).toMatchObject({ status: "done", isDraft: true, counts: { before: 9, after: 8, moved: 1, dropped: 1 } });
    expect(page.loads.map(({ name, isPool, before, after }) => [name, isPool, before, after])).toEqual([["Sven Hoekstra", false, 4, 0], ["Noord", true, 3, 5], ["Fatima Amrani", false, 2, 3]]);
    expect(page.rules.map(({ count }) => count)).toEqual([0, 8]);
    const [moved, , dropped] = page.examples;
    expect(moved!.answers).toMatchObject([{ score: 3, words: "x".repeat(300), before: { owner: "Sven Hoekstra", team: "Noord", place: 1 }, after: { owner: null, team: "Noord", place: 2 } }]);
    expect(dropped!.answers).toEqual([]);

    await saveDraft(trx, [], { employeeId: marijke, now: noon });
    expect((await tryoutPage(trx, id, "nl"))!.isDraft).toBe(false);
    expect(await tryoutPage(trx, id + 1, "nl")).toBeUndefined();
  }));

test("one that has only begun found nothing yet; stopped is stopped", () =>
  database.rollback(async (trx) => {
    const { id } = await trx.insertInto("tryouts").values({ ...tryout, created_by: marijke }).returning("id").executeTakeFirstOrThrow();
    expect(await tryoutPage(trx, id, "en")).toMatchObject({ status: "running", done: 0, counts: { before: 0, after: 0 }, loads: [] });
    expect(await latestTryout(trx, rules)).toBe(id);
    expect(await latestTryout(trx, firstRules)).toBeNull();
    await cancelTryout(trx, id, noon);
    expect(await tryoutPage(trx, id, "en")).toMatchObject({ status: "cancelled" });
    expect(await latestTryout(trx, rules)).toBeNull();
  }));
