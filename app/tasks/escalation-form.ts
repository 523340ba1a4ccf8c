import type { Step } from "./steps.ts";

/** As many rows as the form can send. */
export const mostSteps = 10;

/** A step as the form's list names it: "to_pool", "to_team:3". */
export function actValue(step: Step): string {
  return step.act === "to_team" ? `to_team:${step.team_id}` : step.act;
}
