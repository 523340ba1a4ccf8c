import { sql } from "kysely";
import { type Db, inTransaction } from "#db/client.ts";
import type { DueUnit, HolidayCalendar, Language, PersonalFigures } from "#db/schema.ts";
import { readPhone, showPhone } from "../customers/phone.server.ts";
import type { WorkingHours } from "./hours.ts";
import { planAgain } from "../tasks/escalation.server.ts";

export type OrganisationInput = {
  name: string;
  timeZone: string;
  language: Language;
  phone: string | null;
  defaultTeamId: number;
  /** Hours after receipt that a task is due. */
  dueHours: number;
  /** Days without an answer after which a told task closes. */
  silentDays: number;
  isTeamListOpen: boolean;
  /** Do the hours until due count on the clock, or only while is worked? */
  dueUnit: DueUnit;
  workingHours: WorkingHours;
  holidays: HolidayCalendar;
  /** Whether employees see what they did themselves; nobody else does. */
  personalFigures: PersonalFigures;
};

export async function organisationNow(db: Db) {
  const organisation = await db.selectFrom("organisation").select(["name", "time_zone", "language", "phone", "default_team_id", "due_hours", "due_unit", "silent_days", "is_team_list_open", "working_hours", "holidays", "personal_figures"]).executeTakeFirstOrThrow();
  return { ...organisation, working_hours: organisation.working_hours as WorkingHours, phone: organisation.phone ? showPhone(organisation.phone) : "" };
}

/** The teams in use, by name, and whether the answers of each open tasks at this moment. */
export async function teamsToReceive(db: Db, now: Date): Promise<{ id: number; name: string; isLive: boolean }[]> {
  const teams = await db.selectFrom("teams").select(["id", "name", "live_from"]).where("archived_at", "is", null).orderBy(sql`lower(name)`).execute();
  return teams.map(({ id, name, live_from }) => ({ id, name, isLive: live_from !== null && live_from <= now }));
}

/** The zones to choose from; `current` too, when it is one by an older name ("UTC", "Asia/Calcutta"). */
export function timeZones(current: string): string[] {
  const zones = Intl.supportedValuesOf("timeZone");
  return zones.includes(current) || !isTimeZone(current) ? zones : [current, ...zones];
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return /^[A-Z]/.test(name); // not "+02:00"
  } catch {
    return false;
  }
}

/** Holds for what comes in from now on; tasks that are there keep their due time, and their reminders follow the new hours. */
export async function changeOrganisation(db: Db, input: OrganisationInput, now: Date): Promise<"teamGone" | null> {
  return inTransaction(db, async (trx) => {
    // Held, so that the team is not archived at this moment.
    const team = await trx.selectFrom("teams").select("id").where("id", "=", input.defaultTeamId).where("archived_at", "is", null).forShare().executeTakeFirst();
    if (!team) return "teamGone";
    await trx
      .updateTable("organisation")
      .set({
        name: input.name,
        time_zone: input.timeZone,
        language: input.language,
        phone: input.phone && readPhone(input.phone),
        default_team_id: team.id,
        due_hours: input.dueHours,
        silent_days: input.silentDays,
        is_team_list_open: input.isTeamListOpen,
        due_unit: input.dueUnit,
        working_hours: JSON.stringify(input.workingHours),
        holidays: input.holidays,
        personal_figures: input.personalFigures,
      })
      .execute();
    // What finds nobody must not go unseen.
    await trx.updateTable("teams").set({ live_from: now }).where("id", "=", team.id).where((eb) => eb.or([eb("live_from", "is", null), eb("live_from", ">", now)])).execute();
    await planAgain(trx, now);
    return null;
  });
}
