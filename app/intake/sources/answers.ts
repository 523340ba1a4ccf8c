import type { Preset } from "../presets/preset.ts";
import type { Mapping } from "./fields.ts";
import { valueAt } from "./place.ts";
import { isBranch, type Tree } from "./tree.ts";

/** The answers in a delivery: the items of its list of answers, else the whole of it. Undefined: there is no list where it should be. */
export function answersIn(preset: Preset, mapping: Mapping | null, tree: Tree): Tree[] | undefined {
  const each = mapping?.each ?? preset.each;
  const list = each ? valueAt(tree, each) : (listIn(tree) ?? [tree]);
  return Array.isArray(list) ? list : undefined;
}

/** What a mapping is made for, and what the addresses of leaves.ts begin at: one answer, where a delivery may hold several. */
export function oneAnswer(tree: Tree): Tree {
  const list = listIn(tree);
  return list ? (list[0] ?? null) : tree;
}

/** A list of answers, bare or as the only thing in an object: `{ responses: [{ … }, { … }] }`. */
function listIn(tree: Tree): Tree[] | undefined {
  if (isListOfAnswers(tree)) return tree;
  const [only, ...more] = isBranch(tree) ? Object.entries(tree) : [];
  if (!only || more.length > 0 || !/^(responses|results|data|items|records|submissions|feedbacks?|events|entries|rows|reviews)$/i.test(only[0])) return undefined;
  return isListOfAnswers(only[1]) && only[1].length > 0 ? only[1] : undefined;
}

/** A list of fields and values is one answer. */
function isListOfAnswers(tree: Tree): tree is Tree[] {
  return Array.isArray(tree) && tree.every(isBranch) && !isListOfPairs(tree);
}

const fieldKeys = /^(question|field|key|label|title|name|field_?name|question_?(id|text|title|name|key)|field_?(id|title|key|label)|vraag|veld|naam|sleutel|titel|frage|feld|q|k)$/i;
const valueKeys = /^(answers?|values?|response|text|score|choices?|result|rating|number|antwoord(en)?|waarde|antwort|wert|a|v)$/i;
/** It tells of a person or a moment: then it is an answer by itself. */
const answersKeys = /^(e-?mail(_?address)?|comments?|feedback|(created|updated|submitted|answered|completed|responded)(_?(at|on|date))?|date|datum|timestamp|toelichting|opmerking|customer|contact|respondent)$/i;

/** `[{ question: "How likely…", answer: "9" }, …]` */
function isListOfPairs(list: Tree[]): boolean {
  const holds = (item: Tree, keys: RegExp) => isBranch(item) && Object.keys(item).some((key) => keys.test(key));
  return list.length > 1 && !list.some((item) => holds(item, answersKeys)) && list.every((item) => holds(item, fieldKeys) && holds(item, valueKeys) && Object.keys(item as object).length <= 8);
}
