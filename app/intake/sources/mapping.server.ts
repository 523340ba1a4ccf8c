import type { Db } from "#db/client.ts";
import { readId } from "../../id.ts";
import { presetOf } from "../presets/all.ts";
import type { Preset } from "../presets/preset.ts";
import { type AnswerList, answerListsIn, fromOther, readEach } from "./answer-list.ts";
import { answersIn } from "./answers.ts";
import { readBody } from "./body.ts";
import { fieldOrder, type OwnField } from "./field.texts.ts";
import type { FieldName, Mapping, Place, Places } from "./fields.ts";
import { type Leaf, leavesOf } from "./leaves.ts";
import { valueOf } from "./mapping.ts";
import { readMappingForm } from "./mapping-form.ts";
import { recentPayloads, type sourcePage } from "./pages.server.ts";
import { type Path, wayTo } from "./place.ts";
import { previewOf } from "./mapping-preview.server.ts";
import { type Reason, Refusal } from "./reason.ts";
import { suggestMapping } from "./suggest.ts";
import type { Tree } from "./tree.ts";
import { readText } from "./words.ts";

type Source = NonNullable<Awaited<ReturnType<typeof sourcePage>>>;

/** One choice of the form: its value there, the leaf that it comes down to in this delivery, and what stands there. */
export type Choice = { value: string; leaf: number | null; text: string | null };
export type ShownLeaf = { labels: string[]; text: string; isQuestion: boolean };

/** As much of a value as tells which it is. */
const shownOfValue = 300;

/**
 * Everything that the mapping screen shows of a delivery: its values, which of them is what, and what
 * it would become. With `form` as that says, else as it was saved, else as it looks to us.
 */
export async function mappingScreen(db: Db, source: Source, { form, deliveryId, now }: { form?: FormData; deliveryId?: number | undefined; now: Date }) {
  const preset = presetOf(source.kind)!;
  const payloads = await recentPayloads(db, source.id, { isFetched: preset.fetching !== undefined });
  // What waits is what she came for; what could not be read shows nothing to point at.
  const shownId = (payloads.find(({ id }) => id === deliveryId) ?? payloads.find(({ verdict }) => verdict === "waiting") ?? payloads.find(({ verdict }) => verdict === "taken_in") ?? payloads[0])?.id;
  const known = (form && (await draftIn(db, source, form))) ?? (source.mapping as Mapping | null);
  const shown = shownId === undefined ? null : await readPayload(db, source, preset, { id: shownId, each: known?.each });
  const mapping = known ?? suggestion(preset, shown?.tree ?? null);
  const places: Places = { ...preset.fields, ...mapping.fields };
  const choice = (name: FieldName) => choiceOf(places[name] ?? [], shown);
  const attributes = (Object.keys(places) as FieldName[]).filter((name) => name.startsWith("attributes."));
  return {
    payloads,
    payload: shown && { id: shown.id, receivedAt: shown.receivedAt, answers: shown.answers, problem: shown.problem, leaves: shown.leaves.map(shownLeaf) },
    choices: Object.fromEntries(fieldOrder.map((name) => [name, choice(name)])) as Record<OwnField, Choice>,
    attributes: attributes.map((name) => ({ name: name.slice("attributes.".length), ...choice(name) })),
    lists: (shown?.lists ?? []).map(({ at, count }) => ({ value: JSON.stringify(at), label: at.join(" › "), count })),
    each: mapping.each ? JSON.stringify(mapping.each) : "",
    options: { isScaleConfirmed: mapping.scale === "0-10", hasNoId: mapping.identity === "content", dateOrder: mapping.dateOrder ?? ("day" as const) },
    isSuggested: !form && source.mapping === null,
    preview: shown?.tree == null ? null : await previewOf(db, { sourceId: source.id, preset, mapping, tree: shown.tree, receivedAt: shown.receivedAt, now }),
  };
}

export type MappingScreenData = Awaited<ReturnType<typeof mappingScreen>>;

/** What the form says stands where; undefined when it is not a form of ours. */
export async function draftIn(db: Db, source: Source, form: FormData): Promise<Mapping | undefined> {
  const preset = presetOf(source.kind)!;
  const id = readId(form.get("picked_in"));
  const pickedOf = readEach(form.get("picked_of"));
  const each = readEach(form.get("each"));
  if (pickedOf === null || each === null) return undefined;
  const picked = id ? await readPayload(db, source, preset, { id, each: pickedOf }) : null;
  const mapping = readMappingForm(form, { leaves: picked?.leaves ?? [], preset, before: source.mapping as Mapping | null, each: pickedOf });
  return mapping && fromOther(mapping, pickedOf, each);
}

/** What the preset knows, and where that finds nothing here, what it looks like. */
function suggestion(preset: Preset, tree: Tree | null): Mapping {
  if (tree === null) return { fields: {} };
  const suggested = suggestMapping(tree, preset.fields);
  const fields = Object.fromEntries(Object.entries(suggested.fields).map(([name, places]) => [name, [...(preset.fields[name as FieldName] ?? []), ...(places ?? [])]]));
  return { ...suggested, fields };
}

type Payload = { id: number; receivedAt: Date; tree: Tree | null; leaves: Leaf[]; positions: string[]; answers: number; lists: AnswerList[]; problem: Reason | null };

/** A delivery's first answer; null when its body is gone, or it is not this source's. */
async function readPayload(db: Db, source: Source, preset: Preset, { id, each }: { id: number; each: Path | undefined }): Promise<Payload | null> {
  const delivery = await db.selectFrom("deliveries").select(["received_at", "content_type", "body", "fetched"]).where("id", "=", id).where("source_id", "=", source.id).where("verdict", "<>", "unsigned").executeTakeFirst();
  const body = preset.fetching ? delivery?.fetched : delivery?.body;
  if (!delivery || !body) return null;
  const payload = { id, receivedAt: delivery.received_at };
  try {
    const read = await readBody(preset.fetching ? "application/json" : (delivery.content_type ?? undefined), body);
    const answers = preset.fetching ? [read] : (answersIn(preset, each ? { each, fields: {} } : null, read) ?? [read]);
    const tree = answers[0] ?? null;
    const leaves = tree === null ? [] : leavesOf(tree);
    return { ...payload, tree, leaves, positions: leaves.map(({ at }) => positionsOf(tree!, at)), answers: answers.length, lists: preset.fetching ? [] : answerListsIn(read), problem: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { ...payload, tree: null, leaves: [], positions: [], answers: 0, lists: [], problem: error.reason };
  }
}

function choiceOf(places: Place[], shown: Payload | null): Choice {
  const place = shown?.tree == null ? undefined : (places.find((one) => readText(valueOf(one, shown.tree!)) !== undefined) ?? undefined);
  const leaf = place && "at" in place ? leafAt(shown!, place.at) : null;
  const isThatLeaf = leaf !== null && JSON.stringify(places) === JSON.stringify([{ at: shown!.leaves[leaf]!.at }]);
  return { value: places.length === 0 ? "" : isThatLeaf ? String(leaf) : JSON.stringify(places), leaf, text: place ? cut(readText(valueOf(place, shown!.tree!)) ?? "") : null };
}

/** A place can be named in more ways than one: it is the same leaf when the steps end at the same positions. */
function leafAt({ tree, positions }: Payload, at: Path): number | null {
  const index = positions.indexOf(positionsOf(tree!, at));
  return index === -1 ? null : index;
}

function positionsOf(tree: Tree, path: Path): string {
  const way = wayTo(tree, path);
  const positions = path.map((step, index) => {
    const here = way[index];
    return typeof step === "object" && "where" in step && Array.isArray(here) ? here.indexOf(way[index + 1]!) : step;
  });
  return JSON.stringify(positions);
}

function shownLeaf({ labels, value, isQuestion }: Leaf): ShownLeaf {
  return { labels, text: cut(value === null ? "" : String(value)), isQuestion };
}

const cut = (text: string) => (text.length > shownOfValue ? `${text.slice(0, shownOfValue).toWellFormed()}…` : text);
