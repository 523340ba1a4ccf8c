import { z } from "zod";
import { type Db, inTransaction } from "#db/client.ts";
import { calendarsOf } from "../people/calendars.server.ts";
import { checkboxField } from "../people/fields.ts";
import { mailMoment } from "./mail-moment.ts";

export const mailSettingsForm = z.object({
  message_mail: z.enum(["now", "digest", "off"], { error: "choose" }),
  digest_hour: z.coerce.number({ error: "choose" }).int({ error: "choose" }).min(0, { error: "choose" }).max(23, { error: "choose" }),
  is_mailed_off_hours: checkboxField,
});

/** How she wants to be mailed, and when a mail would come about what happens now (null: never). */
export async function mailSettings(db: Db, employeeId: number, now: Date) {
  const { away_from, away_until, ...settings } = await db
    .selectFrom("employees")
    .select(["message_mail", "digest_hour", "is_mailed_off_hours", "away_from", "away_until"])
    .where("id", "=", employeeId)
    .executeTakeFirstOrThrow();
  const calendar = (await calendarsOf(db, [employeeId])).get(employeeId)!;
  return { ...settings, nextMailAt: mailMoment(now, settings, calendar, { away_from, away_until }) };
}

/** Holds at once, also for what waits to be mailed. What she turned mail off for is not mailed later. */
export async function changeMailSettings(db: Db, employeeId: number, settings: z.output<typeof mailSettingsForm>, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    await trx.updateTable("employees").set(settings).where("id", "=", employeeId).execute();
    await trx.updateTable("messages").set({ mail_due_at: now }).where("employee_id", "=", employeeId).where("mail_due_at", "is not", null).execute();
  });
}
