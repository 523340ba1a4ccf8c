import type { CustomerInput, ResponseInput } from "../response.ts";
import type { EmployeeInput } from "./people-rows.ts";
import type { RowProblem } from "./reason.ts";
import type { OtherScale } from "./score.ts";

export type AnswerPreview = { score: number; answeredAt: Date; opensTask: boolean; isHistory: boolean; comment: string; customer: string; team: string };

/** A row before anything is stored: what it becomes, or (null) its cells and why it becomes nothing. */
export type RowPreview = { line: number; problems: RowProblem[]; becomes: AnswerPreview | CustomerInput | EmployeeInput | null; cells: string };

export type ScaleWarning = { scale: OtherScale; count: number; column: string };

export function isAnswer(input: ResponseInput | CustomerInput | EmployeeInput): input is ResponseInput {
  return "score" in input;
}
