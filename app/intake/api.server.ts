import express, { type NextFunction, type Request, type RequestHandler, type Response } from "express";
import { isDatabaseAway } from "#db/away.ts";
import type { Services } from "../context.server.ts";
import { NoOrganisation } from "../routing/route.ts";
import { type ActiveKey, createUseRecorder, findKey } from "./keys.server.ts";
import { databaseIsAway, Problem, sendProblem } from "./problem.server.ts";
import { receiveResponse } from "./receive.server.ts";
import { problemsOf, type ResponseInput, responseInput } from "./response.ts";

const largestBody = 256 * 1024;
/** Survey tools give up after 5 to 10 seconds; before that they should know that they must try again. */
const longestWait = { toAuthenticate: 2_000, toStore: 3_500 };

type ApiServices = Pick<Services, "db" | "log" | "now"> & { config: Pick<Services["config"], "origin"> };

/** `/api/v1`: survey tools bring answers in (docs/api.md). Whatever is refused says why as problem JSON. */
export function createApi(services: ApiServices): express.Router {
  const { db, log, now } = services;
  const recordUse = createUseRecorder(db, (error) => log.warn({ err: error }, "last use of an API key not written"));
  const api = express.Router();
  api
    .route("/responses")
    .post(
      answering(async (req, res, next) => {
        const key = await inTime(longestWait.toAuthenticate, authenticate(services, req));
        recordUse(key, now());
        requireJson(req);
        res.locals["sourceId"] = key.sourceId;
        next();
      }),
      // The bytes first: what they say is checked strictly below. The limit holds for what a gzip unpacks to, too.
      express.raw({ type: () => true, limit: largestBody }),
      answering(async (req, res) => {
        const input = readInput(req);
        const source = { id: res.locals["sourceId"] as number };
        const { created, response, task } = await inTime(longestWait.toStore, receiveResponse(db, source, input, { now: now() }));
        res.status(created ? 201 : 200).set("Cache-Control", "no-store");
        res.json({ created, response, task: task && { ...task, url: `${services.config.origin}/tasks/${task.id}` } });
      }),
    )
    .all((_req, _res, next) => next(new Problem(405, "Method not allowed", "Send answers with POST.", { headers: { Allow: "POST" } })));
  api.use((_req, _res, next) => next(new Problem(404, "Not found", "Answers go to POST /api/v1/responses.")));
  api.use((error: unknown, req: Request, res: Response, _next: NextFunction) => refuse(services, error, req, res));
  return api;
}

/** Express 4 does not wait for a promise that fails. */
function answering(handler: (req: Request, res: Response, next: NextFunction) => Promise<void>): RequestHandler {
  return async (req, res, next) => {
    try {
      await handler(req, res, next);
    } catch (error) {
      next(error);
    }
  };
}

async function authenticate({ db }: ApiServices, req: Request): Promise<ActiveKey> {
  const presented = /^bearer +(\S+) *$/i.exec(req.headers.authorization ?? "")?.[1];
  if (!presented) throw unauthorised("Send your API key as: Authorization: Bearer bt_…", 'Bearer realm="Belterug"');
  const key = await findKey(db, presented);
  if (!key) throw unauthorised("This API key is not known here, or it was revoked.", 'Bearer realm="Belterug", error="invalid_token"');
  return key;
}

function unauthorised(detail: string, challenge: string): Problem {
  return new Problem(401, "Unauthorized", detail, { headers: { "WWW-Authenticate": challenge } });
}

function requireJson(req: Request): void {
  const [type, ...parameters] = (req.headers["content-type"] ?? "").toLowerCase().split(";").map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice("charset=".length).replaceAll('"', "");
  if (type !== "application/json" || (charset && charset !== "utf-8" && charset !== "utf8"))
    throw new Problem(415, "Unsupported media type", "Send JSON in UTF-8: Content-Type: application/json.", { headers: { "Accept-Post": "application/json" } });
}

function readInput(req: Request): ResponseInput {
  const malformed = (detail: string) => new Problem(400, "Malformed request", detail);
  const body: unknown = req.body;
  if (!Buffer.isBuffer(body) || body.length === 0) throw malformed("The request has no body.");
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    throw malformed("The body is not valid UTF-8.");
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw malformed("The body is not valid JSON.");
  }
  const parsed = responseInput.safeParse(json);
  if (!parsed.success) throw new Problem(422, "Invalid answer", "Some fields are not right; nothing was stored.", { errors: problemsOf(parsed.error) });
  return parsed.data;
}

/**
 * A database that does not answer is away. What was on its way may still be stored after we said
 * 503: sent again with the same id it is the same answer.
 */
async function inTime<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(databaseIsAway()), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => {}); // it lost the race: its failure was answered for
  }
}

function refuse({ log }: ApiServices, error: unknown, req: Request, res: Response): void {
  if (res.headersSent || req.socket.destroyed) return void res.end();
  const problem = problemFor(error);
  if (problem.status >= 500) log.error({ err: error, requestId: res.locals["requestId"] }, "an answer was not taken in");
  sendProblem(res, problem);
}

function problemFor(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isDatabaseAway(error)) return databaseIsAway();
  if (error instanceof NoOrganisation) return new Problem(503, "Not set up yet", "Belterug was installed, and nobody has set it up yet.", { headers: { "Retry-After": "300" } });
  // What Express' body reader throws
  const { status = 500, type } = error as { status?: number; type?: string };
  if (status === 413) return new Problem(413, "Too large", `An answer is at most ${largestBody / 1024} kB.`);
  if (status === 415) return new Problem(415, "Unsupported media type", "Send it as it is, or packed with gzip, deflate or br.", { headers: { "Accept-Encoding": "gzip, deflate, br" } });
  if (status < 500) return new Problem(400, "Malformed request", type === "request.size.invalid" ? "The body is not as long as Content-Length says." : "The body could not be read.");
  return new Problem(500, "Something went wrong here", "Nothing was taken in, and we have logged why. Send it again later.");
}
