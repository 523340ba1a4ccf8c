import { isDatabaseAway } from "#db/away.ts";
import type { Services } from "../../context.server.ts";
import { NoOrganisation } from "../../routing/route.ts";
import { inTime } from "../in-time.server.ts";
import { databaseIsAway, Problem } from "../problem.server.ts";
import { type Delivered, type Judged, judge } from "./judge.server.ts";
import { Refusal, type Reason } from "./reason.ts";
import { sayReason } from "./reason.texts.ts";
import { type Recorded, SourceChanged } from "./record.server.ts";
import { goodSecrets, type Source } from "./source.server.ts";

/** Tools give up after 5 to 30 seconds; before that they should know that they must try again. */
const longestWait = { toFind: 2_000, toStore: 3_500 };

/** What goes back over HTTP. */
export type Answer = { status: number; headers: Record<string, string>; body: string };

export type DeliveryServices = Pick<Services, "db" | "boss" | "log" | "now">;

/** What does the reading and writing; intake gathers many into one commit. */
export type Deliveries = {
  find: (address: string) => Promise<Source | undefined>;
  record: (judged: Judged) => Promise<Recorded>;
};

/**
 * Takes one delivery of a survey tool: finds its source, checks its proof, reads it, and stores what it
 * became before answering. 201 and 200: an answer, new and known. 202: kept, an administrator or a job
 * goes on with it. 200 for what is no answer. Everything else is problem JSON. A tool that is told 2xx
 * needs to send nothing again.
 */
export async function takeDelivery({ log, now }: DeliveryServices, { find, record }: Deliveries, { address, requestId, ...delivered }: Delivered & { address: string; requestId?: string }): Promise<Answer> {
  try {
    for (let attempt = 1; ; attempt++) {
      const source = await inTime(longestWait.toFind, find(address));
      if (!source || source.isArchived) throw new Problem(404, "Not found", "No survey tool is connected at this address.");
      const at = now();
      const judged = await judge(source, goodSecrets(source, at), delivered, at);
      try {
        return answerTo(judged, await inTime(longestWait.toStore, record(judged)));
      } catch (error) {
        if (error instanceof SourceChanged && attempt < 3) continue;
        const problem = problemFor(error);
        if (problem.status !== 500) throw error;
        log.error({ err: error, sourceId: source.id, requestId }, "a delivery could not be stored");
        return problemAnswer(problem, await keepUnstored(judged, record));
      }
    }
  } catch (error) {
    const problem = problemFor(error);
    if (problem.status >= 500) log.error({ err: error, requestId }, "a delivery was not taken in");
    return problemAnswer(problem);
  }
}

/** An answer that trips over a mistake of ours is kept, for an administrator to try again when that is mended. */
async function keepUnstored(judged: Judged, record: Deliveries["record"]): Promise<Reason | undefined> {
  const reason: Reason = { code: "not_stored" };
  const { source, receivedAt, contentType, body } = judged;
  try {
    await inTime(longestWait.toFind, record({ source, receivedAt, contentType, body, verdict: "refused", reason, status: 500 }));
    return reason;
  } catch {
    return undefined;
  }
}

function answerTo(judged: Judged, { isNew, responseIds }: Recorded): Answer {
  switch (judged.verdict) {
    case "taken_in":
      return json(isNew ? 201 : 200, { verdict: "taken_in", created: isNew, responses: responseIds });
    case "waiting":
    case "fetching":
    case "held":
      return json(202, { verdict: judged.verdict, reason: judged.reason.code, detail: sayReason(judged.reason, "en") });
    case "ignored":
      return json(200, { verdict: "ignored", reason: judged.reason.code, detail: sayReason(judged.reason, "en") });
    case "unsigned":
      return problemAnswer(new Problem(401, "Unauthorized", sayReason(judged.reason, "en")), judged.reason);
    case "refused":
      return problemAnswer(new Problem(judged.status, titles[judged.status] ?? "Invalid answer", sayReason(judged.reason, "en")), judged.reason);
  }
}

const titles: Record<number, string> = { 400: "Malformed request", 413: "Too large", 415: "Unsupported media type" };

function json(status: number, body: object): Answer {
  return { status, headers: { "Content-Type": "application/json", "Cache-Control": "no-store" }, body: JSON.stringify(body) };
}

export function problemAnswer({ status, title, message, headers }: Problem, reason?: Reason): Answer {
  const body = { type: "about:blank", title, status, detail: message, ...(reason && { reason: reason.code }) };
  return { status, headers: { ...headers, "Content-Type": "application/problem+json", "Cache-Control": "no-store" }, body: JSON.stringify(body) };
}

export function problemFor(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof Refusal) return new Problem(error.status, titles[error.status] ?? "Malformed request", sayReason(error.reason, "en"));
  if (isDatabaseAway(error) || error instanceof SourceChanged) return databaseIsAway();
  if (error instanceof NoOrganisation) return new Problem(503, "Not set up yet", "Belterug was installed, and nobody has set it up yet.", { headers: { "Retry-After": "300" } });
  return new Problem(500, "Something went wrong here", "Nothing was taken in, and we have logged why. Send it again later.");
}
