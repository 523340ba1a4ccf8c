import { createRowReader } from "./rows.ts";

export const separators = [";", ",", "\t"] as const;
export type Separator = (typeof separators)[number];

const rowsLookedAt = 25;

/**
 * The separator of a file, by its first rows: Excel's own first line `sep=;` says it; else the one
 * that cuts those rows into the most columns, as many in each. One that cuts nothing: `;`.
 */
export function separatorOf(beginning: string): Separator {
  const said = separatorLine.exec(beginning.slice(0, 20))?.[1];
  if (said) return separators.find((separator) => separator === said) ?? ";";
  let best: { separator: Separator; score: number } = { separator: ";", score: 0 };
  for (const separator of separators) {
    const score = fit(beginning, separator);
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

const separatorLine = /^"?sep=([^\r\n"])"?(?:[\r\n]|$)/i;

/** Whether this is Excel's `sep=;`, which says how to read the file and is no row of it. */
export function isSeparatorLine(cells: string[]): boolean {
  return /^sep=.?$/i.test(cells[0]!) && cells.slice(1).every((cell) => cell === "");
}

function fit(beginning: string, separator: Separator): number {
  const rows = createRowReader(separator).push(beginning).filter((row) => row.cells?.some((cell) => cell !== "")).slice(0, rowsLookedAt);
  const columns = rows[0]?.cells?.length ?? 0;
  if (columns < 2) return rows[0]?.broken === "tooManyColumns" ? 1 : 0;
  const alike = rows.filter((row) => row.cells?.length === columns).length;
  return (alike / rows.length) ** 2 * columns;
}
