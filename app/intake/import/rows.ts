import { limits } from "./limits.ts";

export type BrokenRow = "unclosedQuote" | "tooManyColumns" | "cellTooLong";

/** One row of the file, with the line on which it begins (from 1, as an editor counts); or why it could not be read. */
export type Row = { line: number; cells: string[]; broken?: undefined } | { line: number; cells?: undefined; broken: BrokenRow };

export type RowReader = {
  /** The rows that are whole now. `isLast`: nothing follows. */
  push: (text: string, isLast?: boolean) => Row[];
};

type Read = { end: number; cells: string[] } | { broken: BrokenRow; at: number } | "needs more";

const quote = 34;
const lineFeed = 10;
const carriageReturn = 13;
const space = 32;

/**
 * Reads separated values (RFC 4180; a line may end in CR LF, LF or CR) piece by piece, and keeps no
 * more than the row it is in. A row that cannot be read is told with its line and reading goes on at
 * the next line: an unclosed quote costs one line and not the rest of the file. A quote in a cell that
 * does not begin with one is a character as any other.
 */
export function createRowReader(separator: string): RowReader {
  const separatorCode = separator.charCodeAt(0);
  let rest = "";
  let line = 1;
  let isSkippingLine = false;

  return {
    push(text, isLast = false) {
      const buffer = rest + text;
      const rows: Row[] = [];
      let at = 0;
      while (at < buffer.length) {
        if (isSkippingLine) {
          const next = nextLine(buffer, at, isLast);
          if (next === undefined) {
            // A CR that ends the piece may be half of a CR LF.
            at = buffer.endsWith("\r") ? buffer.length - 1 : buffer.length;
            break;
          }
          isSkippingLine = false;
          line++;
          at = next;
          continue;
        }
        const read = readRow(buffer, at, separatorCode, isLast);
        if (read === "needs more") break;
        if ("broken" in read) {
          line += countLines(buffer, at, read.at);
          rows.push({ line, broken: read.broken });
          isSkippingLine = true;
          at = read.at;
        } else {
          rows.push({ line, cells: read.cells });
          line += countLines(buffer, at, read.end);
          at = read.end;
        }
      }
      rest = buffer.slice(at);
      return rows;
    },
  };
}

function readRow(text: string, from: number, separator: number, isLast: boolean): Read {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    if (cells.length === limits.columns) return { broken: "tooManyColumns", at };
    const start = at;
    if (text.charCodeAt(at) === quote) {
      const closing = closingQuote(text, start + 1, isLast);
      if (closing === "needs more") return closing;
      if (typeof closing === "string") return { broken: closing, at: start };
      const cell = text.slice(start + 1, closing);
      cells.push(cell.includes('"') ? cell.replaceAll('""', '"') : cell);
      at = closing + 1;
      while (text.charCodeAt(at) === space) at++;
    } else {
      at = endOfCell(text, start, separator);
      if (at - start > limits.cell) return { broken: "cellTooLong", at: start };
      cells.push(text.slice(start, at));
    }

    if (at === text.length) return isLast ? { end: at, cells } : "needs more";
    const code = text.charCodeAt(at);
    if (code === separator) at++;
    else if (code === lineFeed) return { end: at + 1, cells };
    else if (code !== carriageReturn) return { broken: "unclosedQuote", at: start };
    else if (at + 1 === text.length && !isLast) return "needs more";
    else return { end: text.charCodeAt(at + 1) === lineFeed ? at + 2 : at + 1, cells };
  }
}

/** Where the quoted cell that begins at `start` ends. */
function closingQuote(text: string, start: number, isLast: boolean): number | BrokenRow | "needs more" {
  const longest = start + limits.cell;
  for (let from = start; ; ) {
    const found = text.slice(from, longest + 1).indexOf('"');
    if (found === -1) {
      if (text.length <= longest && !isLast) return "needs more";
      return countLines(text, start, Math.min(longest, text.length)) > 0 || text.length <= longest ? "unclosedQuote" : "cellTooLong";
    }
    const at = from + found;
    if (at + 1 === text.length && !isLast) return "needs more"; // perhaps the first of two
    if (text.charCodeAt(at + 1) !== quote) return at;
    from = at + 2;
  }
}

function endOfCell(text: string, start: number, separator: number): number {
  // Beyond the limit it does not matter any more where it ends.
  const end = Math.min(text.length, start + limits.cell + 1);
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === separator || code === lineFeed || code === carriageReturn) return at;
  }
  return end;
}

/** Where the line after `from` begins; undefined when that is not known yet, or there is none. */
function nextLine(text: string, from: number, isLast: boolean): number | undefined {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === lineFeed) return at + 1;
    if (code !== carriageReturn) continue;
    if (at + 1 === text.length && !isLast) return undefined;
    return text.charCodeAt(at + 1) === lineFeed ? at + 2 : at + 1;
  }
  return undefined;
}

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === lineFeed || (code === carriageReturn && text.charCodeAt(at + 1) !== lineFeed)) count++;
  }
  return count;
}
