import type { Db } from "#db/client.ts";
import { isAnswer, type RowPreview, type ScaleWarning } from "./preview.ts";
import { readBeginning } from "./file.server.ts";
import type { Import } from "./imports.server.ts";
import { converterOf } from "./intake.server.ts";
import type { Row } from "./rows.ts";
import { otherScale } from "./score.ts";
import { tasksFrom } from "./settings.ts";

const rowsShown = 20;
const longestShown = 400;

export type Preview = {
  rows: RowPreview[];
  /** Of each column the first values, to recognise it by. */
  samples: string[][];
  scale: ScaleWarning | null;
  /** Characters that do not fit in the chosen encoding. */
  hasUnreadable: boolean;
};

/** The first rows as what they will become; what they are judged by is the first 256 kB of the file. */
export async function previewOf(db: Db, given: Import, now: Date): Promise<Preview> {
  const { header, rows: following } = await readBeginning(db, given.id, given);
  const rows = given.options.hasHeader || !header ? following : [header, ...following];
  const convert = await converterOf(db, given);
  const tasksSince = tasksFrom(given.options.history, now);
  return {
    rows: rows.slice(0, rowsShown).map((row) => shown(row, convert, tasksSince)),
    samples: given.columns.names.map((_, index) => samplesOf(rows, index)),
    scale: scaleOf(rows, given),
    hasUnreadable: rows.some(({ cells }) => cells?.some((cell) => cell.includes("\ufffd"))) || Boolean(header?.cells?.some((cell) => cell.includes("\ufffd"))),
  };
}

function shown(row: Row, convert: Awaited<ReturnType<typeof converterOf>>, tasksSince: Date | null): RowPreview {
  if (!row.cells) return { line: row.line, problems: [{ column: null, reason: { code: row.broken } }], becomes: null, cells: "" };
  const { input, problems } = convert(row.cells);
  if (!input) return { line: row.line, problems, becomes: null, cells: clipped(row.cells.filter(Boolean).slice(0, 30).map((cell) => clipped(cell)).join(" · ")) };
  if (!isAnswer(input)) return { line: row.line, problems, becomes: input, cells: "" };
  const { score, comment, answered_at: answeredAt, customer, about } = input;
  const opensTask = score <= 6 && (tasksSince === null || answeredAt >= tasksSince);
  return {
    line: row.line,
    problems,
    becomes: { score, answeredAt, opensTask, comment: clipped(comment ?? ""), customer: customer.name || customer.email || customer.id || "", team: about?.team ?? "", isHistory: tasksSince !== null && answeredAt < tasksSince },
    cells: "",
  };
}

const clipped = (text: string): string => (text.length > longestShown ? `${text.slice(0, longestShown).toWellFormed()}…` : text);

function samplesOf(rows: Row[], index: number): string[] {
  const values = new Set<string>();
  for (const { cells } of rows.slice(0, 200)) {
    const value = cells?.[index]?.trim();
    if (value) values.add(value.length > 40 ? `${value.slice(0, 40).toWellFormed()}…` : value);
    if (values.size === 3) break;
  }
  return [...values];
}

function scaleOf(rows: Row[], { kind, columns }: Import): ScaleWarning | null {
  const index = columns.fields.indexOf("score");
  if (kind !== "responses" || index === -1) return null;
  const scores = rows.flatMap(({ cells }) => {
    const typed = cells?.[index]?.trim().replace(",", ".") ?? "";
    return /^\d{1,6}(\.\d+)?$/.test(typed) ? [Number(typed)] : [];
  });
  const scale = otherScale(scores);
  return scale && { scale, count: scores.filter((score) => score > 10).length, column: columns.names[index]! };
}
