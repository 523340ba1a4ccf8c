import { z } from "zod";
import { oneAnswer } from "./answers.ts";
import type { Mapping, Place, Places } from "./fields.ts";
import { path, type Path } from "./place.ts";
import { isBranch, type Tree } from "./tree.ts";

/** A list in a delivery of which each item could be an answer. */
export type AnswerList = { at: Path; count: number };

const mostLists = 10;
const deepest = 4;

/** The lists of objects in a delivery, for an administrator to say that one of them holds the answers. Lists of fields with values are none. */
export function answerListsIn(tree: Tree): AnswerList[] {
  const found: AnswerList[] = [];
  const open: { tree: Tree; at: string[] }[] = [{ tree, at: [] }];
  for (let next = open.shift(); next && found.length < mostLists; next = open.shift()) {
    const { tree, at } = next;
    if (Array.isArray(tree)) {
      if (at.length > 0 && tree.length > 0 && oneAnswer(tree) !== tree) found.push({ at, count: tree.length });
    } else if (isBranch(tree) && at.length < deepest) {
      for (const [key, value] of Object.entries(tree)) open.push({ tree: value, at: [...at, key] });
    }
  }
  return found;
}

const eachField = z.union([z.literal(""), z.string().max(10_000).transform((text, context) => readJson(text) ?? (context.addIssue("no JSON"), z.NEVER)).pipe(path.min(1))]);

/** The form's field that holds such a list; undefined: a delivery is one answer. Null: it is no field of ours. */
export function readEach(value: FormDataEntryValue | null): Path | undefined | null {
  const parsed = eachField.safeParse(value ?? "");
  return parsed.success ? parsed.data || undefined : null;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The same places, said from another beginning: of the whole delivery, or of one item of its list. */
export function fromOther(mapping: Mapping, from: Path | undefined, to: Path | undefined): Mapping {
  if (JSON.stringify(from) === JSON.stringify(to)) return mapping;
  const move = (path: Path): Path => {
    const whole = from ? [...from, 0, ...path] : path;
    return to && JSON.stringify(whole.slice(0, to.length)) === JSON.stringify(to) ? whole.slice(to.length + 1) : whole;
  };
  const moved = (place: Place): Place => ("at" in place ? { ...place, at: move(place.at) } : "join" in place ? { ...place, join: place.join.map(move) } : place);
  const fields = Object.fromEntries(Object.entries(mapping.fields).map(([name, places]) => [name, places!.map(moved)])) as Places;
  const { each: _, ...rest } = mapping;
  return { ...rest, ...(to && { each: to }), fields };
}
