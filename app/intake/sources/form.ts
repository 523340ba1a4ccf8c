import { readJsonText } from "./place.ts";
import { Refusal } from "./reason.ts";
import { type Branch, isHarmful, requireStorable, type Tree } from "./tree.ts";

/** More parts than any questionnaire has questions. */
const mostParts = 2_000;
const deepestKey = 10;

/** A form as tools send it: `a=1&b[c]=2&d[]=3&d[]=4` is `{ a: "1", b: { c: "2" }, d: ["3", "4"] }`. */
export function readForm(text: string): Tree {
  const pairs: [string, string][] = [];
  for (const part of text.trim().split("&", mostParts + 1)) {
    if (part === "") continue;
    const at = part.indexOf("=");
    pairs.push(at === -1 ? [decode(part), ""] : [decode(part.slice(0, at)), decode(part.slice(at + 1))]);
  }
  // JSON that was sent as if it were a form.
  const [only] = pairs;
  const json = pairs.length === 1 && only![1] === "" ? readJsonText(only![0]) : undefined;
  return json ?? grow(pairs);
}

/** A multipart form; of a file only the name is kept. `contentType` holds the boundary. */
export async function readMultipart(contentType: string, raw: Buffer): Promise<Tree> {
  let form: FormData;
  try {
    form = await new Response(new Uint8Array(raw), { headers: { "content-type": contentType } }).formData();
  } catch {
    throw new Refusal(400, { code: "body_not_form" });
  }
  const pairs = [...form].slice(0, mostParts + 1).map(([key, value]): [string, string] => [key, typeof value === "string" ? value : value.name]);
  const isReplaced = pairs.some(([key, value]) => key.includes("\ufffd") || value.includes("\ufffd"));
  if (isReplaced && !raw.includes("\ufffd")) throw new Refusal(400, { code: "body_not_text" });
  return grow(pairs);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part.replaceAll("+", " "));
  } catch {
    throw new Refusal(400, { code: "body_not_text" });
  }
}

/** Keys with brackets become branches, as PHP and Rails read them; a name that comes twice holds a list. */
function grow(pairs: [string, string][]): Tree {
  if (pairs.length === 0) throw new Refusal(400, { code: "body_empty" });
  if (pairs.length > mostParts) throw new Refusal(400, { code: "body_not_form" });
  const root: Branch = {};
  for (const [key, value] of pairs) {
    requireStorable(key);
    requireStorable(value);
    const path = pathOf(key);
    if (!path.some(isHarmful)) put(root, path, value);
  }
  return withLists(root);
}

/** "response[customer][email]" is response, customer, email; a key that is not so built is one name. */
function pathOf(key: string): string[] {
  if (!/^[^[\]]+(\[[^[\]]*\])+$/.test(key)) return [key];
  const [name = "", ...rest] = key.split("[");
  const path = [name, ...rest.map((part) => part.slice(0, -1))];
  return path.length > deepestKey ? [key] : path;
}

function put(branch: Branch, [key = "", ...rest]: string[], value: string): void {
  const name = key === "" ? String(Object.keys(branch).length) : key;
  const there = Object.hasOwn(branch, name) ? branch[name] : undefined;
  if (rest.length === 0) {
    branch[name] = there === undefined ? value : Array.isArray(there) ? [...there, value] : typeof there === "string" ? [there, value] : there;
    return;
  }
  // A value and a branch under one name: the branch says more.
  const next: Branch = typeof there === "object" && there !== null && !Array.isArray(there) ? there : {};
  branch[name] = next;
  put(next, rest, value);
}

/** Branches whose keys are 0, 1, 2… are lists. Its depth is bounded by that of a key. */
function withLists(tree: Tree): Tree {
  if (typeof tree !== "object" || tree === null || Array.isArray(tree)) return tree;
  const entries = Object.entries(tree).map(([key, value]): [string, Tree] => [key, withLists(value)]);
  const isList = entries.length > 0 && entries.every(([key], index) => key === String(index));
  return isList ? entries.map(([, value]) => value) : Object.fromEntries(entries);
}
