import { expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeSource, makeTeam, noon } from "#tests/factories.ts";
import { receiveResponse } from "./receive.server.ts";
import { responseInput } from "./response.ts";

const database = useDatabase();

test("a detractor's answer becomes a task of the customer's owner", () =>
  database.rollback(async (trx) => {
    await makeOrganisation(trx);
    const team = await makeTeam(trx);
    const fatima = await makeEmployee(trx, { team: team.id });
    const source = await makeSource(trx);
    const input = responseInput.parse({ id: "a-1", score: 3, comment: "Niemand belt terug.", answered_at: "2026-11-20T11:00:00+01:00", customer: { id: "K1", name: "Jan de Boer", phone: "06 12345678", owner_email: fatima.email.toUpperCase() } });
    const received = await receiveResponse(trx, source, input, { now: noon });
    expect(received).toMatchObject({ created: true, response: { category: "detractor" }, task: { stage: "to_call", owner: fatima.name, team: team.name } });
    const again = await receiveResponse(trx, source, input, { now: noon });
    expect(again).toEqual({ ...received, created: false });
  }));
