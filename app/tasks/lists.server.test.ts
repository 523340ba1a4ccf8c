import { sql } from "kysely";
import { expect, test } from "vitest";
import type { Trx } from "#db/client.ts";
import { useDatabase } from "#tests/database.ts";
import { makeCustomer, makeEmployee, makeOrganisation, makeResponse, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { viewerById } from "../people/session.server.ts";
import { complimentsOf, markRead } from "../compliments/compliments.server.ts";
import { homeOf } from "./home.server.ts";
import { inboxGroup, inboxGroups, searchMine } from "./inbox.server.ts";
import { readCursor, readQuery } from "./list.server.ts";
import { claimedTasks, myTeams, unclaimedTasks } from "./team.server.ts";

const database = useDatabase();
const hoursAgo = (hours: number) => new Date(noon.getTime() - hours * 3_600_000);

async function setUp(trx: Trx, { isListOpen = true } = {}) {
  await makeOrganisation(trx, { is_team_list_open: isListOpen });
  const noord = (await makeTeam(trx, { name: "Noord", code: "noord" })).id;
  const zuid = (await makeTeam(trx, { name: "Zuid", code: "zuid" })).id;
  const viewer = async (values: Parameters<typeof makeEmployee>[1]) => (await viewerById(trx, (await makeEmployee(trx, values)).id))!;
  return {
    noord,
    zuid,
    fatima: await viewer({ name: "Fatima Amrani", team: noord }),
    ruben: await viewer({ name: "Ruben Visser", team: noord, lead: true }),
    tomasz: await viewer({ name: "Tomasz Nowak", team: zuid }),
    marijke: await viewer({ name: "Marijke de Wit", is_admin: true }),
  };
}

async function named(trx: Trx, name: string, values: Parameters<typeof makeTask>[1], customer: Parameters<typeof makeCustomer>[1] = {}) {
  const { id } = await makeCustomer(trx, { name, ...customer });
  const task = await makeTask(trx, { ...values, customer_id: id });
  await trx.updateTable("tasks").set({ search: sql`to_tsvector('simple', ${`${name} ${values.comment ?? ""}`})` as never }).where("id", "=", task.id).execute();
  return task;
}

test("the inbox has her tasks by stage, most urgent first, and nobody else's", () =>
  database.rollback(async (trx) => {
    const { noord, fatima, ruben } = await setUp(trx);
    const reached = { kind: "attempted" as const, at: hoursAgo(1), actor_id: fatima.id, data: { channel: "phone" as const, outcome: "reached" as const, note: "" } };
    await named(trx, "Later", { team: noord, owner: fatima.id, receivedAt: hoursAgo(1) });
    await named(trx, "Eerst", { team: noord, owner: fatima.id, receivedAt: hoursAgo(30) });
    await named(trx, "Gesproken", { team: noord, owner: fatima.id, events: [reached] });
    await named(trx, "Van Ruben", { team: noord, owner: ruben.id });
    await named(trx, "Van niemand", { team: noord });
    const groups = await inboxGroups(trx, fatima);
    expect(groups.map(({ stage, count, rows }) => [stage, count, ...rows.map(({ customer }) => customer)])).toEqual([["to_call", 2, "Eerst", "Later"], ["to_act", 1, "Gesproken"], ["to_tell", 0], ["told", 0]]);
  }));

test("pages follow each other by cursor: each task once, also where many are due at the same moment", () =>
  database.rollback(async (trx) => {
    const { noord, fatima } = await setUp(trx);
    for (let n = 0; n < 57; n++) await makeTask(trx, { team: noord, owner: fatima.id, receivedAt: hoursAgo(Math.floor(n / 20)) });
    const seen: number[] = [];
    let next: string | null = null;
    do {
      const group = await inboxGroup(trx, fatima, "to_call", readCursor(next));
      seen.push(...group.rows.map(({ id }) => id));
      expect(group.count).toBe(57);
      next = group.next;
    } while (next);
    expect(seen).toHaveLength(57);
    expect(new Set(seen).size).toBe(57);
  }));

test("search finds the beginnings of words, whole addresses and numbers, among her own tasks", () =>
  database.rollback(async (trx) => {
    const { noord, fatima, ruben } = await setUp(trx);
    await named(trx, "Ingrid van der Meer-Wolthuis", { team: noord, owner: fatima.id, comment: "De monteur kwam niet." }, { email: "Ingrid@klant.example", phone: "+31612345021" });
    await named(trx, "Ingrid van Ruben", { team: noord, owner: ruben.id, comment: "De monteur kwam niet." });
    const find = async (query: string) => (await searchMine(trx, fatima, readQuery(query), undefined)).rows.map(({ customer }) => customer);
    for (const query of ["ingr", "INGRID MEER", "wolthuis", "mont kwam", "ingrid@KLANT.example", "06 12345021", "0031612345021"]) expect([query, ...(await find(query))]).toEqual([query, "Ingrid van der Meer-Wolthuis"]);
    for (const query of ["grid", "ingrid pieter", "' & | ! :* ( <->", "%", "\u0000", "🙂", "a".repeat(5_000)]) expect([query, ...(await find(query))]).toEqual([query]);
  }));

test("the team's page: the pool for its members, the list where it is open or she leads", () =>
  database.rollback(async (trx) => {
    const { noord, fatima, ruben, tomasz, marijke } = await setUp(trx, { isListOpen: false });
    await named(trx, "Wacht", { team: noord });
    await named(trx, "Van Fatima", { team: noord, owner: fatima.id });
    const page = async (viewer: typeof fatima) => {
      const teams = await myTeams(trx, viewer);
      const [pool, claimed] = [await unclaimedTasks(trx, teams, undefined), await claimedTasks(trx, teams, undefined, noon)];
      return [pool.rows.map(({ customer }) => customer), claimed.rows.map(({ customer }) => customer)];
    };
    expect(await page(fatima)).toEqual([["Wacht"], []]);
    expect(await page(ruben)).toEqual([["Wacht"], ["Van Fatima"]]);
    expect(await page(marijke)).toEqual([["Wacht"], ["Van Fatima"]]);
    expect(await page(tomasz)).toEqual([[], []]);
    await trx.updateTable("organisation").set({ is_team_list_open: true }).execute();
    expect(await page(fatima)).toEqual([["Wacht"], ["Van Fatima"]]);
    expect(await page(tomasz)).toEqual([[], []]);
  }));

test("who is away is marked", () =>
  database.rollback(async (trx) => {
    const { noord, ruben } = await setUp(trx);
    const esra = await makeEmployee(trx, { name: "Esra Demir", team: noord, away_from: hoursAgo(30), away_until: hoursAgo(-30) });
    await named(trx, "Wacht op Esra", { team: noord, owner: esra.id });
    const { rows } = await claimedTasks(trx, await myTeams(trx, ruben), undefined, noon);
    expect(rows).toMatchObject([{ owner: "Esra Demir", isAway: true, awayUntil: hoursAgo(-30) }]);
  }));

test("compliments: hers until she read them, her team's beside them, never another team's", () =>
  database.rollback(async (trx) => {
    const { noord, zuid, fatima, ruben } = await setUp(trx);
    const compliment = async (team: number, employee: number | null, hours: number) => {
      const { id } = await makeResponse(trx, { team_id: team, score: 10, comment: "Fijn geholpen", received_at: hoursAgo(hours) });
      await trx.insertInto("compliments").values({ response_id: id, team_id: team, employee_id: employee, received_at: hoursAgo(hours) }).execute();
      return id;
    };
    const [older, newer, ofRuben, ofTeam] = [await compliment(noord, fatima.id, 9), await compliment(noord, fatima.id, 2), await compliment(noord, ruben.id, 3), await compliment(noord, null, 4)];
    await compliment(zuid, null, 1);
    const ids = async (list: "unread" | "read" | "team") => (await complimentsOf(trx, fatima, list, undefined)).rows.map(({ id }) => id);
    expect(await ids("unread")).toEqual([newer, older]);
    expect(await ids("team")).toEqual([ofRuben, ofTeam]);
    await markRead(trx, fatima, [older!, ofRuben!], noon);
    expect([await ids("unread"), await ids("read")]).toEqual([[newer], [older]]);
    expect(await trx.selectFrom("compliments").select("read_at").where("response_id", "=", ofRuben!).executeTakeFirst()).toEqual({ read_at: null });
  }));

test("a lead without tasks of her own begins at the overview", () =>
  database.rollback(async (trx) => {
    const { noord, fatima, ruben } = await setUp(trx);
    expect([await homeOf(trx, fatima), await homeOf(trx, ruben)]).toEqual(["/inbox", "/overview"]);
    const marijke = { ...ruben, id: 0, isAdmin: true, role: "admin" as const };
    expect(await homeOf(trx, marijke)).toBe("/admin/people"); // no answer came in yet
    await makeTask(trx, { team: noord, owner: ruben.id });
    expect([await homeOf(trx, ruben), await homeOf(trx, marijke)]).toEqual(["/inbox", "/overview"]);
  }));
