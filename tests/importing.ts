import type { Db } from "#db/client.ts";
import type { ImportKind } from "#db/schema.ts";
import { type Import, importById } from "#app/intake/import/imports.server.ts";
import { changeSettings } from "#app/intake/import/settings.server.ts";
import { readSettings } from "#app/intake/import/settings.ts";
import { takeUpload } from "#app/intake/import/upload.server.ts";
import { noon } from "./factories.ts";

/** Sends a file as a browser does, in pieces. Throws when it is refused. */
export async function upload(db: Db, kind: ImportKind, content: string | Buffer, createdBy: number, now = noon): Promise<Import> {
  const taken = await takeUpload(db, { kind, fileName: `${kind}.csv`, createdBy }, piecesOf(Buffer.from(content as string)), now);
  if (taken.refused) throw new Error(taken.refused);
  return (await importById(db, taken.id))!;
}

export async function* piecesOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

/** Chooses as on the page: what is not given stays as it is. */
export async function choose(db: Db, given: Import, typed: Record<string, string>): Promise<Import> {
  const { encoding, separator, options, columns, sourceId } = given;
  const before = {
    encoding,
    separator,
    hasHeader: options.hasHeader ? "yes" : "no",
    source: String(sourceId ?? ""),
    newSource: options.newSource,
    history: options.history,
    ...Object.fromEntries(columns.fields.map((field, index) => [`column-${index}`, field ?? ""])),
  };
  await changeSettings(db, given, readSettings({ ...before, ...typed }));
  return (await importById(db, given.id))!;
}
