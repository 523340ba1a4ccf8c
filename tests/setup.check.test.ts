import { expect, test } from "vitest";
import { useDatabase } from "./database.ts";
import { makeEmployee, makeOrganisation, makeTask, makeTeam } from "./factories.ts";

const database = useDatabase();

test("a task from the factory is bellen, of its owner", () =>
  database.rollback(async (trx) => {
    await makeOrganisation(trx);
    const team = await makeTeam(trx);
    const fatima = await makeEmployee(trx, { team: team.id });
    const task = await makeTask(trx, { team: team.id, owner: fatima.id });
    expect(task).toMatchObject({ stage: "to_call", owner_id: fatima.id });
  }));
