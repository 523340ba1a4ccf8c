import type { Selectable } from "kysely";
import type { Trx } from "#db/client.ts";
import type { Customers, Responses } from "#db/schema.ts";

/**
 * A promoter's words are a compliment, for the employee they are about or else whose customer it is,
 * or for the whole team. When a later answer takes the words or the score back, so does this.
 */
export async function keepCompliment(trx: Trx, response: Selectable<Responses>, customer: Pick<Selectable<Customers>, "owner_id">): Promise<void> {
  if (response.category !== "promoter" || response.comment === null) {
    await trx.deleteFrom("compliments").where("response_id", "=", response.id).execute();
    return;
  }
  const praised = await trx
    .selectFrom("employees")
    .select("id")
    .where("id", "=", response.about_employee_id ?? customer.owner_id)
    .where("deactivated_at", "is", null)
    .executeTakeFirst();
  const employee_id = praised?.id ?? null;
  await trx
    .insertInto("compliments")
    .values({ response_id: response.id, team_id: response.team_id, employee_id, received_at: response.received_at })
    .onConflict((conflict) => conflict.column("response_id").doUpdateSet({ team_id: response.team_id, employee_id }))
    .execute();
}
