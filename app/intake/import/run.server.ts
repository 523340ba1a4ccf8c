import { setImmediate } from "node:timers/promises";
import { isInTheWay } from "#db/clash.ts";
import { type Db, inTransaction, type Trx } from "#db/client.ts";
import { isDatabaseAway } from "#db/away.ts";
import type { Services } from "../../context.server.ts";
import { dataRows } from "./file.server.ts";
import { type Import, importById, type ImportProblem } from "./imports.server.ts";
import { createIntake, type Intake, type Prepared } from "./intake.server.ts";
import { limits } from "./limits.ts";

const charactersAtOnce = 1_000_000;

/** A run ends where another one goes on, or where an administrator stopped it. */
class Stopped extends Error {}

/** The batch before this one failed at its first try: this one is begun again after it. */
class Behind extends Error {}

/** A batch on its way: what was `tried` first, whatever had to be tried after that, and when the next may begin. */
type Writing = { decided: Promise<void>; tried: Promise<void>; done: Promise<void> };

/**
 * Reads a file's rows and takes them in, some hundreds per transaction, each with where the run then
 * stands: broken off at any moment it goes on there and ends the same. Two that run at once harm
 * nothing: the one that comes second finds the other's position, and stops.
 */
export async function runImport(services: Pick<Services, "db" | "boss" | "config" | "now" | "log">, { importId }: { importId: number }): Promise<void> {
  const { db, log } = services;
  const given = await importById(db, importId);
  if (given?.status !== "running") return;
  try {
    const intake = await createIntake(services, given);
    const problem = await readOn(db, given, intake, log);
    await finish(db, importId, problem, services.now());
  } catch (error) {
    if (error instanceof Stopped) return;
    // The queue tries again, and goes on where it was.
    if (isDatabaseAway(error)) throw error;
    log.error({ err: error, importId }, "import failed");
    await db.updateTable("imports").set({ status: "failed", problem: JSON.stringify({ code: "unexpected" } satisfies ImportProblem) }).where("id", "=", importId).where("status", "=", "running").execute();
  }
}

/**
 * While one batch is stored the next is looked up and decided, and the one after that is read from the
 * file. They commit in the order of the file. Gives why it ended before the end of the file.
 */
async function readOn(db: Db, given: Import, intake: Intake, log: Services["log"]): Promise<ImportProblem | null> {
  let position = 0;
  let characters = 0;
  let batch: Prepared[] = [];
  let last: Writing = { decided: Promise.resolve(), tried: Promise.resolve(), done: Promise.resolve() };
  let beforeLast = last;
  const flush = async (bytes: number) => {
    await beforeLast.done;
    await last.decided;
    if (batch.length > 0) [beforeLast, last] = [last, begin(db, given.id, intake, { rows: batch, bytes }, last, log)];
    batch = [];
    characters = 0;
    await setImmediate(); // the web in this process has its turn
  };

  for await (const { rows, bytes } of dataRows(db, given.id, { ...given, hasHeader: given.options.hasHeader })) {
    for (const row of rows) {
      if (++position > limits.rows) {
        await flush(bytes);
        await last.done;
        return { code: "tooManyRows" };
      }
      const prepared = intake.prepare(row, position); // also of rows that are in already: ids count what is alike
      if (position > given.rowCount) batch.push(prepared);
      characters += row.cells ? row.cells.reduce((sum, cell) => sum + cell.length, 0) : 0;
      if (position % intake.rowsAtOnce === 0 || characters > charactersAtOnce) await flush(bytes);
    }
  }
  await flush(given.sizeBytes);
  await last.done;
  return null;
}

type Batch = { rows: Prepared[]; bytes: number };

/** Begins a batch beside the one before it, which commits first; where either goes wrong this one is begun again alone. */
function begin(db: Db, importId: number, intake: Intake, batch: Batch, before: Writing, log: Services["log"]): Writing {
  const decided = Promise.withResolvers<void>();
  const tried = inTransaction(db, (trx) => writeBatch(trx, importId, intake, batch, { before: before.tried, onDecided: decided.resolve })).finally(decided.resolve);
  const done = tried.catch(async (error) => {
    if (error instanceof Stopped || isDatabaseAway(error)) throw error;
    await before.done;
    await write(db, importId, intake, batch, log);
  });
  for (const promise of [tried, done]) promise.catch(() => {}); // whoever waits for it hears of it
  return { decided: decided.promise, tried, done };
}

/** Stores a batch; of one that the database refuses its halves, until the row that it is about is found. */
async function write(db: Db, importId: number, intake: Intake, { rows, bytes }: Batch, log: Services["log"]): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await inTransaction(db, (trx) => writeBatch(trx, importId, intake, { rows, bytes }, alone));
      return;
    } catch (error) {
      if (error instanceof Stopped) throw error;
      if (isInTheWay(error) && attempt < 5) continue;
      if (isDatabaseAway(error)) throw error;
      if (rows.length === 1) {
        if (rows[0]!.input === null) throw error;
        const { code, constraint } = error as { code?: string; constraint?: string };
        log.warn({ importId, line: rows[0]!.line, code, constraint, reason: code ? undefined : String(error) }, "a row of a file could not be stored");
        intake.countNotStored();
        rows = [{ ...rows[0]!, input: null, problems: [{ column: null, reason: { code: "notStored" } }] }];
        continue;
      }
      const middle = Math.ceil(rows.length / 2);
      await write(db, importId, intake, { rows: rows.slice(0, middle), bytes }, log);
      await write(db, importId, intake, { rows: rows.slice(middle), bytes }, log);
      return;
    }
  }
}

type Neighbours = { before: Promise<void>; onDecided: () => void };
const alone: Neighbours = { before: Promise.resolve(), onDecided: () => {} };

async function writeBatch(trx: Trx, importId: number, intake: Intake, { rows, bytes }: Batch, { before, onDecided }: Neighbours): Promise<void> {
  const { added, changed, unchanged, refused, problems } = await intake.takeIn(trx, rows, onDecided);
  await before.catch(() => {
    throw new Behind();
  });
  const { numUpdatedRows } = await trx
    .updateTable("imports")
    .set((eb) => ({
      row_count: rows.at(-1)!.position,
      byte_count: bytes,
      added_count: eb("added_count", "+", added),
      changed_count: eb("changed_count", "+", changed),
      unchanged_count: eb("unchanged_count", "+", unchanged),
      refused_count: eb("refused_count", "+", refused),
    }))
    .where("id", "=", importId)
    .where("status", "=", "running")
    .where("row_count", "=", rows[0]!.position - 1)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Stopped();
  if (problems.length > 0) {
    const numbers = new Map<number, number>();
    const numbered = problems.map(({ line, column, reason }) => {
      const number = (numbers.get(line) ?? 0) + 1;
      numbers.set(line, number);
      return { import_id: importId, line, number, column_name: column, reason: JSON.stringify(reason) };
    });
    for (let from = 0; from < numbered.length; from += 1_000) await trx.insertInto("import_problems").values(numbered.slice(from, from + 1_000)).execute();
  }
}

/** The file has done its work; what it brought, and what of it was refused, stays. */
async function finish(db: Db, importId: number, problem: ImportProblem | null, now: Date): Promise<void> {
  await inTransaction(db, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable("imports")
      .set({ status: "done", finished_at: now, problem: problem && JSON.stringify(problem) })
      .where("id", "=", importId)
      .where("status", "=", "running")
      .executeTakeFirst();
    if (numUpdatedRows > 0n) await trx.deleteFrom("import_chunks").where("import_id", "=", importId).execute();
  });
}
