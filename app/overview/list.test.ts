import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Trx } from "#db/client.ts";
import { useDatabase } from "#tests/database.ts";
import { makeCustomer, makeEmployee, makeOrganisation, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { histories, insertHistories } from "#tests/histories.ts";
import { viewerById } from "../people/session.server.ts";
import { columns, listParams, type SortKey, type TaskList } from "./list.ts";
import { readTaskList } from "./list-query.ts";
import { taskListCount, taskListPage } from "./list.server.ts";
import { readPeriod } from "./period.ts";
import { scopeFor } from "./scope.server.ts";

const database = useDatabase();
const sortKeys = columns.filter((column) => column !== "words") as SortKey[];
const day = 86_400_000;
const { period } = readPeriod(new URLSearchParams("period=year"), { now: noon, timeZone: "Europe/Amsterdam" });
const read = (query: string) => readTaskList(new URLSearchParams(query));

async function makePeople(trx: Trx) {
  await makeOrganisation(trx);
  const teamIds = [(await makeTeam(trx)).id, (await makeTeam(trx)).id];
  const ruben = await makeEmployee(trx, { name: "Ruben Visser", team: teamIds[0]!, lead: true });
  const fatima = await makeEmployee(trx, { team: teamIds[0]! });
  const marijke = await makeEmployee(trx, { name: "Marijke de Wit", is_admin: true });
  const lead = (await viewerById(trx, ruben.id))!;
  const admin = (await viewerById(trx, marijke.id))!;
  return { teamIds, fatima, lead, admin, ofLead: { viewer: lead, scope: (await scopeFor(trx, lead, null))!, period, now: noon }, ofAdmin: { viewer: admin, scope: (await scopeFor(trx, admin, null))!, period, now: noon } };
}

describe("paging", () => {
  test("there and back again, every row once and in order, by every column and in both directions", async () => {
    await fc.assert(
      fc.asyncProperty(histories({ days: 30, teams: 2, count: 30 }), fc.integer({ min: 1, max: 7 }), async (given, size) => {
        await database.rollback(async (trx) => {
          const { teamIds, fatima, ofAdmin } = await makePeople(trx);
          const causeIds = (await trx.insertInto("causes").values([{ name: "Monteur kwam niet" }, { name: "aanmaning" }]).returning("id").execute()).map(({ id }) => id);
          await insertHistories(trx, given, { now: noon, teamIds, ownerIds: [fatima.id, null], causeIds });
          for (const by of sortKeys) {
            for (const isDescending of [false, true]) {
              const list: TaskList = { ...read(""), sort: { by, isDescending } };
              const all = (await taskListPage(trx, { ...ofAdmin, list }, 1000)).rows;
              expect(all).toHaveLength((await taskListCount(trx, { ...ofAdmin, list })).tasks);
              expectSorted(all.map((row) => (by === "owner" || by === "customer" || by === "team" || by === "cause" ? (row[by]?.toLowerCase() ?? null) : row[by])), isDescending, by);

              const forward = await walk(trx, { ...ofAdmin, list }, size, "next");
              expect(forward.rows.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
              const back = await walk(trx, { ...ofAdmin, list: { ...list, cursor: forward.last.previous } }, size, "previous");
              expect([...back.rows, ...forward.last.rows].map(({ id }) => id)).toEqual(forward.last.previous ? all.map(({ id }) => id) : forward.last.rows.map(({ id }) => id));
            }
          }
        });
      }),
      { numRuns: 3 },
    );
  }, 60_000);

  /** Goes through the pages by the links that the page would show: the cursor goes through the URL. */
  async function walk(trx: Trx, asked: Parameters<typeof taskListPage>[1], size: number, side: "next" | "previous") {
    const view = { period, teamId: null };
    const rows = [];
    let list = asked.list;
    if (side === "previous" && !list.cursor) return { rows: [], last: { rows: [], previous: null, next: null } };
    for (;;) {
      const page = await taskListPage(trx, { ...asked, list }, size);
      expect(page.rows.length).toBeLessThanOrEqual(size);
      if (side === "next") rows.push(...page.rows);
      else rows.unshift(...page.rows);
      const cursor = page[side];
      if (!cursor) return { rows, last: page };
      list = readTaskList(new URLSearchParams(listParams(view, list, { cursor })));
      expect(list.cursor).toEqual(cursor);
    }
  }

  function expectSorted(values: (string | number | Date | null)[], isDescending: boolean, by: SortKey) {
    const present = values.filter((value) => value !== null);
    // Rows without a value stand last.
    expect(values.slice(0, present.length)).toEqual(present);
    if (by === "stage" || by === "outcome" || by === "verdict" || by === "customer" || by === "team" || by === "owner" || by === "cause") return;
    expect(present).toEqual([...present].sort((a, b) => (Number(a) - Number(b)) * (isDescending ? -1 : 1)));
  }
});

describe("whose tasks", () => {
  test("a lead sees no task of another team, and nothing personal of one that was handed over to it", () =>
    database.rollback(async (trx) => {
      const { teamIds, lead, ofLead, ofAdmin } = await makePeople(trx);
      const [north, south] = teamIds as [number, number];
      const handOver = (team_id: number) => [{ kind: "handed_over" as const, at: new Date(noon.getTime() - day), actor_id: null, data: { from_owner_id: null, team_id, owner_id: null, note: "" } }];
      const receivedAt = new Date(noon.getTime() - 2 * day);
      const mine = await makeTask(trx, { team: north, receivedAt });
      const gone = await makeTask(trx, { team: north, receivedAt, events: handOver(south) });
      const came = await makeTask(trx, { team: south, receivedAt, events: handOver(north) });
      const theirs = await makeTask(trx, { team: south, receivedAt });

      const list = read("");
      const { rows } = await taskListPage(trx, { ...ofLead, list });
      expect(rows.map(({ id }) => id).sort()).toEqual([mine.id, gone.id].sort());
      expect(rows.find(({ id }) => id === gone.id)).toMatchObject({ isVisible: false, customer: null, words: null, owner: null });
      expect(rows.find(({ id }) => id === mine.id)).toMatchObject({ isVisible: true, words: expect.stringContaining("lekkage") });
      // Nor does searching tell: the words of the one handed over are not searched.
      expect((await taskListPage(trx, { ...ofLead, list: read("q=lekkage") })).rows.map(({ id }) => id)).toEqual([mine.id]);
      // What waits now is what her team has now.
      const waiting = await taskListPage(trx, { ...ofLead, list: read("figure=waiting") });
      expect(waiting.rows.map(({ id }) => id).sort()).toEqual([mine.id, came.id].sort());
      // A cursor at somebody else's row gives no more than her own rows.
      for (const by of sortKeys) {
        const beyond = await taskListPage(trx, { ...ofLead, list: { ...list, sort: { by, isDescending: false }, cursor: { side: "after", id: theirs.id, key: null } } });
        expect(beyond.rows.every(({ id }) => id === mine.id || id === gone.id)).toBe(true);
      }
      expect(await taskListCount(trx, { ...ofAdmin, list })).toEqual({ tasks: 4, promises: null });
      const other = { ...lead, ledTeamIds: [] };
      expect((await taskListPage(trx, { ...ofLead, viewer: other, scope: (await scopeFor(trx, other, null))!, list })).rows).toEqual([]);
    }));
});

describe("filters", () => {
  test("each narrows the list", () =>
    database.rollback(async (trx) => {
      const { teamIds, ofAdmin } = await makePeople(trx);
      const receivedAt = new Date(noon.getTime() - 2 * day);
      const customer = await makeCustomer(trx, { name: "Anne Bakker" });
      const declined = await makeTask(trx, { team: teamIds[0]!, receivedAt, comment: "De lift doet het niet", customer_id: customer.id, events: [{ kind: "attempted", at: new Date(noon.getTime() - day), actor_id: null, data: { channel: "phone", outcome: "declined", note: "" } }] });
      const open = await makeTask(trx, { team: teamIds[1]!, receivedAt, comment: "Lekkage in de keuken" });
      const ids = async (query: string) => (await taskListPage(trx, { ...ofAdmin, list: read(query) })).rows.map(({ id }) => id);
      expect(await ids("stage=closed")).toEqual([declined.id]);
      expect(await ids("outcome=declined")).toEqual([declined.id]);
      expect(await ids("late=1")).toEqual([open.id]);
      expect(await ids("q=lift")).toEqual([declined.id]);
      expect(await ids("q=KEUK")).toEqual([open.id]);
      expect(await ids("q=lift+keuken")).toEqual([]);
      expect(await ids(`q=${encodeURIComponent("' & ! :* | () \\ \0 <->")}`)).toHaveLength(2);
      expect(await ids("figure=heard")).toEqual([declined.id]);
      expect(await ids("cause=999999")).toEqual([]);
    }));

  test("what cannot be understood counts as not chosen, and never reaches the database", () =>
    database.rollback(async (trx) => {
      const { ofAdmin } = await makePeople(trx);
      for (const query of [
        "stage=x&outcome=y&figure=z&cause=1e99&late=2&sort=-words&column=nothing&after=;drop",
        "sort=received&after=12.99999999999999999999", "sort=stage&after=12.nonsense", "sort=verdict&before=12.", "sort=due&after=12", "sort=customer&after=12.anne", "sort=score&after=99999999999999999.3",
        `q=${"x".repeat(201)}`, `q=${encodeURIComponent("\0")}`,
      ]) {
        const list = read(query);
        await taskListPage(trx, { ...ofAdmin, list });
        await taskListCount(trx, { ...ofAdmin, list });
      }
      expect(read("stage=x&sort=-words&column=nothing&after=;drop")).toEqual(read(""));
    }));

  test("all of a list stands in its URL, and no name does", () => {
    const query = "team=3&figure=heard&stage=closed&outcome=solved&late=1&cause=4&q=lift&sort=-customer&column=customer&column=verdict&after=12";
    const list = read(query);
    expect(list.cursor).toEqual({ side: "after", id: 12, key: null });
    expect(readTaskList(new URLSearchParams(listParams({ period, teamId: 3 }, list, { cursor: list.cursor })))).toEqual(list);
    // Any other change begins at the first page.
    expect(new URLSearchParams(listParams({ period, teamId: 3 }, list, { stage: null })).get("after")).toBeNull();
  });
});
