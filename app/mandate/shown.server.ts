import type { Db } from "#db/client.ts";
import type { Viewer } from "../people/session.server.ts";
import { visibleTo } from "../tasks/access.server.ts";
import type { TaskRow } from "../tasks/record.server.ts";
import { decidersOf } from "./follow.server.ts";
import { isTold } from "./gesture.server.ts";
import { proposals } from "./mandate.ts";
import { isLeadOf, roomsOn } from "./rooms.server.ts";

/** What the task page shows of gestures: what she may give at a tap, what waits for whom, what a lead allowed, what she can still take back; the last two while the customer does not know. The caller has checked that she may see the task. */
export async function gesturesOn(db: Db, viewer: Viewer, task: TaskRow, now: Date) {
  if (task.stage === "closed") return { kinds: [], asked: [], given: [], allowed: [] };
  const [rooms, rows] = await Promise.all([
    roomsOn(db, viewer, task, now),
    db
      .selectFrom("gestures")
      .innerJoin("gesture_kinds", "gesture_kinds.id", "gesture_kind_id")
      .innerJoin("employees", "employees.id", "employee_id")
      .leftJoin("employees as deciders", "deciders.id", "decided_by")
      .select(["gestures.id", "gesture_kinds.name", "has_amount", "amount", "note", "state", "asked_at", "employee_id", "employees.name as asker", "decided_by", "deciders.name as decider", "decided_at"])
      .where("task_id", "=", task.id)
      .where("state", "in", ["asked", "given"])
      .orderBy("gestures.id")
      .execute(),
  ]);
  const asked = rows.filter(({ state }) => state === "asked");
  const given = rows.filter(({ state }) => state === "given");
  const untold = (await Promise.all(given.map(async (row) => ((await isTold(db, task.id, row.decided_at!)) ? [] : [row])))).flat();
  return {
    kinds: rooms.map(({ id, name, has_amount, room }) => ({ id, name, has_amount, room, proposals: proposals(room, has_amount) })),
    asked: await Promise.all(
      asked.map(async ({ employee_id, ...row }) => ({
        ...row,
        isMine: employee_id === viewer.id,
        mayWithdraw: employee_id === viewer.id || task.owner_id === viewer.id,
        mayDecide: employee_id !== viewer.id && isLeadOf(viewer, task.team_id),
        waitsFor: (await decidersOf(db, task.team_id, employee_id, now)).map(({ name }) => name),
      })),
    ),
    given: untold.filter(({ employee_id, decided_by }) => employee_id === viewer.id && decided_by === null),
    allowed: untold.flatMap(({ decider, ...row }) => (decider === null ? [] : [{ ...row, decider }])),
  };
}

/** More than these wait nowhere; then the oldest are shown. */
const mostAsked = 50;

/** What waits for her yes or no, the longest first: of the teams that she leads, an administrator of all; never her own. The one that she came for (`firstId`) stands first. */
export async function gesturesToDecide(db: Db, viewer: Viewer, firstId = 0) {
  let query = db
    .selectFrom("gestures")
    .innerJoin("tasks", "tasks.id", "gestures.task_id")
    .innerJoin("responses", "responses.id", "tasks.response_id")
    .innerJoin("customers", "customers.id", "tasks.customer_id")
    .innerJoin("gesture_kinds", "gesture_kinds.id", "gesture_kind_id")
    .innerJoin("employees", "employees.id", "gestures.employee_id")
    .innerJoin("teams", "teams.id", "tasks.team_id")
    .select(["gestures.id", "gestures.task_id", "gesture_kinds.name", "gesture_kinds.has_amount", "gestures.amount", "gestures.note", "gestures.asked_at", "employees.name as asker", "teams.name as team"])
    .select(["customers.name as customer", "responses.score", "responses.comment"])
    .where("gestures.state", "=", "asked")
    .where("gestures.employee_id", "<>", viewer.id)
    .where((eb) => visibleTo(viewer)(eb as never))
    .orderBy((eb) => eb("gestures.id", "=", firstId), "desc")
    .orderBy("gestures.asked_at")
    .limit(mostAsked);
  if (!viewer.isAdmin) query = query.where("tasks.team_id", "in", [0, ...viewer.ledTeamIds]);
  return query.execute();
}

/** How many wait for her, as the list above has them. */
export async function gestureCount(db: Db, viewer: Viewer): Promise<number> {
  if (!viewer.isAdmin && viewer.ledTeamIds.length === 0) return 0;
  return (await gesturesToDecide(db, viewer)).length;
}
