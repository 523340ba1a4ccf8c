import { readBody, tooLarge, largestBody, unpack } from "./body.ts";
import { type Reading, readDeliveries } from "./mapping.ts";
import { Refusal, type Reason } from "./reason.ts";
import { type Headers, isProofInBody, type Signed, verify } from "./signing.ts";
import type { Source } from "./source.server.ts";
import type { ResponseInput } from "../response.ts";
import type { Tree } from "./tree.ts";

/** One HTTP request to `/in/<address>`; `raw` is its body as it came, still packed where it was. */
export type Delivered = { query: URLSearchParams; headers: Headers; raw: Buffer };

/** What a delivery is: nothing is stored yet. `contentType` and `body` (unpacked) are kept with it. */
export type Judged = { source: Source; receivedAt: Date; contentType: string | null; body: Buffer | null } & Verdict;

export type Verdict =
  | { verdict: "taken_in"; inputs: ResponseInput[]; reason: null }
  | { verdict: "fetching"; ids: Record<string, string>; reason: Reason }
  | { verdict: "waiting" | "held" | "ignored" | "unsigned"; reason: Reason }
  /** `status`: what is wrong with the request itself (400, 415), or with what it says (422). */
  | { verdict: "refused"; reason: Reason; status: number };

/**
 * Checks a delivery's proof over the bytes that came, before reading them where the proof stands in
 * the headers; then reads it. Throws a Refusal for a body that is not worth keeping: too large, broken
 * packing, or unreadable before anybody proved to be the tool.
 */
export async function judge(source: Source, secrets: string[], delivered: Delivered, now: Date): Promise<Judged> {
  if (delivered.raw.length > largestBody) throw tooLarge();
  const contentType = headerOf(delivered.headers, "content-type")?.slice(0, 300) ?? null;
  const body = await unpack(headerOf(delivered.headers, "content-encoding"), delivered.raw);
  const judged = (verdict: Verdict): Judged => ({ source, receivedAt: now, contentType, body: verdict.verdict === "unsigned" ? null : body, ...verdict });

  const isProven = (tree?: Tree) => whyUnproven(source, secrets, { ...delivered, tree }, body, now);
  if (!isProofInBody(source.signing)) {
    const reason = isProven();
    if (reason) return judged({ verdict: "unsigned", reason });
  }
  let tree: Tree;
  try {
    tree = await readBody(contentType ?? undefined, body);
  } catch (error) {
    if (!(error instanceof Refusal) || isProofInBody(source.signing)) throw error;
    return judged({ verdict: "refused", reason: error.reason, status: error.status });
  }
  if (isProofInBody(source.signing)) {
    const reason = isProven(tree);
    if (reason) return judged({ verdict: "unsigned", reason });
  }
  if (source.isPaused) return judged({ verdict: "held", reason: { code: "paused" } });
  return judged(verdictOf(readDeliveries(source.preset, source.mapping, tree, { timeZone: source.timeZone, receivedAt: now })));
}

/** Tools sign what they wrote; whatever packs it on its way may sign the packed bytes. */
function whyUnproven({ signing }: Source, secrets: string[], signed: Signed, body: Buffer, now: Date): Reason | null {
  const reason = verify(signing, { ...signed, raw: body }, secrets, now);
  return reason && body !== signed.raw ? verify(signing, signed, secrets, now) : reason;
}

/** Of several answers in one delivery all are taken in, or none. */
export function verdictOf(readings: Reading[]): Verdict {
  const refused = readings.find((reading) => reading.kind === "refused");
  if (refused) return { verdict: "refused", reason: refused.reason, status: 422 };
  const waiting = readings.find((reading) => reading.kind === "waiting");
  if (waiting) return { verdict: "waiting", reason: waiting.reason };
  const fetch = readings.find((reading) => reading.kind === "fetch");
  if (fetch) return { verdict: "fetching", ids: fetch.ids, reason: { code: "not_fetched_yet" } };
  const inputs = readings.flatMap((reading) => (reading.kind === "response" ? [reading.input] : []));
  if (inputs.length > 0) return { verdict: "taken_in", inputs, reason: null };
  const ignored = readings.find((reading) => reading.kind === "ignored");
  return { verdict: "ignored", reason: ignored?.reason ?? { code: "no_answers" } };
}

function headerOf(headers: Headers, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}
