import type { Reason } from "./reason.ts";
import { type Branch, isBranch, type Tree } from "./tree.ts";

/** No label of a score is longer; and no pattern is tried on an essay. */
const longestLabel = 200;

/** What tools write where she skipped the question. */
const unanswered = /^(-+|–|—|n\.?\/?a\.?|n\.?v\.?t\.?|null|undefined|none)$/i;
/** "4 stars": of how many it does not say, and never of ten. */
const pictures = /^\d{1,2}\s*(stars?|ster(ren)?|[★☆⭐🌟]\ufe0f?|smileys?|hartjes?|harten|hearts?)$/iu;

/** Reads a score, however it is written: 9, "9", " 9,0 ", "9/10", "9 - heel waarschijnlijk". It is never stretched. */
export function readScore(value: Tree): { score: number } | { empty: true } | { reason: Reason } {
  const plain = unwrap(value);
  if (plain === null || plain === "") return { empty: true };
  if (typeof plain === "number") return check(plain, String(plain));
  if (typeof plain !== "string") return { reason: { code: "score_not_a_number", value: typeof plain === "boolean" ? String(plain) : "{…}" } };
  const text = plain.normalize("NFKC").replaceAll(/[\u200b-\u200f\u2066-\u2069\ufeff]/g, "").trim();
  if (text === "" || unanswered.test(text)) return { empty: true };
  if (text.length > longestLabel) return { reason: { code: "score_not_a_number", value: short(text) } };
  const outOf = /^([+-]?\d{1,4}(?:[.,]\d+)?)\s*(?:\/|of|out of|van|van de|uit|op|von|sur)\s*(?:the\s+)?(\d{1,4})$/i.exec(text);
  if (outOf) return Number(outOf[2]) === 10 ? check(toNumber(outOf[1]!), text) : { reason: { code: "other_scale", scale: `0-${outOf[2]}` } };
  if (pictures.test(text)) return { reason: { code: "other_scale", scale: short(text.replace(/^\d+\s*/, "")) } };
  const bare = /^[+-]?\d{1,6}(?:[.,]\d{1,6})?$/.exec(text);
  if (bare) return check(toNumber(text), text);
  const labelled = leading(text) ?? trailing(text);
  return labelled === undefined ? { reason: { code: "score_not_a_number", value: short(text) } } : check(labelled, short(text));
}

function check(score: number, value: string): { score: number } | { reason: Reason } {
  if (!Number.isFinite(score)) return { reason: { code: "score_not_a_number", value } };
  if (score < 0 || score > 10) return { reason: { code: "score_out_of_range", value } };
  if (!Number.isInteger(score)) return { reason: { code: "score_not_whole", value } };
  return { score: score + 0 }; // -0 is 0
}

/** "9 - heel waarschijnlijk", "10: zeker", "9 (very likely)", "9 heel waarschijnlijk": one number, before its words. */
function leading(text: string): number | undefined {
  const found = /^(\d{1,2})(?:\s*[-–—:=(|.,)]\s*|\s+)(\D*)$/.exec(text);
  return found && !found[2]!.includes("%") ? Number(found[1]) : undefined;
}

/** "Very likely (9)", "heel waarschijnlijk - 9": one number, behind its words. */
function trailing(text: string): number | undefined {
  const found = /^\D*[a-z]\D*?(?:\((\d{1,2})\)|\s[-–—:=|]\s*(\d{1,2})|:\s*(\d{1,2}))$/i.exec(text);
  return found ? Number(found[1] ?? found[2] ?? found[3]) : undefined;
}

const toNumber = (text: string) => Number(text.replace(",", "."));

/** It is stored: no more of it than a score could be. */
const short = (text: string) => (text.length > 24 ? `${text.slice(0, 24).toWellFormed()}…` : text);

/** A list of one, and an object that wraps one value (`{ value: 9 }`), mean that value. */
function unwrap(value: Tree): Tree {
  if (Array.isArray(value)) return value.length === 0 ? null : value.length === 1 ? unwrap(value[0]!) : value;
  if (!isBranch(value)) return value;
  for (const key of ["value", "score", "number", "rating", "answer", "label", "text", "name"]) {
    const inner = value[key];
    if (typeof inner === "number" || typeof inner === "string") return inner;
  }
  return value;
}

export type Scale = { kind: "0-10" } | { kind: "other"; scale: string } | { kind: "unknown" };

/**
 * Which scale the delivery itself says that a score is on, from what stands around it: `way` is what
 * it stands in, the root first, `names` the keys and questions on that way. Tools write the ends, the
 * number of steps, the kind of question, or only the question itself.
 */
export function scaleAround(way: Tree[], names: string[] = []): Scale {
  const around = way.filter(isBranch);
  const nearest = around.at(-1);
  const near = nearest ? [nearest, ...children(nearest)] : [];
  for (const branch of near) {
    const scale = fromEnds(branch, branch !== nearest);
    if (scale.kind !== "unknown") return scale;
  }
  for (const words of [...names.toReversed(), ...near.flatMap((branch) => questionsIn(branch, branch !== nearest))]) {
    const scale = fromWords(words);
    if (scale.kind !== "unknown") return scale;
  }
  for (const branch of [...near, ...around.slice(0, -1).reverse()]) {
    const scale = fromKind(branch);
    if (scale.kind !== "unknown") return scale;
  }
  return { kind: "unknown" };
}

/** Where a tool describes the question beside the answer. */
const describing = ["field", "question", "properties", "settings", "scale", "range", "validation", "validations", "config", "options", "metric", "meta"];

function children(branch: Branch): Branch[] {
  const direct = describing.map((key) => branch[key]).filter(isBranch);
  return [...direct, ...direct.flatMap((one) => describing.map((key) => one[key]).filter(isBranch))];
}

const lowest = /^(scale|value|rating|range|score)?_?(min|minimum|lowest|lowerbound|start_?at)(_?(value|score|rating))?$/i;
const highest = /^((scale|value|rating|range|score)?_?(max|maximum|highest|upperbound|out_?of)(_?(value|score|rating))?|scale|scale_?size|best_?rating)$/i;
const stepCount = /^(number_?of_?)?(steps|step_?count)$/i;
/** They say it in a description of the scale only; beside an answer they are about something else. */
const lowestInside = /^(from|start|low)$/i;
const highestInside = /^(to|end|high)$/i;

function fromEnds(branch: Branch, isDescription: boolean): Scale {
  let from: number | undefined;
  let to: number | undefined;
  for (const [key, value] of Object.entries(branch)) {
    if (key.length > longestLabel) continue;
    const range = typeof value === "string" && value.length <= longestLabel && /scale|range/i.test(key) ? /^\s*(-?\d+)\s*(?:-|–|to|tot|t\/m|\.\.)\s*(\d+)\s*$/.exec(value) : null;
    if (range) [from, to] = [Number(range[1]), Number(range[2])];
    if (value === true && /^starts?_?at_?one$/i.test(key)) from = 1;
    const number = asNumber(value);
    if (number === undefined) continue;
    if (number <= 1 && (lowest.test(key) || (isDescription && lowestInside.test(key)))) from = number;
    if (number >= 2 && number <= 1000 && (highest.test(key) || (isDescription && highestInside.test(key)))) to = number;
    if (stepCount.test(key) && to === undefined) {
      const first = branch["start_at_one"] === true ? 1 : 0;
      [from, to] = [from ?? first, number - 1 + first];
    }
  }
  if (to === undefined && (from === undefined || from === 0)) return { kind: "unknown" };
  if (to === 10 && from === 0) return { kind: "0-10" };
  if (to === 10 && from === undefined) return { kind: "unknown" };
  return { kind: "other", scale: `${from ?? 0}-${to ?? "…"}` };
}

function asNumber(value: Tree): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\s*-?\d{1,4}\s*$/.test(value) ? Number(value) : undefined;
}

/** Beside an answer `text` and `title` may be the customer's own words; in a description of the question they are not. */
function questionsIn(branch: Branch, isDescription: boolean): string[] {
  const keys = ["question", "label", "heading", "question_text", "questionText", "question_title", "questionTitle", ...(isDescription ? ["title", "text", "name"] : [])];
  return keys.map((key) => branch[key]).filter((value) => typeof value === "string");
}

const between = String.raw`(\d{1,2})(?:\s*\([^)]{0,40}\))?\s*(?:-|–|to|tot(?: en met)?|t\/m|through|bis|à|\.\.)\s*(\d{1,3})(?!\d|[-/.]\d)`;
/** "On a scale of 1 to 5, …", "Cijfer (0-10)" */
const scaleWords = [new RegExp(String.raw`\b(?:scale|schaal|skala|cijfer|rapportcijfer|score|rating)\b[^\d.?!]{0,30}${between}`, "i"), new RegExp(String.raw`[([]\s*${between}\s*[)\]]`, "i")];

function fromWords(words: string): Scale {
  if (!/\d/.test(words)) return { kind: "unknown" };
  const text = words.slice(0, 2 * longestLabel);
  const [, from, to] = scaleWords.map((pattern) => pattern.exec(text)).find((found) => found !== null) ?? [];
  if (from === undefined || Number(from) > 1 || Number(to) < 3 || Number(to) > 100) return { kind: "unknown" };
  return from === "0" && to === "10" ? { kind: "0-10" } : { kind: "other", scale: `${from}-${to}` };
}

const kindKeys = /^(type|kind|metric|category|format|subtype|((survey|question|metric|score|rating|scale|feedback|campaign|field|answer|display)_?(type|kind|metric|format|category)))$/i;
const otherKinds = /^(csat|ces|c-?sat|nes|emoji|emojis|smiley|smileys|smilies|star|stars|stars_?five|five_?stars?|5_?stars?|heart|hearts|thumb|thumbs|thumbs_?up|like_?dislike|customer_?(satisfaction|effort)(_?score)?|pmf|happiness|faces?|(csat|ces|star|smiley|emoji|faces?|thumbs?)[_-]?(\d|rating|scale|score|survey|question)+\w*)$/i;
const npsKinds = /^(nps|net_?promoter(_?score)?|enps|nps_?(scale|rating|score|survey|question)\w*)$/i;

function fromKind(branch: Branch): Scale {
  for (const [key, value] of Object.entries(branch)) {
    if (typeof value !== "string" || value.length > longestLabel || key.length > longestLabel || !kindKeys.test(key)) continue;
    const kind = value.trim().replaceAll(/[\s-]+/g, "_");
    if (npsKinds.test(kind)) return { kind: "0-10" };
    if (otherKinds.test(kind)) return { kind: "other", scale: value.trim().slice(0, 50).toWellFormed() };
  }
  return { kind: "unknown" };
}
