import { sql } from "kysely";
import { type Db, inTransaction } from "#db/client.ts";
import type { ImportKind } from "#db/schema.ts";
import type { Columns } from "./columns.ts";
import { type Field, looksLikeHeader, matchColumns, namesOf } from "./fields.ts";
import { readBeginning } from "./file.server.ts";
import type { Import } from "./imports.server.ts";
import { fieldIn, type Options, type SettingsProblem, settingsProblems, type TypedSettings, usualOptions } from "./settings.ts";

/**
 * What a new file is taken for: as the last one with the same columns was read, else by their names.
 * Its first row is what they are called, unless that looks like values.
 */
export async function firstSettings(db: Db, kind: ImportKind, firstRow: string[]): Promise<{ hasHeader: boolean; sourceId: number | null; columns: Columns; options: Omit<Options, "hasHeader"> }> {
  const hasHeader = looksLikeHeader(firstRow, kind);
  const names = columnNames(firstRow, hasHeader);
  const alike = await db
    .selectFrom("imports")
    .select(["source_id", "columns", "options"])
    .where("kind", "=", kind)
    .where("status", "in", ["running", "done"])
    .where(sql<boolean>`columns -> 'names' = ${JSON.stringify(names)}::jsonb`)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  const { hasHeader: _, ...usual } = usualOptions;
  if (!alike) return { hasHeader, sourceId: null, columns: { names, fields: matchColumns(hasHeader ? firstRow : [], kind, names.length) }, options: usual };
  const { history } = alike.options as Options;
  return { hasHeader, sourceId: alike.source_id, columns: alike.columns as Columns, options: { ...usual, history } };
}

/** Keeps what an administrator chose. Gives whether the rows become something else by it: then the preview is another one. */
export async function changeSettings(db: Db, before: Import, typed: TypedSettings): Promise<boolean> {
  const { encoding, separator, hasHeader } = typed;
  const isReadOtherwise = encoding !== before.encoding || separator !== before.separator || hasHeader !== before.options.hasHeader;
  const columns = isReadOtherwise ? await columnsRead(db, before, typed) : { names: before.columns.names, fields: before.columns.names.map((_, index) => fieldIn(before.kind, typed.columns.get(index))) };
  const source = typed.sourceId && (await db.selectFrom("sources").select("id").where("id", "=", typed.sourceId).executeTakeFirst());
  await db
    .updateTable("imports")
    .set({ encoding, separator, columns: JSON.stringify(columns), source_id: source ? source.id : null, options: JSON.stringify({ ...typed.options, hasHeader } satisfies Options) })
    .where("id", "=", before.id)
    .where("status", "=", "ready")
    .execute();
  return isReadOtherwise || columns.fields.some((field, index) => field !== before.columns.fields[index]);
}

/** The columns of a file that is cut otherwise: what was chosen for a column stays with its name, the rest is matched anew. */
async function columnsRead(db: Db, before: Import, { encoding, separator, hasHeader, columns }: TypedSettings): Promise<Columns> {
  const { header } = await readBeginning(db, before.id, { encoding, separator });
  const cells = header?.cells ?? [];
  const names = columnNames(cells, hasHeader);
  const chosen = new Map(before.columns.names.map((name, index): [string, Field | null] => [name, fieldIn(before.kind, columns.get(index))]));
  const matched = matchColumns(hasHeader ? cells : [], before.kind, names.length);
  return { names, fields: names.map((name, index) => (chosen.has(name) ? chosen.get(name)! : matched[index]!)) };
}

/** By their header, each another name; what has none is called after its place, as a spreadsheet does. */
function columnNames(cells: string[], hasHeader: boolean): string[] {
  const given = hasHeader ? namesOf(cells) : cells.map(() => "");
  const taken = new Map<string, number>();
  return given.map((name, index) => {
    const own = name.replaceAll("\u0000", "").toWellFormed() || `(${placeOf(index)})`;
    const count = (taken.get(own) ?? 0) + 1;
    taken.set(own, count);
    return count === 1 ? own : `${own} (${count})`;
  });
}

/** 0 is A, 26 is AA. */
function placeOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : placeOf(Math.floor(index / 26) - 1) + last;
}

/** Everything that must be mended before it can start. */
export async function problemsOf(db: Db, given: Import): Promise<SettingsProblem[]> {
  const problems = settingsProblems(given.kind, given.columns);
  if (given.kind !== "responses" || given.sourceId) return problems;
  const { newSource } = given.options;
  if (!newSource) return [...problems, { code: "noSource" }];
  const isThere = (await sourcesFor(db)).some(({ name }) => name.toLowerCase() === newSource.toLowerCase());
  return isThere ? [...problems, { code: "sourceThere" }] : problems;
}

/** Every source that is in use: a file can add the history of a tool that is connected. A key that only reads brings no answers. */
export async function sourcesFor(db: Db) {
  return db
    .selectFrom("sources")
    .select(["id", "name"])
    .where("archived_at", "is", null)
    .where((eb) => eb.not(eb.exists(eb.selectFrom("api_keys").select("api_keys.id").whereRef("api_keys.source_id", "=", "sources.id").where(sql<boolean>`not 'responses:write' = any(scopes)`))))
    .orderBy(sql`lower(name)`)
    .limit(500)
    .execute();
}

/** The source whose answers these are; made when it is a new one. */
export async function sourceOf(db: Db, { sourceId, options }: Import, now: Date): Promise<number> {
  if (sourceId) return sourceId;
  return inTransaction(db, async (trx) => (await trx.insertInto("sources").values({ name: options.newSource, kind: "file", created_at: now }).returning("id").executeTakeFirstOrThrow()).id);
}
