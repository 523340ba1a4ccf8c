import type { Db } from "#db/client.ts";

/** Whether single letters act, for her alone. */
export async function switchKeys(db: Db, employeeId: number, isOn: boolean): Promise<void> {
  await db.updateTable("employees").set({ has_keys: isOn }).where("id", "=", employeeId).execute();
}
