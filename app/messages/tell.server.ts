import type { Trx } from "#db/client.ts";
import type { MessageKind } from "#db/schema.ts";
import { announceLive } from "../live/announce.server.ts";

export type News = { employeeId: number; kind: MessageKind; taskId: number; eventId: number | null; actorId: number | null };

/**
 * Tells employees something, in the transaction in which it happened: in the app at once, by mail when
 * her settings say so (the job that mails looks at them). Nobody is told of her own act; the same
 * event is told once.
 */
export async function tell(trx: Trx, news: News[], at: Date): Promise<void> {
  const others = news.filter(({ employeeId, actorId }) => employeeId !== actorId);
  if (others.length === 0) return;
  announceLive(trx, { employeeIds: others.map(({ employeeId }) => employeeId) });
  await trx
    .insertInto("messages")
    .values(others.map(({ employeeId, kind, taskId, eventId, actorId }) => ({ employee_id: employeeId, kind, task_id: taskId, event_id: eventId, actor_id: actorId, at, mail_due_at: at })))
    .onConflict((conflict) => conflict.columns(["employee_id", "event_id", "kind"]).doNothing())
    .execute();
}

/** The event was undone: who has not read of it yet, and was not mailed, need not know. Gives whether that is everybody. */
export async function takeBack(trx: Trx, taskId: number, eventId: number): Promise<boolean> {
  await trx.deleteFrom("messages").where("task_id", "=", taskId).where("event_id", "=", eventId).where("read_at", "is", null).where("mail_id", "is", null).execute();
  return (await trx.selectFrom("messages").select("id").where("task_id", "=", taskId).where("event_id", "=", eventId).limit(1).executeTakeFirst()) === undefined;
}
