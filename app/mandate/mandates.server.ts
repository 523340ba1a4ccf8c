import { sql } from "kysely";
import { type Db, inTransaction } from "#db/client.ts";
import type { Viewer } from "../people/session.server.ts";
import { kindsInUse } from "./kinds.server.ts";
import { type Limits, monthOf } from "./mandate.ts";

export type Role = "employee" | "lead";

/** Per kind in use what each role of this team may give without asking; null: she always asks. */
export async function mandateOf(db: Db, teamId: number) {
  const [kinds, rows] = await Promise.all([kindsInUse(db), db.selectFrom("mandates").select(["is_lead", "gesture_kind_id", "case_limit", "month_limit"]).where("team_id", "=", teamId).execute()]);
  const limitsOf = (kindId: number, isLead: boolean): Limits | null => {
    const row = rows.find(({ gesture_kind_id, is_lead }) => gesture_kind_id === kindId && is_lead === isLead);
    return row ? { case_limit: row.case_limit, month_limit: row.month_limit } : null;
  };
  return kinds.map((kind) => ({ ...kind, employee: limitsOf(kind.id, false), lead: limitsOf(kind.id, true) }));
}

export type KindMandate = Awaited<ReturnType<typeof mandateOf>>[number];

/** Holds from now on, also for the rest of this month. What kinds out of use had stays for when they come back. */
export async function changeMandate(db: Db, teamId: number, mandate: { kindId: number; role: Role; limits: Limits | null }[]): Promise<void> {
  if (mandate.length === 0) return;
  await inTransaction(db, async (trx) => {
    // Of two administrators at once the last one's table holds, as a whole.
    await trx.selectFrom("teams").select("id").where("id", "=", teamId).forUpdate().executeTakeFirstOrThrow();
    await trx.deleteFrom("mandates").where("team_id", "=", teamId).where("gesture_kind_id", "in", mandate.map(({ kindId }) => kindId)).execute();
    const rows = mandate.flatMap(({ kindId, role, limits }) => (limits ? [{ team_id: teamId, is_lead: role === "lead", gesture_kind_id: kindId, ...limits }] : []));
    if (rows.length > 0) await trx.insertInto("mandates").values(rows).execute();
  });
}

/** Of each of her teams what she may give, and what she gave of it this month without asking; who leads one sees both roles. */
export async function myMandates(db: Db, viewer: Viewer, now: Date) {
  const { time_zone } = await db.selectFrom("organisation").select("time_zone").executeTakeFirstOrThrow();
  const { from, to } = monthOf(now, time_zone);
  let query = db.selectFrom("teams").select(["id", "name"]).where("archived_at", "is", null).orderBy(sql`lower(name)`);
  if (!viewer.isAdmin) query = query.where("id", "in", [0, ...viewer.teamIds]);
  const teams = await query.execute();
  const given = await db
    .selectFrom("gestures")
    .select((eb) => ["team_id", "gesture_kind_id", eb.fn.sum<number>("amount").as("sum")])
    .where("employee_id", "=", viewer.id)
    .where("state", "=", "given")
    .where("decided_by", "is", null)
    .where("decided_at", ">=", from)
    .where("decided_at", "<", to)
    .groupBy(["team_id", "gesture_kind_id"])
    .execute();
  return Promise.all(
    teams.map(async (team) => {
      const isLead = viewer.isAdmin || viewer.ledTeamIds.includes(team.id);
      const kinds = (await mandateOf(db, team.id)).map(({ lead, ...kind }) => ({
        ...kind,
        lead: isLead ? lead : null,
        given: Number(given.find(({ team_id, gesture_kind_id }) => team_id === team.id && gesture_kind_id === kind.id)?.sum ?? 0),
      }));
      return { ...team, isLead, kinds };
    }),
  );
}
