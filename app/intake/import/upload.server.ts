import { createHash } from "node:crypto";
import type { Db } from "#db/client.ts";
import type { ImportKind } from "#db/schema.ts";
import { createSniffer, type Encoding, type NoText } from "./encoding.ts";
import { beginningSize, dataRows, readBeginning } from "./file.server.ts";
import { forgetImport } from "./imports.server.ts";
import { limits } from "./limits.ts";
import { separatorOf } from "./separator.ts";
import { firstSettings } from "./settings.server.ts";

/** Why a file was not kept; worded in import.texts.ts. */
export const uploadProblems = ["noFile", "empty", "tooLarge", "cutOff", "xlsx", "xls", "pdf", "archive", "binary", "tooManyRows", "tooManyColumns", "headerBroken"] as const satisfies (NoText | string)[];
export type UploadProblem = (typeof uploadProblems)[number];

const chunkSize = 1024 * 1024;

/**
 * Keeps a file that comes in, a megabyte at a time, and finds out how it is to be read. A file that
 * is too large or no text is refused while it comes in, and nothing of it stays.
 */
export async function takeUpload(
  db: Db,
  { kind, fileName, createdBy }: { kind: ImportKind; fileName: string; createdBy: number },
  bytes: AsyncIterable<Buffer>,
  now: Date,
): Promise<{ id: number; refused?: undefined } | { refused: UploadProblem }> {
  const { id } = await db.insertInto("imports").values({ kind, file_name: fileName, created_by: createdBy, created_at: now }).returning("id").executeTakeFirstOrThrow();
  try {
    const stored = await storeChunks(db, id, bytes);
    const refused = "refused" in stored ? stored.refused : await examine(db, { id, kind, ...stored });
    if (!refused) return { id };
    await forgetImport(db, id);
    return { refused };
  } catch (error) {
    await forgetImport(db, id).catch(() => {}); // else the sweep does
    throw error;
  }
}

type Stored = { size: number; sha256: string; encoding: Encoding; lines: number };

async function storeChunks(db: Db, importId: number, bytes: AsyncIterable<Buffer>): Promise<Stored | { refused: UploadProblem }> {
  const sniffer = createSniffer();
  const hash = createHash("sha256");
  let lines = 0;
  let size = 0;
  let number = 0;
  let waiting: Buffer[] = [];
  let waitingSize = 0;

  const store = async (): Promise<NoText | null> => {
    const chunk = Buffer.concat(waiting);
    waiting = [];
    waitingSize = 0;
    const noText = sniffer.feed(chunk);
    if (noText) return noText;
    hash.update(chunk);
    lines += countLines(chunk);
    await db.insertInto("import_chunks").values({ import_id: importId, number: number++, bytes: chunk }).execute();
    return null;
  };

  for await (const piece of bytes) {
    size += piece.length;
    if (size > limits.bytes) return { refused: "tooLarge" };
    waiting.push(piece);
    waitingSize += piece.length;
    const noText = waitingSize >= chunkSize ? await store() : null;
    if (noText) return { refused: noText };
  }
  if (size === 0) return { refused: "empty" };
  const noText = waitingSize > 0 ? await store() : null;
  if (noText) return { refused: noText };
  return { size, sha256: hash.digest("hex"), encoding: sniffer.encoding(), lines };
}

/** At least as many as there are rows. */
function countLines(chunk: Buffer): number {
  const count = (byte: number) => {
    let found = 0;
    for (let at = chunk.indexOf(byte); at !== -1; at = chunk.indexOf(byte, at + 1)) found++;
    return found;
  };
  return Math.max(count(10), count(13));
}

/** Sets the import ready, with what its first rows tell of it; or says why it cannot be read. */
async function examine(db: Db, { id, kind, size, sha256, encoding, lines }: Stored & { id: number; kind: ImportKind }): Promise<UploadProblem | null> {
  const { bytes } = await db.selectFrom("import_chunks").select("bytes").where("import_id", "=", id).where("number", "=", 0).executeTakeFirstOrThrow();
  const separator = separatorOf(new TextDecoder(encoding).decode(bytes.subarray(0, beginningSize)));
  const { header } = await readBeginning(db, id, { encoding, separator });
  if (header?.broken === "tooManyColumns") return "tooManyColumns";
  if (header?.broken) return "headerBroken";
  if (!header?.cells) return size <= beginningSize ? "empty" : "headerBroken";
  const { hasHeader, ...settings } = await firstSettings(db, kind, header.cells);
  if (lines > limits.rows && (await hasTooManyRows(db, id, { encoding, separator, hasHeader }))) return "tooManyRows";
  await db
    .updateTable("imports")
    .set({ status: "ready", size_bytes: size, sha256, encoding, separator, source_id: settings.sourceId, columns: JSON.stringify(settings.columns), options: JSON.stringify({ ...settings.options, hasHeader }) })
    .where("id", "=", id)
    .execute();
  return null;
}

async function hasTooManyRows(db: Db, importId: number, reading: Parameters<typeof dataRows>[2]): Promise<boolean> {
  let count = 0;
  for await (const { rows } of dataRows(db, importId, reading)) {
    count += rows.length;
    if (count > limits.rows) return true;
  }
  return false;
}
