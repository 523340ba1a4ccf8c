import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, noon } from "#tests/factories.ts";
import { firstRules, type Rule } from "./rule.ts";
import { activate, activeRules, changeDraft, discardDraft, draftOf, listVersions, saveDraft, versionById } from "./versions.server.ts";

const database = useDatabase();
let by: { employeeId: number; now: Date };

beforeAll(async () => {
  await makeOrganisation(database.db);
  by = { employeeId: (await makeEmployee(database.db, { name: "Marijke de Wit", is_admin: true })).id, now: noon };
});

const later = (minutes: number) => ({ ...by, now: new Date(noon.getTime() + minutes * 60_000) });
const rule = (id: string): Rule => ({ id, when: [{ is: "score", from: 0, to: 3 }], does: { open: false } });

test("before anybody changed a rule, what Belterug starts with holds and there is no draft", () =>
  database.rollback(async (trx) => {
    expect(await activeRules(trx)).toEqual({ versionId: null, rules: firstRules });
    expect(await draftOf(trx)).toBeUndefined();
  }));

test("a draft changes nothing until it is activated; then it holds and is kept", () =>
  database.rollback(async (trx) => {
    await saveDraft(trx, [rule("aaaaaaaa")], by);
    expect((await activeRules(trx)).versionId).toBeNull();
    const draft = (await draftOf(trx))!;
    expect(draft).toMatchObject({ rules: [rule("aaaaaaaa")], savedBy: "Marijke de Wit", savedAt: noon });

    expect(await activate(trx, draft.token, later(5))).toBe(true);
    expect(await activeRules(trx)).toEqual({ versionId: draft.id, rules: [rule("aaaaaaaa")] });
    expect(await draftOf(trx)).toBeUndefined();
    expect(await versionById(trx, draft.id)).toMatchObject({ number: 1, activatedBy: "Marijke de Wit", activatedAt: later(5).now, before: firstRules });
  }));

test("a draft that was changed since is neither activated nor thrown away", () =>
  database.rollback(async (trx) => {
    await saveDraft(trx, [rule("aaaaaaaa")], by);
    const seen = (await draftOf(trx))!.token;
    await changeDraft(trx, (rules) => [...rules, rule("bbbbbbbb")], by);
    expect(await activate(trx, seen, later(1))).toBe(false);
    expect(await discardDraft(trx, seen)).toBe(false);
    expect(await discardDraft(trx, (await draftOf(trx))!.token)).toBe(true);
    expect(await draftOf(trx)).toBeUndefined();
    expect(await activate(trx, seen, later(1))).toBe(false);
  }));

test("a draft that says what holds already is no draft; a change that cannot be done changes nothing", () =>
  database.rollback(async (trx) => {
    await changeDraft(trx, (rules) => [...rules, rule("aaaaaaaa")], by);
    const seen = (await draftOf(trx))!.token;
    expect(await changeDraft(trx, () => undefined, later(1))).toBe(false);
    expect((await draftOf(trx))!.token).toBe(seen);
    await changeDraft(trx, (rules) => rules.filter(({ id }) => id !== "aaaaaaaa"), later(2));
    expect(await draftOf(trx)).toBeUndefined();
  }));

test("the version activated last holds, also from a machine whose clock is ten minutes behind", () =>
  database.rollback(async (trx) => {
    for (const [id, at] of [["aaaaaaaa", 10], ["bbbbbbbb", 0]] as const) {
      await saveDraft(trx, [rule(id)], later(at));
      await activate(trx, (await draftOf(trx))!.token, later(at));
    }
    expect((await activeRules(trx)).rules).toEqual([rule("bbbbbbbb")]);
  }));

test("versions are counted from 1 without gaps, the newest first, page after page", () =>
  database.rollback(async (trx) => {
    for (let n = 1; n <= 23; n++) {
      await saveDraft(trx, [rule(`draft${String(n).padStart(3, "0")}`)], later(n));
      await discardDraft(trx, (await draftOf(trx))!.token);
      await saveDraft(trx, [rule(`rule${String(n).padStart(4, "0")}`)], later(n));
      await activate(trx, (await draftOf(trx))!.token, later(n));
    }
    const first = await listVersions(trx, null);
    expect(first.versions.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => 23 - index));
    expect(first.versions[0]!.before).toEqual(first.versions[1]!.rules);
    const second = await listVersions(trx, first.next);
    expect(second.versions.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(second.versions[2]!.before).toEqual(firstRules);
    expect(second.next).toBeNull();
    expect(await versionById(trx, 999_999)).toBeUndefined();
  }));

test("two administrators who change the draft at the same moment both get their change", async () => {
  await Promise.all(["aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd"].map((id) => changeDraft(database.db, (rules) => [...rules, rule(id)], by)));
  const draft = (await draftOf(database.db))!;
  expect(draft.rules.map(({ id }) => id).sort()).toEqual(["aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd", firstRules[0]!.id].sort());
  await discardDraft(database.db, draft.token);
});
