import { sql } from "kysely";
import { type Db, inTransaction } from "#db/client.ts";
import type { ImportKind, ImportStatus } from "#db/schema.ts";
import type { Services } from "../../context.server.ts";
import { enqueue } from "../../queues.server.ts";
import type { Columns } from "./columns.ts";
import type { Encoding } from "./encoding.ts";
import { problemsOf, sourceOf } from "./settings.server.ts";
import type { Options } from "./settings.ts";

/** Why an import ended before its time. */
export type ImportProblem = { code: "unexpected" | "tooManyRows" };

export type Import = {
  id: number;
  kind: ImportKind;
  status: ImportStatus;
  fileName: string;
  sizeBytes: number;
  sha256: string;
  encoding: Encoding;
  separator: string;
  columns: Columns;
  sourceId: number | null;
  options: Options;
  problem: ImportProblem | null;
  /** Rows and bytes that are dealt with: a run that was broken off goes on after these. */
  rowCount: number;
  byteCount: number;
  added: number;
  changed: number;
  unchanged: number;
  refused: number;
  createdAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
};

const perPage = 20;

/** Newest first; `before` is the id of the last one seen. */
export async function listImports(db: Db, before: number | null) {
  let query = db
    .selectFrom("imports")
    .innerJoin("employees", "employees.id", "imports.created_by")
    .select(["imports.id", "kind", "status", "file_name as fileName", "imports.created_at as createdAt", "employees.name as createdBy", "added_count as added", "changed_count as changed", "unchanged_count as unchanged", "refused_count as refused"])
    .where("status", "<>", "uploading")
    .orderBy("imports.id", "desc")
    .limit(perPage + 1);
  if (before) query = query.where("imports.id", "<", before);
  const rows = await query.execute();
  return { imports: rows.slice(0, perPage), next: rows.length > perPage ? rows[perPage - 1]!.id : null };
}

/** Undefined when there is none, or it is still being sent. */
export async function importById(db: Db, id: number): Promise<Import | undefined> {
  const row = await db.selectFrom("imports").selectAll().where("id", "=", id).where("status", "<>", "uploading").executeTakeFirst();
  return (
    row && {
      id: row.id,
      kind: row.kind,
      status: row.status,
      fileName: row.file_name,
      sizeBytes: row.size_bytes,
      sha256: row.sha256 ?? "",
      encoding: row.encoding as Encoding,
      separator: row.separator ?? ";",
      columns: row.columns as Columns,
      sourceId: row.source_id,
      options: row.options as Options,
      problem: row.problem as ImportProblem | null,
      rowCount: row.row_count,
      byteCount: row.byte_count,
      added: row.added_count,
      changed: row.changed_count,
      unchanged: row.unchanged_count,
      refused: row.refused_count,
      createdAt: row.created_at,
      startedAt: row.started_at,
      finishedAt: row.finished_at,
    }
  );
}

/** When the very same bytes were read before, as the same kind; null when they were not. */
export async function readBefore(db: Db, { id, kind, sha256 }: Import): Promise<Date | null> {
  const row = await db.selectFrom("imports").select("finished_at").where("sha256", "=", sha256).where("kind", "=", kind).where("status", "=", "done").where("id", "<>", id).orderBy("id", "desc").limit(1).executeTakeFirst();
  return row?.finished_at ?? null;
}

/** Starts the run in the background, or goes on after one that failed. False when it cannot (any more). */
export async function startImport({ db, boss }: Pick<Services, "db" | "boss">, id: number, now: Date): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const given = await importById(trx, id);
    if (!given || (given.status === "ready" && (await problemsOf(trx, given)).length > 0)) return false;
    const started = await trx
      .updateTable("imports")
      .set({ status: "running", problem: null, started_at: given.startedAt ?? now, ...(given.kind === "responses" && given.status === "ready" && { source_id: await sourceOf(trx, given, now) }) })
      .where("id", "=", id)
      .where("status", "in", ["ready", "failed"])
      .executeTakeFirst();
    if (started.numUpdatedRows === 0n) return false;
    await enqueue(boss, trx, "run-import", { importId: id });
    return true;
  });
}

/** Stops a run where it is: what came in stays. One that did not begin is forgotten. */
export async function cancelImport(db: Db, id: number, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    const given = await trx.selectFrom("imports").select("status").where("id", "=", id).forUpdate().executeTakeFirst();
    if (given?.status === "ready") await forgetImport(trx, id);
    if (given?.status !== "running" && given?.status !== "failed") return;
    await trx.updateTable("imports").set({ status: "cancelled", finished_at: now }).where("id", "=", id).execute();
    await trx.deleteFrom("import_chunks").where("import_id", "=", id).execute();
  });
}

/** As if it had never been sent. */
export async function forgetImport(db: Db, id: number): Promise<void> {
  await inTransaction(db, async (trx) => {
    await trx.deleteFrom("import_chunks").where("import_id", "=", id).execute();
    await trx.deleteFrom("import_problems").where("import_id", "=", id).execute();
    await trx.deleteFrom("imports").where("id", "=", id).execute();
  });
}

/** Problems of this import, in the file's order, after the last one seen. */
export async function problemsAfter(db: Db, importId: number, after: { line: number; number: number }, limit: number) {
  return db
    .selectFrom("import_problems")
    .select(["line", "number", "column_name", "reason"])
    .where("import_id", "=", importId)
    .where(sql<boolean>`(line, number) > (${after.line}::int, ${after.number}::int)`)
    .orderBy("line")
    .orderBy("number")
    .limit(limit)
    .execute();
}
