import { randomUUID } from "node:crypto";
import type { Db } from "#db/client.ts";
import type { Language } from "#db/schema.ts";
import { type Viewer, viewerById } from "#app/people/session.server.ts";
import { sendReply } from "#app/replies/reply.server.ts";
import { sendMailJob } from "#app/replies/send.server.ts";
import { makeCustomer, makeEmployee, makeTask, makeTeam, noon } from "./factories.ts";
import type { useSending } from "./sending.ts";

/** Fatima reached Jan and acted: a task to be told, and what it takes to tell him. */
export async function makeTaskToTell(db: Db, { email = "jan@klant.example" as string | null, language = "nl" as Language, comment = "Drie keer gebeld. Niemand belt terug." as string | null } = {}) {
  const team = await makeTeam(db);
  const fatima = (await viewerById(db, (await makeEmployee(db, { name: "Fatima Amrani", phone: "0501234567", team: team.id })).id))!;
  const customer = await makeCustomer(db, { name: "Jan de Boer", email, language });
  const act = (kind: string, data: object, minutes: number) => ({ kind, at: new Date(noon.getTime() + minutes * 60_000), actor_id: fatima.id, data }) as never;
  const events = [act("attempted", { channel: "phone", outcome: "reached", note: "" }, 1), act("acted", { text: "Karim verving de leiding.", cause_id: null }, 2)];
  const task = await makeTask(db, { team: team.id, owner: fatima.id, customer_id: customer.id, comment, events });
  return { taskId: task.id, team, fatima, customer };
}

/** Sends the reply and lets it arrive in the demo's mailbox; gives what stands in the mail. */
export async function tell(sending: ReturnType<typeof useSending>, viewer: Viewer, taskId: number, { weDid = "Karim verving de leiding.", language = "nl" as Language } = {}) {
  const { db } = sending;
  const { last_event_id } = await db.selectFrom("tasks").select("last_event_id").where("id", "=", taskId).executeTakeFirstOrThrow();
  await sendReply(sending, viewer, taskId, { you_said: "Niemand belt terug.", we_did: weDid, language, act_id: randomUUID(), seen: last_event_id }, sending.now());
  const reply = await db.selectFrom("replies").innerJoin("mails", "mails.id", "replies.mail_id").select(["replies.id", "mails.id as mailId", "mails.text", "mails.html"]).where("replies.task_id", "=", taskId).orderBy("replies.id", "desc").executeTakeFirstOrThrow();
  await sendMailJob({ mailId: reply.mailId }, sending);
  return { ...reply, token: /\/r\/([\w-]+)\?/.exec(reply.text)![1]!, unsubscribeToken: /\/u\/([\w-]+)\)/.exec(reply.text)![1]! };
}
