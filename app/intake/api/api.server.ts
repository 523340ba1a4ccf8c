import express, { type NextFunction, type Request, type RequestHandler, type Response } from "express";
import type { Db } from "#db/client.ts";
import type { Services } from "../../context.server.ts";
import { readId } from "../../id.ts";
import { type ActiveKey, createUseRecorder, findKey } from "../keys.server.ts";
import { inTime } from "../in-time.server.ts";
import { Problem, sendProblem } from "../problem.server.ts";
import { readJson, requireJson } from "./body.server.ts";
import { handlers, notFound } from "./handlers.server.ts";
import { type Answer, answerOnce, readIdempotencyKey, requestHash } from "./idempotency.server.ts";
import { type Operation, operations } from "./operations.ts";
import { problemFor } from "./problems.server.ts";
import { readQuery } from "./query.server.ts";
import { rates } from "./rates.ts";

/**
 * Milliseconds after which a database that does not answer is away: together less than the 6 seconds
 * after which tools give up. The largest batch takes half of this; one that takes longer goes on by
 * itself, and is found done when it is sent again.
 */
const longestWait = { toAdmit: 2_000, toAnswer: 3_500 };

export type ApiServices = Pick<Services, "db" | "log" | "now" | "throttle"> & { config: Pick<Services["config"], "origin"> };

/** `/api/v1`, as operations.ts lists it. Whatever is refused says why as problem JSON. */
export function createApi(services: ApiServices): express.Router {
  const api = express.Router();
  const admitted = admit(services);
  for (const path of new Set(operations.map((operation) => operation.path))) {
    const here = operations.filter((operation) => operation.path === path);
    const allow = [...here.flatMap(({ method }) => (method === "get" ? ["GET", "HEAD"] : ["POST"])), "OPTIONS"].join(", ");
    const route = api.route(path.replace("{id}", ":id"));
    for (const operation of here) {
      // The bytes first: what they say is checked strictly afterwards. The limit holds for what a gzip unpacks to, too.
      const body = operation.body ? [express.raw({ type: () => true, limit: operation.body.largest })] : [];
      route[operation.method](admitted(operation), ...body, answer(services, operation));
    }
    route.options((_req, res) => void res.status(204).set({ Allow: allow, "Cache-Control": "no-store" }).end());
    route.all((_req, _res, next) => next(new Problem(405, "Method not allowed", `This takes ${allow}.`, { headers: { Allow: allow } })));
  }
  api.use((_req, _res, next) => next(notFound()));
  api.use((error: unknown, req: Request, res: Response, _next: NextFunction) => refuse(services, error, req, res));
  return api;
}

/** Who is it, may she, and not too often. */
function admit(services: ApiServices) {
  const { db, log, now } = services;
  const recordUse = createUseRecorder(db, (error) => log.warn({ err: error }, "last use of an API key not written"));
  return (operation: Operation) =>
    waiting(async (req, res, next) => {
      const authenticated = async () => {
        const key = await authenticate(services, req);
        recordUse(key, now());
        requireScope(key, operation);
        await requireBudget(services, key, operation, res);
        return key;
      };
      const key = await inTime(longestWait.toAdmit, authenticated());
      res.locals["query"] = readQuery(operation.query, new URL(req.originalUrl, services.config.origin).searchParams);
      if (operation.body) requireJson(req);
      res.locals["key"] = key;
      next();
    });
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

function requireScope(key: ActiveKey, { scope }: Operation): void {
  if (key.scopes.includes(scope)) return;
  const challenge = `Bearer realm="Belterug", error="insufficient_scope", scope="${scope}"`;
  throw new Problem(403, "Not for this key", `This API key may not do this: it lacks ${scope}. Make another key for it.`, { headers: { "WWW-Authenticate": challenge } });
}

/** Headers as draft-ietf-httpapi-ratelimit-headers-10 has them. */
async function requireBudget({ throttle }: ApiServices, key: ActiveKey, { method, points }: Operation, res: Response): Promise<void> {
  const { limit } = rates[method];
  const budget = await throttle.spend(limit, String(key.id), points);
  res.set({ "RateLimit-Policy": `"${limit}";q=${budget.points};w=${budget.seconds}`, RateLimit: `"${limit}";r=${budget.left};t=${budget.secondsToGo}` });
  if (!budget.isOver) return;
  throw new Problem(429, "Too many requests", `This key may do ${budget.points} of these in ${budget.seconds} seconds. Send it again after Retry-After; nothing was taken in.`, { headers: { "Retry-After": String(budget.secondsToGo) } });
}

function answer(services: ApiServices, operation: Operation): RequestHandler {
  return waiting(async (req, res) => {
    const { status, body } = await inTime(longestWait.toAnswer, work(services, operation, req, res));
    // Without Express: its ETag would make the same answer a 304.
    res.status(status).set({ "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" });
    res.end(Buffer.from(body));
  });
}

async function work({ db, log, now, config }: ApiServices, operation: Operation, req: Request, res: Response): Promise<Answer> {
  const key = res.locals["key"] as ActiveKey;
  const at = now();
  const id = operation.path.includes("{id}") ? readId(req.params["id"]) : 0;
  if (id === undefined) throw notFound();
  const call = { log, now: at, origin: config.origin, key, id, query: res.locals["query"] as unknown, json: operation.body && readJson(req.body) };
  const run = async (on: Db): Promise<Answer> => {
    const { status, body } = await handlers[operation.name]({ ...call, db: on });
    return { status, body: JSON.stringify(body) };
  };
  const once = operation.body && readIdempotencyKey(req.headers["idempotency-key"]);
  return once ? answerOnce(db, { apiKeyId: key.id, key: once, requestHash: requestHash(req.method, operation.path, req.body as Buffer) }, at, run) : run(db);
}

/** Express 4 does not wait for a promise that fails. */
function waiting(handler: (req: Request, res: Response, next: NextFunction) => Promise<void>): RequestHandler {
  return async (req, res, next) => {
    try {
      await handler(req, res, next);
    } catch (error) {
      next(error);
    }
  };
}

function refuse({ log }: ApiServices, error: unknown, req: Request, res: Response): void {
  if (res.headersSent || req.socket.destroyed) return void res.end();
  const problem = problemFor(error);
  if (problem.status >= 500) log.error({ err: error, requestId: res.locals["requestId"] }, "a request of the API failed");
  sendProblem(res, problem);
}
