import { sql } from "kysely";
import type { Db } from "#db/client.ts";
import { unlessNameTaken } from "../people/duplicate.server.ts";

/** Those in use first, by name. `has_amount`: given in euro, otherwise by number. */
export async function listKinds(db: Db) {
  return db.selectFrom("gesture_kinds").select(["id", "name", "has_amount", "archived_at"]).orderBy(sql`archived_at is not null`).orderBy(sql`lower(name)`).execute();
}

export async function kindsInUse(db: Db) {
  return db.selectFrom("gesture_kinds").select(["id", "name", "has_amount"]).where("archived_at", "is", null).orderBy(sql`lower(name)`).execute();
}

export type Kind = Awaited<ReturnType<typeof kindsInUse>>[number];

export async function kindById(db: Db, kindId: number) {
  return db.selectFrom("gesture_kinds").select(["id", "name", "has_amount", "archived_at"]).where("id", "=", kindId).executeTakeFirst();
}

export async function addKind(db: Db, kind: { name: string; has_amount: boolean }): Promise<"nameTaken" | null> {
  return unlessNameTaken("gesture_kinds_name", db.insertInto("gesture_kinds").values(kind).execute());
}

/** Renames a kind, takes it out of what can be given, or puts it back. What was given or asked before stays. */
export async function changeKind(db: Db, kindId: number, { name, isArchived }: { name: string; isArchived: boolean }, now: Date): Promise<"nameTaken" | null> {
  return unlessNameTaken(
    "gesture_kinds_name",
    db
      .updateTable("gesture_kinds")
      .set({ name, archived_at: isArchived ? sql`coalesce(archived_at, ${now})` : null })
      .where("id", "=", kindId)
      .execute(),
  );
}
