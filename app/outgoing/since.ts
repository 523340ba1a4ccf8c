export const sinces = ["hour", "day", "week", "month"] as const;

const hours = { hour: 1, day: 24, week: 7 * 24, month: 31 * 24 };

/** The beginning of the time that was chosen; what nobody can choose is the shortest. */
export function sinceWhen(chosen: unknown, now: Date): Date {
  const since = sinces.find((one) => one === chosen) ?? "hour";
  return new Date(now.getTime() - hours[since] * 3_600_000);
}
