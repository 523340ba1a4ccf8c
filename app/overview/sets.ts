/** Tasks with such a promise. */
export const promiseSets = ["promisesDue", "promisesKept", "promisesMissed"] as const;

/** About a task by itself. */
export const taskSets = [
  "received", "contactDue", "inTime", "notInTime",
  "followUp", "heard", "notHeard", "running", "closedUntold", "noFollowUp",
  "told", "toldWithVerdict", "toldNoVerdict",
  "verdicts", "recovered", "notRecovered",
  "attempted", "stepAttempted", "stepReached", "stepActed", "stepTold",
  "stuckAttempted", "stuckReached", "stuckActed", "stuckTold",
] as const;

/**
 * Every number of the overview is the size of a named set of tasks, so that it can be opened: the
 * figure counts the set and /overview/tasks?figure=NAME lists it. What each means: sets.server.ts.
 */
export const cohortSets = [...taskSets, ...promiseSets];

/** These are about now and about the team that has the task now, whatever the period. */
export const presentSets = ["waiting", "overdue"] as const;

export type CohortSet = (typeof cohortSets)[number];
export type PresentSet = (typeof presentSets)[number];
export type TaskSet = CohortSet | PresentSet;

export function isPresentSet(name: TaskSet): name is PresentSet {
  return (presentSets as readonly string[]).includes(name);
}
