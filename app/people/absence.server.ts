import type { PgBoss } from "pg-boss";
import { type Db, inTransaction } from "#db/client.ts";
import { enqueue } from "../queues.server.ts";
import { type Absence, type AbsenceChoice, absenceOf } from "./absence.ts";

/**
 * Away or here again: new tasks go to who is here, and what she would be late with to who stands in
 * for her. Gives what is wrong with the days, or null.
 */
export async function setAbsence({ db, boss }: { db: Db; boss: PgBoss }, employeeId: number, choice: AbsenceChoice, now: Date) {
  const { time_zone } = await db.selectFrom("organisation").select("time_zone").executeTakeFirstOrThrow();
  const absence = absenceOf(choice, now, time_zone);
  if ("problems" in absence) return absence.problems;
  return inTransaction(db, async (trx) => {
    await trx.updateTable("employees").set(absence satisfies Absence).where("id", "=", employeeId).where("deactivated_at", "is", null).execute();
    await enqueue(boss, trx, "cover-absences", {});
    return null;
  });
}
