import { z } from "zod";
import type { Db } from "#db/client.ts";
import { textsIn } from "../i18n/texts.ts";
import { type Away, isAway } from "../people/away.ts";
import { mostListed, readColleague } from "../people/colleagues.server.ts";
import type { Viewer } from "../people/session.server.ts";
import { act, Refusal, refuseClosed, saying } from "./act.server.ts";
import { actTexts } from "./act.texts.ts";
import { openStages } from "./list.server.ts";
import { record } from "./record.server.ts";
import { actForm, optionalWords } from "./words.ts";

type Place = { team_id: number; owner_id: number | null };

/** `to`: "3" is the pool of team 3, "3:12" employee 12 in team 3. Where a name was typed (`typed`, or what is wrong with it) that goes first. */
export function handoverForm(typed?: Place | { error: string }) {
  return actForm.extend({ to: z.string().optional(), name: z.string().optional(), note: optionalWords }).transform(({ to, name: _name, ...input }, context) => {
    const isWrong = typed !== undefined && "error" in typed;
    const place = isWrong ? undefined : (typed ?? readPlace(to));
    if (isWrong) context.addIssue({ code: "custom", path: ["name"], message: "helper", params: { said: typed.error } });
    else if (!place) context.addIssue({ code: "custom", path: ["to"], message: "choose" });
    return { ...input, to: place ?? { team_id: 0, owner_id: null } };
  });
}

function readPlace(text = ""): Place | undefined {
  if (!/^\d{1,15}(:\d{1,15})?$/.test(text)) return undefined;
  const [team_id, owner_id] = text.split(":").map(Number);
  return { team_id: team_id!, owner_id: owner_id ?? null };
}

/** Where the colleague of this name works: in the task's own team if she is in it. Undefined: nothing was typed; `error`: in words why we know nobody of this name who is in a team. */
export async function placeOf(db: Db, viewer: Viewer, taskId: number, name: string): Promise<Place | { error: string } | undefined> {
  const found = await readColleague(db, name, viewer.language);
  if ("error" in found) return found;
  if (found.id === null) return undefined;
  const place = await db
    .selectFrom("team_members")
    .innerJoin("teams", "teams.id", "team_members.team_id")
    .select("teams.id")
    .where("employee_id", "=", found.id)
    .where("archived_at", "is", null)
    .orderBy((eb) => eb("teams.id", "=", eb.selectFrom("tasks").select("tasks.team_id").where("tasks.id", "=", taskId)), "desc")
    .orderBy("teams.name")
    .limit(1)
    .executeTakeFirst();
  return place ? { team_id: place.id, owner_id: found.id } : { error: textsIn(actTexts, viewer.language).problem.helper };
}

/** To a colleague of any team, or back into a team's pool. */
export async function handOver(db: Db, viewer: Viewer, taskId: number, { to, note, ...form }: z.output<ReturnType<typeof handoverForm>>, now: Date): Promise<void> {
  await act(db, viewer, taskId, form, saying("handed_over", { ...to, note }), async (trx, task) => {
    refuseClosed(task);
    if (task.owner_id === to.owner_id && task.team_id === to.team_id) throw new Refusal("alreadyTheirs");
    const teams = await handoverChoices(trx, now, to.team_id);
    const team = teams.find(({ id }) => id === to.team_id);
    if (!team || (to.owner_id !== null && !team.members.some(({ id }) => id === to.owner_id))) throw new Refusal("colleagueGone");
    await record(trx, taskId, { kind: "handed_over", data: { from_owner_id: task.owner_id, ...to, note } }, { at: now, actorId: viewer.id, actId: form.act_id });
  });
}

/** What the sheet lists: everybody, or where they are too many for a list only who is in the task's team (`isAll` false: others are typed). */
export async function handoverList(db: Db, teamId: number, now: Date) {
  const { count } = await db.selectFrom("team_members").innerJoin("employees", "employees.id", "employee_id").where("deactivated_at", "is", null).select((eb) => eb.fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
  const isAll = count <= mostListed;
  return { isAll, teams: await handoverChoices(db, now, isAll ? undefined : teamId) };
}

/** Every team with its people who still work here (with `only` those of one team); who is away or has as many tasks as she can have is marked, not left out. */
export async function handoverChoices(db: Db, now: Date, only?: number) {
  const rows = await db
    .selectFrom("teams")
    .where("teams.archived_at", "is", null)
    .leftJoin("team_members", (join) => (only === undefined ? join.onRef("team_members.team_id", "=", "teams.id") : join.onRef("team_members.team_id", "=", "teams.id").on("teams.id", "=", only)))
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
