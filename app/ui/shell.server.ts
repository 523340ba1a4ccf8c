import type { Db } from "#db/client.ts";
import type { Viewer } from "../people/session.server.ts";

/** The numbers in the menu: her open tasks, what waits unclaimed in her teams, unread compliments and messages. */
export async function navigationCounts(db: Db, viewer: Viewer): Promise<{ mine: number; team: number; compliments: number; messages: number }> {
  const teams = viewer.teamIds.length > 0 ? viewer.teamIds : [0];
  return db
    .selectNoFrom((eb) => [
      eb.selectFrom("tasks").select(eb.fn.countAll<number>().as("n")).where("owner_id", "=", viewer.id).where("stage", "in", ["to_call", "to_act", "to_tell"]).as("mine"),
      eb.selectFrom("tasks").select(eb.fn.countAll<number>().as("n")).where("team_id", "in", teams).where("owner_id", "is", null).where("closed_at", "is", null).as("team"),
      eb.selectFrom("compliments").select(eb.fn.countAll<number>().as("n")).where("employee_id", "=", viewer.id).where("read_at", "is", null).as("compliments"),
      eb.selectFrom("messages").select(eb.fn.countAll<number>().as("n")).where("employee_id", "=", viewer.id).where("read_at", "is", null).as("messages"),
    ])
    .executeTakeFirstOrThrow() as Promise<{ mine: number; team: number; compliments: number; messages: number }>;
}
