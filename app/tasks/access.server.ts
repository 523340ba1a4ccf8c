import type { Expression, ExpressionBuilder, ExpressionWrapper, SqlBool } from "kysely";
import type { Db } from "#db/client.ts";
import type { DB } from "#db/schema.ts";
import type { Viewer } from "../people/session.server.ts";

type Condition = ExpressionWrapper<DB, "tasks", SqlBool>;

/**
 * Which tasks she may see and work on, as a condition inside the query: her own, the unclaimed ones
 * of her teams, her teams' whole list where the organisation keeps it open, all of the teams she
 * leads, those that a rule lets her watch; an admin all. `db.selectFrom("tasks").where(visibleTo(viewer))`.
 */
export function visibleTo(viewer: Viewer) {
  return (eb: ExpressionBuilder<DB, "tasks">): Condition => {
    if (viewer.isAdmin) return eb.and([]);
    const inTeams = (ids: number[]) => (ids.length > 0 ? eb("tasks.team_id", "in", ids) : null);
    return mayWorkOn(eb, { id: viewer.id, isMember: inTeams(viewer.teamIds), isLead: inTeams(viewer.ledTeamIds) });
  };
}

/** The same rule for every row of `employees` that stands in the query beside `tasks`: who of them may see which. */
export function visibleToEach() {
  return (eb: ExpressionBuilder<DB, "tasks" | "employees">) => {
    const membership = eb.selectFrom("team_members").select("team_members.team_id").whereRef("team_members.employee_id", "=", "employees.id").whereRef("team_members.team_id", "=", "tasks.team_id");
    return eb.or([eb("employees.is_admin", "=", true), mayWorkOn(eb as never, { id: eb.ref("employees.id"), isMember: eb.exists(membership), isLead: eb.exists(membership.where("team_members.is_lead", "=", true)) })]);
  };
}

/** Of somebody who is no admin. null: she is a member, or lead, of none. */
type Asked = { id: number | Expression<number>; isMember: Expression<SqlBool> | null; isLead: Expression<SqlBool> | null };

function mayWorkOn(eb: ExpressionBuilder<DB, "tasks">, { id, isMember, isLead }: Asked): Condition {
  const isOpenList = eb.exists(eb.selectFrom("organisation").select("organisation.id").where("organisation.is_team_list_open", "=", true));
  return eb.or([
    eb("tasks.owner_id", "=", id),
    eb("tasks.id", "in", eb.selectFrom("task_watchers").select("task_watchers.task_id").where("task_watchers.employee_id", "=", id)),
    ...(isLead ? [isLead] : []),
    ...(isMember ? [eb.and([isMember, eb.or([eb("tasks.owner_id", "is", null), isOpenList])])] : []),
  ]);
}

/** The task when she may see it; undefined, hence 404, when not or when there is none. */
export async function taskFor(db: Db, viewer: Viewer, taskId: number) {
  if (!Number.isSafeInteger(taskId) || taskId < 1) return undefined;
  return db.selectFrom("tasks").selectAll("tasks").where("tasks.id", "=", taskId).where(visibleTo(viewer)).executeTakeFirst();
}
