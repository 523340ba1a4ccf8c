import { expressionBuilder, sql } from "kysely";
import { z } from "zod";
import type { Db } from "#db/client.ts";
import type { DB } from "#db/schema.ts";
import { optionalLine } from "../people/fields.ts";
import type { Viewer } from "../people/session.server.ts";
import { visibleTo } from "../tasks/access.server.ts";
import { type Cursor, pageOf } from "../tasks/list.server.ts";
import type { TaskRow } from "../tasks/record.server.ts";
import { longest } from "./longest.ts";
import { nameless } from "./nameless.ts";

const pageSize = 25;

export const lessonForm = z.object({ text: optionalLine(longest.lesson) });

/** Whoever closed the loop may leave a line, and change it. */
export function mayLeaveLesson(viewer: Viewer, task: Pick<TaskRow, "owner_id" | "stage">): boolean {
  return task.owner_id === viewer.id && task.stage === "closed";
}

/** What worked, for the team; null takes it away. */
export async function leaveLesson(db: Db, viewer: Viewer, task: TaskRow, text: string | null, now: Date): Promise<void> {
  if (text === null) {
    await db.deleteFrom("lessons").where("task_id", "=", task.id).execute();
    return;
  }
  const { team_id, cause_id } = task;
  await db
    .insertInto("lessons")
    .values({ task_id: task.id, team_id, cause_id, employee_id: viewer.id, text, at: now })
    .onConflict((conflict) => conflict.column("task_id").doUpdateSet({ text, team_id, cause_id, employee_id: viewer.id, at: now }))
    .execute();
}

export async function lessonOf(db: Db, taskId: number): Promise<string | null> {
  return (await db.selectFrom("lessons").select("text").where("task_id", "=", taskId).executeTakeFirst())?.text ?? null;
}

/** Lines of her teams (an admin's: of all) about tasks that she may see, the newest first; those that have these words, when there are any. */
export async function lessonsFound(db: Db, viewer: Viewer, query: string, after: Cursor | undefined) {
  const rows = await db
    .selectFrom("lessons")
    .innerJoin("tasks", "tasks.id", "lessons.task_id")
    .innerJoin("customers", "customers.id", "tasks.customer_id")
    .innerJoin("employees", "employees.id", "lessons.employee_id")
    .leftJoin("causes", "causes.id", "lessons.cause_id")
    .select(["lessons.task_id", "lessons.text", "lessons.at", "employees.name as employee", "causes.name as cause", "customers.name as customer"])
    .where(visibleTo(viewer)(expressionBuilder<DB, "tasks">()))
    .$if(!viewer.isAdmin, (found) => found.where("lessons.team_id", "in", [0, ...viewer.teamIds]))
    .$if(query !== "", (found) => found.where(sql<boolean>`lessons.search @@ (websearch_to_tsquery('dutch', ${query}) || websearch_to_tsquery('english', ${query}))`))
    .$if(after !== undefined, (found) => found.where((eb) => eb(eb.refTuple("lessons.at", "lessons.task_id"), "<", eb.tuple(after!.at, after!.id))))
    .orderBy("lessons.at", "desc")
    .orderBy("lessons.task_id", "desc")
    .limit(pageSize + 1)
    .execute();
  const page = pageOf(rows, pageSize, (row) => ({ at: row.at, id: row.task_id }));
  return { ...page, rows: page.rows.map(({ customer, text, ...row }) => ({ ...row, text: nameless(text, customer) })) };
}
