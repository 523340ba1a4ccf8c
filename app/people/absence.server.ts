import type { Db } from "#db/client.ts";
import { type Absence, type AbsenceChoice, absenceOf } from "./absence.ts";

/** Away or here again: new tasks go to who is here. Gives what is wrong with the days, or null. */
export async function setAbsence(db: Db, employeeId: number, choice: AbsenceChoice, now: Date) {
  const { time_zone } = await db.selectFrom("organisation").select("time_zone").executeTakeFirstOrThrow();
  const absence = absenceOf(choice, now, time_zone);
  if ("problems" in absence) return absence.problems;
  await db.updateTable("employees").set(absence satisfies Absence).where("id", "=", employeeId).where("deactivated_at", "is", null).execute();
  return null;
}
