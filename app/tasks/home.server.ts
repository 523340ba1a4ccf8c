import type { Db } from "#db/client.ts";
import type { Viewer } from "../people/session.server.ts";
import { openStages } from "./list.server.ts";

/**
 * Where she begins: her call list; whoever leads and has no task of her own, the overview. An
 * administrator before the first answer came in: the colleagues to invite.
 */
export async function homeOf(db: Db, viewer: Viewer): Promise<"/inbox" | "/overview" | "/admin/people"> {
  if (viewer.role === "employee") return "/inbox";
  if (viewer.isAdmin && !(await db.selectFrom("responses").select("id").orderBy("received_at").limit(1).executeTakeFirst())) return "/admin/people";
  const own = await db.selectFrom("tasks").select("id").where("owner_id", "=", viewer.id).where("stage", "in", [...openStages]).limit(1).executeTakeFirst();
  return own ? "/inbox" : "/overview";
}
