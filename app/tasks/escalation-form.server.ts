import { readId } from "../id.ts";
import { mostSteps } from "./escalation-form.ts";
import { type Escalation, escalation } from "./steps.ts";

export type EscalationProblem = "hoursWrong" | "beforeWrong" | "actWrong";

/** What was filled in, or per field what is wrong with it. A row without hours is no step. */
export function readEscalation(form: FormData): { escalation: Escalation } | { problems: Record<string, EscalationProblem> } {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const problems: Record<string, EscalationProblem> = {};
  const before = text("remind_before_hours");
  if (before && !isWhole(before, 240)) problems["remind_before_hours"] = "beforeWrong";
  const steps = Array.from({ length: mostSteps }, (_, row) => row).flatMap((row) => {
    const hours = text(`hours-${row}`);
    if (!hours) return [];
    const [act, team] = text(`act-${row}`).split(":");
    const step = { after_hours: Number(hours), act, ...(team !== undefined && { team_id: readId(team) }) };
    if (!isWhole(hours, 720)) problems[`hours-${row}`] = "hoursWrong";
    if (!isAct(step)) problems[`act-${row}`] = "actWrong";
    return [step];
  });
  if (Object.keys(problems).length > 0) return { problems };
  const sorted = steps.sort((a, b) => a.after_hours - b.after_hours);
  return { escalation: escalation.parse({ remind_before_hours: before ? Number(before) : null, unit: text("unit") === "working" ? "working" : "calendar", steps: sorted }) };
}

function isWhole(text: string, most: number): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= most;
}

function isAct(step: { act: string | undefined; team_id?: number | undefined }): boolean {
  return escalation.shape.steps.element.safeParse({ ...step, after_hours: 1 }).success;
}
