import type { PgBoss } from "pg-boss";
import { type Db, inTransaction } from "#db/client.ts";
import { thanksLine } from "#emails/thanks.tsx";
import type { Config } from "../config.server.ts";
import { notFound } from "../people/access.server.ts";
import type { Viewer } from "../people/session.server.ts";
import { markRead } from "./compliments.server.ts";
import { queueThanksMail } from "./thanks-mail.server.ts";

/** Why the customer cannot be thanked now: `thanked`, a colleague did already. */
export type ThanksRefusal = "thanked" | "noMail";

/**
 * The compliment as who may thank for it sees it: the one it is about, or where it is about nobody in
 * particular any of the team. Undefined for everybody else.
 */
export async function thanksFor(db: Db, viewer: Viewer, responseId: number) {
  const compliment = await mineToThank(db, viewer, responseId)
    .innerJoin("customers", "customers.id", "responses.customer_id")
    .leftJoin("employees as thanker", "thanker.id", "compliments.thanked_by")
    .select(["customers.name as customer", "customers.email", "customers.no_mail_at", "customers.language", "thanker.name as thankedBy"])
    .executeTakeFirst();
  if (!compliment) return undefined;
  const { language } = await db.selectFrom("organisation").select("language").executeTakeFirstOrThrow();
  return { ...compliment, email: compliment.no_mail_at ? null : compliment.email, line: thanksLine(compliment.language ?? language) };
}

/**
 * Thanks the customer by one mail in the viewer's name, once per compliment: whoever sends it a second
 * time has done it. Throws 404 when it is not hers to thank for. Gives why it was refused.
 */
export async function thankCustomer({ db, boss, config }: { db: Db; boss: PgBoss; config: Config }, viewer: Viewer, responseId: number, line: string, now: Date): Promise<ThanksRefusal | null> {
  return inTransaction(db, async (trx) => {
    const compliment = await mineToThank(trx, viewer, responseId).forUpdate("compliments").executeTakeFirst();
    if (!compliment) throw notFound();
    if (compliment.thanked_at) return compliment.thanked_by === viewer.id ? null : "thanked";
    const mailId = await queueThanksMail(trx, { boss, config }, { response_id: responseId, customer_id: compliment.customer_id, team_id: compliment.team_id }, { line, writerId: viewer.id, now });
    if (!mailId) return "noMail";
    await trx.updateTable("compliments").set({ thanked_at: now, thanked_by: viewer.id, thanks_mail_id: mailId }).where("response_id", "=", responseId).execute();
    await markRead(trx, viewer, [responseId], now);
    return null;
  });
}

function mineToThank(db: Db, viewer: Viewer, responseId: number) {
  return db
    .selectFrom("compliments")
    .innerJoin("responses", "responses.id", "compliments.response_id")
    .select(["compliments.team_id", "compliments.thanked_at", "compliments.thanked_by", "responses.customer_id", "responses.comment as words", "responses.score"])
    .where("compliments.response_id", "=", responseId)
    .where((eb) => eb.or([eb("compliments.employee_id", "=", viewer.id), eb.and([eb("compliments.employee_id", "is", null), eb("compliments.team_id", "in", [0, ...viewer.teamIds])])]));
}
