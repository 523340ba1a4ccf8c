import { randomBytes, randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import { createRequestHandler } from "@remix-run/express";
import type { ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type NextFunction, type Request, type Response } from "express";
import helmet from "helmet";
import { isDatabaseAway } from "#db/away.ts";
import { answeringWithoutDatabase } from "./away.server.ts";
import type { Services } from "./context.server.ts";
import { answeringLater, limitBody, onlyForms, onlyPaths, ownOrigin } from "./gate.server.ts";
import { createApi } from "./intake/api/api.server.ts";
import { createInbox } from "./intake/sources/inbox.server.ts";
import { takeFiles } from "./intake/import/uploads.server.ts";
import { startLive } from "./live/live.server.ts";
import { oneClickUnsubscribe } from "./replies/unsubscribe.server.ts";
import { readViewer } from "./people/session.server.ts";

/** The HTTP server: headers, limits and the own-origin check in front, then the API and the streams, then Remix. `connectionString` is for what listens to the database. */
export async function startWeb(services: Services, connectionString: string): Promise<{ isWatched: () => boolean; stop: () => Promise<void> }> {
  const { config, log } = services;
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", config.trustProxy);

  app.use(requestLog(services));
  app.use(securityHeaders(services));
  app.get("/healthz", health(services));
  app.use("/api/v1", createApi(services));
  // Before compression, which would hold back what is to be seen at once.
  const live = startLive(services, connectionString);
  app.get("/live", live.open);
  app.use(compression());
  const vite = config.mode === "dev" ? await startVite() : undefined;
  if (vite) app.use(vite.middlewares);
  else app.use("/assets", express.static("build/client/assets", { immutable: true, maxAge: "1y", fallthrough: false }));
  app.use(express.static(vite ? "public" : "build/client", { maxAge: "1h", index: false, setHeaders: (res, path) => void (path.endsWith("sw.js") && res.setHeader("Cache-Control", "no-cache")) }));
  app.use(onlyPaths);
  // Its own limit is 50 MB, kept while reading.
  app.post("/admin/import", ownOrigin(services), takeFiles(services));
  app.use(answeringLater);
  app.use(limitBody);
  app.post("/u/:token", oneClickUnsubscribe(services));
  app.use(ownOrigin(services));
  app.use(onlyForms);

  const build = vite
    ? async () => answeringWithoutDatabase((await vite.ssrLoadModule("virtual:remix/server-build")) as ServerBuild)
    : answeringWithoutDatabase((await import(/* @vite-ignore */ new URL("../build/server/index.js", import.meta.url).href)) as ServerBuild);
  const remix = createRequestHandler({
    build,
    mode: config.mode === "dev" ? "development" : "production",
    getLoadContext: (req, res) => {
      let viewer: ReturnType<typeof readViewer> | undefined;
      const db = req.method === "GET" ? services.readTogether() : services.db;
      return {
        ...services,
        db,
        apart: services.db,
        requestId: res.locals["requestId"],
        nonce: res.locals["nonce"],
        ip: req.ip ?? "",
        viewer: () => (viewer ??= readViewer(services.auth, req.headers.cookie)),
      };
    },
  });
  app.use((req, res, next) => void remix(req, res, next));
  app.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
    if (isDatabaseAway(error)) return void res.status(503).set("Retry-After", "5").type("text/plain").send("Try again in a minute.");
    const status = (error as { status?: number }).status;
    if (!status || status >= 500) log.error({ err: error, requestId: res.locals["requestId"] }, "request failed");
    if (!res.headersSent) res.status(status && status < 500 ? status : 500).type("text/plain").send(status === 404 ? "Not found" : `Something went wrong (${res.locals["requestId"]})`);
  });

  // In front of Express, whose way through costs as much as taking the answer in.
  const inbox = createInbox(services);
  const server = await listen(createServer((req, res) => inbox(req, res) || app(req, res)), config.port, config.host);
  return {
    isWatched: live.isWatched,
    async stop() {
      await live.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), 5_000);
      await closed;
      clearTimeout(cut);
      await vite?.close();
    },
  };
}

async function startVite() {
  const { createServer } = await import("vite");
  return createServer({ server: { middlewareMode: true } });
}

/** Method, the route's shape, status and time; never the full path or query, which can hold tokens. */
function requestLog({ log }: Services) {
  return (req: Request, res: Response, next: NextFunction) => {
    const requestId = randomUUID();
    res.locals["requestId"] = requestId;
    res.setHeader("X-Request-Id", requestId);
    const started = performance.now();
    res.on("finish", () => {
      if (req.path.startsWith("/assets/") || req.path === "/healthz") return;
      const place = "/" + (req.originalUrl.split(/[/?]/)[1] ?? "");
      log.info({ requestId, method: req.method, place, status: res.statusCode, ms: Math.round(performance.now() - started) }, "request");
    });
    next();
  };
}

function securityHeaders({ config }: Services) {
  const nonceOf = (_req: unknown, res: unknown) => `'nonce-${(res as Response).locals["nonce"]}'`;
  const isDev = config.mode === "dev";
  const shared = { hsts: config.isSecure, referrerPolicy: { policy: "same-origin" as const } };
  const pages = helmet({
    ...shared,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'", nonceOf],
        styleSrc: isDev ? ["'self'", "'unsafe-inline'"] : ["'self'"],
        imgSrc: ["'self'", "data:"],
        connectSrc: isDev ? ["'self'", "ws:"] : ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
      },
    },
  });
  // A mail brings its styles inline, as mails do; it gets no script and shows in a sandboxed frame.
  const mails = helmet({
    ...shared,
    // Neither goes with a sandbox: opened by itself the mail would be blocked, in a frame it warns.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], styleSrc: ["'unsafe-inline'"], imgSrc: ["'self'"], baseUri: ["'none'"], formAction: ["'none'"], frameAncestors: ["'self'"], sandbox: ["allow-popups", "allow-popups-to-escape-sandbox", "allow-top-navigation-by-user-activation"] },
    },
  });
  return (req: Request, res: Response, next: NextFunction) => {
    res.locals["nonce"] = randomBytes(16).toString("base64");
    res.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=(self)");
    (req.path.startsWith("/mail-body/") ? mails : pages)(req, res, next);
  };
}

function health({ db, log }: Services) {
  return async (_req: Request, res: Response) => {
    try {
      await db.selectFrom("organisation").select("id").execute();
      res.json({ status: "ok" });
    } catch (error) {
      log.error({ err: error }, "health");
      res.status(503).json({ status: "the database does not answer" });
    }
  };
}

function listen(server: Server, port: number, host: string | undefined): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.listen(port, host);
    server.once("listening", () => resolve(server));
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new Error(`Port ${port} is taken by another program. Set PORT to a free one.`) : error),
    );
  });
}
