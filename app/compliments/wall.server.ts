import type { Db } from "#db/client.ts";
import { monthOf, spanOfMonths } from "../i18n/month.server.ts";
import { monthAfter } from "../i18n/month.ts";
import type { Viewer } from "../people/session.server.ts";
import { type Cursor, pageOf } from "../tasks/list.server.ts";

const pageSize = 24;

/**
 * What promoters wrote in one month ("2026-11"; null: this one) about her teams (an admin's: everybody), the
 * newest first: one page, with the months on both sides that there are.
 */
export async function wallOf(db: Db, viewer: Viewer, { month: asked, after, now }: { month: string | null; after: Cursor | undefined; now: Date }) {
  const { time_zone } = await db.selectFrom("organisation").select("time_zone").executeTakeFirstOrThrow();
  const thisMonth = monthOf(now, time_zone);
  const month = asked && asked < thisMonth ? asked : thisMonth;
  const { from, to } = spanOfMonths(month, month, time_zone);
  let query = visible(db, viewer)
    .innerJoin("responses", "responses.id", "compliments.response_id")
    .innerJoin("customers", "customers.id", "responses.customer_id")
    .innerJoin("teams", "teams.id", "compliments.team_id")
    .leftJoin("employees", "employees.id", "compliments.employee_id")
    .select(["compliments.response_id as id", "compliments.received_at", "responses.comment as words", "customers.name as customer", "employees.name as employee", "teams.name as team"])
    .where("compliments.received_at", ">=", from)
    .where("compliments.received_at", "<", to)
    .orderBy("compliments.received_at", "desc")
    .orderBy("compliments.response_id", "desc")
    .limit(pageSize + 1);
  if (after) query = query.where((eb) => eb(eb.refTuple("compliments.received_at", "compliments.response_id"), "<", eb.tuple(after.at, after.id)));
  const hasEarlier = visible(db, viewer).select("compliments.response_id").where("compliments.received_at", "<", from).orderBy("compliments.received_at", "desc").limit(1);
  const [rows, earlier] = await Promise.all([query.execute(), hasEarlier.executeTakeFirst()]);
  return {
    month,
    earlier: earlier ? monthAfter(month, -1) : null,
    later: month < thisMonth ? monthAfter(month, 1) : null,
    ...pageOf(rows, pageSize, (row) => ({ at: row.received_at, id: row.id })),
  };
}

function visible(db: Db, viewer: Viewer) {
  const all = db.selectFrom("compliments");
  return viewer.isAdmin ? all : all.where("compliments.team_id", "in", [0, ...viewer.teamIds]);
}
