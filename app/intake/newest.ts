/** Per field, the instant (ISO 8601, UTC) at which the answer was given that its value came from. */
export type FactsAt = Record<string, string>;

type Fact = string | number | boolean | null | object;

/**
 * Survey tools send an answer again, late, twice and out of order. So each field keeps the value of
 * the newest answer that said something about it, whatever the order of delivery: `undefined` says
 * nothing, `null` says "empty". Of two answers from the same instant the later delivery wins, except
 * that an empty field never wipes out words of that same instant (the score alone, retried).
 */
export function takeNewest<Known extends Record<string, Fact>>(known: Known, factsAt: FactsAt, incoming: { [Field in keyof Known]?: Known[Field] | undefined }, at: Date) {
  const values = { ...known };
  const since = { ...factsAt };
  const changed: (keyof Known)[] = [];
  const instant = at.toISOString();
  for (const field of Object.keys(incoming) as (keyof Known & string)[]) {
    const value = incoming[field];
    if (value === undefined) continue;
    const knownAt = since[field];
    if (knownAt !== undefined && knownAt > instant) continue;
    if (knownAt === instant && value === null) continue;
    since[field] = instant;
    if (isSame(value, known[field])) continue;
    values[field] = value as Known[typeof field];
    changed.push(field);
  }
  return { values, factsAt: since, changed, hasChanged: changed.length > 0 || !isSame(since, factsAt) };
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object") return (a ?? null) === (b ?? null);
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** jsonb gives keys back in its own order. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value ?? null;
  return Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
}
