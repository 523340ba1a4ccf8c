import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { largestBody, tooLarge } from "./body.ts";
import { type Answer, type Deliveries, type DeliveryServices, problemAnswer, problemFor, takeDelivery } from "./deliver.server.ts";
import { gatheredDeliveries } from "./gathered.server.ts";
import { Problem } from "../problem.server.ts";

/**
 * `/in/<address>`, where survey tools deliver: a plain Node handler, to stand in front of everything
 * else. Gives false for a request that is not for it.
 */
export function createInbox(services: DeliveryServices, deliveries: Deliveries = gatheredDeliveries(services)): (req: IncomingMessage, res: ServerResponse) => boolean {
  return (req, res) => {
    const [path = "", query = ""] = (req.url ?? "").split("?", 2);
    const address = /^\/in\/([^/]+)\/?$/.exec(path)?.[1];
    if (address === undefined) return false;
    const requestId = randomUUID();
    res.setHeader("X-Request-Id", requestId);
    const started = performance.now();
    // An aborted request is answered by nobody.
    void respond(services, deliveries, req, { address, query, requestId }).then((answer) => {
      if (!answer) return;
      send(req, res, answer);
      note(services, { requestId, method: req.method, status: answer.status, ms: Math.round(performance.now() - started) });
    });
    return true;
  };
}

/** What was taken in stands among the deliveries; a line of each costs as much as reading it. What went wrong or slowly is told. */
function note({ log }: DeliveryServices, request: { requestId: string; method: string | undefined; status: number; ms: number }): void {
  if (request.status >= 400 || request.ms >= slow) log.info({ ...request, place: "/in" }, "request");
}

async function respond(services: DeliveryServices, deliveries: Deliveries, req: IncomingMessage, { address, query, requestId }: { address: string; query: string; requestId: string }): Promise<Answer | undefined> {
  // Tools and people who try whether the address is there; it says the same whichever it is.
  if ((req.method === "GET" || req.method === "HEAD") && !bringsAnswer(query)) return { status: 200, headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" }, body: "Belterug takes survey answers here, sent with POST.\n" };
  if (req.method !== "POST") return problemAnswer(new Problem(405, "Method not allowed", "Send answers with POST. Nothing was taken in.", { headers: { Allow: "POST" } }));
  try {
    const raw = await readRaw(req);
    return raw && (await takeDelivery(services, deliveries, { address, query: new URLSearchParams(query), headers: req.headers, raw, requestId }));
  } catch (error) {
    return problemAnswer(problemFor(error));
  }
}

/** A tool that sends answers by GET must not think that they arrived; a secret in the address is no answer. */
function bringsAnswer(query: string): boolean {
  return [...new URLSearchParams(query).keys()].some((name) => !/^(_|.*(token|secret|geheim|key|sleutel|sig(nature)?|auth|hash))$/i.test(name));
}

/** The body as it comes, as far as the limit; undefined when the sender went away. Throws a Refusal (413). */
function readRaw(req: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(req.headers["content-length"] ?? 0) > largestBody) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    req.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= largestBody) return void chunks.push(chunk);
      chunks.length = 0; // and what still comes is not kept
      reject(tooLarge());
    });
    req.once("end", () => resolve(Buffer.concat(chunks)));
    req.once("close", () => resolve(undefined));
    req.once("error", () => resolve(undefined));
  });
}

/** Milliseconds after which a delivery is worth a line in the log. */
const slow = 1_000;
/** Who is still sending is cut off a moment after the answer. */
const longestGoodbye = 2_000;

function send(req: IncomingMessage, res: ServerResponse, { status, headers, body }: Answer): void {
  if (res.headersSent || req.socket.destroyed) return;
  const isDone = req.complete;
  res.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body), ...(!isDone && { Connection: "close" }) });
  res.end(req.method === "HEAD" ? undefined : body);
  if (isDone) return;
  req.resume();
  const cut = setTimeout(() => req.socket.destroy(), longestGoodbye);
  cut.unref();
  req.socket.once("close", () => clearTimeout(cut));
}
