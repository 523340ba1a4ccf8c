import { type Db, inTransaction, type Trx } from "#db/client.ts";
import type { MessageKind } from "#db/schema.ts";
import type { Services } from "../context.server.ts";
import { tell } from "../messages/tell.server.ts";
import { isAway } from "../people/away.ts";
import { teamCalendars } from "../people/calendars.server.ts";
import type { Calendar } from "../people/working-time.ts";
import type { TaskClock } from "./clock.ts";
import type { TaskEvent } from "./events.ts";
import { escalationNow } from "./escalation.server.ts";
import { foldWithClock } from "./facts.ts";
import { eventsOf, record, type TaskRow } from "./record.server.ts";
import { staffOf, type Staff } from "./staff.server.ts";
import { dueOf, type Escalation, isFirstWord, planOf, type PlannedStep } from "./steps.ts";

const batchSize = 50;

/**
 * Takes every reminder and step that is due by the app's clock. Each batch is a transaction of its own
 * that passes over tasks which another process or a person holds (those are looked at in the next
 * minute), so that each step is taken once, by whomever and however often this runs.
 */
export async function takeSteps({ db, now }: Pick<Services, "db" | "now">): Promise<void> {
  while ((await takeBatch(db, now())) === batchSize);
}

async function takeBatch(db: Db, now: Date): Promise<number> {
  return inTransaction(db, async (trx) => {
    const tasks = await trx.selectFrom("tasks").selectAll().where("next_step_at", "<=", now).orderBy("next_step_at").orderBy("id").limit(batchSize).forUpdate().skipLocked().execute();
    if (tasks.length === 0) return 0;
    const settings = await escalationNow(trx);
    const calendars = await teamCalendars(trx, tasks.map(({ team_id }) => team_id));
    const staff = await staffOf(trx, tasks, settings.steps.flatMap((step) => (step.act === "to_team" ? step.team_id : [])));
    for (const task of tasks) await lookAfter(trx, task, { settings, calendar: calendars.get(task.team_id)!, staff }, now);
    return tasks.length;
  });
}

type Around = { settings: Escalation; calendar: Calendar; staff: Staff };

/** Does what is due for one task, and writes down when to look at it again. */
async function lookAfter(trx: Trx, task: TaskRow, { settings, calendar, staff }: Around, now: Date): Promise<void> {
  const look = async () => {
    const { clock } = foldWithClock(await eventsOf(trx, task.id));
    return { clock, ...(clock ? dueOf(planOf(clock, settings, calendar), clock.takenUntil, now) : { due: [], next: null }) };
  };
  const { clock, due, next } = await look();
  let current = task;
  for (const planned of due) current = await take(trx, current, clock!, planned, staff, now);
  const nextAt = due.some(({ step }) => isFirstWord(step)) ? (await look()).next : next;
  await trx.updateTable("tasks").set({ next_step_at: nextAt }).where("id", "=", task.id).execute();
}

/** One step: its event, and what people are told of it. Gives the task as it is since. */
async function take(trx: Trx, task: TaskRow, clock: TaskClock, { at, step }: PlannedStep, staff: Staff, now: Date): Promise<TaskRow> {
  const facts = { waits_for: clock.for, due_at: clock.due.toISOString(), planned_at: at.toISOString() };
  const leads = staff.leadsOf(task.team_id, now);
  switch (step.act) {
    case "soon":
    case "again":
    case "remind": {
      // Of somebody who is away the lead must know: she does not read it.
      const isOwnerAway = task.owner_id !== null && isAway(staff.away(task.owner_id), now);
      return recordAndTell(trx, task, { kind: "reminded", data: facts }, "reminder", [...staff.holdersOf(task, now), ...(isOwnerAway ? leads : [])], now);
    }
    case "late":
    case "tell_lead":
      return recordAndTell(trx, task, { kind: "lead_told", data: facts }, "late", [...staff.holdersOf(task, now), ...leads], now);
    case "to_pool":
    case "to_team": {
      const team_id = staff.teamInUse(step.act === "to_team" ? step.team_id : task.team_id);
      // It waits there already.
      if (task.owner_id === null && task.team_id === team_id) return task;
      const event: TaskEvent = { kind: "escalated", data: { ...facts, from_owner_id: task.owner_id, from_team_id: task.team_id, team_id } };
      const told = [...(task.owner_id === null ? [] : [task.owner_id]), ...leads, ...staff.leadsOf(team_id, now), ...staff.holdersOf({ owner_id: null, team_id }, now)];
      return recordAndTell(trx, task, event, "escalated", told, now);
    }
  }
}

async function recordAndTell(trx: Trx, task: TaskRow, event: TaskEvent, kind: MessageKind, told: number[], now: Date): Promise<TaskRow> {
  const changed = (await record(trx, task.id, event, { at: now, actorId: null }))!;
  await tell(trx, [...new Set(told)].map((employeeId) => ({ employeeId, kind, taskId: task.id, eventId: changed.last_event_id, actorId: null })), now);
  return changed;
}
