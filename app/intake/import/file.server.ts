import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import { createDecoder, type Encoding } from "./encoding.ts";
import { createRowReader, type Row } from "./rows.ts";
import { isSeparatorLine } from "./separator.ts";

/** How a file is cut into cells. */
export type Reading = { encoding: Encoding; separator: string; hasHeader: boolean };

/** Rows of a whole megabyte at once outlive the garbage collector's young space, and cost it three times as much. */
const pieceSize = 65_536;

/** Text as it stands in the database, piece by piece: never more than a megabyte of it in memory. */
export async function* textOf(db: Db, importId: number, encoding: Encoding): AsyncGenerator<{ text: string; bytes: number }> {
  const decoder = createDecoder(encoding);
  for (let number = 0; ; number++) {
    const chunk = await db.selectFrom("import_chunks").select("bytes").where("import_id", "=", importId).where("number", "=", number).executeTakeFirst();
    if (!chunk) break;
    for (let at = 0; at < chunk.bytes.length; at += pieceSize) {
      const piece = chunk.bytes.subarray(at, at + pieceSize);
      yield { text: decoder.decode(piece), bytes: piece.length };
    }
  }
  yield { text: decoder.end(), bytes: 0 };
}

/**
 * The file's rows of data: without Excel's `sep=`, the names of the columns and empty rows. `bytes`:
 * how much of the file has been read when these are done.
 */
export async function* dataRows(db: Db, importId: number, { encoding, separator, hasHeader }: Reading): AsyncGenerator<{ rows: Row[]; bytes: number }> {
  const reader = createRowReader(separator);
  const takesPart = createSelection(hasHeader);
  let read = 0;
  for await (const { text, bytes } of textOf(db, importId, encoding)) {
    read += bytes;
    yield { rows: reader.push(text).filter(takesPart), bytes: read };
  }
  yield { rows: reader.push("", true).filter(takesPart), bytes: read };
}

function createSelection(hasHeader: boolean): (row: Row) => boolean {
  let isBeforeData = true;
  let isBeforeHeader = hasHeader;
  return ({ cells }) => {
    if (cells && isEmpty(cells)) return false;
    if (isBeforeData) {
      if (cells && isSeparatorLine(cells)) return false;
      isBeforeData = false;
    }
    if (!isBeforeHeader) return true;
    isBeforeHeader = false;
    return false;
  };
}

const isEmpty = (cells: string[]): boolean => cells.every((cell) => cell.trim() === "");

/** `header`: the first row, names of columns or not; null when there is none. */
export type Beginning = { header: Row | null; rows: Row[] };

/** So much of a file is looked at before it is read. */
export const beginningSize = 256 * 1024;

/** The rows with which the file begins, the first of them apart: that is perhaps the names of columns. */
export async function readBeginning(db: Db, importId: number, { encoding, separator }: Pick<Reading, "encoding" | "separator">): Promise<Beginning> {
  const first = await db
    .selectFrom("import_chunks")
    .select(sql<Buffer>`substring(bytes from 1 for ${beginningSize + 1})`.as("bytes"))
    .where("import_id", "=", importId)
    .where("number", "=", 0)
    .executeTakeFirst();
  const bytes = first?.bytes ?? Buffer.alloc(0);
  const rows = createRowReader(separator)
    .push(createDecoder(encoding).decode(bytes.subarray(0, beginningSize)), bytes.length <= beginningSize)
    .filter(({ cells }) => !cells || !isEmpty(cells));
  if (rows[0]?.cells && isSeparatorLine(rows[0].cells)) rows.shift();
  return { header: rows[0] ?? null, rows: rows.slice(1) };
}
