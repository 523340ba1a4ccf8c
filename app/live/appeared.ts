import { useSyncExternalStore } from "react";

/** The tasks that came into a list of hers while she was looking, until she opens them. */
let appeared: ReadonlySet<number> = new Set();
const listeners = new Set<() => void>();

/** The ids of the tasks whose rows are on the page, in whichever list. */
export function shownTasks(): Set<number> {
  return new Set([...document.querySelectorAll<HTMLElement>("[data-task]")].map(({ dataset }) => Number(dataset["task"])));
}

/** Marks those that are on the page and were not there `before`; gives whose they are, as their rows say. */
export function markAppeared(before: ReadonlySet<number>): string[] {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-task]")].filter(({ dataset }) => !before.has(Number(dataset["task"])));
  if (rows.length > 0) change(new Set([...appeared, ...rows.map(({ dataset }) => Number(dataset["task"]))]));
  return rows.map((row) => row.querySelector("a")?.textContent ?? "");
}

export function markSeen(taskId: number): void {
  if (appeared.has(taskId)) change(new Set([...appeared].filter((id) => id !== taskId)));
}

export function useHasAppeared(taskId: number): boolean {
  return useSyncExternalStore(subscribe, () => appeared.has(taskId), () => false);
}

function change(next: ReadonlySet<number>): void {
  appeared = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
