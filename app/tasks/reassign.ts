/** One who can get tasks: an employee in a team, with her open tasks; or, without `employeeId`, a team's pool. */
export type Receiver = { teamId: number; employeeId: number | null; open: number };

/** A task as the lead saw it: whose it was then. */
export type Seen = { taskId: number; ownerId: number | null };

/**
 * Who gets which of these tasks: each goes to whoever of the chosen then has the fewest, the first of
 * those who are equal. What they hand in themselves does not count for them. Nothing goes to a pool
 * while a person was chosen. The same on the screen, while she chooses, and when it is done.
 */
export function shareOut(tasks: Seen[], receivers: Receiver[]): Map<number, Receiver> {
  const people = receivers.filter(({ employeeId }) => employeeId !== null);
  const chosen = people.length > 0 ? people : receivers.slice(0, 1);
  const open = new Map(people.map(({ employeeId, open }) => [employeeId, open]));
  for (const { ownerId } of tasks) if (open.has(ownerId)) open.set(ownerId, open.get(ownerId)! - 1);
  const given = new Map<number, Receiver>();
  for (const { taskId } of tasks) {
    const [first, ...others] = chosen;
    if (!first) break;
    const least = others.reduce((best, one) => ((open.get(one.employeeId) ?? 0) < (open.get(best.employeeId) ?? 0) ? one : best), first);
    open.set(least.employeeId, (open.get(least.employeeId) ?? 0) + 1);
    given.set(taskId, least);
  }
  return given;
}

/** "42:13": task 42, which was employee 13's; "42:" was in the pool. */
export function readSeen(text: string): Seen | undefined {
  const match = /^(\d{1,15}):(\d{0,15})$/.exec(text);
  return match ? { taskId: Number(match[1]), ownerId: match[2] ? Number(match[2]) : null } : undefined;
}

/** "3:13": employee 13 in team 3; "3:" is the pool of team 3. */
export function readReceiver(text: string): { teamId: number; employeeId: number | null } | undefined {
  const match = /^(\d{1,15}):(\d{0,15})$/.exec(text);
  return match ? { teamId: Number(match[1]), employeeId: match[2] ? Number(match[2]) : null } : undefined;
}
