import { z } from "zod";
import type { Db } from "#db/client.ts";
import { readId } from "../id.ts";
import { isAway } from "../people/away.ts";
import type { Viewer } from "../people/session.server.ts";
import { act, Refusal, refuseClosed, saying } from "./act.server.ts";
import { record, type TaskRow } from "./record.server.ts";
import { actForm, requiredWords } from "./words.ts";

export const helpForm = actForm.extend({
  employee_id: z.string({ error: "choose" }).transform(readId).pipe(z.number({ error: "choose" })),
  note: requiredWords,
});

/** She asks a colleague who may see this task: it stays hers, the colleague hears it. */
export async function askForHelp(db: Db, viewer: Viewer, taskId: number, { employee_id, note, ...form }: z.output<typeof helpForm>, now: Date): Promise<void> {
  await act(db, viewer, taskId, form, saying("help_asked", { employee_id, note }), async (trx, task) => {
    refuseClosed(task);
    const helpers = await helpersFor(trx, viewer, task, now);
    if (!helpers.some(({ id }) => id === employee_id)) throw new Refusal("helperGone");
    await record(trx, taskId, { kind: "help_asked", data: { employee_id, note } }, { at: now, actorId: viewer.id, actId: form.act_id });
  });
}

/** Who may see this task besides her: its team's leads first, then its members where its list is open to them, else the administrators. */
export async function helpersFor(db: Db, viewer: Viewer, task: Pick<TaskRow, "team_id" | "owner_id">, now: Date) {
  const { is_team_list_open } = await db.selectFrom("organisation").select("is_team_list_open").executeTakeFirstOrThrow();
  const people = await db
    .selectFrom("employees")
    .leftJoin("team_members", (join) => join.onRef("team_members.employee_id", "=", "employees.id").on("team_members.team_id", "=", task.team_id))
    .select(["employees.id", "employees.name", "employees.away_from", "employees.away_until", "employees.is_admin", "team_members.is_lead"])
    .where("employees.deactivated_at", "is", null)
    .where("employees.id", "<>", viewer.id)
    .where((eb) => eb.or([eb("team_members.team_id", "is not", null), eb("employees.is_admin", "=", true)]))
    .orderBy("team_members.is_lead", (order) => order.desc().nullsLast())
    .orderBy("employees.name")
    .execute();
  const inTeam = people.filter(({ id, is_lead }) => is_lead || (is_lead === false && (is_team_list_open || task.owner_id === null)) || id === task.owner_id);
  return (inTeam.length > 0 ? inTeam : people.filter(({ is_admin }) => is_admin)).map((person) => ({ id: person.id, name: person.name, isLead: person.is_lead === true, isAway: isAway(person, now), awayUntil: person.away_until }));
}
