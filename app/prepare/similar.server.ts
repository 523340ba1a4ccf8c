import { expressionBuilder, sql } from "kysely";
import type { Db } from "#db/client.ts";
import type { DB } from "#db/schema.ts";
import type { Viewer } from "../people/session.server.ts";
import { visibleTo } from "../tasks/access.server.ts";
import type { TaskRow } from "../tasks/record.server.ts";
import { nameless } from "./nameless.ts";

export type Similar = { task_id: number; text: string; employee_id: number | null; colleague: string | null; at: Date };

type Row = Similar & { kind: "solved" | "lesson"; customer: string | null };

/** How many of the newest of each team, and of each team about the same cause, are looked through. */
const among = 150;
/** The longest words of a complaint are its rarest: of long ones these are enough. */
const wordCount = 16;

/**
 * What may help with this task: up to three cases that customers called solved and two lines that
 * colleagues left, of the viewer's own teams and of tasks that she may see. The same cause counts, and
 * the words that both have: a word that few have counts more. What a customer called not solved since
 * helps nobody: its line is left out. Nothing of the other customer but what
 * was done; not her name.
 */
export async function similarTo(db: Db, viewer: Viewer, task: TaskRow): Promise<{ solved: Similar[]; lessons: Similar[] }> {
  const teams = viewer.isAdmin ? [task.team_id] : viewer.teamIds;
  if (teams.length === 0) return { solved: [], lessons: [] };
  const visible = visibleTo(viewer)(expressionBuilder<DB, "tasks">());
  const newest = (table: "solved_cases" | "lessons", at: string, cause: boolean) => sql`
    select found.* from unnest(${teams}::bigint[]) team
    cross join lateral (select task_id, cause_id, search, ${sql.ref(at)} as at from ${sql.table(table)} where team_id = team ${cause ? sql`and cause_id = ${task.cause_id}` : sql``} order by ${sql.ref(at)} desc ${cause ? sql`` : sql`, task_id desc`} limit ${among}) found`;
  const { rows } = await sql<Row>`
    with asked as materialized (
      select word, (quote_literal(word))::tsquery as query
      from (select left(comment, 3000) as words from responses where id = ${task.response_id}) said, unnest(tsvector_to_array(to_tsvector('dutch', words) || to_tsvector('english', words))) word
      where length(word) > 2
      order by length(word) desc, word limit ${wordCount}
    ),
    known as materialized (
      select 'solved' as kind, each.* from (${newest("solved_cases", "solved_at", false)} ${task.cause_id === null ? sql`` : sql`union ${newest("solved_cases", "solved_at", true)}`}) each
      union all
      select 'lesson', each.* from (${newest("lessons", "at", false)}) each
    ),
    hits as (select kind, task_id, 1.0 / count(*) over (partition by kind, word) as worth from known join asked on known.search @@ asked.query),
    ranked as (
      select known.kind, known.task_id, known.at, coalesce(sum(hits.worth), 0) + case when known.cause_id = ${task.cause_id} then 0.5 else 0 end as rank
      from known left join hits using (kind, task_id)
      where known.task_id <> ${task.id}
      group by known.kind, known.task_id, known.at, known.cause_id
    ),
    numbered as (
      select ranked.*, row_number() over (partition by kind order by rank desc, at desc, task_id desc) as place
      from ranked join tasks on tasks.id = ranked.task_id
      where rank > 0 and ${visible} and (ranked.kind = 'solved' or tasks.verdict is distinct from 'not_yet')
    )
    select numbered.kind, numbered.task_id, numbered.at, coalesce(solved_cases.did, lessons.text) as text, coalesce(solved_cases.employee_id, lessons.employee_id) as employee_id, employees.name as colleague, customers.name as customer
    from numbered
    join tasks on tasks.id = numbered.task_id
    join customers on customers.id = tasks.customer_id
    left join solved_cases on numbered.kind = 'solved' and solved_cases.task_id = numbered.task_id
    left join lessons on numbered.kind = 'lesson' and lessons.task_id = numbered.task_id
    left join employees on employees.id = coalesce(solved_cases.employee_id, lessons.employee_id) and employees.deactivated_at is null
    where place <= case numbered.kind when 'solved' then 3 else 2 end
    order by numbered.kind, place`.execute(db);
  const of = (kind: Row["kind"]) => rows.filter((row) => row.kind === kind).map(({ task_id, at, text, customer, employee_id, colleague }) => ({ task_id, at, employee_id, colleague, text: nameless(text, customer).slice(0, 600) }));
  return { solved: of("solved"), lessons: of("lesson") };
}
