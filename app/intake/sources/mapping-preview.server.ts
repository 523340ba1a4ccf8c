import { isInTheWay } from "#db/clash.ts";
import { type Db, inTransaction } from "#db/client.ts";
import type { Preset } from "../presets/preset.ts";
import { receiveResponse } from "../receive.server.ts";
import type { ResponseInput } from "../response.ts";
import { fieldOrder, type OwnField } from "./field.texts.ts";
import type { Mapping, Places } from "./fields.ts";
import { readAnswers, readDelivery, type Reading, valueOf } from "./mapping.ts";
import type { Reason } from "./reason.ts";
import { readScore } from "./score.ts";
import type { Tree } from "./tree.ts";
import { readAttribute, readText } from "./words.ts";

type Given = { sourceId: number; preset: Preset; mapping: Mapping; tree: Tree; receivedAt: Date; now: Date };

/**
 * What a delivery would become with this mapping, down to whose task it would be; and where it would
 * become nothing, what is known so far and why it is not enough.
 */
export async function previewOf(db: Db, { sourceId, preset, mapping, tree, receivedAt, now }: Given) {
  const { time_zone: timeZone } = await db.selectFrom("organisation").select("time_zone").executeTakeFirstOrThrow();
  const reception = { timeZone, receivedAt };
  const reading = preset.fetching ? readAnswers(preset, mapping, tree, reception)[0]! : readDelivery(preset, mapping, tree, reception);
  const said = reading.kind === "response" ? inputWords(reading.input) : wordsSoFar({ ...preset.fields, ...mapping.fields }, tree);
  return {
    kind: reading.kind,
    reason: reasonOf(reading),
    ...said,
    outcome: reading.kind === "response" ? await rehearse(db, sourceId, reading.input, now) : null,
  };
}

export type Preview = Awaited<ReturnType<typeof previewOf>>;

/** The same of an answer that was read elsewhere. */
export function previewOfInput(input: ResponseInput): Preview {
  return { kind: "response", reason: null, ...inputWords(input), outcome: null };
}

const reasonOf = (reading: Reading): Reason | null => ("reason" in reading ? reading.reason : null);

/** `words` are our other fields, in words; `attributes` by their names. */
type Said = { score: number | null; comment: string | null; answeredAt: Date | null; words: Partial<Record<OwnField, string>>; attributes: [string, string][] };

function inputWords({ id, score, comment, answered_at, customer, about, attributes }: ResponseInput): Said {
  const words = {
    id,
    ...Object.fromEntries(Object.entries(customer).map(([key, value]) => [`customer.${key}`, value])),
    ...Object.fromEntries(Object.entries(about ?? {}).map(([key, value]) => [`about.${key}`, value])),
  };
  return { score, comment: comment ?? null, answeredAt: answered_at, words: given(words), attributes: Object.entries(attributes ?? {}).map(([name, value]) => [name, String(value)]) };
}

function wordsSoFar(places: Places, tree: Tree): Said {
  const first = (name: keyof Places) => (places[name] ?? []).map((place) => valueOf(place, tree)).find((value) => readText(value) !== undefined);
  const score = readScore(first("score") ?? null);
  const words = Object.fromEntries(fieldOrder.filter((name) => name !== "score" && name !== "comment").map((name) => [name, readText(first(name))]));
  const attributes = (Object.keys(places) as (keyof Places)[]).filter((name) => name.startsWith("attributes.")).map((name) => [name.slice("attributes.".length), readAttribute(first(name))] as const);
  return {
    score: "score" in score ? score.score : null,
    comment: readText(first("comment")) ?? null,
    answeredAt: null,
    words: given(words),
    attributes: attributes.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, String(value)]])),
  };
}

function given(words: Record<string, string | null | undefined>): Partial<Record<OwnField, string>> {
  return Object.fromEntries(Object.entries(words).filter(([, value]) => typeof value === "string" && value !== ""));
}

/** Thrown to leave nothing behind. */
class OnlyRehearsed extends Error {}

/** Takes it in for real, sees what that did, and takes everything back. */
async function rehearse(db: Db, sourceId: number, input: ResponseInput, now: Date) {
  let outcome: { isNew: boolean; owner: string | null; team: string | null } | null = null;
  try {
    await inTransaction(db, async (trx) => {
      const { created, task } = await receiveResponse(trx, { id: sourceId }, input, { now });
      outcome = { isNew: created, owner: task?.owner ?? null, team: task?.team ?? null };
      throw new OnlyRehearsed();
    });
  } catch (error) {
    // Where another answer is in the way there is no more to say than what this one becomes.
    if (!(error instanceof OnlyRehearsed) && !isInTheWay(error)) throw error;
  }
  return outcome as { isNew: boolean; owner: string | null; team: string | null } | null;
}
