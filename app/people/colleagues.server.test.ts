import { describe, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeTeam } from "#tests/factories.ts";
import { allColleagues, findColleagues, mostListed, readColleague } from "./colleagues.server.ts";

const database = useDatabase();

describe("a colleague by her name", () => {
  test("is read in any case, also from a part that only she has; an id is an id and nothing is nobody", () =>
    database.rollback(async (db) => {
      const zoe = await makeEmployee(db, { name: "Zoë van der Meulen" });
      expect(await readColleague(db, "  zoë  van der MEULEN ", "nl")).toEqual({ id: zoe.id });
      expect(await readColleague(db, "meul", "nl")).toEqual({ id: zoe.id });
      expect(await readColleague(db, String(zoe.id), "nl")).toEqual({ id: zoe.id });
      expect(await readColleague(db, zoe.email.toUpperCase(), "nl")).toEqual({ id: zoe.id });
      expect(await readColleague(db, zoe.email.slice(0, -1), "nl")).toHaveProperty("error");
      expect(await readColleague(db, " ", "nl")).toEqual({ id: null });
    }));

  test("who could be more than one is asked for, and each can then be typed as she was named", () =>
    database.rollback(async (db) => {
      const team = await makeTeam(db, { name: "Team Oost" });
      const one = await makeEmployee(db, { name: "Jan de Boer", team: team.id });
      const other = await makeEmployee(db, { name: "Jan de Boer" });
      await makeEmployee(db, { name: "Jan de Boer-Smit" });
      expect(await readColleague(db, "jan de boer", "nl")).toEqual({ error: expect.stringContaining(`Jan de Boer (Team Oost, ${one.id}); Jan de Boer (${other.id})`) });
      expect(await readColleague(db, `Jan de Boer (Team Oost, ${one.id})`, "nl")).toEqual({ id: one.id });
      expect(await readColleague(db, `Jan de Boer (${other.id})`, "nl")).toEqual({ id: other.id });
      expect(await readColleague(db, `Piet Jansen (${other.id})`, "nl")).toHaveProperty("error");
    }));

  test("who is gone, she herself and a % are nobody", () =>
    database.rollback(async (db) => {
      const me = await makeEmployee(db, { name: "Priya Ramdin" });
      await makeEmployee(db, { name: "Wim Vertrokken", deactivated_at: new Date() });
      expect(await readColleague(db, "Wim Vertrokken", "nl")).toHaveProperty("error");
      expect(await readColleague(db, "Priya Ramdin", "en", me.id)).toHaveProperty("error");
      expect(await readColleague(db, "%", "nl")).toHaveProperty("error");
      expect(await findColleagues(db, "_")).toEqual([]);
    }));

  test("where there are more than a list holds, there is no list", () =>
    database.rollback(async (db) => {
      await db.insertInto("employees").values(Array.from({ length: mostListed }, (_, n) => ({ name: `Medewerker ${n}`, email: `m${n}@delinde.example` }))).execute();
      const before = await allColleagues(db);
      expect(before === null || before.length <= mostListed).toBe(true);
      await makeEmployee(db);
      expect(await allColleagues(db)).toBeNull();
      expect(await findColleagues(db, "medewerker 19")).toHaveLength(11);
    }));
});
