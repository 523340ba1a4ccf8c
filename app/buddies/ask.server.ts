import type { Db } from "#db/client.ts";
import { isAway } from "../people/away.ts";
import type { Viewer } from "../people/session.server.ts";
import { act, Refusal, refuseClosed, saying } from "../tasks/act.server.ts";
import { record, type TaskRow } from "../tasks/record.server.ts";
import type { HelpInput } from "./help-form.ts";

/** She asks any colleague to advise or to be there; the task stays hers. Whom she asked sees what the task's page for helpers shows, until it ends. */
export async function askBuddy(db: Db, viewer: Viewer, taskId: number, { employee_id, part, note, ...form }: HelpInput, now: Date): Promise<void> {
  await act(db, viewer, taskId, form, saying("buddy_asked", { employee_id, part, note }), async (trx, task) => {
    refuseClosed(task);
    const colleague = await trx.selectFrom("employees").select("id").where("id", "=", employee_id).where("id", "<>", viewer.id).where("deactivated_at", "is", null).executeTakeFirst();
    if (!colleague) throw new Refusal("helperGone");
    const buddy = await trx
      .insertInto("buddies")
      .values({ task_id: task.id, asked_by: viewer.id, buddy_id: employee_id, part, note, asked_at: now })
      .onConflict((conflict) => conflict.columns(["task_id", "buddy_id"]).where("ended_at", "is", null).doNothing())
      .returning("id")
      .executeTakeFirst();
    if (!buddy) throw new Refusal("buddyAlready");
    await record(trx, taskId, { kind: "buddy_asked", data: { buddy_id: buddy.id, employee_id, part, note } }, { at: now, actorId: viewer.id, actId: form.act_id });
  });
}

/** The task's own team, its leads first; who is away is marked, not left out. */
export async function nearbyHelpers(db: Db, viewer: Viewer, task: Pick<TaskRow, "team_id">, now: Date) {
  const people = await db
    .selectFrom("team_members")
    .innerJoin("employees", "employees.id", "team_members.employee_id")
    .select(["employees.id", "employees.name", "employees.away_from", "employees.away_until", "team_members.is_lead"])
    .where("team_members.team_id", "=", task.team_id)
    .where("employees.deactivated_at", "is", null)
    .where("employees.id", "<>", viewer.id)
    .orderBy("team_members.is_lead", "desc")
    .orderBy("employees.name")
    .execute();
  return people.map((person) => ({ id: person.id, name: person.name, isLead: person.is_lead, isAway: isAway(person, now), awayUntil: person.away_until }));
}
