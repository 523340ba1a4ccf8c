import { beforeAll, describe, expect, test } from "vitest";
import type { Trx } from "#db/client.ts";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { loadKnown } from "../intake/known.server.ts";
import { responseInput } from "../intake/response.ts";
import { type RoutingFacts, routeResponse } from "./route.ts";

const database = useDatabase();
let defaultTeam: number;
let noord: number;
let zuid: number;

beforeAll(async () => {
  defaultTeam = (await makeOrganisation(database.db)).default_team_id;
  noord = (await makeTeam(database.db, { name: "Team Noord", code: "N-1" })).id;
  zuid = (await makeTeam(database.db, { name: "Team Zuid", code: "zuid" })).id;
});

/** Who is here is read from the database, as intake reads it for an answer that names them. */
async function route(trx: Trx, { customerOwnerId = null, aboutEmployeeId = null, aboutTeam = null }: Partial<RoutingFacts>) {
  const emailOf = async (id: number | null) => (id === null ? undefined : (await trx.selectFrom("employees").select("email").where("id", "=", id).executeTakeFirstOrThrow()).email);
  const input = responseInput.parse({ id: "a-1", score: 3, answered_at: noon.toISOString(), customer: { owner_email: await emailOf(customerOwnerId) }, about: { employee_email: await emailOf(aboutEmployeeId), team: aboutTeam } });
  const known = await loadKnown(trx, [{ source: { id: 1 }, input }], noon);
  return routeResponse(known, { customerOwnerId, aboutEmployeeId, aboutTeam });
}
const day = (n: number) => new Date(noon.getTime() + n * 86_400_000);

test("customer's owner, then the employee it is about, then the team, then the default team", () =>
  database.rollback(async (trx) => {
    const fatima = await makeEmployee(trx, { team: noord });
    const ruben = await makeEmployee(trx, { team: zuid });
    const facts = { customerOwnerId: fatima.id, aboutEmployeeId: ruben.id, aboutTeam: "team zuid" };
    expect(await route(trx, facts)).toEqual({ teamId: noord, ownerId: fatima.id, routedBy: "customer_owner" });
    expect(await route(trx, { ...facts, customerOwnerId: null })).toEqual({ teamId: zuid, ownerId: ruben.id, routedBy: "about_employee" });
    expect(await route(trx, { aboutTeam: facts.aboutTeam })).toEqual({ teamId: zuid, ownerId: ruben.id, routedBy: "team" });
    expect(await route(trx, {})).toEqual({ teamId: defaultTeam, ownerId: null, routedBy: "default_team" });
  }));

describe("who is not there is skipped", () => {
  test.each([
    ["away now", { away_from: day(-1), away_until: day(1) }, false],
    ["away from this very moment", { away_from: noon, away_until: day(1) }, false],
    ["away without an end", { away_from: day(-1), away_until: null }, false],
    ["back since this very moment", { away_from: day(-3), away_until: noon }, true],
    ["away next week", { away_from: day(7), away_until: day(14) }, true],
    ["deactivated", { deactivated_at: day(-1) }, false],
  ])("%s", async (_, values, isThere) => {
    await database.rollback(async (trx) => {
      const fatima = await makeEmployee(trx, { team: noord, ...values });
      const pool = { teamId: noord, ownerId: isThere ? fatima.id : null };
      expect(await route(trx, { customerOwnerId: fatima.id, aboutTeam: "n-1" })).toEqual({ ...pool, routedBy: isThere ? "customer_owner" : "team" });
      expect(await route(trx, { aboutEmployeeId: fatima.id, aboutTeam: "n-1" })).toEqual({ ...pool, routedBy: isThere ? "about_employee" : "team" });
      expect(await route(trx, { aboutTeam: "n-1" })).toEqual({ ...pool, routedBy: "team" });
    });
  });

  test("who is in no team, and a team that is archived or unknown", () =>
    database.rollback(async (trx) => {
      const nobody = await makeEmployee(trx);
      const old = await makeTeam(trx, { name: "Team Oost", code: "oost", archived_at: day(-1) });
      const there = await makeEmployee(trx, { team: old.id });
      for (const facts of [{ customerOwnerId: nobody.id }, { customerOwnerId: there.id }, { aboutTeam: "oost" }, { aboutTeam: "Team West" }, { aboutTeam: "%" }]) expect((await route(trx, facts)).routedBy).toBe("default_team");
    }));
});

test("an owner in two teams does it for the team it is about", () =>
  database.rollback(async (trx) => {
    const fatima = await makeEmployee(trx, { team: noord });
    await trx.insertInto("team_members").values({ team_id: zuid, employee_id: fatima.id }).execute();
    expect((await route(trx, { customerOwnerId: fatima.id, aboutTeam: "ZUID" })).teamId).toBe(zuid);
    expect((await route(trx, { customerOwnerId: fatima.id })).teamId).toBe(noord);
  }));

test("a team's least-loaded member: open work counts, told and closed do not, then the lowest id", () =>
  database.rollback(async (trx) => {
    const [fatima, ruben] = [await makeEmployee(trx, { team: noord }), await makeEmployee(trx, { team: noord })];
    const owner = async () => (await route(trx, { aboutTeam: "n-1" })).ownerId;
    expect(await owner()).toBe(fatima.id);
    await makeTask(trx, { team: noord, owner: fatima.id });
    expect(await owner()).toBe(ruben.id);
    const declined = { kind: "attempted", at: noon, actor_id: ruben.id, data: { channel: "phone", outcome: "declined", note: "" } } as const;
    for (let n = 0; n < 3; n++) await makeTask(trx, { team: noord, owner: ruben.id, events: [declined] });
    expect(await owner()).toBe(ruben.id);
    await makeTask(trx, { team: noord, owner: ruben.id });
    await makeTask(trx, { team: noord, owner: ruben.id });
    expect(await owner()).toBe(fatima.id);
  }));

test("a code wins from another team's name", () =>
  database.rollback(async (trx) => {
    await makeTeam(trx, { name: "zuid", code: "andere" });
    await makeEmployee(trx, { team: zuid });
    expect((await route(trx, { aboutTeam: "Zuid" })).teamId).toBe(zuid);
  }));
