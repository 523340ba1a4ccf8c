/**
 * Numbers that look random and are the same each time. Each thing in the demo draws from a generator
 * of its own, named after it, so that a change in one place leaves the rest of the data as it was.
 */
export type Random = ReturnType<typeof randomFor>;

export function randomFor(name: string) {
  let state = seedOf(name);
  /** In [0, 1): mulberry32. */
  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
  return {
    next,
    /** A number in [from, to). */
    between: (from: number, to: number): number => from + next() * (to - from),
    /** A whole number from `from` up to and including `to`. */
    whole: (from: number, to: number): number => from + Math.floor(next() * (to - from + 1)),
    chance: (probability: number): boolean => next() < probability,
    pick: <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!,
    /** One of the keys, as often as its weight says. */
    weighted<Key extends string>(weights: Record<Key, number>): Key {
      const entries = Object.entries(weights) as [Key, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) if ((left -= weight) < 0) return key;
      return entries[0]![0];
    },
  };
}

/** FNV-1a */
function seedOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
