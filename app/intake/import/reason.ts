import type { BrokenRow } from "./rows.ts";
import type { MomentProblem } from "../moment.ts";
import type { ScoreProblem } from "./score.ts";

/** Why a row, or a cell of it, was not taken in; worded in reason.texts.ts. Holds nothing personal. */
export type Reason =
  | ScoreProblem
  | MomentProblem
  | { code: BrokenRow }
  | { code: "tooManyCells"; cells: number; columns: number }
  | { code: "tooLong"; longest: number }
  | { code: "email" | "unreadable" | "invalid" | "nameEmpty" | "emailEmpty" | "noKey" | "yesOrNo" | "teamNotThere" | "deactivated" | "notStored" }
  | { code: Remark };

/** Said about a row that was taken in all the same. */
export const remarks = ["languageUnknown", "ownerUnknown", "employeeUnknown", "teamUnknown"] as const;
export type Remark = (typeof remarks)[number];

export const isRemark = ({ code }: Pick<Reason, "code">): boolean => (remarks as readonly string[]).includes(code);

/** `column`: as the file calls it; null when it is about the whole row. */
export type RowProblem = { column: string | null; reason: Reason };
