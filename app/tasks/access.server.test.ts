import { expect, test } from "vitest";
import { viewerById } from "#app/people/session.server.ts";
import { useDatabase } from "#tests/database.ts";
import { makeEmployee, makeOrganisation, makeTask, makeTeam } from "#tests/factories.ts";
import { visibleTo, visibleToEach } from "./access.server.ts";

const database = useDatabase();

test.each([true, false])("asked for many at once, the rule says what it says for each alone (open lists: %s)", async (is_team_list_open) => {
  await database.rollback(async (trx) => {
    await makeOrganisation(trx, { is_team_list_open });
    const [north, south] = [await makeTeam(trx), await makeTeam(trx)];
    const people = [
      await makeEmployee(trx),
      await makeEmployee(trx, { is_admin: true }),
      ...(await Promise.all([north, south].flatMap((team) => [makeEmployee(trx, { team: team.id }), makeEmployee(trx, { team: team.id }), makeEmployee(trx, { team: team.id, lead: true })]))),
    ];
    const tasks = [];
    for (const team of [north, south]) for (const owner of [null, people[0]!.id, people[2]!.id, people[5]!.id]) tasks.push(await makeTask(trx, { team: team.id, owner }));
    await trx.insertInto("task_watchers").values({ task_id: tasks[0]!.id, employee_id: people[5]!.id }).execute();

    const together = await trx.selectFrom("tasks").innerJoin("employees", (join) => join.onTrue()).where(visibleToEach() as never).select(["employees.id as employee", "tasks.id as task"]).execute();
    const alone = [];
    for (const { id } of people) {
      const rows = await trx.selectFrom("tasks").where(visibleTo((await viewerById(trx, id))!)).select("tasks.id as task").execute();
      alone.push(...rows.map(({ task }) => ({ employee: id, task })));
    }
    const sorted = (rows: { employee: number; task: number }[]) => rows.map(({ employee, task }) => `${employee} ${task}`).sort();
    expect(sorted(together)).toEqual(sorted(alone));
    expect(alone.length).toBeGreaterThan(tasks.length + 8);
    expect(alone.length).toBeLessThan(people.length * tasks.length);
  });
});
