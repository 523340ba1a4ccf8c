import { z } from "zod";
import { isBranch, isHarmful, parseJson, type Tree } from "./tree.ts";

/**
 * One step into a tree: a key; an index; in a list the item that holds `is` at `where` (lists of
 * field and value are addressed by field, not by position); or into the JSON that stands here as text.
 */
const step = z.union([
  z.string().max(2_000).refine((key) => !isHarmful(key)),
  z.int().min(0).max(10_000),
  z.strictObject({ where: z.array(z.string().max(200)).min(1).max(5), is: z.string().max(2_000) }),
  z.strictObject({ json: z.literal(true) }),
]);
export const path = z.array(step).max(60);

export type Step = z.output<typeof step>;
export type Path = Step[];

/** What stands there; undefined when nothing does. */
export function valueAt(tree: Tree, path: Path): Tree | undefined {
  let here: Tree | undefined = tree;
  for (const step of path) {
    here = take(here, step);
    if (here === undefined) return undefined;
  }
  return here;
}

/** What stands there and everything it stands in, the root first; empty when nothing stands there. */
export function wayTo(tree: Tree, path: Path): Tree[] {
  const way: Tree[] = [tree];
  for (const step of path) {
    const next = take(way.at(-1), step);
    if (next === undefined) return [];
    way.push(next);
  }
  return way;
}

function take(here: Tree | undefined, step: Step): Tree | undefined {
  if (typeof step === "string") return isBranch(here) && Object.hasOwn(here, step) ? here[step] : undefined;
  if (typeof step === "number") return Array.isArray(here) ? here[step] : undefined;
  if ("json" in step) return typeof here === "string" ? readJsonText(here) : undefined;
  return Array.isArray(here) ? here.find((item) => says(item, step)) : undefined;
}

function says(item: Tree, { where, is }: { where: string[]; is: string }): boolean {
  const found = valueAt(item, where);
  return (typeof found === "string" || typeof found === "number" || typeof found === "boolean") && String(found).trim() === is.trim();
}

/** JSON that was sent as text, within a form or within JSON; undefined when it is none. */
export function readJsonText(text: string): Tree | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
