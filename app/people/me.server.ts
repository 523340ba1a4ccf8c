import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Db } from "#db/client.ts";
import { showPhone } from "../customers/phone.server.ts";
import { dayOf, lastDay } from "./absence.ts";

/** What she sees about herself. */
export async function myDetails(db: Db, employeeId: number, now: Date) {
  const { phone, ...me } = await db
    .selectFrom("employees")
    .select(["name", "email", "phone", "language", "away_from", "away_until", "message_mail", "has_keys"])
    .select((eb) => [
      jsonArrayFrom(
        eb.selectFrom("team_members").innerJoin("teams", "teams.id", "team_members.team_id").select(["teams.name", "team_members.is_lead"]).whereRef("team_members.employee_id", "=", "employees.id").where("teams.archived_at", "is", null).orderBy("teams.name"),
      ).as("teams"),
      eb.selectFrom("sessions").select(eb.fn.countAll<number>().as("n")).whereRef("sessions.user_id", "=", "employees.id").where("sessions.expires_at", ">", now).as("sessions"),
    ])
    .where("employees.id", "=", employeeId)
    .executeTakeFirstOrThrow();
  return { ...me, phone: phone ? showPhone(phone) : "" };
}

/** The days in the form about absence: those that are set, or from today. */
export async function absenceDays(db: Db, absence: { away_from: Date | null; away_until: Date | null }, now: Date) {
  const { time_zone: zone } = await db.selectFrom("organisation").select("time_zone").executeTakeFirstOrThrow();
  const isSet = absence.away_until !== null && absence.away_until > now;
  const today = dayOf(now, zone);
  return { today, from: isSet && absence.away_from ? dayOf(absence.away_from, zone) : today, until: isSet ? lastDay(absence.away_until!, zone) : today, isSet };
}
