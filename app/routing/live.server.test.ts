import { beforeAll, expect, test } from "vitest";
import type { Trx } from "#db/client.ts";
import { useDatabase } from "#tests/database.ts";
import { makeOrganisation, makeResponse, makeTeam, noon } from "#tests/factories.ts";
import { overviewOf } from "../overview/measures.server.ts";
import { useSending } from "#tests/sending.ts";
import { changeOrganisation, organisationNow } from "../people/organisation.server.ts";
import { goLive, heldBack, notLiveTeams, stopLive } from "./live.server.ts";

const database = useDatabase();
const sending = useSending(database);
let defaultTeam: number;

beforeAll(async () => {
  defaultTeam = (await makeOrganisation(database.db)).default_team_id;
});

const daysAgo = (days: number) => new Date(noon.getTime() - days * 86_400_000);
const weeks = { from: daysAgo(28), to: new Date(noon.getTime() + 1) };

async function heldTeam(trx: Trx) {
  const team = await makeTeam(trx, { name: "Team Oost", live_from: null });
  for (const days of [0, 6, 8, 40]) await makeResponse(trx, { team_id: team.id, received_at: daysAgo(days), held_back_at: daysAgo(days) });
  await makeResponse(trx, { team_id: team.id, score: 9 });
  return team;
}

test("what was held back is counted for the choice from when, and for the period of the overview", () =>
  database.rollback(async (trx) => {
    const team = await heldTeam(trx);
    const live = await makeTeam(trx, { name: "Team West" });
    const soon = await makeTeam(trx, { name: "Team Midden", live_from: daysAgo(-2) });
    expect(await heldBack(trx, team.id, noon)).toEqual({ week: 2, month: 3, all: 4 });
    expect(await notLiveTeams(trx, [team.id, live.id, soon.id], weeks, noon)).toEqual([
      { id: soon.id, name: "Team Midden", liveFrom: daysAgo(-2), heldBack: 0 },
      { id: team.id, name: "Team Oost", liveFrom: null, heldBack: 3 },
    ]);
    expect(await notLiveTeams(trx, [live.id], weeks, noon)).toEqual([]);
    expect(await notLiveTeams(trx, [], weeks, noon)).toEqual([]);
  }));

test("an answer that was held back counts as an answer, and not as one that nobody followed up", () =>
  database.rollback(async (trx) => {
    const team = await heldTeam(trx);
    await makeResponse(trx, { team_id: team.id, received_at: daysAgo(1) });
    const period = { kind: "weeks" as const, ...weeks, firstDay: "", lastDay: "", previous: { from: daysAgo(56), to: daysAgo(28), firstDay: "", lastDay: "" } };
    const { total } = await overviewOf(trx, { teams: [team], team, teamIds: [team.id] }, period, noon);
    expect(total.now.responses).toEqual({ promoters: 1, passives: 0, detractors: 4 });
    expect(total.now.withoutTask).toBe(1);
    expect(total.now.closure).toEqual({ numerator: 0, denominator: 1 });
  }));

test("a team stops being live, but for the one where the rest goes", () =>
  database.rollback(async (trx) => {
    const team = await makeTeam(trx);
    expect(await stopLive(trx, team.id)).toBe(true);
    expect(await trx.selectFrom("teams").select("live_from").where("id", "=", team.id).executeTakeFirst()).toEqual({ live_from: null });
    expect(await stopLive(trx, defaultTeam)).toBe(false);
    expect((await trx.selectFrom("teams").select("live_from").where("id", "=", defaultTeam).executeTakeFirst())!.live_from).not.toBeNull();
  }));

test("what was being taken in while a team went live is looked for once more, a minute later", async () => {
  const team = await makeTeam(database.db, { live_from: null });
  await goLive(sending, team.id, noon);
  const jobs = await sending.boss.findJobs("open-held-back", { data: { teamId: team.id } });
  expect(jobs.map(({ startAfter, createdOn }) => Math.round((startAfter.getTime() - createdOn.getTime()) / 1_000)).toSorted()).toEqual([0, 60]);
});

test("a team becomes live where the rest goes to it", () =>
  database.rollback(async (trx) => {
    const team = await makeTeam(trx, { live_from: null });
    const { name, time_zone, language, due_hours, due_unit, silent_days, is_team_list_open, working_hours, holidays } = await organisationNow(trx);
    await changeOrganisation(trx, { name, timeZone: time_zone, language, phone: null, defaultTeamId: team.id, dueHours: due_hours, dueUnit: due_unit, silentDays: silent_days, isTeamListOpen: is_team_list_open, workingHours: working_hours, holidays, personalFigures: "self" }, noon);
    expect(await trx.selectFrom("teams").select("live_from").where("id", "=", team.id).executeTakeFirst()).toEqual({ live_from: noon });
  }));
