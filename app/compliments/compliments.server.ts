import { sql } from "kysely";
import { type Db, inTransaction } from "#db/client.ts";
import type { Viewer } from "../people/session.server.ts";
import { type Cursor, pageOf } from "../tasks/list.server.ts";

const pageSize = 20;

export const complimentLists = ["unread", "read", "team"] as const;
export type ComplimentList = (typeof complimentLists)[number];

/**
 * Promoters' words, the newest first: `unread` and `read` are about her, `team` about her teams'
 * others (an admin's: everybody). Gives one page.
 */
export async function complimentsOf(db: Db, viewer: Viewer, list: ComplimentList, after: Cursor | undefined) {
  let query = db
    .selectFrom("compliments")
    .innerJoin("responses", "responses.id", "compliments.response_id")
    .innerJoin("customers", "customers.id", "responses.customer_id")
    .innerJoin("teams", "teams.id", "compliments.team_id")
    .leftJoin("employees", "employees.id", "compliments.employee_id")
    .leftJoin("employees as thanker", "thanker.id", "compliments.thanked_by")
    .leftJoin("mails", "mails.id", "compliments.thanks_mail_id")
    .select(["compliments.response_id as id", "compliments.received_at", "responses.score", "responses.comment as words", "responses.touchpoint", "customers.name as customer", "employees.name as employee", "teams.name as team", "compliments.team_id", "compliments.employee_id", "compliments.thanked_at", "thanker.name as thanked_by", "mails.status as thanks_status"])
    .select((eb) => eb.and([eb("customers.email", "is not", null), eb("customers.no_mail_at", "is", null)]).as("has_mail"))
    .orderBy("compliments.received_at", "desc")
    .orderBy("compliments.response_id", "desc")
    .limit(pageSize + 1);
  if (list === "team") {
    if (!viewer.isAdmin) query = query.where("compliments.team_id", "in", [0, ...viewer.teamIds]);
    query = query.where(sql<boolean>`compliments.employee_id is distinct from ${viewer.id}`);
  } else {
    query = query.where("compliments.employee_id", "=", viewer.id).where("compliments.read_at", list === "unread" ? "is" : "is not", null);
  }
  if (after) query = query.where((eb) => eb(eb.refTuple("compliments.received_at", "compliments.response_id"), "<", eb.tuple(after.at, after.id)));
  const { rows, next } = pageOf(await query.execute(), pageSize, (row) => ({ at: row.received_at, id: row.id }));
  const isHers = (row: { employee_id: number | null; team_id: number }) => (row.employee_id === null ? viewer.teamIds.includes(row.team_id) : row.employee_id === viewer.id);
  return { rows: rows.map(({ has_mail, ...row }) => ({ ...row, canThank: has_mail === true && row.thanked_at === null && isHers(row) })), next };
}

/** Marks hers as read, with the messages about them; those of others stay as they are. */
export async function markRead(db: Db, viewer: Viewer, responseIds: number[], now: Date): Promise<void> {
  if (responseIds.length === 0) return;
  await inTransaction(db, async (trx) => {
    await trx.updateTable("compliments").set({ read_at: now }).where("employee_id", "=", viewer.id).where("response_id", "in", responseIds).where("read_at", "is", null).execute();
    await trx.updateTable("messages").set({ read_at: now, mail_due_at: null }).where("employee_id", "=", viewer.id).where("response_id", "in", responseIds).where("read_at", "is", null).execute();
  });
}
