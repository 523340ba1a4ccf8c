import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import { unlessNameTaken } from "../people/duplicate.server.ts";

/** Those in use first, by name, each with how many tasks carry it. */
export async function listCauses(db: Db) {
  return db
    .selectFrom("causes")
    .select(["causes.id", "causes.name", "causes.archived_at"])
    .select((eb) => eb.selectFrom("tasks").select(eb.fn.countAll<number>().as("n")).whereRef("tasks.cause_id", "=", "causes.id").as("tasks"))
    .orderBy(sql`archived_at is not null`)
    .orderBy(sql`lower(name)`)
    .execute();
}

export async function causeById(db: Db, causeId: number) {
  if (!Number.isSafeInteger(causeId) || causeId < 1) return undefined;
  return db.selectFrom("causes").select(["id", "name", "archived_at"]).where("id", "=", causeId).executeTakeFirst();
}

export async function addCause(db: Db, name: string): Promise<"nameTaken" | null> {
  return unlessNameTaken("causes_name", db.insertInto("causes").values({ name }).execute());
}

/** Renames a cause, takes it out of the list that employees choose from, or puts it back. Tasks keep theirs. */
export async function changeCause(db: Db, causeId: number, { name, isArchived }: { name: string; isArchived: boolean }, now: Date): Promise<"nameTaken" | null> {
  return unlessNameTaken(
    "causes_name",
    db
      .updateTable("causes")
      .set({ name, archived_at: isArchived ? sql`coalesce(archived_at, ${now})` : null })
      .where("id", "=", causeId)
      .execute(),
  );
}
