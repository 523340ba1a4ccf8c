import type { DueUnit, HolidayCalendar } from "#db/schema.ts";
import type { WorkingHours } from "../people/hours.ts";
import { addHours, type Calendar } from "../people/working-time.ts";

/** When the organisation works. */
export type OrganisationTime = { timeZone: string; holidays: HolidayCalendar; workingHours: WorkingHours };

/** A team's own zone and hours; null: as the organisation's. */
export type TeamTime = { timeZone: string | null; workingHours: WorkingHours | null };

/** `at` is when the first contact attempt is due; what it would be in either way of counting is kept with it (UTC). */
export type Due = { at: Date; hours: number; unit: DueUnit; calendarAt: Date; workingAt: Date };

/** When a task is due that opens at `now`: so many hours on the clock, or hours in which its team works. */
export function dueFrom(now: Date, { hours, unit }: { hours: number; unit: DueUnit }, organisation: OrganisationTime, team: TeamTime | undefined): Due {
  const calendar: Calendar = { timeZone: team?.timeZone ?? organisation.timeZone, hours: team?.workingHours ?? organisation.workingHours, holidays: organisation.holidays };
  const calendarAt = addHours(now, hours, "calendar", calendar);
  const workingAt = addHours(now, hours, "working", calendar);
  return { at: unit === "calendar" ? calendarAt : workingAt, hours, unit, calendarAt, workingAt };
}
