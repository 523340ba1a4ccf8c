import { periodParams, type View } from "./links.ts";
import type { TaskSet } from "./sets.ts";

export const columns = ["customer", "score", "due", "words", "stage", "owner", "team", "outcome", "received", "attempted", "told", "verdict", "cause"] as const;
export type Column = (typeof columns)[number];
/** Everything but the words can be sorted by. */
export type SortKey = Exclude<Column, "words">;

export const usualColumns: Column[] = ["customer", "score", "due", "words", "stage", "owner", "received"];
export const stages = ["to_call", "to_act", "to_tell", "told", "closed"] as const;
export const outcomes = ["solved", "not_solved", "no_answer", "unreachable", "declined", "no_follow_up"] as const;
/** Times and scores read best from the high end, names from A. */
const descendingFirst: Column[] = ["score", "received", "attempted", "told"];

/** Which tasks, in which order and columns; all of it stands in the URL. */
export type TaskList = {
  figure: TaskSet | null;
  stage: (typeof stages)[number] | null;
  outcome: (typeof outcomes)[number] | null;
  /** Only what is overdue now. */
  late: boolean;
  causeId: number | null;
  /** Words that must all occur in the customer's name, account or comment. */
  words: string;
  sort: { by: SortKey; isDescending: boolean };
  columns: Column[];
  cursor: Cursor | null;
};

/**
 * The row that the page comes after or before. `key` is its sort value (an instant as microseconds
 * since 1970), empty where it has none; null for names, which do not belong in a URL.
 */
export type Cursor = { side: "after" | "before"; id: number; key: string | null };

/** The newest first; of what waits now, the most urgent. */
export function usualSort(figure: TaskSet | null): TaskList["sort"] {
  return figure === "waiting" || figure === "overdue" ? { by: "due", isDescending: false } : { by: "received", isDescending: true };
}

/** What a click on a column's head does. */
export function nextSort(list: TaskList, by: SortKey): TaskList["sort"] {
  if (list.sort.by === by) return { by, isDescending: !list.sort.isDescending };
  return { by, isDescending: descendingFirst.includes(by) };
}

/** The parameters of this list with `changes`; any change but of the cursor begins again at the first page. */
export function listParams(view: View, list: TaskList, changes: Partial<TaskList> = {}): [string, string][] {
  const next = { ...list, cursor: null, ...changes };
  const params = periodParams(view.period);
  const add = (name: string, value: string | number | null | undefined) => {
    if (value) params.push([name, String(value)]);
  };
  add("team", view.teamId);
  add("figure", next.figure);
  add("stage", next.stage);
  add("outcome", next.outcome);
  add("late", next.late ? "1" : null);
  add("cause", next.causeId);
  add("q", next.words);
  const usual = usualSort(next.figure);
  if (next.sort.by !== usual.by || next.sort.isDescending !== usual.isDescending) add("sort", `${next.sort.isDescending ? "-" : ""}${next.sort.by}`);
  if (next.columns.join() !== usualColumns.join()) for (const column of next.columns) add("column", column);
  if (next.cursor) add(next.cursor.side, next.cursor.key === null ? next.cursor.id : `${next.cursor.id}.${next.cursor.key}`);
  return params;
}

export function listPath(view: View, list: TaskList, changes: Partial<TaskList> = {}): string {
  return `/overview/tasks?${new URLSearchParams(listParams(view, list, changes))}`;
}
