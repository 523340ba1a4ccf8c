import { z } from "zod";
import type { Db } from "#db/client.ts";
import type { Viewer } from "../people/session.server.ts";
import { visibleTo } from "../tasks/access.server.ts";
import { readCursor, writeCursor } from "./outbox.server.ts";

const pageSize = 30;

/** The customers' side of the demo: what was sent, newest first, a page at a time. */
export async function demoMailbox(db: Db, { before }: { before: string | null }) {
  const cursor = readCursor(before);
  let query = db
    .selectFrom("mails")
    .select(["id", "to_email", "to_name", "from_name", "subject", "text", "created_at"])
    .where("status", "=", "sent")
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(pageSize + 1);
  if (cursor) query = query.where((eb) => eb(eb.refTuple("created_at", "id"), "<", eb.tuple(cursor.at, cursor.id)));
  const rows = await query.execute();
  const mails = rows.slice(0, pageSize);
  return {
    mails: mails.map(({ text, ...mail }) => ({ ...mail, beginning: text.replace(/\s+/g, " ").slice(0, 140) })),
    next: rows.length > pageSize ? writeCursor(mails.at(-1)!) : null,
  };
}

/** One mail's headers, for the demo; undefined when there is none. */
export async function demoMail(db: Db, mailId: string) {
  if (!z.uuid().safeParse(mailId).success) return undefined;
  return db.selectFrom("mails").select(["id", "to_email", "to_name", "from_name", "reply_to", "subject", "created_at"]).where("id", "=", mailId).where("status", "=", "sent").executeTakeFirst();
}

/**
 * A mail's HTML for who may read it: in the demo everybody (the customer has no account); else who may
 * see its task, and an admin. Invitations and password resets open an account: nobody but their
 * receiver reads those, an admin neither.
 */
export async function mailBody(db: Db, viewer: Viewer | null, mailId: string, { isDemo }: { isDemo: boolean }): Promise<string | undefined> {
  if (!z.uuid().safeParse(mailId).success) return undefined;
  if (!isDemo && !viewer) return undefined;
  let query = db.selectFrom("mails").select("html").where("mails.id", "=", mailId);
  if (!isDemo) {
    query = query
      .where("mails.kind", "in", ["reply", "last_mail"])
      .where((eb) => eb.exists(eb.selectFrom("tasks").select("tasks.id").whereRef("tasks.id", "=", "mails.task_id").where(visibleTo(viewer!))));
  }
  return (await query.executeTakeFirst())?.html;
}
