import { sql } from "kysely";
import { type Db, inTransaction } from "#db/client.ts";
import { calendarsOf } from "./calendars.server.ts";
import { timeZones } from "./organisation.server.ts";
import type { PresenceInput } from "./presence-form.ts";
import type { WorkingHours } from "./hours.ts";
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

/** Who could stand in for her: first who is in a team with her. */
export async function substituteChoices(db: Db, employeeId: number): Promise<{ id: number; name: string; isTeamMate: boolean }[]> {
  return db
    .selectFrom("employees")
    .select(["employees.id", "employees.name"])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom("team_members as hers")
            .innerJoin("team_members as theirs", "theirs.team_id", "hers.team_id")
            .select("hers.team_id")
            .where("hers.employee_id", "=", employeeId)
            .whereRef("theirs.employee_id", "=", "employees.id"),
        )
        .$castTo<boolean>()
        .as("isTeamMate"),
    )
    .where("employees.deactivated_at", "is", null)
    .where("employees.id", "<>", employeeId)
    .orderBy("isTeamMate", "desc")
    .orderBy(sql`lower(employees.name)`)
    .execute();
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
