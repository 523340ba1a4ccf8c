import type { ImportKind } from "#db/schema.ts";
import type { Columns } from "./columns.ts";
import { readId } from "../../id.ts";
import { type Encoding, encodings } from "./encoding.ts";
import { type Field, fieldsOf, neededOf } from "./fields.ts";
import { type Separator, separators } from "./separator.ts";

/** Of which age on a response is history, that opens no task. none: not even a new one opens any. */
export const historyChoices = ["all", "7", "14", "30", "none"] as const;
export type HistoryChoice = (typeof historyChoices)[number];

export type Options = {
  hasHeader: boolean;
  /** `all` open a task; those of the last 7, 14 or 30 days; or `none`. */
  history: HistoryChoice;
  /** Name of the survey, when it is not one of the sources there are. */
  newSource: string;
  /** Whether new colleagues get their invitation by mail. */
  isInviting: boolean;
};

export const usualOptions: Options = { hasHeader: true, history: "14", newSource: "", isInviting: false };

const day = 86_400_000;

/** From which instant on a response opens a task; null: all do. */
export function tasksFrom(history: HistoryChoice, startedAt: Date): Date | null {
  if (history === "all") return null;
  return history === "none" ? new Date(8.64e15) : new Date(startedAt.getTime() - Number(history) * day);
}

const columnField = /^column-(\d{1,3})$/;

export type TypedSettings = { encoding: Encoding; separator: Separator; hasHeader: boolean; columns: Map<number, string>; sourceId: number | null; options: Omit<Options, "hasHeader"> };

/** Reads the form of how a file is to be read. What no choice of ours sends becomes the usual choice. */
export function readSettings(typed: Record<string, unknown>): TypedSettings {
  const one = <const Value extends string>(name: string, choices: readonly Value[], usual: Value): Value => choices.find((choice) => choice === typed[name]) ?? usual;
  const columns = new Map<number, string>();
  for (const [name, value] of Object.entries(typed)) {
    const index = columnField.exec(name)?.[1];
    if (index && typeof value === "string") columns.set(Number(index), value);
  }
  const newSource = typeof typed["newSource"] === "string" ? typed["newSource"].replaceAll(/\p{Cc}/gu, " ").toWellFormed().trim().slice(0, 100) : "";
  return {
    encoding: one("encoding", encodings, "utf-8"),
    separator: one("separator", separators, ";"),
    hasHeader: typed["hasHeader"] === "yes",
    columns,
    sourceId: readId(typed["source"]) ?? null,
    options: { history: one("history", historyChoices, "14"), newSource, isInviting: typed["isInviting"] === "on" },
  };
}

export const columnName = (index: number): string => `column-${index}`;

export function fieldIn(kind: ImportKind, value: string | undefined): Field | null {
  return (fieldsOf[kind] as readonly Field[]).find((field) => field === value) ?? null;
}

/** Why an import cannot start yet. */
export type SettingsProblem =
  | { code: "missing"; fields: Field[] }
  | { code: "twice"; field: Field; columns: string[] }
  | { code: "tooManyAttributes" | "noSource" | "sourceThere" | "noRows" };

export function settingsProblems(kind: ImportKind, { names, fields }: Columns): SettingsProblem[] {
  const problems: SettingsProblem[] = [];
  for (const needed of neededOf[kind]) if (!needed.some((field) => fields.includes(field))) problems.push({ code: "missing", fields: needed });
  for (const field of new Set(fields)) {
    if (field === null || field === "attribute") continue;
    const columns = names.filter((_, index) => fields[index] === field);
    if (columns.length > 1) problems.push({ code: "twice", field, columns });
  }
  if (fields.filter((field) => field === "attribute").length > 100) problems.push({ code: "tooManyAttributes" });
  return problems;
}

/** A kind of file as a URL or a form names it. */
export function kindIn(text: string | null | undefined): ImportKind | undefined {
  return (Object.keys(fieldsOf) as ImportKind[]).find((kind) => kind === text);
}
