import type { ExpressionBuilder, ExpressionWrapper, SqlBool } from "kysely";
import type { Db } from "#db/client.ts";
import type { DB } from "#db/schema.ts";
import type { Viewer } from "../people/session.server.ts";

/**
 * Which tasks she may see and work on, as a condition inside the query: her own, the unclaimed ones
 * of her teams, her teams' whole list where the organisation keeps it open, all of the teams she
 * leads, those that a rule lets her watch; an admin all. `db.selectFrom("tasks").where(visibleTo(viewer))`.
 */
export function visibleTo(viewer: Viewer) {
  return (eb: ExpressionBuilder<DB, "tasks">): ExpressionWrapper<DB, "tasks", SqlBool> => {
    if (viewer.isAdmin) return eb.and([]);
    const conditions = [eb("tasks.owner_id", "=", viewer.id), eb("tasks.id", "in", eb.selectFrom("task_watchers").select("task_watchers.task_id").where("task_watchers.employee_id", "=", viewer.id))];
    if (viewer.ledTeamIds.length > 0) conditions.push(eb("tasks.team_id", "in", viewer.ledTeamIds));
    if (viewer.teamIds.length > 0) {
      conditions.push(
        eb.and([
          eb("tasks.team_id", "in", viewer.teamIds),
          eb.or([eb("tasks.owner_id", "is", null), eb.exists(eb.selectFrom("organisation").select("organisation.id").where("organisation.is_team_list_open", "=", true))]),
        ]) as never,
      );
    }
    return eb.or(conditions);
  };
}

/** The task when she may see it; undefined, hence 404, when not or when there is none. */
export async function taskFor(db: Db, viewer: Viewer, taskId: number) {
  if (!Number.isSafeInteger(taskId) || taskId < 1) return undefined;
  return db.selectFrom("tasks").selectAll("tasks").where("tasks.id", "=", taskId).where(visibleTo(viewer)).executeTakeFirst();
}
