import { type Db, inTransaction, type Trx } from "#db/client.ts";
import { holdKeys } from "../intake/locks.server.ts";
import { isSameRules } from "./changes.ts";
import { firstRules, type Rule } from "./rule.ts";

/** `versionId` null: no version was ever activated, and what Belterug starts with holds. */
export type ActiveRules = { versionId: number | null; rules: Rule[] };

/** `token` says which state of the draft somebody looked at: it differs after every change. */
export type Draft = { id: number; token: string; rules: Rule[]; savedAt: Date; savedBy: string | null };

/** The rules by which answers are routed now. */
export async function activeRules(db: Db): Promise<ActiveRules> {
  const row = await db.selectFrom("routing_versions").select(["id", "rules"]).where("activated_at", "is not", null).orderBy("activated_at", "desc").orderBy("id", "desc").limit(1).executeTakeFirst();
  return row ? { versionId: row.id, rules: row.rules as Rule[] } : { versionId: null, rules: firstRules };
}

/** The rules of a version; null: what Belterug starts with. */
export async function rulesOf(db: Db, versionId: number | null): Promise<Rule[]> {
  if (versionId === null) return firstRules;
  const row = await db.selectFrom("routing_versions").select("rules").where("id", "=", versionId).executeTakeFirstOrThrow();
  return row.rules as Rule[];
}

/** What is being worked on; there is at most one. Undefined where nothing differs from what holds. */
export async function draftOf(db: Db): Promise<Draft | undefined> {
  const row = await db
    .selectFrom("routing_versions")
    .leftJoin("employees", "employees.id", "saved_by")
    .select(["routing_versions.id", "rules", "saved_at", "employees.name as saved_by"])
    .where("activated_at", "is", null)
    .executeTakeFirst();
  return row && { id: row.id, token: `${row.id}.${row.saved_at.getTime()}`, rules: row.rules as Rule[], savedAt: row.saved_at, savedBy: row.saved_by };
}

/** The rules that an administrator sees and changes: the draft's, or what holds where there is none. */
export async function rulesToChange(db: Db): Promise<Rule[]> {
  return (await draftOf(db))?.rules ?? (await activeRules(db)).rules;
}

type By = { employeeId: number; now: Date };

/**
 * Changes the draft, which begins as what holds now; a draft that says the same as that is no draft.
 * `change` sees the newest rules, whoever else is at work on them, and gives undefined when it cannot
 * be done (any more): then nothing changes, and this gives false.
 */
export async function changeDraft(db: Db, change: (rules: Rule[]) => Rule[] | undefined, by: By): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    await holdDraft(trx);
    const [draft, active] = [await draftOf(trx), await activeRules(trx)];
    const changed = change(draft?.rules ?? active.rules);
    if (!changed) return false;
    await writeDraft(trx, { draft, active, rules: changed }, by);
    return true;
  });
}

/** Makes these the draft, in place of whatever it was. */
export async function saveDraft(db: Db, rules: Rule[], by: By): Promise<void> {
  await changeDraft(db, () => rules, by);
}

async function writeDraft(trx: Trx, { draft, active, rules }: { draft: Draft | undefined; active: ActiveRules; rules: Rule[] }, { employeeId, now }: By): Promise<void> {
  if (isSameRules(rules, active.rules)) {
    if (draft) await deleteDraft(trx, draft.id);
    return;
  }
  if (draft && isSameRules(rules, draft.rules)) return;
  // Never the same instant twice: it is part of the token.
  const savedAt = new Date(Math.max(now.getTime(), (draft?.savedAt.getTime() ?? 0) + 1));
  const values = { rules: JSON.stringify(rules), saved_by: employeeId, saved_at: savedAt };
  if (draft) await trx.updateTable("routing_versions").set(values).where("id", "=", draft.id).execute();
  else await trx.insertInto("routing_versions").values({ ...values, based_on_id: active.versionId }).execute();
}

/** Throws the draft away. False when it is another one than she saw. */
export async function discardDraft(db: Db, token: string): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    await holdDraft(trx);
    const draft = await draftOf(trx);
    if (draft?.token !== token) return false;
    await deleteDraft(trx, draft.id);
    return true;
  });
}

async function deleteDraft(trx: Trx, id: number): Promise<void> {
  await trx.deleteFrom("routing_versions").where("id", "=", id).where("activated_at", "is", null).execute();
}

/** From now on the draft routes. False when it was changed since she looked at it. */
export async function activate(db: Db, token: string, { employeeId, now }: By): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    await holdDraft(trx);
    const draft = await draftOf(trx);
    if (draft?.token !== token) return false;
    const last = await trx.selectFrom("routing_versions").select("activated_at").where("activated_at", "is not", null).orderBy("activated_at", "desc").limit(1).executeTakeFirst();
    // Not before the last one, whatever this machine's clock says: the newest holds.
    const activatedAt = new Date(Math.max(now.getTime(), last?.activated_at?.getTime() ?? 0));
    await trx.updateTable("routing_versions").set({ activated_by: employeeId, activated_at: activatedAt }).where("id", "=", draft.id).execute();
    return true;
  });
}

/** Of two who change the draft the second sees what the first did. */
async function holdDraft(trx: Trx): Promise<void> {
  await holdKeys(trx, ["routing draft"]);
}

export type Version = { id: number; number: number; rules: Rule[]; activatedAt: Date; activatedBy: string | null; before: Rule[] };

const perPage = 20;

/** Every version that was ever active, the newest first; `after` is the id of the last one seen. */
export async function listVersions(db: Db, after: number | null): Promise<{ versions: Version[]; next: number | null }> {
  let query = activated(db).orderBy("routing_versions.id", "desc").limit(perPage + 1);
  if (after) query = query.where("routing_versions.id", "<", after);
  const rows = await query.execute();
  const first = rows[0] ? await numberOf(db, rows[0].id) : 0;
  const versions = rows.map((row, index) => shown(row, first - index, rows[index + 1]?.rules));
  return { versions: versions.slice(0, perPage), next: rows.length > perPage ? rows[perPage - 1]!.id : null };
}

/** Undefined when there is none, or it is only a draft. */
export async function versionById(db: Db, id: number): Promise<Version | undefined> {
  const rows = await activated(db).where("routing_versions.id", "<=", id).orderBy("routing_versions.id", "desc").limit(2).execute();
  if (rows[0]?.id !== id) return undefined;
  return shown(rows[0], await numberOf(db, id), rows[1]?.rules);
}

function activated(db: Db) {
  return db
    .selectFrom("routing_versions")
    .leftJoin("employees", "employees.id", "activated_by")
    .select(["routing_versions.id", "rules", "activated_at", "employees.name as activated_by"])
    .where("activated_at", "is not", null);
}

function shown(row: { id: number; rules: unknown; activated_at: Date | null; activated_by: string | null }, number: number, before: unknown): Version {
  return { id: row.id, number, rules: row.rules as Rule[], activatedAt: row.activated_at!, activatedBy: row.activated_by, before: (before as Rule[] | undefined) ?? firstRules };
}

/** Drafts that were thrown away leave gaps in the ids; a version's number is the how-manieth it is, from 1. */
async function numberOf(db: Db, id: number): Promise<number> {
  const { count } = await db.selectFrom("routing_versions").select((eb) => eb.fn.countAll<number>().as("count")).where("activated_at", "is not", null).where("id", "<=", id).executeTakeFirstOrThrow();
  return count;
}
