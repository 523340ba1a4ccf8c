import type { NextFunction, Request, Response } from "express";
import type { Services } from "./context.server.ts";

/** What is refused before Remix sees it, which would answer 500 or let it in. */

const formLimit = 1024 * 1024;

const reads = ["GET", "HEAD"];

/** A path that begins as another host's does is nobody's page; React Router throws on "/\\". */
export function onlyPaths(req: Request, res: Response, next: NextFunction) {
  if (/^\/(?:\\|%5c)/i.test(req.path)) return void res.status(404).type("text/plain").send("Not found");
  next();
}

/** Forms are small. A body without a length is refused, so that the limit holds before reading. */
export function limitBody(req: Request, res: Response, next: NextFunction) {
  if (reads.includes(req.method)) return next();
  if (req.headers["transfer-encoding"]) return void res.status(411).type("text/plain").send("Length required");
  if (Number(req.headers["content-length"] ?? 0) > formLimit) return void res.status(413).type("text/plain").send("Too large");
  next();
}

/**
 * For what was kept without a connection and is sent later (app/offline): this answer is ours and no
 * proxy's, which `X-Answered` says. Where it leads is 204 with the place: a browser that does not follow
 * could not look into a redirect.
 */
export function answeringLater(req: Request, res: Response, next: NextFunction) {
  if (req.get("x-sent-as") === undefined) return next();
  res.set("X-Answered", "1");
  const status = res.status.bind(res);
  res.status = (code) => status(code >= 300 && code < 400 ? 204 : code);
  next();
}

/** Only our own pages may change anything: Remix's own check has holes (docs/decisions). */
export function ownOrigin({ config }: { config: Pick<Services["config"], "origin" | "mode"> }) {
  return (req: Request, res: Response, next: NextFunction) => {
    if (reads.includes(req.method)) return next();
    const { origin } = req.headers;
    const site = req.headers["sec-fetch-site"];
    // The browser itself says same-origin over https and on localhost; else the origin must be the configured one.
    const isOwn = site ? site === "same-origin" : origin === config.origin || (config.mode !== "production" && origin === `http://${req.headers.host}`);
    if (isOwn) return next();
    res.status(403).type("text/plain").send("This form did not come from Belterug itself. Open the page again and retry.");
  };
}

/** Pages are read and forms are sent, as browsers do without more: what no form sends, no action has to read. */
export function onlyForms(req: Request, res: Response, next: NextFunction) {
  if (reads.includes(req.method)) return next();
  if (req.method !== "POST") return void res.status(405).set("Allow", "GET, HEAD, POST").type("text/plain").send("Method not allowed");
  const [type, ...parameters] = (req.headers["content-type"] ?? "").toLowerCase().split(";").map((part) => part.trim());
  const isForm = type === "application/x-www-form-urlencoded" && parameters.every((parameter) => !parameter.startsWith("charset=") || /^charset="?utf-8"?$/.test(parameter));
  if (!isForm) return void res.status(415).set("Accept-Post", "application/x-www-form-urlencoded").type("text/plain").send("Forms are sent as application/x-www-form-urlencoded.");
  next();
}
