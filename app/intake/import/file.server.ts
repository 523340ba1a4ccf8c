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

/** `header`: its cells where the file has names of columns. `width`: the widest row. Null when no row was found. */
export type Beginning = { header: Row | null; rows: Row[]; isWhole: boolean };

/** The rows of the file's first megabyte, the first of them apart: that is perhaps the names of columns. */
export async function readBeginning(db: Db, importId: number, { encoding, separator }: Pick<Reading, "encoding" | "separator">): Promise<Beginning> {
  const chunks = await db.selectFrom("import_chunks").select("bytes").where("import_id", "=", importId).where("number", "<", 2).orderBy("number").execute();
  const isWhole = chunks.length < 2;
  const text = chunks[0] ? createDecoder(encoding).decode(chunks[0].bytes) : "";
  const rows = createRowReader(separator)
    .push(text, isWhole)
    .filter(({ cells }) => !cells || !isEmpty(cells));
  if (rows[0]?.cells && isSeparatorLine(rows[0].cells)) rows.shift();
  return { header: rows[0] ?? null, rows: rows.slice(1), isWhole };
}
