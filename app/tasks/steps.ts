import { z } from "zod";
import { addHours, type Calendar } from "../people/working-time.ts";
import type { TaskClock } from "./clock.ts";

const after_hours = z.number().int().min(1).max(720);

/** What happens so many hours after something was due, when it still did not come. */
const step = z.discriminatedUnion("act", [
  z.strictObject({ after_hours, act: z.enum(["remind", "tell_lead", "to_pool"]) }),
  z.strictObject({ after_hours, act: z.literal("to_team"), team_id: z.number().int().positive() }),
]);

/** As an administrator sets it; hours of the task's team. */
export const escalation = z.strictObject({
  /** Null: no reminder before it is due. */
  remind_before_hours: z.number().int().min(1).max(240).nullable(),
  unit: z.enum(["calendar", "working"]),
  steps: z.array(step).max(10),
});

export type Escalation = z.output<typeof escalation>;
export type Step = z.output<typeof step>;

/** `soon` is the reminder before it is due; `late` is told to its owner and the leads, always; `again` is the moment to call again. */
export type PlannedStep = { at: Date; step: Step | { act: "soon" | "late" | "again" } };

/**
 * All that is planned for what this clock waits for, in order. Who gets it when it is late already has
 * as long as a reminder gives before it counts as late once more. The steps count from when it was
 * told to be late: nothing is taken from somebody because nobody came to tell her in time. Who tries
 * again is reminded at that moment, not before it, and the steps count from there.
 */
export function planOf(clock: TaskClock, { remind_before_hours, unit, steps }: Escalation, calendar: Calendar): PlannedStep[] {
  const grace = remind_before_hours ?? 0;
  const late = clock.due > clock.startedAt ? clock.due : addHours(clock.startedAt, grace, unit, calendar);
  const later = steps.map((step) => ({ at: addHours(clock.lateSince ?? late, step.after_hours, unit, calendar), step })).sort((a, b) => a.at.getTime() - b.at.getTime());
  if (clock.for === "again") return [...(clock.lateSince ? [] : [{ at: late, step: { act: "again" as const } }]), ...later];
  const soon = addHours(clock.due, -grace, unit, calendar);
  return [
    ...(remind_before_hours !== null && soon > clock.startedAt && soon < late ? [{ at: soon, step: { act: "soon" as const } }] : []),
    ...(clock.lateSince ? [] : [{ at: late, step: { act: "late" as const } }]),
    ...later,
  ];
}

/**
 * What of the plan is to be done now, and when the next is. A reminder beforehand that nobody came to
 * give is not given afterwards; once it is told to be late, the steps are planned anew.
 */
export function dueOf(plan: PlannedStep[], takenUntil: Date | null, now: Date): { due: PlannedStep[]; next: Date | null } {
  const open = plan.filter(({ at }) => !takenUntil || at > takenUntil);
  const due = open.filter(({ at }) => at <= now);
  const late = due.find(({ step }) => isFirstWord(step));
  return { due: late ? [late] : due, next: open.find(({ at }) => at > now)?.at ?? null };
}

/** Told once, and the steps are planned from when it was. */
export function isFirstWord({ act }: PlannedStep["step"]): boolean {
  return act === "late" || act === "again";
}
