import type { Request, Response } from "express";
import type { Services } from "../context.server.ts";
import { openSessions, sessionIdOf } from "../people/session.server.ts";
import { listen } from "./listen.server.ts";
import { createMissed } from "./missed.server.ts";
import { createStreams, type Stream, type StreamEvent } from "./streams.server.ts";

/** Milliseconds. A client that hears nothing for longer opens a new stream (use-live.ts). */
const beatEvery = 10_000;
/** A process does not hold more than these; who comes then tries again later. */
const mostStreams = 5_000;
/** Bytes that wait for a tab that does not read. */
const mostWaiting = 64_000;

/** GET /live: a stream that says what changed, for as long as the session holds (docs/decisions/live-streams.md). */
export function startLive({ db, auth, log }: Services, connectionString: string) {
  const streams = createStreams(db);
  const missed = createMissed(db);
  const listener = listen({
    connectionString,
    log,
    onNews(news) {
      missed.heard(news);
      streams.hear(news);
    },
    onListening: () => void missed.begin().catch(() => {}).finally(streams.listening),
    onDeaf: streams.deaf,
  });
  const beating = setInterval(() => void beat().catch(() => {}), beatEvery);
  let isStopping = false;

  async function beat(): Promise<void> {
    const news = await missed.look();
    if (news) streams.hear(news);
    await streams.beat();
  }

  async function open(req: Request, res: Response): Promise<void> {
    // Another site may make a browser ask for this, cookie and all.
    const site = req.get("sec-fetch-site");
    if (site !== undefined && site !== "same-origin") return void res.status(403).end();
    const session = await sessionOf(req);
    // No stream, and no trying again: the next page sends her to the sign-in.
    if (!session) return void res.status(204).end();
    // Who left while we asked would never say so again, and take the place of a tab that is there.
    if (res.destroyed || res.closed) return;
    if (isStopping || streams.count() >= mostStreams) return void res.status(503).set("Retry-After", "30").end();
    res.set({ "Content-Type": "text/event-stream; charset=utf-8", "Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no" });
    res.flushHeaders();
    const stream: Stream = { ...session, send: (event) => write(res, event), end: () => void res.end() };
    res.on("close", () => streams.remove(stream));
    res.on("error", () => streams.remove(stream));
    streams.add(stream);
  }

  async function sessionOf(req: Request): Promise<{ sessionId: string; employeeId: number } | undefined> {
    const sessionId = sessionIdOf(auth, req.headers.cookie);
    if (!sessionId) return undefined;
    return openSessions(db).where("sessions.id", "=", sessionId).select(["sessions.id as sessionId", "employees.id as employeeId"]).executeTakeFirst();
  }

  return {
    open: (req: Request, res: Response) =>
      void open(req, res).catch(() => {
        if (!res.headersSent) res.status(503).set("Retry-After", "5");
        res.end();
      }),
    /** Whether somebody has the app open, in this process. */
    isWatched: () => streams.count() > 0,
    /** Ends every stream, so that the server can close; the browsers go to another process or come back. */
    async stop(): Promise<void> {
      isStopping = true;
      clearInterval(beating);
      streams.endAll();
      await listener.stop();
    },
  };
}

function write(res: Response, { kind, ...data }: StreamEvent): boolean {
  if (res.writableEnded || res.destroyed) return true; // it is being removed
  res.write(`event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`);
  return res.writableLength < mostWaiting;
}
