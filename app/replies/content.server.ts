import { createElement, type ReactElement } from "react";
import type { Db } from "#db/client.ts";
import type { Language } from "#db/schema.ts";
import { ReplyMail } from "#emails/reply.tsx";
import { dialPhone, showPhone } from "../customers/phone.server.ts";
import { dayNumber, longDay } from "../i18n/time.ts";
import type { Viewer } from "../people/session.server.ts";
import { eventsOf, type TaskRow } from "../tasks/record.server.ts";
import { standing } from "../tasks/undo.ts";

type Written = { youSaid: string; weDid: string; language: Language };
type Links = { verdictUrl: string; unsubscribeUrl: string };

export type Writer = { name: string; team: string | null; phone: { shown: string; href: string } | null };

/** The reply as the customer will see it. Preview and sending both make it here, so that they cannot differ. */
export async function replyMail(db: Db, viewer: Viewer, task: TaskRow, { youSaid, weDid, language }: Written, links: Links, now: Date): Promise<ReactElement> {
  const { organisation, writer, customer, answered_at } = await mailFacts(db, viewer.id, task);
  return createElement(ReplyMail, {
    language,
    organisation: organisation.name,
    customerName: customer.name,
    spoke: await spokeWith(db, viewer.id, task, { language, timeZone: organisation.time_zone, now }),
    youSaid,
    weDid,
    ...links,
    writer,
    answeredOn: longDay(answered_at, { timeZone: organisation.time_zone, language }),
  });
}

/** Who writes to whom about what: what every mail to a customer names. */
export async function mailFacts(db: Db, writerId: number | null, task: Pick<TaskRow, "response_id" | "customer_id" | "team_id">) {
  const [organisation, customer, response, team, employee] = await Promise.all([
    db.selectFrom("organisation").select(["name", "time_zone", "language", "phone"]).executeTakeFirstOrThrow(),
    db.selectFrom("customers").select(["id", "name", "email", "language", "no_mail_at"]).where("id", "=", task.customer_id).executeTakeFirstOrThrow(),
    db.selectFrom("responses").select(["answered_at", "comment", "score"]).where("id", "=", task.response_id).executeTakeFirstOrThrow(),
    db.selectFrom("teams").select("name").where("id", "=", task.team_id).executeTakeFirstOrThrow(),
    writerId ? db.selectFrom("employees").select(["name", "email", "phone"]).where("id", "=", writerId).executeTakeFirst() : undefined,
  ]);
  const number = employee?.phone ?? organisation.phone;
  const href = number && dialPhone(number);
  const phone = number && href ? { shown: showPhone(number), href } : null;
  const teamName = /team/i.test(team.name) ? team.name : `Team ${team.name}`;
  const writer: Writer = employee ? { name: employee.name, team: teamName, phone } : { name: teamName, team: organisation.name, phone };
  return { organisation, customer, ...response, writer, writerEmail: employee?.email };
}

const weekday = { nl: "nl-NL", en: "en-GB" } as const;

/** When the writer herself last had her on the phone or at the desk; the weekday while that is plain. */
async function spokeWith(db: Db, writerId: number, task: TaskRow, { language, timeZone, now }: { language: Language; timeZone: string; now: Date }): Promise<{ day: string | null } | null> {
  const event = standing(await eventsOf(db, task.id)).findLast(
    ({ kind, actor_id, data }) => kind === "attempted" && actor_id === writerId && data.outcome === "reached" && (data.channel === "phone" || data.channel === "in_person"),
  );
  if (!event) return null;
  const days = dayNumber(now, timeZone) - dayNumber(event.at, timeZone);
  if (days < 1 || days > 6) return { day: null };
  return { day: new Intl.DateTimeFormat(weekday[language], { timeZone, weekday: "long" }).format(event.at) };
}
