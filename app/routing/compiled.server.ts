import type { Db } from "#db/client.ts";
import { type Compiled, compileRules } from "./compile.ts";
import { firstRules, type Rule } from "./rule.ts";

/** A version never changes once it holds: each process makes it ready once. */
const first = compileRules(firstRules);
const ready = new Map<number, Compiled>();
const mostReady = 20;

/** The rules of this version, ready to be asked; null is what Belterug starts with. */
export async function compiledRules(db: Db, versionId: number | null): Promise<Compiled> {
  if (versionId === null) return first;
  const known = ready.get(versionId);
  if (known) return known;
  const { rules } = await db.selectFrom("routing_versions").select("rules").where("id", "=", versionId).executeTakeFirstOrThrow();
  const compiled = compileRules(rules as Rule[]);
  if (ready.size >= mostReady) ready.clear();
  ready.set(versionId, compiled);
  return compiled;
}
