import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTeam, noon } from "#tests/factories.ts";
import { presenceOf, setPresence, setTeamHours, substituteChoices, teamHours } from "./presence.server.ts";
import type { WorkingHours } from "./hours.ts";

const database = useDatabase();
const mornings: WorkingHours = { "1": [["08:00", "12:00"]] };
let noord: number;
beforeAll(async () => {
  await makeOrganisation(database.db);
  noord = (await makeTeam(database.db)).id;
});

test("her own hours, who stands in for her and her limit; taken away again she works as her team", () =>
  database.rollback(async (trx) => {
    const [fatima, ruben] = [(await makeEmployee(trx, { team: noord })).id, (await makeEmployee(trx, { name: "Ruben Visser", team: noord })).id];
    expect(await setPresence(trx, fatima, { workingHours: mornings, substituteId: ruben, openTaskCap: 8 })).toBeNull();
    expect(await presenceOf(trx, fatima)).toEqual({ hours: mornings, hasOwnHours: true, substituteId: ruben, substitute: "Ruben Visser", openTaskCap: 8 });
    await setPresence(trx, fatima, { workingHours: null, substituteId: null, openTaskCap: null });
    await setTeamHours(trx, noord, { workingHours: mornings, timeZone: "America/Paramaribo" }, noon);
    expect(await presenceOf(trx, fatima)).toMatchObject({ hours: mornings, hasOwnHours: false, substitute: null });
    expect(await teamHours(trx, noord)).toMatchObject({ hasOwnHours: true, timeZone: "America/Paramaribo", usualZone: "Europe/Amsterdam" });
  }));

test("nobody stands in for herself, and who left for nobody", () =>
  database.rollback(async (trx) => {
    const [fatima, gone] = [(await makeEmployee(trx, { team: noord })).id, (await makeEmployee(trx, { deactivated_at: noon })).id];
    const choose = (substituteId: number) => setPresence(trx, fatima, { workingHours: null, substituteId, openTaskCap: null });
    expect([await choose(fatima), await choose(gone), await choose(999_999)]).toEqual([{ substitute: "colleagueGone" }, { substitute: "colleagueGone" }, { substitute: "colleagueGone" }]);
    // She left after she was chosen.
    await trx.updateTable("employees").set({ substitute_id: gone }).where("id", "=", fatima).execute();
    expect(await presenceOf(trx, fatima)).toMatchObject({ substituteId: null, substitute: null });
  }));

test("her team comes first among who could stand in", () =>
  database.rollback(async (trx) => {
    const fatima = (await makeEmployee(trx, { team: noord })).id;
    await makeEmployee(trx, { name: "Anouk Bakker", team: (await makeTeam(trx)).id });
    await makeEmployee(trx, { name: "Zoë Mulder", team: noord });
    await makeEmployee(trx, { name: "Weg", deactivated_at: noon });
    const { isAll, mates, others } = await substituteChoices(trx, fatima);
    expect([isAll, mates.map(({ name }) => name), others.map(({ name }) => name)]).toEqual([true, ["Zoë Mulder"], ["Anouk Bakker"]]);
  }));

test("a zone that is none is refused", () =>
  database.rollback(async (trx) => {
    expect(await setTeamHours(trx, noord, { workingHours: null, timeZone: "Europe/Appelscha" }, noon)).toEqual({ timeZone: "choose" });
  }));
