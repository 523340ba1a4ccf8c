import { expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTask, makeTeam, noon } from "#tests/factories.ts";
import { messageList } from "../messages/messages.server.ts";
import { viewerById } from "../people/session.server.ts";
import { Refusal } from "./act.server.ts";
import { askForHelp, helpersFor } from "./help.server.ts";
import { eventsOf, lockTask } from "./record.server.ts";

const database = useDatabase();

test("whoever may see the task can be asked, her lead first; she hears it, and it stays whose it was", () =>
  database.rollback(async (trx) => {
    await makeOrganisation(trx, { is_team_list_open: false });
    const team = (await makeTeam(trx)).id;
    const fatima = await makeEmployee(trx, { team });
    const sven = await makeEmployee(trx, { team, name: "Anna de Vries" });
    const ruben = await makeEmployee(trx, { team, lead: true, name: "Ruben Visser" });
    const marijke = await makeEmployee(trx, { is_admin: true });
    const me = (await viewerById(trx, fatima.id))!;
    const task = await makeTask(trx, { team, owner: fatima.id });
    const helpers = async () => (await helpersFor(trx, me, task, noon)).map(({ id }) => id);
    expect(await helpers()).toEqual([ruben.id]);
    await trx.updateTable("organisation").set({ is_team_list_open: true }).execute();
    expect(await helpers()).toEqual([ruben.id, sven.id]);

    const { last_event_id } = (await lockTask(trx, task.id))!;
    const ask = (employee_id: number, act_id = crypto.randomUUID()) => askForHelp(trx, me, task.id, { employee_id, note: "Wat kan ik hier geven?", act_id, seen: last_event_id }, noon);
    const once = crypto.randomUUID();
    await ask(ruben.id, once);
    await ask(ruben.id, once);
    expect((await eventsOf(trx, task.id)).map(({ kind }) => kind)).toEqual(["opened", "help_asked"]);
    expect(await lockTask(trx, task.id)).toMatchObject({ owner_id: fatima.id });
    expect((await messageList(trx, (await viewerById(trx, ruben.id))!, null)).messages).toMatchObject([{ kind: "help", actor: fatima.name, task_id: task.id, event: { data: { note: "Wat kan ik hier geven?" } } }]);
    await expect(ask(marijke.id)).rejects.toThrow(Refusal);

    await trx.updateTable("employees").set({ deactivated_at: noon }).where("id", "in", [ruben.id, sven.id]).execute();
    expect(await helpers()).toEqual([marijke.id]);
  }));
