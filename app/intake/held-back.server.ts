import type { Services } from "../context.server.ts";
import { receiveResponses } from "./receive.server.ts";

const atOnce = 100;

/**
 * Opens the tasks of a team that went live, for the responses that were held back since `live_from`.
 * Each is taken in once more as it is: the rules of today decide, and it is due from now. Broken off
 * it goes on where it was: what has its task is no longer held back.
 */
export async function openHeldBack({ db, now }: Pick<Services, "db" | "now">, { teamId }: { teamId: number }): Promise<void> {
  let after = { received_at: new Date(0), id: 0 };
  for (;;) {
    const rows = await db
      .selectFrom("responses")
      .innerJoin("teams", "teams.id", "responses.team_id")
      .select(["responses.id", "source_id", "external_id", "score", "answered_at", "received_at"])
      .where("teams.id", "=", teamId)
      .where("held_back_at", "is not", null)
      .whereRef("received_at", ">=", "live_from")
      .where((eb) => eb(eb.refTuple("received_at", "responses.id"), ">", eb.tuple(after.received_at, after.id)))
      .orderBy("received_at")
      .orderBy("responses.id")
      .limit(atOnce)
      .execute();
    if (rows.length === 0) return;
    after = rows.at(-1)!;
    await receiveResponses(db, rows.map((row) => ({ source: { id: row.source_id }, input: { id: row.external_id, score: row.score, answered_at: row.answered_at, customer: {} } })), { now: now() });
  }
}
