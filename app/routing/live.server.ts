import { sql } from "kysely";
import { type Db, inTransaction } from "#db/client.ts";
import type { Services } from "../context.server.ts";
import { enqueue } from "../queues.server.ts";
import { daysSince } from "./live.ts";

/** How many answers of this team were held back, and wait for it to go live: all of them, and those of the last days. */
export async function heldBack(db: Db, teamId: number, now: Date): Promise<{ week: number; month: number; all: number }> {
  const since = (days: number) => sql<number>`count(*) filter (where received_at >= ${new Date(now.getTime() - days * 86_400_000)})`;
  return db
    .selectFrom("responses")
    .select((eb) => [since(daysSince.week).as("week"), since(daysSince.month).as("month"), eb.fn.countAll<number>().as("all")])
    .where("team_id", "=", teamId)
    .where("held_back_at", "is not", null)
    .executeTakeFirstOrThrow();
}

/** Longer than taking in answers lasts. */
const lookAgainSeconds = 60;

/**
 * From `from` (UTC; it may be to come) on the team's answers open tasks, also those that were held back
 * since then. What was being taken in at this very moment did not know of it: that is looked for once more.
 */
export async function goLive({ db, boss }: Pick<Services, "db" | "boss">, teamId: number, from: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    await trx.updateTable("teams").set({ live_from: from }).where("id", "=", teamId).execute();
    await enqueue(boss, trx, "open-held-back", { teamId });
    await enqueue(boss, trx, "open-held-back", { teamId }, { afterSeconds: lookAgainSeconds });
  });
}

/**
 * From now on this team's answers are kept and counted, and open no tasks; those that are there stay.
 * False for the default team: what finds nobody must not go unseen.
 */
export async function stopLive(db: Db, teamId: number): Promise<boolean> {
  const stopped = await db
    .updateTable("teams")
    .set({ live_from: null })
    .where("id", "=", teamId)
    .where("id", "not in", db.selectFrom("organisation").select("default_team_id"))
    .executeTakeFirst();
  return stopped.numUpdatedRows > 0n;
}

export type NotLive = { id: number; name: string; liveFrom: Date | null; heldBack: number };

/** Of these teams those that are not live at `now`, with how many answers received in the span would have been a task. */
export async function notLiveTeams(db: Db, teamIds: number[], { from, to }: { from: Date; to: Date }, now: Date): Promise<NotLive[]> {
  return db
    .selectFrom("teams")
    .select(["id", "name", "live_from as liveFrom"])
    .select((eb) =>
      eb
        .selectFrom("responses")
        .select((eb) => eb.fn.countAll<number>().as("n"))
        .whereRef("responses.team_id", "=", "teams.id")
        .where("held_back_at", "is not", null)
        .where("received_at", ">=", from)
        .where("received_at", "<", to)
        .as("heldBack"),
    )
    .where("id", "in", [0, ...teamIds])
    .where("archived_at", "is", null)
    .where((eb) => eb.or([eb("live_from", "is", null), eb("live_from", ">", now)]))
    .orderBy("name")
    .execute() as Promise<NotLive[]>;
}
