import { type Db, inTransaction } from "#db/client.ts";
import type { Language } from "#db/schema.ts";
import type { FormProblem } from "../ui/form.tsx";
import { calendarsOf } from "./calendars.server.ts";
import { allColleagues, type Colleague, colleaguesById, mostListed, readColleague } from "./colleagues.server.ts";
import { problemsOf, refusedForm } from "./fields.ts";
import type { WorkingHours } from "./hours.ts";
import { timeZones } from "./organisation.server.ts";
import { presenceForm, type PresenceInput } from "./presence-form.ts";
import { planAgain } from "../tasks/escalation.server.ts";

const json = (hours: WorkingHours | null) => hours && JSON.stringify(hours);

/** When she works, who stands in for her, how many tasks she can have open. */
export async function presenceOf(db: Db, employeeId: number) {
  const person = await db
    .selectFrom("employees")
    .leftJoin("employees as substitute", "substitute.id", "employees.substitute_id")
    .select(["employees.id", "employees.name", "employees.working_hours", "employees.substitute_id", "employees.open_task_cap", "substitute.name as substitute", "substitute.deactivated_at as substitute_gone_at"])
    .where("employees.id", "=", employeeId)
    .executeTakeFirstOrThrow();
  const { hours } = (await calendarsOf(db, [employeeId])).get(employeeId)!;
  const isGone = person.substitute_gone_at !== null;
  return { hours, hasOwnHours: person.working_hours !== null, substituteId: isGone ? null : person.substitute_id, substitute: isGone ? null : person.substitute, openTaskCap: person.open_task_cap };
}

export type Presence = Awaited<ReturnType<typeof presenceOf>>;

export type Substitutes = { isAll: boolean; mates: Colleague[]; others: Colleague[] };

/** Who could stand in for her: first who is in a team with her. Not all where there are many: then only mates, and who does so now. */
export async function substituteChoices(db: Db, employeeId: number): Promise<Substitutes> {
  const [all, mates] = await Promise.all([allColleagues(db, employeeId), teamMates(db, employeeId)]);
  if (all) return { isAll: true, mates: all.filter(({ id }) => mates.includes(id)), others: all.filter(({ id }) => !mates.includes(id)) };
  const { substitute_id } = await db.selectFrom("employees").select("substitute_id").where("id", "=", employeeId).executeTakeFirstOrThrow();
  return { isAll: false, mates: await colleaguesById(db, mates), others: substitute_id !== null && !mates.includes(substitute_id) ? await colleaguesById(db, [substitute_id]) : [] };
}

/** At most as many as stand in a list. */
async function teamMates(db: Db, employeeId: number): Promise<number[]> {
  const rows = await db
    .selectFrom("team_members as hers")
    .innerJoin("team_members as theirs", "theirs.team_id", "hers.team_id")
    .select("theirs.employee_id")
    .distinct()
    .where("hers.employee_id", "=", employeeId)
    .where("theirs.employee_id", "<>", employeeId)
    .orderBy("theirs.employee_id")
    .limit(mostListed)
    .execute();
  return rows.map(({ employee_id }) => employee_id);
}

/** Reads and keeps what <PresenceForm> says. Gives what is wrong, with what was typed, or null. */
export async function answerPresence(db: Db, employeeId: number, form: FormData, language: Language): Promise<FormProblem | null> {
  const parsed = presenceForm.safeParse(Object.fromEntries(form));
  const substitute = await readColleague(db, String(form.get("substitute") ?? ""), language, employeeId);
  const isUnknown = "error" in substitute;
  const problems = !parsed.success ? problemsOf(parsed.error) : isUnknown ? {} : await setPresence(db, employeeId, { ...parsed.data, substituteId: substitute.id });
  if (!problems) return null;
  const { errors, values } = refusedForm(problems, form, language);
  return { errors: { ...(isUnknown && { substitute: substitute.error }), ...errors }, values };
}

/** Holds from now on, for new tasks and absences. Gives what is wrong, or null. */
export async function setPresence(db: Db, employeeId: number, { workingHours, substituteId, openTaskCap }: PresenceInput): Promise<{ substitute: "colleagueGone" } | null> {
  return inTransaction(db, async (trx) => {
    if (substituteId !== null) {
      // Held, so that she is not deactivated at this moment.
      const substitute = await trx.selectFrom("employees").select("id").where("id", "=", substituteId).where("id", "<>", employeeId).where("deactivated_at", "is", null).forShare().executeTakeFirst();
      if (!substitute) return { substitute: "colleagueGone" };
    }
    await trx.updateTable("employees").set({ working_hours: json(workingHours), substitute_id: substituteId, open_task_cap: openTaskCap }).where("id", "=", employeeId).execute();
    return null;
  });
}

/** When a team works, and where; undefined when there is none. */
export async function teamHours(db: Db, teamId: number) {
  const team = await db
    .selectFrom("teams")
    .innerJoin("organisation", (join) => join.onTrue())
    .select(["teams.id", "teams.name", "teams.working_hours", "teams.time_zone", "organisation.working_hours as usual", "organisation.time_zone as usual_zone"])
    .where("teams.id", "=", teamId)
    .executeTakeFirst();
  return team && { id: team.id, name: team.name, hours: (team.working_hours ?? team.usual) as WorkingHours, hasOwnHours: team.working_hours !== null, timeZone: team.time_zone, usualZone: team.usual_zone };
}

/** The reminders of open tasks follow the new hours. Gives what is wrong, or null. */
export async function setTeamHours(db: Db, teamId: number, { workingHours, timeZone }: { workingHours: WorkingHours | null; timeZone: string | null }, now: Date): Promise<{ timeZone: "choose" } | null> {
  if (timeZone !== null && !timeZones(timeZone).includes(timeZone)) return { timeZone: "choose" };
  await inTransaction(db, async (trx) => {
    await trx.updateTable("teams").set({ working_hours: json(workingHours), time_zone: timeZone }).where("id", "=", teamId).execute();
    await planAgain(trx, now);
  });
  return null;
}
