import { useNavigation } from "@remix-run/react";
import { useEffect, useRef } from "react";

/** When a form comes back refused, whoever sent it is taken to the first field that is wrong, else to what is said about the form. */
export function useFirstProblem(): void {
  const { state, formMethod } = useNavigation();
  const isSent = useRef(false);
  useEffect(() => {
    if (state !== "idle") {
      if (formMethod && formMethod !== "GET") isSent.current = true;
      return;
    }
    if (!isSent.current) return;
    isSent.current = false;
    showFirstProblem();
  }, [state, formMethod]);
}

/** False when nothing is wrong here. */
export function showFirstProblem(within: ParentNode = document): boolean {
  const problem = within.querySelector<HTMLElement>("[data-problem=field]") ?? within.querySelector<HTMLElement>("[data-problem=form]");
  if (!problem) return false;
  const control = (problem.id && within.querySelector<HTMLElement>(`[aria-describedby~="${problem.id}"]`)) || problem;
  // Of a group, the one that is chosen or else the first.
  const focused = control.matches("fieldset") ? (control.querySelector<HTMLElement>("input:checked") ?? control.querySelector<HTMLElement>("input") ?? problem) : control;
  focused.focus({ preventScroll: true });
  focused.scrollIntoView({ block: "center" });
  return true;
}
