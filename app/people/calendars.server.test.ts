import { expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTeam } from "#tests/factories.ts";
import { calendarOf, calendarsOf } from "./calendars.server.ts";

const database = useDatabase();
const [office, evenings, mornings] = [{ "1": [["09:00", "17:00"]] }, { "1": [["17:00", "22:00"]] }, { "1": [["08:00", "12:00"]] }];
const json = (value: object) => JSON.stringify(value) as never;

test("her own hours, else her team's, else the organisation's; the team's zone", () =>
  database.rollback(async (trx) => {
    await makeOrganisation(trx, { working_hours: json(office), holidays: "none" });
    const noord = (await makeTeam(trx)).id;
    const paramaribo = (await makeTeam(trx, { working_hours: json(evenings), time_zone: "America/Paramaribo" })).id;
    const fatima = (await makeEmployee(trx, { team: noord })).id;
    const ruben = (await makeEmployee(trx, { team: paramaribo })).id;
    const sanne = (await makeEmployee(trx, { team: paramaribo, working_hours: json(mornings) })).id;
    const loose = (await makeEmployee(trx)).id;
    expect(await calendarsOf(trx, [fatima, ruben, sanne, loose])).toEqual(
      new Map([
        [fatima, { timeZone: "Europe/Amsterdam", hours: office, holidays: "none" }],
        [ruben, { timeZone: "America/Paramaribo", hours: evenings, holidays: "none" }],
        [sanne, { timeZone: "America/Paramaribo", hours: mornings, holidays: "none" }],
        [loose, { timeZone: "Europe/Amsterdam", hours: office, holidays: "none" }],
      ]),
    );
    expect((await calendarOf(trx, { team_id: paramaribo, owner_id: null })).hours).toEqual(evenings);
    // Somebody who helps another team works her own hours there, in that team's zone.
    expect(await calendarOf(trx, { team_id: noord, owner_id: sanne })).toEqual({ timeZone: "Europe/Amsterdam", hours: mornings, holidays: "none" });
  }));
