import type { Db } from "#db/client.ts";
import type { HolidayCalendar } from "#db/schema.ts";
import type { WorkingHours } from "./hours.ts";
import type { Calendar } from "./working-time.ts";

type Hours = { working_hours: unknown };
type OfOrganisation = Hours & { time_zone: string; holidays: HolidayCalendar };
type OfTeam = Hours & { time_zone: string | null };

/** Her own hours, else her team's, else the organisation's; in the team's zone, else the organisation's. */
export function calendarFrom(organisation: OfOrganisation, team?: OfTeam | null, employee?: Hours | null): Calendar {
  const hours = employee?.working_hours ?? team?.working_hours ?? organisation.working_hours;
  return { timeZone: team?.time_zone ?? organisation.time_zone, hours: hours as WorkingHours, holidays: organisation.holidays };
}

/** The hours that count for a task: its owner's in its team, the team's while nobody has it. Throws when there is no such team. */
export async function calendarOf(db: Db, { team_id, owner_id }: { team_id: number; owner_id: number | null }): Promise<Calendar> {
  const row = await db
    .selectFrom("organisation")
    .innerJoin("teams", (join) => join.on("teams.id", "=", team_id))
    .leftJoin("employees", (join) => join.on("employees.id", "=", owner_id))
    .select(["organisation.working_hours", "organisation.time_zone", "organisation.holidays", "teams.time_zone as team_zone", "teams.working_hours as team_hours", "employees.working_hours as own_hours"])
    .executeTakeFirstOrThrow();
  return calendarFrom(row, { time_zone: row.team_zone, working_hours: row.team_hours }, { working_hours: row.own_hours });
}

/** When each of these people works, by her first team where she has several. */
export async function calendarsOf(db: Db, employeeIds: number[]): Promise<Map<number, Calendar>> {
  if (employeeIds.length === 0) return new Map();
  const organisation = await db.selectFrom("organisation").select(["working_hours", "time_zone", "holidays"]).executeTakeFirstOrThrow();
  const people = await db
    .selectFrom("employees")
    .leftJoin("team_members", "team_members.employee_id", "employees.id")
    .leftJoin("teams", (join) => join.onRef("teams.id", "=", "team_members.team_id").on("teams.archived_at", "is", null))
    .distinctOn("employees.id")
    .select(["employees.id", "employees.working_hours", "teams.time_zone as team_zone", "teams.working_hours as team_hours"])
    .where("employees.id", "in", employeeIds)
    .orderBy("employees.id")
    .orderBy("teams.id")
    .execute();
  return new Map(people.map(({ id, working_hours, team_zone, team_hours }) => [id, calendarFrom(organisation, { time_zone: team_zone, working_hours: team_hours }, { working_hours })]));
}

/** When each of these teams works. */
export async function teamCalendars(db: Db, teamIds: number[]): Promise<Map<number, Calendar>> {
  if (teamIds.length === 0) return new Map();
  const organisation = await db.selectFrom("organisation").select(["working_hours", "time_zone", "holidays"]).executeTakeFirstOrThrow();
  const teams = await db.selectFrom("teams").select(["id", "time_zone", "working_hours"]).where("id", "in", teamIds).execute();
  return new Map(teams.map((team) => [team.id, calendarFrom(organisation, team)]));
}
