import { type Calendar, dayInMs, hourInMs } from "./calendar.ts";
import type { KindName } from "./gestures.ts";
import type { Answer, Help, Ids } from "./loop.ts";
import { createLoop, type Loop } from "./loop.ts";
import type { TeamId } from "./people.ts";
import type { RoutingReason } from "#db/schema.ts";
import { randomFor } from "./random.ts";
import { routingOf } from "./routing.ts";
import { attempt } from "./story.ts";
import { themes } from "./words/themes.ts";

/**
 * A loop that is not finished, told by how many hours ago each thing happened. Everything is moved
 * into working hours, as long as that is not after now.
 */
export type Plan = {
  /** How many hours ago the answer came in. */
  received: number;
  team: TeamId;
  owner: number | null;
  reason: RoutingReason;
  /** Attempts in vain; after the last one she tries again on that day, at that hour. */
  tries?: number[];
  again?: { inDays: number; hour: number };
  reached?: number;
  heard?: string;
  /** Made when she was reached: kept in time, or open and due in so many days, at that hour. */
  promise?: { text?: string } & ({ inDays: number; hour: number; kept?: never } | { kept: true });
  acted?: number;
  /** Given with what was done. */
  gives?: { kind: KindName; amount: number };
  told?: number;
  /** Why the mail that should tell her did not leave. */
  failure?: string;
  /** How many hours ago she said "not yet". */
  notYet?: { ago: number; words: string | null; score: number | null };
  /** Asked of the lead, and not answered yet. */
  asksToGive?: { kind: KindName; amount: number; note: string; ago: number };
  help?: Help;
};

export function followPlan(answer: Answer, plan: Plan, calendar: Calendar, ids: Ids): Loop {
  const random = randomFor(`plan ${answer.key}`);
  const loop = createLoop(answer, { team: plan.team, owner: plan.owner, reason: plan.reason, routing: routingOf(answer, plan, calendar) }, ids);
  const at = (hours: number): Date => {
    const last = loop.lastAt();
    const moved = calendar.workedAgo(hours);
    if (moved.getTime() > last.getTime() + 300_000) return moved;
    const soon = calendar.soonAfter(last);
    return soon < calendar.now ? soon : new Date(last.getTime() + random.whole(11, 40) * 60_000);
  };

  for (const tried of plan.tries ?? []) attempt(loop, random.chance(0.6) ? "voicemail" : "no_answer", at(tried), random);
  if (plan.again) loop.add({ kind: "attempted", data: { channel: "phone", outcome: "voicemail", note: "Ingesproken dat ik dan nog een keer bel.", again_at: promiseDue(plan.again, calendar).toISOString() } }, at(0.4));
  if (plan.reached !== undefined) {
    if (plan.heard) loop.add({ kind: "attempted", data: { channel: "phone", outcome: "reached", note: plan.heard } }, at(plan.reached));
    else attempt(loop, "reached", at(plan.reached), random);
  }
  const promised = plan.promise && loop.promise(plan.promise.text ?? random.pick(themes[answer.theme].promises), plan.promise.kept ? afterwards(at(plan.acted ?? 0)) : promiseDue(plan.promise, calendar), new Date(loop.lastAt().getTime() + 120_000));
  if (plan.acted !== undefined) {
    if (promised && plan.promise?.kept) loop.add({ kind: "promise_kept", data: { promise_id: promised } }, at(plan.acted));
    loop.add({ kind: "acted", data: { text: answer.done!, cause_id: themes[answer.theme].cause } }, at(plan.acted));
  }
  if (plan.gives) loop.give(plan.gives.kind, plan.gives.amount, new Date(loop.lastAt().getTime() + 90_000));
  if (plan.told !== undefined) loop.reply(answer.done!, at(plan.told), plan.failure);
  if (plan.notYet) loop.verdict("not_yet", plan.notYet.score, plan.notYet.words, calendar.ago(plan.notYet.ago));
  if (plan.help) loop.askAlong(plan.help, plan.help.ago > 12 ? calendar.workedAgo : calendar.ago);
  if (plan.asksToGive) loop.askToGive(plan.asksToGive.kind, plan.asksToGive.amount, plan.asksToGive.note, calendar.ago(plan.asksToGive.ago));
  return loop;
}

/** Some whole hours later. */
function afterwards(at: Date): Date {
  return new Date((Math.ceil(at.getTime() / hourInMs) + 3) * hourInMs);
}

/** On that day at that hour; on a Monday when it would be in the weekend, and not within half an hour when it is today. */
function promiseDue({ inDays, hour }: { inDays: number; hour: number }, calendar: Calendar): Date {
  let day = calendar.today + inDays;
  if (inDays > 0) while (!calendar.isWorkday(day)) day++;
  const due = calendar.at(day, hour);
  const soon = Math.ceil((calendar.now.getTime() + 1.5 * hourInMs) / (hourInMs / 2)) * (hourInMs / 2);
  return inDays === 0 && due.getTime() < calendar.now.getTime() + hourInMs / 2 ? new Date(Math.min(soon, calendar.now.getTime() + dayInMs)) : due;
}
