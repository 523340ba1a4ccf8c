import { type Reason, Refusal } from "./reason.ts";

/** What a delivery says, whatever it was sent as: plain values as in JSON. */
export type Tree = null | boolean | number | string | Tree[] | { [key: string]: Tree };
export type Branch = { [key: string]: Tree };

/** Nobody nests answers deeper, and what walks a tree by itself must not run out of stack. */
export const deepest = 100;

/** They mean something to JavaScript objects, and nothing in an answer. */
const harmful = new Set(["__proto__", "constructor", "prototype"]);

export function isBranch(tree: Tree | undefined): tree is Branch {
  return typeof tree === "object" && tree !== null && !Array.isArray(tree);
}

/**
 * Parses JSON and makes it safe. A whole number that is too long for JavaScript to hold (ids of 19
 * digits) stays as it was written, as text: rounded, two answers would become one. Throws a
 * SyntaxError, or a Refusal as `makeSafe`.
 */
export function parseJson(text: string): Tree {
  const tree = makeSafe(JSON.parse(text) as Tree);
  if (!/\d{16}/.test(text)) return tree;
  const keepLong = (_key: string, value: unknown, { source }: { source?: string }) => (typeof value === "number" && !Number.isSafeInteger(value) && /^-?\d+$/.test(source ?? "") ? source : value);
  return makeSafe(JSON.parse(text, keepLong as (key: string, value: unknown) => unknown) as Tree);
}

/**
 * Makes parsed JSON safe to work with, in place: refuses (400) what is too deep and text that
 * PostgreSQL cannot store, takes out keys that mean something to JavaScript itself. It walks without
 * recursion, so that depth costs no stack.
 */
export function makeSafe(tree: Tree): Tree {
  const open: { tree: Tree; depth: number }[] = [{ tree, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { tree, depth } = next;
    if (typeof tree === "string") requireStorable(tree);
    if (typeof tree !== "object" || tree === null) continue;
    if (depth >= deepest) throw refuse({ code: "body_too_deep", limit: deepest });
    for (const key of Object.keys(tree)) {
      if (!Array.isArray(tree)) {
        requireStorable(key);
        if (harmful.has(key)) {
          delete tree[key];
          continue;
        }
      }
      open.push({ tree: (tree as Branch)[key]!, depth: depth + 1 });
    }
  }
  return tree;
}

export function isHarmful(key: string): boolean {
  return harmful.has(key);
}

export function requireStorable(text: string): void {
  if (text.includes("\u0000") || !text.isWellFormed()) throw refuse({ code: "body_bad_character" });
}

function refuse(reason: Reason): Refusal {
  return new Refusal(400, reason);
}
