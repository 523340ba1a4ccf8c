import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import type { Viewer } from "../people/session.server.ts";
import type { TaskRow } from "../tasks/record.server.ts";
import { monthOf, roomLeft } from "./mandate.ts";

/** A kind of gesture in use; `room`: what she may still give of it here without asking, in cents or number, null when nothing limits it. */
export type Room = { id: number; name: string; has_amount: boolean; room: number | null };

/** Whether she stands here as one who leads: else as an employee, also where she stands in for another team. */
export function isLeadOf(viewer: Viewer, teamId: number): boolean {
  return viewer.isAdmin || viewer.ledTeamIds.includes(teamId);
}

/** For every kind in use what she may still give on this task, in the month of `now` on the organisation's clock. */
export async function roomsOn(db: Db, viewer: Viewer, task: Pick<TaskRow, "id" | "team_id">, now: Date): Promise<Room[]> {
  const month = monthOf(now, viewer.organisation.timeZone);
  const rows = await db
    .selectFrom("gesture_kinds")
    .leftJoin("mandates", (join) => join.onRef("mandates.gesture_kind_id", "=", "gesture_kinds.id").on("mandates.team_id", "=", task.team_id).on("mandates.is_lead", "=", isLeadOf(viewer, task.team_id)))
    .select(["gesture_kinds.id", "gesture_kinds.name", "gesture_kinds.has_amount", "mandates.team_id as mandate", "mandates.case_limit", "mandates.month_limit"])
    .select((eb) => [
      eb
        .selectFrom("gestures")
        .select(sql<number>`coalesce(sum(amount), 0)`.as("sum"))
        .where("gestures.task_id", "=", task.id)
        .where("gestures.state", "=", "given")
        .whereRef("gestures.gesture_kind_id", "=", "gesture_kinds.id")
        .as("onCase"),
      eb
        .selectFrom("gestures")
        .select(sql<number>`coalesce(sum(amount), 0)`.as("sum"))
        .where("gestures.employee_id", "=", viewer.id)
        .where("gestures.state", "=", "given")
        .where("gestures.decided_at", ">=", month.from)
        .where("gestures.decided_at", "<", month.to)
        // What a lead allowed was not hers to decide.
        .where("gestures.decided_by", "is", null)
        .where("gestures.team_id", "=", task.team_id)
        .whereRef("gestures.gesture_kind_id", "=", "gesture_kinds.id")
        .as("thisMonth"),
    ])
    .where("gesture_kinds.archived_at", "is", null)
    .orderBy(sql`lower(gesture_kinds.name)`)
    .execute();
  return rows.map(({ mandate, case_limit, month_limit, onCase, thisMonth, ...kind }) => ({
    ...kind,
    room: roomLeft(mandate === null ? null : { case_limit, month_limit }, { onCase: Number(onCase), thisMonth: Number(thisMonth) }),
  }));
}
