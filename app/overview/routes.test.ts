import type { LoaderFunctionArgs } from "@remix-run/node";
import { expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { viewerById } from "../people/session.server.ts";
import { loader as overview } from "./overview.route.tsx";
import { loader as tasks } from "./tasks.route.tsx";

const database = useDatabase();

test("404 for an employee, for another team and for a team that is not there", () =>
  database.rollback(async (trx) => {
    await makeOrganisation(trx);
    const north = await makeTeam(trx);
    const south = await makeTeam(trx);
    const fatima = await makeEmployee(trx, { team: north.id });
    const ruben = await makeEmployee(trx, { team: north.id, lead: true });
    await makeTask(trx, { team: north.id });
    await makeTask(trx, { team: south.id });
    const ask = async (loader: typeof overview | typeof tasks, employeeId: number, query = "") => {
      const context = { db: trx, apart: trx, now: () => noon, viewer: () => viewerById(trx, employeeId) };
      const args = { request: new Request(`https://delinde.example/overview${query}`), context, params: {} } as unknown as LoaderFunctionArgs;
      return loader(args).catch((answer: Response) => answer.status);
    };

    for (const loader of [overview, tasks]) {
      expect(await ask(loader, fatima.id)).toBe(404);
      expect(await ask(loader, ruben.id, `?team=${south.id}`)).toBe(404);
      expect(await ask(loader, ruben.id, "?team=999999")).toBe(404);
      expect(await ask(loader, ruben.id, `?team=${north.id}`)).toMatchObject({ teams: [{ id: north.id }] });
    }
    expect(await ask(overview, ruben.id)).toMatchObject({ overview: { total: { now: { sets: { received: 1 } }, waiting: { open: 1 } } } });
    expect(await ask(tasks, ruben.id)).toMatchObject({ count: { tasks: 1 } });
  }));
