import type { PgBoss } from "pg-boss";
import { inTransaction, type Trx } from "#db/client.ts";
import type { Services } from "../../context.server.ts";
import { OutsideError, requestOutside } from "../../outgoing/address.server.ts";
import { enqueue } from "../../queues.server.ts";
import { receiveResponses } from "../receive.server.ts";
import { readBody } from "./body.ts";
import type { Fetching, FetchingPreset } from "./fetching.ts";
import type { Verdict } from "./judge.server.ts";
import { readDelivery } from "./mapping.ts";
import { valueAt } from "./place.ts";
import { type Reason, Refusal } from "./reason.ts";
import { judgeAgain, settle } from "./replay.server.ts";
import { loadSource, type Source } from "./source.server.ts";
import { parseJson, type Tree } from "./tree.ts";

type FetchingServices = Pick<Services, "db" | "boss" | "now" | "log"> & { config: Pick<Services["config"], "eventHostsAllowed"> };

const longestWait = 15_000;
const largestAnswer = 1024 * 1024;
/** About a day: 1 minute, 2, 4 … up to an hour, unless the tool says how long. */
const mostTries = 30;

/**
 * Fetches the answer that a delivery names, with the organisation's own API key, keeps it with the
 * delivery, and takes it in. What may pass (429, 5xx, no connection) is tried again later, by a new
 * job that waits as long as the tool asks; what will not is refused with the reason. Twice does no harm.
 */
export async function fetchAnswer({ deliveryId }: { deliveryId: number }, services: FetchingServices): Promise<void> {
  const delivery = await services.db.selectFrom("deliveries").select(["id", "source_id", "verdict", "reason", "received_at", "content_type", "body"]).where("id", "=", deliveryId).executeTakeFirst();
  if (!delivery || delivery.verdict !== "fetching") return;
  const source = await loadSource(services.db, delivery.source_id);
  if (!source?.preset.fetching || source.isArchived) return;
  const fetched = source.fetching ? await fetchFor(source, source.preset.fetching, source.fetching, delivery, services) : { noKey: true as const };
  await inTransaction(services.db, async (trx) => {
    // Held as it is: what is changed now, a mapping, a key, a pause, finds what waits for it.
    await trx.selectFrom("sources").select("id").where("id", "=", source.id).forShare().execute();
    const current = await loadSource(trx, source.id);
    if (!current || !(await isStillFetching(trx, deliveryId))) return;
    if ("later" in fetched) return tryLater(services.boss, trx, delivery, fetched.later);
    if ("noKey" in fetched) return current.fetching ? enqueue(services.boss, trx, "fetch-answer", { deliveryId }) : settle(trx, deliveryId, { verdict: "waiting", reason: { code: "fetch_no_key" } }, []);
    if ("refused" in fetched) return settle(trx, deliveryId, { verdict: "refused", reason: fetched.refused, status: 422 }, []);
    const answer = Buffer.from(JSON.stringify(fetched.answer));
    await trx.updateTable("deliveries").set({ fetched: answer }).where("id", "=", deliveryId).execute();
    const verdict: Verdict = current.isPaused ? { verdict: "held", reason: { code: "paused" } } : await judgeAgain(current, { ...delivery, fetched: answer });
    const received = verdict.verdict === "taken_in" ? await receiveResponses(trx, verdict.inputs.map((input) => ({ source: { id: source.id }, input })), { now: services.now() }) : [];
    await settle(trx, deliveryId, verdict, received);
  });
}

type Delivery = { id: number; reason: unknown; received_at: Date; content_type: string | null; body: Buffer | null };
type Fetched = { answer: Tree } | { refused: Reason } | { later: Later };
/** `seconds` as the tool asks; `most` tries, and why it is then refused. */
type Later = { seconds?: number | undefined; most?: number; reason?: Reason };

async function fetchFor({ preset, mapping, timeZone }: Source, how: FetchingPreset, where: Fetching, { body, content_type, received_at }: Delivery, services: FetchingServices): Promise<Fetched> {
  if (!body) return { refused: { code: "body_gone" } };
  const reading = readDelivery(preset, mapping, await readBody(content_type ?? undefined, body), { timeZone, receivedAt: received_at });
  if (reading.kind === "fetch") return request(how, where, reading.ids, services);
  return { refused: reading.kind === "response" ? { code: "fetch_bad_ids" } : reading.reason };
}

async function request(preset: FetchingPreset, { baseUrl, key }: Fetching, ids: Record<string, string>, { config }: FetchingServices): Promise<Fetched> {
  const path = preset.request.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(ids[name] ?? ""));
  // Written with or without the root of the API: https://fra1.qualtrics.com/API/v3 is as good.
  const root = /^.*?\/v\d+/.exec(preset.request)?.[0] ?? "";
  const base = baseUrl.replace(/\/+$/, "");
  const site = root !== "" && base.endsWith(root) ? base.slice(0, -root.length) : base;
  try {
    const { status, headers, body, isCut } = await requestOutside(
      site + path,
      { method: "GET", headers: { accept: "application/json", [preset.header]: preset.headerValue.replace("{key}", key) } },
      { allowedHosts: config.eventHostsAllowed, maxBytes: largestAnswer, timeoutMs: longestWait },
    );
    if (status === 429 || status === 408 || status >= 500) return { later: { seconds: secondsOf(headers["retry-after"]) } };
    // Some say that an answer is there a moment before it can be had.
    if (status === 404) return { later: { most: 3, reason: { code: "fetch_not_found" } } };
    if (status === 410) return { refused: { code: "fetch_not_found" } };
    if (status !== 200) return { refused: { code: "fetch_refused", status } };
    if (isCut) return { refused: { code: "fetch_too_large", limit_kb: largestAnswer / 1024 } };
    return readAnswer(preset, body);
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    const isForGood = ["not_a_url", "has_credentials", "not_https", "private_address"].includes(error.problem);
    return isForGood ? { refused: { code: "fetch_forbidden_address" } } : { later: {} };
  }
}

function readAnswer({ answer }: FetchingPreset, body: Buffer): Fetched {
  try {
    const tree = valueAt(parseJson(new TextDecoder("utf-8", { fatal: true }).decode(body)), answer);
    return typeof tree === "object" && tree !== null ? { answer: tree } : { refused: { code: "fetch_not_json" } };
  } catch (error) {
    return { refused: error instanceof Refusal ? error.reason : { code: "fetch_not_json" } };
  }
}

/** Seconds, or a date; never more than a day. */
function secondsOf(retryAfter: string | undefined): number | undefined {
  if (!retryAfter) return undefined;
  const seconds = /^\d+$/.test(retryAfter.trim()) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(86_400, Math.max(1, Math.ceil(seconds))) : undefined;
}

async function tryLater(boss: PgBoss, trx: Trx, { id, reason: before }: Delivery, { seconds, most = mostTries, reason }: Later): Promise<void> {
  const tries = ((before as { tries?: number } | null)?.tries ?? 0) + 1;
  if (tries >= most) return settle(trx, id, { verdict: "refused", reason: reason ?? { code: "fetch_no_answer", tries }, status: 422 }, []);
  await settle(trx, id, { verdict: "fetching", reason: { code: "not_fetched_yet", tries }, ids: {} }, []);
  await enqueue(boss, trx, "fetch-answer", { deliveryId: id }, { afterSeconds: seconds ?? Math.min(3_600, 60 * 2 ** Math.min(tries - 1, 6)) });
}

/** Two jobs for one delivery: the second finds it done. */
async function isStillFetching(trx: Trx, deliveryId: number): Promise<boolean> {
  return (await trx.selectFrom("deliveries").select("id").where("id", "=", deliveryId).where("verdict", "=", "fetching").forUpdate().executeTakeFirst()) !== undefined;
}
