import { z } from "zod";
import type { Db } from "#db/client.ts";
import { type Away, isAway } from "../people/away.ts";
import type { Viewer } from "../people/session.server.ts";
import { act, Refusal, refuseClosed, saying } from "./act.server.ts";
import { openStages } from "./list.server.ts";
import { record } from "./record.server.ts";
import { actForm, optionalWords } from "./words.ts";

export const handoverForm = actForm.extend({
  /** "3" is the pool of team 3, "3:12" employee 12 in team 3. */
  to: z
    .string({ error: "choose" })
    .regex(/^\d{1,15}(:\d{1,15})?$/, { error: "choose" })
    .transform((to) => {
      const [team_id, owner_id] = to.split(":").map(Number);
      return { team_id: team_id!, owner_id: owner_id ?? null };
    }),
  note: optionalWords,
});

/** To a colleague of any team, or back into a team's pool. */
export async function handOver(db: Db, viewer: Viewer, taskId: number, { to, note, ...form }: z.output<typeof handoverForm>, now: Date): Promise<void> {
  await act(db, viewer, taskId, form, saying("handed_over", { ...to, note }), async (trx, task) => {
    refuseClosed(task);
    if (task.owner_id === to.owner_id && task.team_id === to.team_id) throw new Refusal("alreadyTheirs");
    const teams = await handoverChoices(trx, now);
    const team = teams.find(({ id }) => id === to.team_id);
    if (!team || (to.owner_id !== null && !team.members.some(({ id }) => id === to.owner_id))) throw new Refusal("colleagueGone");
    await record(trx, taskId, { kind: "handed_over", data: { from_owner_id: task.owner_id, ...to, note } }, { at: now, actorId: viewer.id, actId: form.act_id });
  });
}

/** Every team with its people who still work here; who is away or has as many tasks as she can have is marked, not left out. */
export async function handoverChoices(db: Db, now: Date) {
  const rows = await db
    .selectFrom("teams")
    .where("teams.archived_at", "is", null)
    .leftJoin("team_members", "team_members.team_id", "teams.id")
    .leftJoin("employees", (join) => join.onRef("employees.id", "=", "team_members.employee_id").on("employees.deactivated_at", "is", null))
    .select(["teams.id as team_id", "teams.name as team", "employees.id", "employees.name", "employees.away_from", "employees.away_until", "employees.open_task_cap as cap"])
    .select((eb) => eb.selectFrom("tasks").select(eb.fn.countAll<number>().as("n")).whereRef("tasks.owner_id", "=", "employees.id").where("employees.open_task_cap", "is not", null).where("tasks.stage", "in", [...openStages]).as("open"))
    .orderBy("teams.name")
    .orderBy("employees.name")
    .execute();
  const teams = new Map<number, { id: number; name: string; members: { id: number; name: string; isAway: boolean; awayUntil: Date | null; full: { open: number; cap: number } | null }[] }>();
  for (const row of rows) {
    const team = teams.get(row.team_id) ?? { id: row.team_id, name: row.team, members: [] };
    teams.set(row.team_id, team);
    if (row.id !== null) team.members.push({ id: row.id, name: row.name!, isAway: isAway(row as Away, now), awayUntil: row.away_until, full: row.cap !== null && row.open! >= row.cap ? { open: row.open!, cap: row.cap } : null });
  }
  return [...teams.values()];
}
