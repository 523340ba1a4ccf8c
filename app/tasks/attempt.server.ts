import { z } from "zod";
import type { Db, Trx } from "#db/client.ts";
import { calendarOf } from "../people/calendars.server.ts";
import type { Viewer } from "../people/session.server.ts";
import { act, type IsSame, refuseClosed } from "./act.server.ts";
import { takeUnclaimed } from "./claim.server.ts";
import { instantAt, type OnClock } from "./clock-time.ts";
import { attemptOutcomes, channels, isInVain, type StoredEvent } from "./events.ts";
import { againMoments, likelyDay, promiseDays } from "./moments.ts";
import { addPromise } from "./promise.server.ts";
import { eventsOf, record, type TaskRow } from "./record.server.ts";
import { actForm, optionalWords } from "./words.ts";

/** Who was not reached may be called again at most so much later: after that it is no trying any more. */
const longestAgainDays = 31;

/** The call sheet: how it went, what was promised, when she tries again. What does not fit the outcome does not count. */
export function attemptForm({ now, timeZone }: OnClock) {
  const typed = z.string().default("");
  return actForm
    .extend({
      channel: z.enum(channels, { error: "choose" }),
      outcome: z.enum(attemptOutcomes, { error: "choose" }),
      note: optionalWords,
      promise: optionalWords.default(""),
      day: typed,
      date: typed,
      time: typed,
      /** An instant that was tapped, "other" with a date and a time, or none. */
      again: typed,
      again_date: typed,
      again_time: typed,
      seconds: z.coerce.number().int().min(0).max(86_400).catch(0),
      keeps_seconds: z.literal("on").optional(),
    })
    .transform(({ promise, day, date, time, again, again_date, again_time, seconds, keeps_seconds, ...form }, context) => {
      const refuse = (field: string, message: string) => context.addIssue({ code: "custom", message, path: [field] });
      const isPromise = form.outcome === "reached" && promise !== "";
      const due = isPromise ? instantAt({ day, date, time }, { now, timeZone }) : null;
      if (due?.problem) refuse(due.problem === "date" || day === "other" ? "date" : "time", due.problem);
      const at = !isInVain[form.outcome] || again === "" ? null : again === "other" ? instantAt({ day: "other", date: again_date, time: again_time }, { now, timeZone }) : tappedInstant(again, now);
      if (at?.problem) refuse("again_date", at.problem);
      else if (at && at.at.getTime() > now.getTime() + longestAgainDays * 86_400_000) refuse("again_date", "tooFar");
      return { ...form, promise: due?.at ? { text: promise, due_at: due.at } : null, again_at: at?.at ?? null, seconds: keeps_seconds ? seconds : null };
    });
}

export type AttemptInput = z.output<ReturnType<typeof attemptForm>>;

function tappedInstant(again: string, now: Date): ReturnType<typeof instantAt> {
  const at = new Date(again);
  if (Number.isNaN(at.getTime())) return { at: null, problem: "date" };
  return at <= now ? { at: null, problem: "past" } : { at, problem: null };
}

/**
 * She tried to reach the customer: what came of it, what she promised and when she tries again, at
 * once. "Declined" closes the task: the customer wants no contact.
 */
export async function logAttempt(db: Db, viewer: Viewer, taskId: number, { channel, outcome, note, promise = null, again_at = null, seconds = null, ...form }: Logged, now: Date): Promise<void> {
  const said = { channel, outcome, note, ...(again_at && { again_at: again_at.toISOString() }) };
  await act(db, viewer, taskId, form, sameAttempt(taskId, said, promise), async (trx, task) => {
    refuseClosed(task);
    await takeUnclaimed(trx, viewer, task, now);
    await record(trx, taskId, { kind: "attempted", data: { ...said, ...(seconds !== null && { seconds }) } }, { at: now, actorId: viewer.id, actId: form.act_id });
    if (promise) await addPromise(trx, taskId, promise, { at: now, actorId: viewer.id });
  });
}

type Logged = Omit<AttemptInput, "promise" | "again_at" | "seconds"> & Partial<Pick<AttemptInput, "promise" | "again_at" | "seconds">>;

/** The same words, moment and promise; how long it took goes on counting while she sends twice. */
function sameAttempt(taskId: number, said: { channel: string; outcome: string; note: string; again_at?: string }, promise: AttemptInput["promise"]): IsSame {
  return async (recorded, trx) => {
    if (recorded.kind !== "attempted") return false;
    const { channel, outcome, note, again_at } = recorded.data;
    if (channel !== said.channel || outcome !== said.outcome || note !== said.note || again_at !== said.again_at) return false;
    const made = await promiseMadeWith(trx, taskId, recorded);
    return made?.text === promise?.text && made?.due_at === promise?.due_at.toISOString();
  };
}

async function promiseMadeWith(trx: Trx, taskId: number, attempt: StoredEvent) {
  const next = (await eventsOf(trx, taskId)).find(({ id }) => id > attempt.id);
  return next?.kind === "promised" && next.actor_id === attempt.actor_id && next.at.getTime() === attempt.at.getTime() ? next.data : undefined;
}

/** What the sheet offers to tap, by her working hours and absence: moments to call again, days to promise for. */
export async function momentsFor(db: Db, viewer: Viewer, task: Pick<TaskRow, "team_id">, now: Date) {
  const [calendar, away] = await Promise.all([
    calendarOf(db, { team_id: task.team_id, owner_id: viewer.id }),
    db.selectFrom("employees").select(["away_from", "away_until"]).where("id", "=", viewer.id).executeTakeFirstOrThrow(),
  ]);
  const days = promiseDays(now, calendar);
  return { again: againMoments(now, calendar, away), days, likelyDay: likelyDay(days, calendar) };
}

/** The clock on which a form's days and times are meant. */
export async function organisationClock(db: Db, now: Date): Promise<OnClock> {
  return { now, timeZone: (await db.selectFrom("organisation").select("time_zone").executeTakeFirstOrThrow()).time_zone };
}
