import type { ShouldRevalidateFunction } from "@remix-run/react";
import { isConnectionLost, whoIsSignedIn } from "../offline/connection.ts";
import type { TaskPage } from "./task.server.ts";

/** Milliseconds that a task which was fetched ahead may be shown before it is asked for again. */
const freshFor = 30_000;

const fetched = new Map<number, { data: object; at: number; person: number | null }>();

/** `person`: who was signed in when it was asked for. Whoever signs in after her in this tab does not see it. */
export function keepAhead(taskId: number, data: object, person: number | null): void {
  fetched.set(taskId, { data, at: performance.now(), person });
}

/** What was fetched ahead of this task, once. */
export function takeAhead(taskId: number): object | undefined {
  const kept = hasAhead(`/tasks/${taskId}`) ? fetched.get(taskId) : undefined;
  fetched.delete(taskId);
  return kept && { ...kept.data, isAhead: true };
}

/** What was fetched ahead of this task, also when it is older: for as long as an act is under way. */
export function peekAhead(taskId: number): { page: TaskPage } | undefined {
  const kept = fetched.get(taskId);
  return kept && isHers(kept) ? (kept.data as { page: TaskPage }) : undefined;
}

/** Whether the page at this path can be shown without asking: then the shell around it does not ask either. */
function hasAhead(path: string): boolean {
  const kept = fetched.get(Number(/^\/tasks\/(\d+)$/.exec(path)?.[1]));
  return kept !== undefined && isHers(kept) && performance.now() - kept.at < freshFor;
}

function isHers({ person }: { person: number | null }): boolean {
  return person !== null && person === whoIsSignedIn();
}

/**
 * For what stands around a page: it does not ask its loader again when the page was fetched ahead, which
 * is brought up to date right after, nor while there is no connection. A route that says something about this has to say all of it: Remix
 * then tells it `defaultShouldRevalidate` also after a form that was refused.
 */
export const asksAgain: ShouldRevalidateFunction = ({ formMethod, actionStatus = 200, nextUrl, currentUrl }) =>
  !isConnectionLost() && actionStatus < 400 && (formMethod !== undefined || nextUrl.href === currentUrl.href || !hasAhead(nextUrl.pathname));
