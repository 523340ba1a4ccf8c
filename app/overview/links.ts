import type { TaskSet } from "./sets.ts";

export const periodKinds = ["weeks", "month", "last-month", "quarter", "year", "custom"] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** What a page shows, as it stands in its URL. Days are ISO dates. */
export type View = { period: { kind: PeriodKind; firstDay: string; lastDay: string }; teamId: number | null };

/** The parameters that lead back to this period; none for the usual one. */
export function periodParams({ kind, firstDay, lastDay }: View["period"]): [string, string][] {
  if (kind === "weeks") return [];
  if (kind !== "custom") return [["period", kind]];
  return [["period", "custom"], ["from", firstDay], ["to", lastDay]];
}

function viewParams({ period, teamId }: View): [string, string][] {
  return [...periodParams(period), ...(teamId ? ([["team", String(teamId)]] as [string, string][]) : [])];
}

export function overviewPath(view: View): string {
  return withParams("/overview", viewParams(view));
}

/** The tasks behind a figure, in the same period and team. */
export function tasksPath(view: View, { figure, cause }: { figure?: TaskSet; cause?: number }): string {
  const params = viewParams(view);
  if (figure) params.push(["figure", figure]);
  if (cause) params.push(["cause", String(cause)]);
  return withParams("/overview/tasks", params);
}

function withParams(path: string, params: [string, string][]): string {
  const search = new URLSearchParams(params).toString();
  return search ? `${path}?${search}` : path;
}
