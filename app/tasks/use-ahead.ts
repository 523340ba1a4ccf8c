import { useFetcher, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { bePatient } from "../live/patient-fetch.ts";

/** Milliseconds after which she has stopped here, and the next one is fetched. */
const pause = 400;

/** Fetches a task before she opens it, module and data: opening it then waits for nothing. */
export function useFetchAhead(taskId: number | undefined): void {
  const { load } = useFetcher({ key: `ahead-${taskId}` });
  useEffect(() => {
    if (taskId === undefined) return;
    const timer = window.setTimeout(() => load(`/tasks/${taskId}?ahead`), pause);
    return () => window.clearTimeout(timer);
  }, [taskId, load]);
}

/** What was fetched ahead is shown at once, and asked for again right after. */
export function useCatchUp(isAhead: boolean): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isAhead) return;
    bePatient(true);
    revalidate();
  }, [isAhead, revalidate]);
  useEffect(() => {
    if (state === "idle" && !isAhead) bePatient(false);
  }, [state, isAhead]);
}
