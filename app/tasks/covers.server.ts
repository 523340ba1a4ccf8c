import { sql } from "kysely";
import { type Db, inTransaction, type Trx } from "#db/client.ts";
import type { Services } from "../context.server.ts";
import { isAway } from "../people/away.ts";
import { type Colleague, coverFor, substitutesOf } from "../people/cover.ts";
import type { Viewer } from "../people/session.server.ts";
import { rescueStrayTasks } from "../people/stray-tasks.server.ts";
import { recountCapped } from "../routing/candidates.server.ts";
import { act, Refusal, refuseClosed } from "./act.server.ts";
import { openStages } from "./list.server.ts";
import { record } from "./record.server.ts";
import type { ActForm } from "./words.ts";

const batchSize = 100;

/**
 * What somebody who is away would be late with goes to who stands in for her; what nobody touched
 * comes back when she does; and what lies where nobody looks goes to who does. Looks at how things stand, not at the moment an absence began: it does
 * nothing twice, and what a crash left is done the next minute.
 */
export async function coverAbsences({ db, now }: Pick<Services, "db" | "now">): Promise<void> {
  await rescueStrayTasks(db, now());
  while ((await endCovers(db, now())) === batchSize);
  while ((await beginCovers(db, now())) === batchSize);
}

/** One batch, in a transaction of its own that passes over tasks which another process holds; gives how many. */
export async function beginCovers(db: Db, now: Date): Promise<number> {
  return inTransaction(db, async (trx) => {
    const colleagues = await heldColleagues(trx, now);
    const tasks = await trx
      .selectFrom("employees")
      .innerJoin("tasks", "tasks.owner_id", "employees.id")
      .select(["tasks.id", "tasks.team_id", "employees.id as absent_id"])
      .where("employees.deactivated_at", "is", null)
      .where((eb) => eb.or([eb("employees.away_from", "is not", null), eb("employees.away_until", "is not", null)]))
      .where((eb) => eb.or([eb("employees.away_from", "is", null), eb("employees.away_from", "<=", now)]))
      .where((eb) => eb.or([eb("employees.away_until", "is", null), eb("employees.away_until", ">", now)]))
      .where("tasks.stage", "in", [...openStages])
      .where(sql<boolean>`(employees.away_until is null or least(tasks.urgent_at, tasks.promise_due_at) < employees.away_until)`)
      // Who works on a task while she is away keeps it: she is there for this customer.
      .where((eb) =>
        eb.not(
          eb.exists(
            eb.selectFrom("task_events").select("task_events.id").whereRef("task_events.task_id", "=", "tasks.id").whereRef("task_events.actor_id", "=", "employees.id").whereRef("task_events.at", ">=", "employees.away_from"),
          ),
        ),
      )
      .orderBy("tasks.id")
      .limit(batchSize)
      .forUpdate("tasks")
      .skipLocked()
      .execute();
    for (const { id, team_id, absent_id } of tasks) {
      const cover = await heldCover(trx, absent_id, colleagues, now);
      const moved = await record(trx, id, { kind: "handed_over", data: { from_owner_id: absent_id, team_id, owner_id: cover, note: "", reason: "absence" } }, { at: now, actorId: null });
      const eventId = moved!.last_event_id;
      await trx.updateTable("covers").set({ ended_at: now }).where("task_id", "=", id).where("ended_at", "is", null).where((eb) => eb("cover_id", "is distinct from", absent_id)).execute();
      await trx
        .insertInto("covers")
        .values({ task_id: id, absent_id, cover_id: cover, event_id: eventId, began_at: now })
        // Who stood in is away now herself: it stays the first one's, and comes back to her.
        .onConflict((conflict) => conflict.column("task_id").where("ended_at", "is", null).doUpdateSet({ cover_id: cover, event_id: eventId, declined_at: null }))
        .execute();
      if (cover !== null) colleagues.get(cover)!.open += 1;
    }
    return tasks.length;
  });
}

/**
 * Everybody, with how many open tasks those have who may have only so many and could stand in for
 * somebody. They are held as routing holds them (before any task): two at once never fill the same place.
 */
async function heldColleagues(trx: Trx, now: Date): Promise<Map<number, Colleague>> {
  const rows = await trx.selectFrom("employees").select(["id", "substitute_id", "away_from", "away_until", "deactivated_at", "open_task_cap"]).execute();
  const colleagues = new Map(rows.map((row) => [row.id, { ...row, open: 0 }]));
  const able = new Set(rows.filter((row) => isAway(row, now)).flatMap(({ id }) => substitutesOf(id, colleagues)));
  const open = await recountCapped(trx, [...able].filter((id) => colleagues.get(id)!.open_task_cap !== null));
  for (const [id, count] of open) colleagues.get(id)!.open = count;
  return colleagues;
}

/** Held, so that she is not deactivated at this moment; one who just was is passed over like any who left. */
async function heldCover(trx: Trx, absentId: number, colleagues: Map<number, Colleague>, now: Date): Promise<number | null> {
  const cover = coverFor(absentId, colleagues, now);
  if (cover === null) return null;
  const held = await trx.selectFrom("employees").select("deactivated_at").where("id", "=", cover).forShare().executeTakeFirstOrThrow();
  return held.deactivated_at ? null : cover;
}

/** One batch of the covers whose absence is over, or whose task went on without them; gives how many. */
export async function endCovers(db: Db, now: Date): Promise<number> {
  return inTransaction(db, async (trx) => {
    const covers = await trx
      .selectFrom("covers")
      .innerJoin("tasks", "tasks.id", "covers.task_id")
      .innerJoin("employees", "employees.id", "covers.absent_id")
      .select(["covers.id", "covers.task_id", "covers.absent_id", "covers.cover_id", "covers.event_id"])
      .select(["tasks.team_id", "tasks.owner_id", "tasks.stage", "employees.deactivated_at"])
      .where("covers.ended_at", "is", null)
      .where((eb) =>
        eb.or([
          eb("employees.deactivated_at", "is not", null),
          eb("tasks.stage", "=", "closed"),
          eb.and([eb("employees.away_from", "is", null), eb("employees.away_until", "is", null)]),
          eb("employees.away_from", ">", now),
          eb("employees.away_until", "<=", now),
        ]),
      )
      .orderBy("tasks.id")
      .limit(batchSize)
      .forUpdate(["tasks", "covers"])
      .skipLocked()
      .execute();
    for (const cover of covers) {
      await trx.updateTable("covers").set({ ended_at: now }).where("id", "=", cover.id).execute();
      const isWaiting = cover.stage !== "closed" && cover.owner_id === cover.cover_id && !cover.deactivated_at;
      if (!isWaiting || (await isTouched(trx, cover.task_id, cover.event_id))) continue;
      const { task_id, team_id, owner_id, absent_id } = cover;
      await record(trx, task_id, { kind: "handed_over", data: { from_owner_id: owner_id, team_id, owner_id: absent_id, note: "", reason: "return" } }, { at: now, actorId: null });
    }
    return covers.length;
  });
}

/** Has anybody done something on it since, or did it go on because nobody did? */
async function isTouched(trx: Db, taskId: number, sinceEventId: number): Promise<boolean> {
  const event = await trx.selectFrom("task_events").select("id").where("task_id", "=", taskId).where("id", ">", sinceEventId).where((eb) => eb.or([eb("actor_id", "is not", null), eb("kind", "=", "escalated")])).limit(1).executeTakeFirst();
  return event !== undefined;
}

/** She cannot stand in for this one: it goes to its team's pool, where the first who can takes it. */
export async function declineCover(db: Db, viewer: Viewer, taskId: number, form: ActForm, now: Date): Promise<void> {
  const isSame = (event: { kind: string; data: object }) => event.kind === "handed_over" && "reason" in event.data && event.data.reason === "declined";
  await act(db, viewer, taskId, form, isSame, async (trx, task) => {
    refuseClosed(task);
    const cover = await trx.selectFrom("covers").select("id").where("task_id", "=", taskId).where("cover_id", "=", viewer.id).where("ended_at", "is", null).executeTakeFirst();
    if (!cover || task.owner_id !== viewer.id) throw new Refusal("notCovering");
    const moved = await record(trx, taskId, { kind: "handed_over", data: { from_owner_id: viewer.id, team_id: task.team_id, owner_id: null, note: "", reason: "declined" } }, { at: now, actorId: viewer.id, actId: form.act_id });
    await trx.updateTable("covers").set({ cover_id: null, declined_at: now, event_id: moved!.last_event_id }).where("id", "=", cover.id).execute();
  });
}

/** For whom this task is covered, until when; null when it is not. */
export async function coverOf(db: Db, task: { id: number; owner_id: number | null }) {
  const cover = await db
    .selectFrom("covers")
    .innerJoin("employees", "employees.id", "covers.absent_id")
    .select(["covers.event_id", "covers.cover_id", "covers.customer_told_at", "employees.name as absent", "employees.away_until"])
    .where("covers.task_id", "=", task.id)
    .where("covers.ended_at", "is", null)
    .executeTakeFirst();
  if (!cover || cover.cover_id !== task.owner_id) return null;
  return { absent: cover.absent, until: cover.away_until, customerToldAt: cover.customer_told_at, isTouched: await isTouched(db, task.id, cover.event_id) };
}
