import { randomUUID } from "node:crypto";
import type { Db } from "#db/client.ts";
import type { Viewer } from "../people/session.server.ts";
import { taskFor } from "../tasks/access.server.ts";
import { eventsOf, type TaskRow } from "../tasks/record.server.ts";
import { standing } from "../tasks/undo.ts";
import { helpSteps } from "./steps.ts";

/**
 * What she was asked to help with, while it lasts: the customer's words, what was done and promised, and
 * what her colleague wrote to her. Nothing else of the task or the customer. Once it ended, only that
 * it was. Undefined, hence 404: she was not asked.
 */
export async function helpingWith(db: Db, viewer: Viewer, buddyId: number) {
  const row = await db
    .selectFrom("buddies")
    .innerJoin("employees as asker", "asker.id", "buddies.asked_by")
    .leftJoin("tasks", (join) => join.onRef("tasks.id", "=", "buddies.task_id").on("buddies.ended_at", "is", null))
    .leftJoin("responses", "responses.id", "tasks.response_id")
    .leftJoin("customers", "customers.id", "tasks.customer_id")
    .select(["buddies.id", "buddies.part", "buddies.asked_at", "buddies.answered_at", "buddies.is_accepted", "buddies.answer", "buddies.thanked_at", "buddies.ended_at", "asker.name as asker"])
    .select(["tasks.id as task_id", "responses.score", "responses.comment", "responses.touchpoint", "responses.answered_at as said_at", "customers.name as customer"])
    .select((eb) => eb.case().when("buddies.ended_at", "is", null).then(eb.ref("buddies.note")).end().as("note"))
    .where("buddies.id", "=", buddyId)
    .where("buddies.buddy_id", "=", viewer.id)
    .executeTakeFirst();
  if (!row) return undefined;
  const { task_id, score, said_at, ...buddy } = row;
  if (task_id === null || score === null || said_at === null) return { ...buddy, open: null };
  const events = await eventsOf(db, task_id);
  return {
    ...buddy,
    open: {
      score,
      said_at,
      steps: helpSteps(standing(events)),
      advice: events.flatMap((event) => (event.kind === "buddy_answered" && event.data.buddy_id === buddyId && event.data.advice ? [{ id: event.id, at: event.at, text: event.data.advice }] : [])),
      // She may see the task itself as well.
      taskId: (await taskFor(db, viewer, task_id)) ? task_id : null,
      actId: randomUUID(),
    },
  };
}

const pageSize = 30;

/** What she was asked, the newest first, a page at a time; the customer only while it lasts. `before` is the id of the last one she saw. */
export async function helpingList(db: Db, viewer: Viewer, before: number | null) {
  let query = db
    .selectFrom("buddies")
    .innerJoin("employees as asker", "asker.id", "buddies.asked_by")
    .leftJoin("tasks", (join) => join.onRef("tasks.id", "=", "buddies.task_id").on("buddies.ended_at", "is", null))
    .leftJoin("responses", "responses.id", "tasks.response_id")
    .leftJoin("customers", "customers.id", "tasks.customer_id")
    .select(["buddies.id", "buddies.part", "buddies.asked_at", "buddies.answered_at", "buddies.is_accepted", "buddies.thanked_at", "buddies.ended_at", "asker.name as asker", "customers.name as customer", "responses.score"])
    .where("buddies.buddy_id", "=", viewer.id)
    .orderBy("buddies.id", "desc")
    .limit(pageSize + 1);
  if (before !== null) query = query.where("buddies.id", "<", before);
  const rows = await query.execute();
  return { asked: rows.slice(0, pageSize), next: rows.length > pageSize ? rows[pageSize - 1]!.id : null };
}

/** On the task's page: who helps or was asked to, and whom to thank still. The caller has checked that she may see the task. */
export async function buddiesOn(db: Db, viewer: Viewer, task: Pick<TaskRow, "id" | "owner_id">) {
  const rows = await db
    .selectFrom("buddies")
    .innerJoin("employees", "employees.id", "buddies.buddy_id")
    .innerJoin("employees as asker", "asker.id", "buddies.asked_by")
    .select(["buddies.id", "buddies.part", "buddies.asked_at", "buddies.asked_by", "buddies.answered_at", "buddies.is_accepted", "buddies.answer", "buddies.thanked_at", "buddies.ended_at", "employees.name", "employees.id as helper_id", "asker.name as asker"])
    .where("buddies.task_id", "=", task.id)
    .where((eb) => eb.or([eb("buddies.ended_at", "is", null), eb.and([eb("buddies.is_accepted", "=", true), eb("buddies.thanked_at", "is", null)])]))
    .orderBy("buddies.id")
    .execute();
  return rows.map(({ asked_by, helper_id, ...row }) => ({ ...row, isMine: asked_by === viewer.id, isMe: helper_id === viewer.id, mayAct: asked_by === viewer.id || task.owner_id === viewer.id }));
}
