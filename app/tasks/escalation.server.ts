import { type RawBuilder, sql } from "kysely";
import { type Db, inTransaction, type Trx } from "#db/client.ts";
import { type Escalation, escalation } from "./steps.ts";
import { openStages } from "./list.server.ts";

/** What happens when nothing happens, as an administrator set it. */
export async function escalationNow(db: Db): Promise<Escalation> {
  const organisation = await db.selectFrom("organisation").select("escalation").executeTakeFirstOrThrow();
  return escalation.parse(organisation.escalation);
}

/** Holds from now on, for open tasks as well; what was done of the old steps stays done. False: one of its teams went out of use. */
export async function changeEscalation(db: Db, changed: Escalation, now: Date): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const teams = [...new Set(changed.steps.flatMap((step) => (step.act === "to_team" ? step.team_id : [])))];
    const inUse = await trx.selectFrom("teams").select("id").where("id", "in", [0, ...teams]).where("archived_at", "is", null).forShare().execute();
    if (inUse.length < teams.length) return false;
    await trx.updateTable("organisation").set({ escalation: JSON.stringify(changed) }).execute();
    await lookAgain(trx, now);
    return true;
  });
}

/** Other steps: every open task is looked at in the next minute, also one that had none left. */
async function lookAgain(trx: Trx, now: Date): Promise<void> {
  await setNextStep(trx, sql<boolean>`stage in (${sql.join(openStages)})`, now);
}

/** Other hours (of a team, of the organisation): what is planned is worked out again in the next minute. */
export async function planAgain(db: Db, now: Date): Promise<void> {
  await setNextStep(db, sql<boolean>`next_step_at is not null`, now);
}

/** Held in the order of their ids first, as sharing out holds them: so neither can wait for the other in a circle. */
async function setNextStep(db: Db, which: RawBuilder<boolean>, now: Date): Promise<void> {
  await db
    .with(
      (cte) => cte("held").materialized(),
      (cte) => cte.selectFrom("tasks").select("id").where(which).orderBy("id").forUpdate(),
    )
    .updateTable("tasks")
    .from("held")
    .set({ next_step_at: now })
    .whereRef("tasks.id", "=", "held.id")
    .execute();
}
