import { sql } from "kysely";
import type { Trx } from "#db/client.ts";
import type { TaskRow } from "../tasks/record.server.ts";
import { stands } from "../tasks/stands.server.ts";

/**
 * After the customer's verdict, in its transaction: what she called solved is there for colleagues to
 * find, with what was done last and by whom; what is not solved after all is not. `task` is the row
 * since that verdict. What was solved without anybody writing what was done helps nobody.
 */
export async function keepSolvedCase(trx: Trx, task: TaskRow): Promise<void> {
  if (task.verdict !== "solved" || task.outcome !== "solved") {
    await trx.deleteFrom("solved_cases").where("task_id", "=", task.id).execute();
    return;
  }
  await sql`
    insert into solved_cases (task_id, team_id, cause_id, employee_id, solved_at, words, did)
    select ${task.id}, ${task.team_id}, ${task.cause_id}, acted.actor_id, ${task.verdict_at}, left(coalesce(responses.comment, ''), 5000), left(acted.data ->> 'text', 5000)
    from responses
    cross join lateral (select actor_id, data from task_events where task_id = ${task.id} and kind = 'acted' and ${stands} order by id desc limit 1) acted
    where responses.id = ${task.response_id}
    on conflict (task_id) do update set team_id = excluded.team_id, cause_id = excluded.cause_id, employee_id = excluded.employee_id, solved_at = excluded.solved_at, words = excluded.words, did = excluded.did`.execute(trx);
}
