import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Links, routeBy, takeTurn } from "./route.ts";
import type { Target } from "./rule.ts";
import { KnownWorkplace } from "./workplace.ts";

const live = { live_from: "2020-01-01T00:00:00Z", time_zone: null, working_hours: null };
const care = { id: 1, name: "Klantenservice", ...live };
const noord = { id: 2, name: "Team Noord", ...live };
const zuid = { id: 3, name: "Team Zuid", ...live };

type Person = { id: number; teams?: { id: number }[]; is_here?: boolean; is_away?: boolean; cap?: number | null; open?: number; substitute_id?: number | null };
const person = ({ id, teams = [noord], ...rest }: Person) => ({ id, name: `Collega ${id}`, email: `${id}@delinde.example`, is_here: true, is_away: false, cap: null, open: 0, substitute_id: null, teams: teams as (typeof noord)[], ...rest });

/** A workplace of these people; the members of its teams are those in them, in the order given. */
function workplaceOf(people: Person[], { lastInTurn }: { lastInTurn?: number } = {}) {
  const workplace = new KnownWorkplace(care);
  workplace.addTeams([noord, zuid]);
  const all = people.map(person);
  workplace.addCandidates(all);
  workplace.addMembers(new Map([care, noord, zuid].map(({ id }) => [id, { members: all.filter(({ teams, is_here }) => is_here && teams.some((team) => team.id === id)), lastInTurn }])));
  return workplace;
}

const links = (given: Partial<Links> = {}): Links => ({ customerOwnerId: null, aboutEmployeeId: null, previousOwnerId: null, aboutTeamId: null, ...given });
const usual: Target[] = [{ to: "customer_owner" }, { to: "about_employee" }, { to: "team", id: "about", by: "least_loaded" }];
const pool = { teamId: care.id, ownerId: null, routedBy: "default_team" };

test("the first target that leads to somebody decides", () => {
  const workplace = workplaceOf([{ id: 11 }, { id: 12, teams: [zuid] }]);
  const all = links({ customerOwnerId: 11, aboutEmployeeId: 12, aboutTeamId: zuid.id });
  expect(routeBy(workplace, usual, all)).toEqual({ teamId: noord.id, ownerId: 11, routedBy: "customer_owner", passedOver: [] });
  expect(routeBy(workplace, usual, { ...all, customerOwnerId: null })).toMatchObject({ teamId: zuid.id, ownerId: 12, routedBy: "about_employee" });
  expect(routeBy(workplace, usual, links({ aboutTeamId: zuid.id }))).toMatchObject({ teamId: zuid.id, ownerId: 12, routedBy: "team" });
  expect(routeBy(workplace, usual, links())).toMatchObject(pool);
  expect(routeBy(workplace, [{ to: "previous_owner" }, { to: "employee", id: 12 }], links({ previousOwnerId: 11 }))).toMatchObject({ ownerId: 11, routedBy: "previous_owner" });
  expect(routeBy(workplace, [{ to: "previous_owner" }, { to: "employee", id: 12 }], links())).toMatchObject({ ownerId: 12, routedBy: "employee" });
  expect(routeBy(workplace, [], links({ customerOwnerId: 11 }))).toMatchObject(pool);
});

test("an owner in two teams does it for the team it is about", () => {
  const workplace = workplaceOf([{ id: 11, teams: [noord, zuid] }]);
  expect(routeBy(workplace, usual, links({ customerOwnerId: 11, aboutTeamId: zuid.id })).teamId).toBe(zuid.id);
  expect(routeBy(workplace, usual, links({ customerOwnerId: 11 })).teamId).toBe(noord.id);
});

describe("who cannot is passed over, and it says who and why", () => {
  test.each<[string, Person, string]>([
    ["away", { id: 11, is_away: true }, "away"],
    ["full", { id: 11, cap: 3, open: 3 }, "full"],
    ["left", { id: 11, is_here: false }, "gone"],
    ["in no team", { id: 11, teams: [] }, "gone"],
  ])("%s", (_, fatima, why) => {
    const workplace = workplaceOf([fatima, { id: 12, teams: [zuid] }]);
    const passedOver = [{ employee_id: 11, why }];
    expect(routeBy(workplace, usual, links({ customerOwnerId: 11, aboutEmployeeId: 12 }))).toEqual({ teamId: zuid.id, ownerId: 12, routedBy: "about_employee", passedOver });
    expect(routeBy(workplace, [{ to: "employee", id: 11 }], links())).toEqual({ ...pool, passedOver });
  });

  test("one below her limit still can; somebody whom nobody knows is gone", () => {
    expect(routeBy(workplaceOf([{ id: 11, cap: 3, open: 2 }]), usual, links({ customerOwnerId: 11 })).ownerId).toBe(11);
    expect(routeBy(workplaceOf([]), [{ to: "employee", id: 99 }], links())).toEqual({ ...pool, passedOver: [{ employee_id: 99, why: "gone" }] });
  });

  test("everybody away: the default team's pool, with all who were passed over", () => {
    const workplace = workplaceOf([{ id: 11, is_away: true }, { id: 12, is_away: true }]);
    expect(routeBy(workplace, usual, links({ aboutTeamId: noord.id }))).toEqual({ ...pool, passedOver: [{ employee_id: 11, why: "away" }, { employee_id: 12, why: "away" }] });
  });

  test("a team that is no more, and a team without people", () => {
    const workplace = workplaceOf([]);
    expect(routeBy(workplace, [{ to: "team", id: 77, by: "least_loaded" }], links())).toMatchObject(pool);
    expect(routeBy(workplace, [{ to: "team", id: 77, by: "claim" }], links())).toMatchObject(pool);
    expect(routeBy(workplace, [{ to: "team", id: zuid.id, by: "round_robin" }], links())).toMatchObject(pool);
  });
});

describe("who is away is replaced", () => {
  test("by her substitute, and by hers in turn", () => {
    const workplace = workplaceOf([{ id: 11, is_away: true, substitute_id: 12 }, { id: 12, is_away: true, substitute_id: 13 }, { id: 13, teams: [zuid] }]);
    expect(routeBy(workplace, usual, links({ customerOwnerId: 11 }))).toEqual({ teamId: zuid.id, ownerId: 13, routedBy: "customer_owner", passedOver: [{ employee_id: 11, why: "away" }, { employee_id: 12, why: "away" }] });
  });

  test("a circle of substitutes ends, and so does one of herself alone", () => {
    const workplace = workplaceOf([{ id: 11, is_away: true, substitute_id: 12 }, { id: 12, is_away: true, substitute_id: 11 }, { id: 13, is_away: true, substitute_id: 13 }]);
    expect(routeBy(workplace, [{ to: "employee", id: 11 }, { to: "employee", id: 13 }], links())).toMatchObject(pool);
  });

  test("not who is full: her substitute stands in for her absence only", () => {
    expect(routeBy(workplaceOf([{ id: 11, cap: 1, open: 1, substitute_id: 12 }, { id: 12 }]), [{ to: "employee", id: 11 }], links())).toMatchObject(pool);
  });
});

describe("a team", () => {
  const people = [{ id: 13, open: 2 }, { id: 11, open: 1 }, { id: 12, open: 1 }];
  const by = (way: "claim" | "round_robin" | "least_loaded" | "first_present") => [{ to: "team", id: noord.id, by: way }] satisfies Target[];

  test("claims, has a least loaded one (then the lowest id), a first present one", () => {
    expect(routeBy(workplaceOf(people), by("claim"), links())).toMatchObject({ teamId: noord.id, ownerId: null, routedBy: "team" });
    expect(routeBy(workplaceOf(people), by("least_loaded"), links()).ownerId).toBe(11);
    expect(routeBy(workplaceOf(people), by("first_present"), links()).ownerId).toBe(13);
    expect(routeBy(workplaceOf([{ id: 13, is_away: true }, { id: 11 }]), by("first_present"), links()).ownerId).toBe(11);
  });

  test("takes turns: after the last one, whoever comes and goes", () => {
    const workplace = workplaceOf(people, { lastInTurn: 11 });
    const next = () => {
      const route = routeBy(workplace, by("round_robin"), links());
      takeTurn(workplace, route);
      return route.ownerId;
    };
    routeBy(workplace, by("round_robin"), links()); // asked only: nobody's turn is over
    expect([next(), next(), next(), next()]).toEqual([12, 13, 11, 12]);
    expect(workplace.turns).toEqual(new Map([[noord.id, 12]]));
  });

  test("a thousand answers at once are shared out evenly, and nobody gets more than she may have", () =>
    fc.assert(
      fc.property(fc.array(fc.record({ open: fc.integer({ min: 0, max: 9 }), cap: fc.option(fc.integer({ min: 1, max: 12 })) }), { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 60 }), (team, count) => {
        const workplace = workplaceOf(team.map((one, index) => ({ id: 11 + index, ...one })));
        for (let n = 0; n < count; n++) takeTurn(workplace, routeBy(workplace, by("least_loaded"), links()));
        const members = workplace.membersOf(noord.id);
        expect(members.filter(({ open, cap }, index) => cap !== null && open > Math.max(cap, team[index]!.open))).toEqual([]);
        const given = members.filter(({ open, cap }, index) => open > team[index]!.open && (cap === null || open < cap)).map(({ open }) => open);
        expect(given.length > 1 ? Math.max(...given) - Math.min(...given) : 0).toBeLessThanOrEqual(1);
      }),
    ));
});
