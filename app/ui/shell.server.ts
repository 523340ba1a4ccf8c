import type { Db } from "#db/client.ts";
import { openStages, written } from "../tasks/list.server.ts";
import type { Viewer } from "../people/session.server.ts";

type Counts = { mine: number; team: number; compliments: number; messages: number; hasKeys: boolean };

/** The numbers in the menu: her open tasks, what waits unclaimed in her teams, unread compliments and messages; and whether letters act. */
export async function navigationCounts(db: Db, viewer: Viewer): Promise<Counts> {
  const teams = viewer.teamIds.length > 0 ? viewer.teamIds : [0];
  return db
    .selectNoFrom((eb) => [
      eb.selectFrom("tasks").select(eb.fn.countAll<number>().as("n")).where("owner_id", "=", viewer.id).where("stage", "in", written(openStages)).as("mine"),
      eb.selectFrom("tasks").select(eb.fn.countAll<number>().as("n")).where("team_id", "in", teams).where("owner_id", "is", null).where("closed_at", "is", null).as("team"),
      eb.selectFrom("compliments").select(eb.fn.countAll<number>().as("n")).where("employee_id", "=", viewer.id).where("read_at", "is", null).as("compliments"),
      eb.selectFrom("messages").select(eb.fn.countAll<number>().as("n")).where("employee_id", "=", viewer.id).where("read_at", "is", null).as("messages"),
      eb.selectFrom("employees").select("has_keys").where("id", "=", viewer.id).as("hasKeys"),
    ])
    .executeTakeFirstOrThrow() as Promise<Counts>;
}
