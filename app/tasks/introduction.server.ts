import type { PgBoss } from "pg-boss";
import type { Db } from "#db/client.ts";
import type { Config } from "../config.server.ts";
import type { Viewer } from "../people/session.server.ts";
import { queueCoverMail } from "../replies/cover-mail.server.ts";
import { act, Refusal, refuseClosed, saying } from "./act.server.ts";
import { eventsOf, record } from "./record.server.ts";
import { standing } from "./undo.ts";
import type { ActForm } from "./words.ts";

/** Who stands in lets the customer know, by mail, that she is the one who will call. Once per cover. */
export async function introduceCover({ db, boss, config }: { db: Db; boss: PgBoss; config: Config }, viewer: Viewer, taskId: number, form: ActForm, now: Date): Promise<void> {
  await act(db, viewer, taskId, form, saying("cover_introduced", {}), async (trx, task) => {
    refuseClosed(task);
    const cover = await trx
      .selectFrom("covers")
      .innerJoin("employees", "employees.id", "covers.absent_id")
      .select(["covers.id", "covers.absent_id", "covers.customer_told_at", "employees.name as absent"])
      .where("covers.task_id", "=", taskId)
      .where("covers.cover_id", "=", viewer.id)
      .where("covers.ended_at", "is", null)
      .executeTakeFirst();
    if (!cover || task.owner_id !== viewer.id) throw new Refusal("notCovering");
    if (cover.customer_told_at) return;
    const hadContact = standing(await eventsOf(trx, taskId)).some(({ kind, actor_id }) => kind === "attempted" && actor_id === cover.absent_id);
    const mailId = await queueCoverMail(trx, { boss, config }, task, { absent: hadContact ? cover.absent : null, coverId: viewer.id, now });
    if (!mailId) throw new Refusal("noMail");
    await record(trx, taskId, { kind: "cover_introduced", data: { mail_id: mailId } }, { at: now, actorId: viewer.id, actId: form.act_id });
    await trx.updateTable("covers").set({ customer_told_at: now }).where("id", "=", cover.id).execute();
  });
}
