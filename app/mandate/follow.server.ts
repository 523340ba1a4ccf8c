import { sql } from "kysely";
import type { Db, Trx } from "#db/client.ts";
import { takeBack, tell } from "../messages/tell.server.ts";
import { isAway } from "../people/away.ts";

type Asked = { id: number; employee_id: number };
type Facts = { team_id: number; stage: string };

/**
 * What is asked goes where its task goes: closed, it is asked no longer; in another team, its leads
 * are told, who now decide. Called with every change of a task, in its transaction.
 */
export async function gesturesFollow(trx: Trx, taskId: number, before: Facts | null, now: Facts, at: Date): Promise<void> {
  if (!before) return;
  const hasClosed = now.stage === "closed" && before.stage !== "closed";
  if (!hasClosed && before.team_id === now.team_id) return;
  const asked: Asked[] = await trx.selectFrom("gestures").select(["id", "employee_id"]).where("task_id", "=", taskId).where("state", "=", "asked").execute();
  if (hasClosed) await trx.updateTable("gestures").set({ state: "withdrawn" }).where("task_id", "=", taskId).where("state", "=", "asked").execute();
  for (const gesture of asked) {
    const eventId = await takeBackQuestion(trx, taskId, gesture.id);
    if (!hasClosed) await tellDeciders(trx, { taskId, teamId: now.team_id, eventId, askerId: gesture.employee_id }, at);
  }
}

/** Who is asked for a yes or no: whoever else leads the team and is there, else the administrators who are there; where all are away, the leads. */
export async function decidersOf(db: Db, teamId: number, askerId: number, now: Date): Promise<{ id: number; name: string }[]> {
  const people = await db
    .selectFrom("employees")
    .leftJoin("team_members", (join) => join.onRef("team_members.employee_id", "=", "employees.id").on("team_members.team_id", "=", teamId).on("team_members.is_lead", "=", true))
    .select(["employees.id", "employees.name", "employees.away_from", "employees.away_until", "team_members.team_id as leads"])
    .where("employees.deactivated_at", "is", null)
    .where("employees.id", "<>", askerId)
    .where((eb) => eb.or([eb("team_members.team_id", "is not", null), eb("employees.is_admin", "=", true)]))
    .orderBy("employees.name")
    .execute();
  const leads = people.filter(({ leads }) => leads !== null);
  const isHere = (person: (typeof people)[number]) => !isAway(person, now);
  const able = [leads.filter(isHere), people.filter(isHere), leads].find(({ length }) => length > 0) ?? people;
  return able.map(({ id, name }) => ({ id, name }));
}

export async function tellDeciders(trx: Trx, { taskId, teamId, eventId, askerId }: { taskId: number; teamId: number; eventId: number; askerId: number }, at: Date): Promise<void> {
  const deciders = await decidersOf(trx, teamId, askerId, at);
  await tell(trx, deciders.map(({ id }) => ({ employeeId: id, kind: "gesture_asked" as const, taskId, eventId, actorId: askerId })), at);
}

/** She does not lead these teams any more, or works here no longer: whoever decides now is told of what is asked there. */
export async function decidersFollow(trx: Trx, teamIds: number[], at: Date): Promise<void> {
  if (teamIds.length === 0) return;
  const asked = await trx
    .selectFrom("gestures")
    .innerJoin("tasks", "tasks.id", "task_id")
    .innerJoin("task_events", (join) => join.onRef("task_events.task_id", "=", "tasks.id").on("task_events.kind", "=", "gesture_asked").on(sql<boolean>`(task_events.data ->> 'gesture_id')::bigint = gestures.id`))
    .select(["tasks.id as taskId", "tasks.team_id as teamId", "gestures.employee_id as askerId", "task_events.id as eventId"])
    .where("gestures.state", "=", "asked")
    .where("tasks.team_id", "in", teamIds)
    .orderBy("gestures.id")
    .execute();
  // Who was told before is not told again.
  for (const question of asked) await tellDeciders(trx, question, at);
}

/** It needs no answer any more: who has not read or been mailed the question need not. Gives the event in which it was asked. */
export async function takeBackQuestion(trx: Trx, taskId: number, gestureId: number): Promise<number> {
  const events = await trx.selectFrom("task_events").select(["id", "data"]).where("task_id", "=", taskId).where("kind", "=", "gesture_asked").execute();
  const asked = events.find(({ data }) => (data as { gesture_id?: number }).gesture_id === gestureId);
  if (!asked) return 0;
  await takeBack(trx, taskId, asked.id);
  return asked.id;
}
