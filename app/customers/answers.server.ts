import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import type { Viewer } from "../people/session.server.ts";
import { visibleTo } from "../tasks/access.server.ts";

const pageSize = 20;

/** Where a page of answers ends; in the URL as `ISO instant_id`. */
type Cursor = { answeredAt: Date; id: number };

export function readCursor(text: string | null): Cursor | null {
  const [, instant, id] = /^(\d{4}-[\d-]+T[\d:.]+Z)_(\d{1,15})$/.exec(text ?? "") ?? [];
  const answeredAt = new Date(instant ?? "");
  return id && !Number.isNaN(answeredAt.getTime()) ? { answeredAt, id: Number(id) } : null;
}

/**
 * What this customer answered, newest first, with what became of each. The task of an answer is
 * there for its stage; `isTaskVisible` says whether this viewer may open it. The caller has checked
 * that she may see the customer.
 */
export async function answersOf(db: Db, viewer: Viewer, customerId: number, after: Cursor | null) {
  const rows = await db
    .selectFrom("responses")
    .leftJoin("tasks", "tasks.response_id", "responses.id")
    .leftJoin("employees as owner", "owner.id", "tasks.owner_id")
    .leftJoin("teams", "teams.id", "tasks.team_id")
    .leftJoin("compliments", "compliments.response_id", "responses.id")
    .leftJoin("employees as praised", "praised.id", "compliments.employee_id")
    .leftJoin("teams as praisedTeam", "praisedTeam.id", "compliments.team_id")
    .select(["responses.id", "responses.score", "responses.category", "responses.comment", "responses.answered_at", "responses.touchpoint"])
    .select(["tasks.id as taskId", "tasks.stage", "tasks.outcome", "owner.name as owner", "teams.name as team"])
    .select(["praised.name as praised", "praisedTeam.name as praisedTeam"])
    .select((eb) => eb.and([eb("tasks.id", "is not", null), visibleTo(viewer)(eb as never)]).as("isTaskVisible"))
    .where("responses.customer_id", "=", customerId)
    .$if(after !== null, (query) => query.where(sql<boolean>`(responses.answered_at, responses.id) < (${after!.answeredAt}, ${after!.id})`))
    .orderBy("responses.answered_at", "desc")
    .orderBy("responses.id", "desc")
    .limit(pageSize + 1)
    .execute();
  const page = rows.slice(0, pageSize).map((row) => ({ ...row, isTaskVisible: Boolean(row.isTaskVisible) }));
  const last = page.at(-1);
  return { answers: page, next: rows.length > pageSize && last ? `${last.answered_at.toISOString()}_${last.id}` : null };
}
