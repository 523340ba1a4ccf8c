import { beforeAll, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeConnectedSource, makeEmployee, makeOrganisation, makeResponse, makeTeam, noon } from "#tests/factories.ts";
import { firstSteps } from "./first-steps.server.ts";

const database = useDatabase();
beforeAll(() => makeOrganisation(database.db));

test("each first step is done by what is there, and the list goes once all of it is", () =>
  database.rollback(async (trx) => {
    const admin = await makeEmployee(trx, { is_admin: true });
    await makeEmployee(trx, { deactivated_at: noon });
    const done = async () => (await firstSteps(trx, admin))?.filter(({ isDone }) => isDone).map(({ name }) => name);
    const last = async () => (await firstSteps(trx, admin))?.at(-1)?.to;
    expect(await done()).toEqual([]);
    expect(await last()).toBe("/admin/sources");

    const colleague = await makeEmployee(trx);
    expect(await done()).toEqual(["colleagues"]);

    const team = await makeTeam(trx);
    expect(await done()).toEqual(["colleagues"]);
    await trx.insertInto("team_members").values({ team_id: team.id, employee_id: colleague.id }).execute();
    expect(await done()).toEqual(["colleagues", "teams"]);

    const file = await trx.insertInto("sources").values({ name: "Oude antwoorden", kind: "file" }).returning("id").executeTakeFirstOrThrow();
    await makeResponse(trx, { team_id: team.id, source_id: file.id });
    expect(await done()).toEqual(["colleagues", "teams"]);

    const key = await trx.insertInto("sources").values({ name: "Mijn De Linde", kind: "api" }).returning("id").executeTakeFirstOrThrow();
    expect(await done()).toEqual(["colleagues", "teams", "survey"]);
    expect(await last()).toBe("/admin/keys");
    await trx.updateTable("sources").set({ archived_at: noon }).where("id", "=", key.id).execute();
    expect(await done()).toEqual(["colleagues", "teams"]);

    const tool = await makeConnectedSource(trx);
    expect(await last()).toBe(`/admin/sources/${tool.id}/connect`);
    await makeResponse(trx, { team_id: team.id, source_id: tool.id });
    expect(await firstSteps(trx, admin)).toBeNull();
  }));
