import { oneAnswer } from "./answers.ts";
import { type Path, readJsonText, type Step, valueAt } from "./place.ts";
import { type Branch, isBranch, type Tree } from "./tree.ts";
import { inWords, readText } from "./words.ts";

/** One value that a delivery holds, with the address at which the same question stands in every delivery. */
export type Leaf = {
  at: Path;
  value: string | number | boolean | null;
  /** The steps in words, to show: a list's item by its question, where it has one. */
  labels: string[];
  /** It says which question it is, not what she answered. */
  isQuestion: boolean;
};

/** More than anybody looks through. */
const mostLeaves = 2_000;
const deepestText = 3;

/** Every value of one answer, in the order in which it was sent; also those inside JSON that was sent as text. A list of plain values, or a name in parts, is one. */
export function leavesOf(tree: Tree): Leaf[] {
  const leaves: Leaf[] = [];
  collect(oneAnswer(tree), { at: [], labels: [], texts: 0, isQuestion: false }, titlesIn(tree), leaves);
  return leaves;
}

/** `names`: of the values of the row that stands here. */
type Here = { at: Path; labels: string[]; texts: number; isQuestion: boolean; names?: Tree[] | undefined };

/** Its depth is bounded by that of a tree (tree.ts). */
function collect(tree: Tree, here: Here, titles: Map<string, string>, leaves: Leaf[]): void {
  const { at, labels, texts, isQuestion, names } = here;
  if (leaves.length >= mostLeaves) return;
  if (Array.isArray(tree)) {
    if (isOneAnswer(tree)) return void leaves.push({ at, labels, isQuestion, value: tree.length === 1 ? (tree[0] as Leaf["value"]) : (readText(tree) ?? null) });
    const named = countsIn(tree);
    tree.forEach((item, index) => {
      if (leaves.length >= mostLeaves) return;
      const { step, label } = stepTo(item, index, { named, isAlone: tree.length === 1 }, titles);
      collect(item, { at: [...at, step], labels: [...labels, String(names?.[index] ?? label)], texts, isQuestion }, titles, leaves);
    });
    return;
  }
  if (isBranch(tree)) {
    const header = headerIn(tree);
    if (isName(tree)) leaves.push({ at, labels, isQuestion, value: readText(tree) ?? null });
    const isItem = isPair(tree) || (typeof at.at(-1) === "object" && "where" in (at.at(-1) as object));
    for (const [key, sent] of Object.entries(tree)) {
      const value = inWords(sent, tree)!;
      const isHeader = value === header;
      collect(value, { names: !isHeader && Array.isArray(value) && value.length === header?.length ? header : undefined, texts, at: [...at, key], labels: [...labels, (isBranch(value) && isPair(value) && labelOf(value)) || key], isQuestion: isQuestion || isHeader || isDefinition(key, value) || (isItem && isAboutQuestion(tree, key)) }, titles, leaves);
    }
    return;
  }
  const inside = typeof tree === "string" && texts < deepestText ? readJsonText(tree) : undefined;
  if (inside === undefined) leaves.push({ at, labels, isQuestion, value: tree });
  else collect(inside, { ...here, at: [...at, { json: true }], texts: texts + 1 }, titles, leaves);
}

/** `{ question: "How likely…", answer: "9" }`, in a list or under a key of its own. */
const isPair = (branch: Branch) => typeof branch["question"] === "string" && "answer" in branch;
const isPlain = (tree: Tree) => typeof tree !== "object" || tree === null;

/** `["Speed", "Friendly staff"]`: choices. `["19-11-2026 14:05", "9", "Fine"]`: a row, each value an answer to something else. */
function isOneAnswer(list: Tree[]): boolean {
  if (list.length === 0 || !list.every(isPlain)) return false;
  return list.length === 1 || !list.some((value) => typeof value !== "string" || /^\s*[\d.,:/-]+\s*$|@|\d{4}-\d\d/.test(value));
}

/** `headers: ["Tijdstempel", "NPS"]` beside `values: ["19-11-2026 14:05", "9"]` */
function headerIn(branch: Branch): Tree[] | undefined {
  const header = Object.entries(branch).find(([key, value]) => /^(headers?|header_?row|columns?|titles|questions|labels|keys)$/i.test(key) && Array.isArray(value) && value.length > 1 && value.every((one) => typeof one === "string"));
  return header?.[1] as Tree[] | undefined;
}

/** `{ first: "Kin", last: "Lane" }` */
function isName(branch: Branch): boolean {
  const keys = Object.keys(branch);
  return keys.length > 1 && keys.every((key) => /^(prefix|salutation|title|first|middle|last|suffix|full|(first|last|middle|full|given|family)_?name|area|phone|country_?code|number)$/i.test(key) && isPlain(branch[key]!));
}

/** `fields: [{ id, title }]`: what was asked. `fields: [{ title, value }]`: what was answered. */
function isDefinition(key: string, value: Tree): boolean {
  if (/^(form_?|survey_?)?definitions?$/i.test(key)) return true;
  if (!/^(questions?|fields?)$/i.test(key) || isPlain(value)) return false;
  const items = Array.isArray(value) ? value : [value];
  return items.every((item) => isBranch(item) && Object.keys(item).some((one) => /^(title|label|text|type|ref)$/i.test(one)) && !Object.keys(item).some((one) => one !== "text" && answerKeys.test(one)));
}

/** In an item of `{ field, value }` what says which field it is. */
function isAboutQuestion(item: Branch, key: string): boolean {
  const isAnswer = answerKeys.test(key) || !Object.keys(item).some((one) => one !== key && answerKeys.test(one));
  return questions.includes(key) || describing.test(key) || (!isAnswer && besideAnswer.includes(key));
}

const describing = /^(type|question_?type|field_?type|kind|index|position|order|required|options|metric)$/i;

/** What a tool calls its questions, where it describes them apart from the answers. */
function titlesIn(tree: Tree): Map<string, string> {
  const titles = new Map<string, string>();
  const walk = (here: Tree): void => {
    if (typeof here !== "object" || here === null) return;
    if (isBranch(here)) {
      const title = labelOf(here);
      for (const key of ["id", "ref", "key"]) {
        const name = here[key];
        if (title && (typeof name === "string" || typeof name === "number")) titles.set(String(name), title);
      }
    }
    for (const inner of Object.values(here)) walk(inner);
  };
  walk(tree);
  return titles;
}

/** Where the field of an item of `{ field, value }` is named, the surest first: what a tool gave, then what people wrote, which they may rewrite. */
const inQuestion = ["ref", "key", "code", "id", "slug", "name", "title", "label", "text", "heading", "type"];
const besideAnswer = [
  "ref", "key", "code", "slug", "field_key", "fieldKey", "questionId", "question_id", "questionID", "questionid", "questionKey", "question_key", "questionCode", "fieldId", "field_id", "fieldID", "variable", "variableName",
  "name", "label", "title", "question", "field", "questionText", "question_text", "questionTitle", "question_title", "questionName", "fieldName", "field_name", "fieldLabel", "heading", "prompt", "property",
  "vraag", "veld", "naam", "sleutel", "titel", "omschrijving", "frage", "feld", "q", "k", "id", "type",
]; // prettier-ignore
const questions = ["field", "question", "definition", "questionDefinition"];
const answerKeys = /^(answers?|values?|response|responses|text|number|choices?|boolean|content|score|rating|result|body|data|raw|selected|reply|simple_text|display_?value|answer_?(text|value)|value_?(text|string)|field_?value|antwoord(en)?|waarde|keuze|antwort|wert|a|v)$/i;

/** How an item of a list is addressed: by its field where the list holds fields with values, else by its position. */
function stepTo(item: Tree, index: number, list: Siblings, titles: Map<string, string>): { step: Step; label: string } {
  const where = isBranch(item) ? fieldOf(item, list) : undefined;
  if (!where) return { step: index, label: String(index + 1) };
  const is = nameAt(item, where);
  return { step: { where, is }, label: labelOf(item as Branch) ?? titles.get(is) ?? is };
}

type Siblings = { named: Counts; isAlone: boolean };

function fieldOf(item: Branch, { named, isAlone }: Siblings): string[] | undefined {
  const nested = questions.filter((question) => isBranch(item[question])).flatMap((question) => inQuestion.map((key) => [question, key]));
  const hasAnswer = Object.keys(item).some((key) => answerKeys.test(key));
  const beside = hasAnswer ? besideAnswer.map((key) => [key]) : [];
  return [...nested, ...beside, ...(isAlone ? [] : nameOfTwo(item))].find((where) => isFieldName(valueAt(item, where)) && !isAnswer(item, where) && named(where, nameAt(item, where)) === 1);
}

/** In `{ onderdeel: "NPS", uitkomst: 9 }`, words that we do not know, the first of the two names the other. */
function nameOfTwo(item: Branch): string[][] {
  const [[key, value] = ["", null], ...others] = Object.entries(item);
  return others.length === 1 && isPlain(others[0]![1]) && typeof value === "string" && !answerKeys.test(key) ? [[key]] : [];
}

/** A name of a field: no customer's address, and no essay. */
function isFieldName(value: Tree | undefined): boolean {
  if (typeof value === "number") return Number.isInteger(value);
  return typeof value === "string" && value.trim() !== "" && value.length <= 500 && !value.includes("@");
}

/** Where it is the only one besides what names it, `text` or `id` may be the answer itself. */
function isAnswer(item: Branch, [key]: string[]): boolean {
  return Object.keys(item).filter((one) => answerKeys.test(one)).length === 1 && answerKeys.test(key!);
}

/** How many items of a list have this name there; counted once for all. */
type Counts = (where: string[], name: string) => number;

function countsIn(list: Tree[]): Counts {
  const counted = new Map<string, Map<string, number>>();
  return (where, name) => {
    const key = where.join("\n");
    let counts = counted.get(key);
    if (!counts) {
      counted.set(key, (counts = new Map()));
      for (const item of list) counts.set(nameAt(item, where), (counts.get(nameAt(item, where)) ?? 0) + 1);
    }
    return counts.get(name) ?? 0;
  };
}

const nameAt = (item: Tree, where: string[]) => String(valueAt(item, where) ?? "").trim();

function labelOf(item: Branch): string | undefined {
  const found = [...questions.flatMap((question) => ["title", "text", "label", "heading", "name"].map((key) => [question, key])), ["label"], ["title"], ["question"], ["heading"], ["question_text"], ["questionText"], ["name"]].map((where) => valueAt(item, where)).find((value) => typeof value === "string" && value.trim() !== "");
  return typeof found === "string" ? found.trim().slice(0, 200) : undefined;
}
