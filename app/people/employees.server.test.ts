import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { useSending } from "#tests/sending.ts";
import { makeEmployee, makeOrganisation, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { addCause, changeCause, listCauses } from "../improvements/causes.server.ts";
import { setAbsence } from "./absence.server.ts";
import { changePerson, listPeople } from "./employees.server.ts";
import { changeOrganisation, organisationNow, timeZones } from "./organisation.server.ts";
import { addTeam, changeTeam, listTeams } from "./teams.server.ts";

const database = useDatabase();
const sending = useSending(database);
beforeAll(() => makeOrganisation(database.db));

const everyone = { search: "", state: "here", after: null } as const;

test("people by name, fifty at a time, each once, also with equal names", () =>
  database.rollback(async (trx) => {
    for (let n = 0; n < 120; n++) await makeEmployee(trx, { name: n < 60 ? "Jan Jansen" : `Piet ${n}` });
    const seen: number[] = [];
    let after: number | null = null;
    do {
      const { people, next } = await listPeople(trx, { ...everyone, after }, noon);
      expect(people.length).toBeLessThanOrEqual(50);
      seen.push(...people.map(({ id }) => id));
      after = next;
    } while (after);
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  }));

test("search finds part of a name or address in any case, and takes % and _ as they are", () =>
  database.rollback(async (trx) => {
    const team = await makeTeam(trx, { name: "Team Noord" });
    await makeEmployee(trx, { name: "Fatima Amrani", email: "f.amrani@delinde.example", team: team.id, lead: true });
    await makeEmployee(trx, { name: "100% Piet_je" });
    const find = async (search: string) => (await listPeople(trx, { ...everyone, search }, noon)).people;
    expect(await find("AMRA")).toMatchObject([{ name: "Fatima Amrani", teams: [{ name: "Team Noord", is_lead: true }] }]);
    expect(await find("f.amrani@")).toHaveLength(1);
    expect(await find("%")).toHaveLength(1);
    expect(await find("t_je")).toHaveLength(1);
    expect(await find("\\")).toHaveLength(0);
  }));

test("each state shows its own", () =>
  database.rollback(async (trx) => {
    const hour = (n: number) => new Date(noon.getTime() + n * 3_600_000);
    await makeEmployee(trx, { name: "Here", password_hash: "x" });
    await makeEmployee(trx, { name: "Away", password_hash: "x", away_from: hour(-1), away_until: hour(1) });
    await makeEmployee(trx, { name: "Back", password_hash: "x", away_from: hour(-2), away_until: noon });
    await makeEmployee(trx, { name: "Soon", password_hash: "x", away_from: hour(1), away_until: hour(2) });
    await makeEmployee(trx, { name: "Invited" });
    await makeEmployee(trx, { name: "Gone", deactivated_at: noon });
    const names = async (state: "here" | "away" | "invited" | "gone") => (await listPeople(trx, { ...everyone, state }, noon)).people.map(({ name }) => name);
    expect(await names("here")).toEqual(["Away", "Back", "Here", "Invited", "Soon"]);
    expect(await names("away")).toEqual(["Away"]);
    expect(await names("invited")).toEqual(["Invited"]);
    expect(await names("gone")).toEqual(["Gone"]);
  }));

test("away counts from now until midnight of the organisation", () =>
  database.rollback(async (trx) => {
    const fatima = await makeEmployee(trx);
    expect(await setAbsence({ db: trx, boss: sending.boss }, fatima.id, { when: "today" }, noon)).toBeNull();
    expect(await trx.selectFrom("employees").select(["away_from", "away_until"]).where("id", "=", fatima.id).executeTakeFirst()).toEqual({ away_from: noon, away_until: new Date("2026-11-20T23:00:00Z") });
    expect(await setAbsence({ db: trx, boss: sending.boss }, fatima.id, { when: "dates", from: "2026-11-25", until: "2026-11-24" }, noon)).toEqual({ until: "dateOrder" });
  }));

test("of a large team its leads and some others are named, and all of them are a list away", () =>
  database.rollback(async (trx) => {
    const team = await makeTeam(trx);
    for (let n = 0; n < 20; n++) await makeEmployee(trx, { team: team.id, name: `Collega ${n + 10}` });
    const ruben = await makeEmployee(trx, { team: team.id, lead: true, name: "Ruben Visser" });
    await makeEmployee(trx, { name: "Van elders" });
    const { members, memberCount } = (await listTeams(trx)).find(({ id }) => id === team.id)!;
    expect([members.length, members[0]!.id, memberCount]).toEqual([12, ruben.id, 21]);
    expect((await listPeople(trx, { ...everyone, team: team.id }, noon)).people).toHaveLength(21);
  }));

test("a team goes out of use only when it is empty and not where the rest goes, and can come back", async () => {
  const { db } = database;
  expect(await addTeam(db, { name: "Team Oost", code: "oost" }, noon)).toBeNull();
  expect(await addTeam(db, { name: "TEAM oost", code: "oost2" }, noon)).toEqual({ name: "nameTaken" });
  expect(await addTeam(db, { name: "Oost twee", code: "oost" }, noon)).toEqual({ code: "codeTaken" });
  const oost = (await listTeams(db)).find(({ code }) => code === "oost")!;
  const archive = (id: number, name = "Team Oost", code = "oost") => changeTeam(db, id, { name, code, isArchived: true }, noon);

  const main = (await listTeams(db)).find(({ isDefault }) => isDefault)!;
  expect(await archive(main.id, main.name, main.code)).toEqual({ refused: "isDefault" });
  const sanne = await makeEmployee(db, { team: oost.id });
  const task = await makeTask(db, { team: oost.id });
  expect(await archive(oost.id)).toEqual({ refused: "hasTasks" });
  await db.updateTable("tasks").set({ stage: "closed", closed_at: noon }).where("id", "=", task.id).execute();
  expect(await archive(oost.id)).toEqual({ refused: "hasPeople" });
  await db.updateTable("employees").set({ deactivated_at: noon }).where("id", "=", sanne.id).execute();
  expect(await archive(oost.id)).toBeNull();
  expect((await listTeams(db)).at(-1)).toMatchObject({ id: oost.id, archived_at: noon, members: [] });

  expect(await addTeam(db, { name: "Team Oost", code: "oost3" }, noon)).toBeNull(); // the name is free again
  expect(await changeTeam(db, oost.id, { name: "Team Oost", code: "oost", isArchived: false }, noon)).toEqual({ taken: { name: "nameTaken" } });
  expect(await changeTeam(db, oost.id, { name: "Team Oost oud", code: "oost", isArchived: false }, noon)).toBeNull();
});

test("while a team goes out of use nobody slips into it", async () => {
  const { db } = database;
  for (let n = 0; n < 5; n++) {
    const team = await makeTeam(db);
    const ruben = await makeEmployee(db);
    const join = changePerson(db, ruben.id, { name: ruben.name, email: ruben.email, phone: null, language: "nl", isAdmin: false, places: [{ teamId: team.id, isLead: false }] }, noon);
    const [, archived] = await Promise.all([join, changeTeam(db, team.id, { name: team.name, code: team.code, isArchived: true }, noon)]);
    const members = await db.selectFrom("team_members").select("employee_id").where("team_id", "=", team.id).execute();
    expect(members.length).toBe(archived === null ? 0 : 1);
  }
});

test("the organisation keeps a default team that is in use, and a time zone that exists", async () => {
  const { db } = database;
  const now = await organisationNow(db);
  const input = { name: "De Linde", timeZone: "Europe/Brussels", language: "en" as const, phone: "050 123 4567", defaultTeamId: now.default_team_id, dueHours: 48, silentDays: 7, isTeamListOpen: false, dueUnit: "working" as const, workingHours: { "1": [["09:00", "17:00"]] as [string, string][] }, holidays: "none" as const, personalFigures: "off" as const };
  const gone = await makeTeam(db, { archived_at: noon });
  expect(await changeOrganisation(db, { ...input, defaultTeamId: gone.id }, noon)).toBe("teamGone");
  expect(await organisationNow(db)).toEqual(now);
  expect(await changeOrganisation(db, input, noon)).toBeNull();
  expect(await organisationNow(db)).toMatchObject({ name: "De Linde", time_zone: "Europe/Brussels", phone: "050 123 4567", due_hours: 48, silent_days: 7, is_team_list_open: false });
  expect(timeZones("UTC")).toContain("UTC");
  expect(timeZones("Mars/Base")).not.toContain("Mars/Base");
  expect(timeZones("+02:00")).not.toContain("+02:00");
});

test("a cause leaves the list and comes back; no two in the list have one name", () =>
  database.rollback(async (trx) => {
    expect(await addCause(trx, "Niet teruggebeld")).toBeNull();
    const [cause] = await listCauses(trx);
    expect(await changeCause(trx, cause!.id, { name: "Niet gebeld", isArchived: true }, noon)).toBeNull();
    expect(await listCauses(trx)).toMatchObject([{ name: "Niet gebeld", archived_at: noon, tasks: 0 }]);
    expect(await addCause(trx, "niet GEBELD")).toBeNull();
    expect(await changeCause(trx, cause!.id, { name: "Niet gebeld", isArchived: false }, noon)).toBe("nameTaken");
  }));
