import type { z } from "zod";
import type { Field } from "./fields.ts";
import { isRemark, type Reason, type RowProblem } from "./reason.ts";

/** What each column of a file says. */
export type Columns = { names: string[]; fields: (Field | null)[] };

/** Finds cells by what they say. A row with fewer cells than there are columns ends in empty ones. */
export function createCellFinder({ names, fields }: Columns) {
  const at = new Map<Field, number>();
  fields.forEach((field, index) => field && field !== "attribute" && !at.has(field) && at.set(field, index));
  return {
    has: (field: Field) => at.has(field),
    cell: (cells: string[], field: Field): string => {
      const index = at.get(field);
      return index === undefined ? "" : (cells[index] ?? "").trim();
    },
    /** The name of the first of these that is a column. */
    column: (...fields: Field[]): string | null => {
      const field = fields.find((field) => at.has(field));
      return field === undefined ? null : names[at.get(field)!]!;
    },
  };
}

export type CellFinder = ReturnType<typeof createCellFinder>;

/** A name from its own column, or put together from its parts. */
export function nameIn({ cell }: CellFinder, cells: string[]): string {
  return cell(cells, "name") || [cell(cells, "first_name"), cell(cells, "infix"), cell(cells, "last_name")].filter(Boolean).join(" ");
}

/** More cells than columns: somewhere stands a separator without quotes around it, and all after it is out of place. */
export function tooManyCells(cells: string[], { names }: Columns): RowProblem[] {
  const isTooMany = cells.length > names.length && cells.slice(names.length).some((cell) => cell.trim() !== "");
  return isTooMany ? [{ column: null, reason: { code: "tooManyCells", cells: cells.length, columns: names.length } }] : [];
}

export const isRefused = (problems: RowProblem[]): boolean => problems.some(({ reason }) => !isRemark(reason));

/** What our own schemas refuse, as a reason that can be worded. */
export function reasonOf(issue: z.core.$ZodIssue): Reason {
  if (issue.code === "too_big") return { code: "tooLong", longest: Number(issue.maximum) };
  if (issue.code === "invalid_format" && issue.path.at(-1) === "email") return { code: "email" };
  if (issue.code === "custom") return { code: "unreadable" };
  return { code: "invalid" };
}

const dutch = /^(nl|nld|dut|nl[-_]nl|nl[-_]be|nederlands|dutch)$/i;
const english = /^(en|eng|en[-_][a-z]{2}|engels|english)$/i;

/** Undefined when it is neither of ours. */
export function languageIn(typed: string): "nl" | "en" | undefined {
  return dutch.test(typed) ? "nl" : english.test(typed) ? "en" : undefined;
}
