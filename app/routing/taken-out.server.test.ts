import { expect, test } from "vitest";
import type { Rule } from "./rule.ts";
import { firstRules } from "./rule.ts";
import { keepTakenOut, readTakenOut, takingOut } from "./taken-out.server.ts";

const mine: Rule = { id: "mijnregl", when: [{ is: "words", any_of: ["lek*", "ünïcode; = , 日本"] }], does: { open: false } };
const asked = (cookie: string) => new Request("http://localhost/admin/routing", { headers: { cookie } });
const sent = (setCookie: string) => setCookie.split(";")[0]!;

test("the browser keeps a rule that never held, with its place", () => {
  const taken = takingOut([mine, ...firstRules], firstRules, mine.id)!;
  expect(taken).toEqual({ rule: mine, beforeId: firstRules[0]!.id });
  expect(readTakenOut(asked(`notice=saved; ${sent(keepTakenOut(taken))}; language=nl`))).toEqual(taken);
  expect(takingOut([...firstRules, mine], firstRules, mine.id)!.beforeId).toBeNull();
});

test("not one that holds, and not one too long for a cookie", () => {
  expect(takingOut(firstRules, firstRules, firstRules[0]!.id)).toBeUndefined();
  const long: Rule = { ...mine, when: [{ is: "account", one_of: Array.from({ length: 50 }, (_, index) => `${index} ${"x".repeat(100)}`) }] };
  expect(keepTakenOut({ rule: long, beforeId: null })).toMatch(/^rule=; .*Max-Age=0/);
});

test("what somebody else put into the cookie is no rule", () => {
  for (const value of ["e30", "x", "bm9KU09O", Buffer.from(JSON.stringify({ rule: { ...mine, id: "<script>" }, beforeId: null })).toString("base64url")]) expect(readTakenOut(asked(`rule=${value}`))).toBeUndefined();
  expect(readTakenOut(new Request("http://localhost/"))).toBeUndefined();
});
