import { expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTask, makeTeam } from "#tests/factories.ts";
import { weekPlan } from "./week-plan.server.ts";

const database = useDatabase();
const monday = new Date("2026-11-23T11:00:00Z");

test("per team who is there by her own hours, and a gap where her substitute of another team is away as well", () =>
  database.rollback(async (trx) => {
    await makeOrganisation(trx);
    const [noord, zuid] = [(await makeTeam(trx)).id, (await makeTeam(trx)).id];
    const away = { away_from: new Date("2026-11-24T23:00:00Z"), away_until: new Date("2026-11-25T23:00:00Z") };
    const wim = (await makeEmployee(trx, { name: "Wim", team: zuid, ...away })).id;
    const fatima = (await makeEmployee(trx, { name: "Fatima", team: noord, substitute_id: wim, ...away })).id;
    await makeEmployee(trx, { name: "Ruben", team: noord, working_hours: JSON.stringify({ "3": [["09:00", "12:00"]] }) });
    await makeEmployee(trx, { name: "Weg", team: noord, deactivated_at: monday });
    await makeTask(trx, { team: noord, owner: fatima });
    const { teams, today } = await weekPlan(trx, [noord], monday);
    expect([today, teams.length]).toEqual(["2026-11-23", 1]);
    expect(teams[0]!.people.map(({ name, days }) => [name, days.slice(0, 5)])).toEqual([
      ["Fatima", ["here", "here", "away", "here", "here"]],
      ["Ruben", ["free", "free", "here", "free", "free"]],
    ]);
    expect(teams[0]!.gaps).toEqual([{ kind: "no_cover", name: "Fatima", from: away.away_from, open: 1 }]);
    await trx.updateTable("employees").set({ away_from: null, away_until: null }).where("id", "=", wim).execute();
    expect((await weekPlan(trx, [noord], monday)).teams[0]!.gaps).toEqual([]);
  }));
