import { createHash } from "node:crypto";
import type { Preset } from "../presets/preset.ts";
import { problemsOf, type ResponseInput, responseInput } from "../response.ts";
import { answersIn } from "./answers.ts";
import type { FieldName, Mapping, Place, Places } from "./fields.ts";
import { type Path, valueAt, wayTo } from "./place.ts";
import type { Reason } from "./reason.ts";
import { readScore, scaleAround } from "./score.ts";
import { readTime } from "../moment.ts";
import { isBranch, type Tree } from "./tree.ts";
import { fitEmail, fitLanguage, inWords, readAttribute, readText } from "./words.ts";

/** `timeZone` is the organisation's, for times without an offset; an answer without a time of its own was given at `receivedAt`. */
export type Reception = { timeZone: string; receivedAt: Date };

export type Reading =
  | { kind: "response"; input: ResponseInput }
  | { kind: "fetch"; ids: Record<string, string> }
  | { kind: "waiting"; reason: Reason }
  | { kind: "ignored"; reason: Reason }
  | { kind: "refused"; reason: Reason };

const mostAnswers = 500;
/** As response.ts has them. What is longer is cut, or left out: over that no answer is lost. */
const longest = { id: 200, name: 200, phone: 50, comment: 20_000 };

/** What a delivery holds, each answer in its turn. */
export function readDeliveries(preset: Preset, mapping: Mapping | null, tree: Tree, reception: Reception): Reading[] {
  const list = answersIn(preset, mapping, tree);
  if (!list) return [{ kind: "waiting", reason: { code: "nothing_there", field: "each" } }];
  if (list.length === 0) return [{ kind: "ignored", reason: { code: "no_answers" } }];
  if (list.length > mostAnswers) return [{ kind: "refused", reason: { code: "too_many_answers", limit: mostAnswers } }];
  return list.map((one) => readDelivery(preset, mapping, one, reception));
}

/** What one answer becomes, or why it becomes nothing. The same delivery always reads the same. */
export function readDelivery(preset: Preset, mapping: Mapping | null, tree: Tree, reception: Reception): Reading {
  const notCounting = whyNotCounting(preset, tree);
  if (notCounting) return { kind: "ignored", reason: notCounting };
  return preset.fetching ? readIds(preset.fetching.ids, tree) : readAnswer(preset, mapping, tree, reception);
}

function whyNotCounting({ events, pings = [] }: Preset, tree: Tree): Reason | undefined {
  for (const { at, is } of pings) {
    const found = valueAt(tree, at);
    if (found !== undefined && (is === undefined || is.test(String(found)))) return { code: "ping" };
  }
  const event = events && valueAt(tree, events.at);
  if (!events || event === undefined || event === null) return undefined;
  return events.counts.test(String(event)) ? undefined : { code: "other_event", event: String(event).slice(0, 100).toWellFormed() };
}

function readIds(places: Record<string, Path[]>, tree: Tree): Reading {
  const ids: Record<string, string> = {};
  for (const [name, paths] of Object.entries(places)) {
    const id = paths.map((path) => readText(valueAt(tree, path))).find(Boolean);
    if (!id) return { kind: "refused", reason: { code: "nothing_there", field: name } };
    if (!/^[\w-]{1,100}$/.test(id)) return { kind: "refused", reason: { code: "fetch_bad_ids" } };
    ids[name] = id;
  }
  return { kind: "fetch", ids };
}

/** As `readDeliveries`, for what was fetched: the answer itself. */
export function readAnswers(preset: Preset, mapping: Mapping | null, tree: Tree, reception: Reception): Reading[] {
  return [readAnswer(preset, mapping, tree, reception)];
}

function readAnswer(preset: Preset, mapping: Mapping | null, tree: Tree, { timeZone, receivedAt }: Reception): Reading {
  const places: Places = { ...preset.fields, ...mapping?.fields };
  const missing = missingFields(places, mapping);
  if (missing.length > 0) return { kind: "waiting", reason: { code: "not_mapped", fields: missing } };

  const score = scoreOf(preset, mapping, places, tree);
  if ("kind" in score) return score;
  const id = mapping?.identity === "content" ? contentId(tree) : textOf(places, "id", tree);
  if (!id) return { kind: "waiting", reason: { code: "nothing_there", field: "id" } };
  const answeredAt = timeOf(places, tree, { timeZone, dateOrder: mapping?.dateOrder });
  if (answeredAt === "unreadable") return { kind: "refused", reason: { code: "time_unreadable", field: "answered_at" } };

  const email = fitEmail(textOf(places, "customer.email", tree));
  const text = (name: FieldName) => textOf(places, name, tree);
  const name = (field: FieldName) => text(field)?.slice(0, longest.name).toWellFormed();
  const phone = text("customer.phone");
  const parsed = responseInput.safeParse({
    id: fitId(id),
    score: score.score,
    comment: commentOf(places, tree),
    answered_at: (answeredAt ?? receivedAt).toISOString(),
    customer: {
      id: text("customer.id"),
      name: name("customer.name"),
      email: email.email,
      phone: phone && phone.length <= longest.phone ? phone : undefined,
      language: fitLanguage(text("customer.language")),
      account: name("customer.account"),
      owner_email: fitEmail(text("customer.owner_email")).email,
    },
    about: { team: name("about.team"), employee_email: fitEmail(text("about.employee_email")).email, touchpoint: name("about.touchpoint") },
    attributes: attributesOf(preset, mapping, places, tree, email.other),
  });
  if (!parsed.success) return { kind: "refused", reason: { code: "fields_invalid", errors: problemsOf(parsed.error) } };
  return { kind: "response", input: parsed.data };
}

/** What nobody said the place of yet, and no answer can do without. */
export function missingFields(places: Places, mapping: Mapping | null): FieldName[] {
  const isMissing = (name: FieldName) => (places[name] ?? []).length === 0;
  return [...(mapping?.identity !== "content" && isMissing("id") ? (["id"] as const) : []), ...(isMissing("score") ? (["score"] as const) : [])];
}

/** Refused where the delivery itself says that it is on another scale; waiting where nobody said which it is on. */
function scoreOf(preset: Preset, mapping: Mapping | null, places: Places, tree: Tree): { score: number } | Exclude<Reading, { kind: "response" | "fetch" }> {
  const place = places.score!.find((one) => !isNothing(valueOf(one, tree)));
  if (!place) return noScore(preset, places, tree);
  const value = valueOf(place, tree)!;
  const reading = readScore(value);
  if ("empty" in reading) return { kind: "ignored", reason: { code: "score_not_given" } };
  const scale = "at" in place ? scaleOf(preset, tree, place.at) : ({ kind: "unknown" } as const);
  if (scale.kind === "other") return { kind: "refused", reason: { code: "other_scale", scale: scale.scale } };
  if ("reason" in reading) return { kind: "refused", reason: reading.reason };
  const isConfirmed = scale.kind === "0-10" || mapping?.scale === "0-10" || ("at" in place && place.scale === "0-10") || "constant" in place;
  return isConfirmed ? reading : { kind: "waiting", reason: { code: "scale_not_confirmed" } };
}

/** She skipped the question, or is not there yet; or the questionnaire changed, and an administrator must look. */
function noScore({ finished }: Preset, places: Places, tree: Tree): Exclude<Reading, { kind: "response" | "fetch" }> {
  if (places.score!.some((place) => valueOf(place, tree) !== undefined)) return { kind: "ignored", reason: { code: "score_not_given" } };
  if (finished && valueAt(tree, finished) === false) return { kind: "ignored", reason: { code: "unfinished" } };
  return { kind: "waiting", reason: { code: "nothing_there", field: "score" } };
}

function scaleOf({ definition }: Preset, tree: Tree, at: Path) {
  const way = wayTo(tree, at);
  const around = way.slice(0, -1);
  const question = definition && around.map((one) => valueAt(one, definition.id)).findLast((id) => id !== undefined);
  const defined = question === undefined ? undefined : valueAt(tree, [...definition!.list, { where: definition!.where, is: String(question) }]);
  const said = defined === undefined ? undefined : scaleAround([defined]);
  return said && said.kind !== "unknown" ? said : scaleAround(around, namesIn(at, way));
}

/** The keys on a path, and what the items of its lists are called: with many tools they are the questions. */
function namesIn(path: Path, way: Tree[]): string[] {
  return path.flatMap((step, index) => {
    if (typeof step === "string") return [step];
    if (typeof step === "number" || "json" in step) return [];
    const item = way[index + 1];
    return [step.is, ...["title", "name"].map((key) => (isBranch(item) ? item[key] : undefined)).filter((name) => typeof name === "string")];
  });
}

function timeOf(places: Places, tree: Tree, reading: { timeZone: string; dateOrder: Mapping["dateOrder"] }): Date | "unreadable" | undefined {
  const value = firstOf(places.answered_at, tree);
  if (isNothing(value)) return undefined;
  return readTime(value!, reading) ?? "unreadable";
}

/** Absent where nothing stands there; empty where she left it empty, or took her words back. */
function commentOf(places: Places, tree: Tree): string | null | undefined {
  const values = (places.comment ?? []).map((place) => valueOf(place, tree)).filter((value) => value !== undefined);
  if (values.length === 0) return undefined;
  return values.map(readText).find(Boolean)?.slice(0, longest.comment).toWellFormed() ?? null;
}

function textOf(places: Places, name: FieldName, tree: Tree): string | undefined {
  return (places[name] ?? []).map((place) => readText(valueOf(place, tree))).find(Boolean);
}

function attributesOf(preset: Preset, mapping: Mapping | null, places: Places, tree: Tree, otherEmail: string | undefined) {
  const attributes: Record<string, string | number | boolean> = {};
  const keep = (name: string, value: Tree | undefined) => {
    const read = readAttribute(value);
    if (read !== undefined && name.length <= 100 && Object.keys(attributes).length < 100) attributes[name] = read;
  };
  for (const from of [...(preset.attributesFrom ?? []), ...(mapping?.attributesFrom ?? [])]) {
    const branch = valueAt(tree, from);
    if (isBranch(branch)) for (const [name, value] of Object.entries(branch)) keep(name, value);
  }
  for (const name of Object.keys(places) as FieldName[]) if (name.startsWith("attributes.")) keep(name.slice("attributes.".length), firstOf(places[name], tree));
  if (otherEmail) keep("email", otherEmail);
  return Object.keys(attributes).length > 0 ? attributes : undefined;
}

function firstOf(places: Place[] | undefined, tree: Tree): Tree | undefined {
  return (places ?? []).map((place) => valueOf(place, tree)).find((value) => !isNothing(value));
}

export function valueOf(place: Place, tree: Tree): Tree | undefined {
  if ("constant" in place) return place.constant;
  if ("at" in place) return inWords(valueAt(tree, place.at), valueAt(tree, place.at.slice(0, -1)));
  const parts = place.join.map((path) => readText(valueAt(tree, path))).filter(Boolean);
  return parts.length === 0 ? undefined : parts.join(place.by ?? " ");
}

const isNothing = (value: Tree | undefined) => value === undefined || value === null || (typeof value === "string" && value.trim() === "");

/** Some tools give tokens of any length: each still is one id. */
function fitId(id: string): string {
  return id.length <= longest.id ? id : `sha256-${sha256(id)}`;
}

/** Of the same content always the same, whatever the order of its keys. */
function contentId(tree: Tree): string {
  return `content-${sha256(JSON.stringify(sorted(tree))).slice(0, 40)}`;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

function sorted(tree: Tree): Tree {
  if (Array.isArray(tree)) return tree.map(sorted);
  if (!isBranch(tree)) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, value]): [string, Tree] => [key, sorted(value)]).sort(([a], [b]) => (a < b ? -1 : 1)));
}
