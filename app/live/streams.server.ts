import type { Db } from "#db/client.ts";
import type { LiveNews } from "./announce.server.ts";
import { whoHears, whoIsStillThere } from "./hears.server.ts";

/** One open tab. `send` gives false when the tab does not read any more. */
export type Stream = { sessionId: string; employeeId: number; send: (event: StreamEvent) => boolean; end: () => void };

/**
 * What goes over the wire: kinds and ids, never a name or a word. `hello`: for how many milliseconds
 * nothing had changed anywhere. `news`: these tasks, which she may see, or (`isNear`) a list of hers.
 * `resync`: something may have been missed. `bye`: this stream ends, and is not to be opened again
 * before somebody looks at the tab.
 */
export type StreamEvent = { kind: "hello"; quietMs: number } | { kind: "news"; tasks: number[]; isNear: boolean } | { kind: "resync" } | { kind: "beat" } | { kind: "bye" };

/** A browser has six connections to a host where HTTP/1.1 is spoken: streams must leave some for pages. */
const mostPerSession = 4;
const mostPerEmployee = 12;

export type Streams = ReturnType<typeof createStreams>;

/** The open streams of this process, and who of them is told what. */
export function createStreams(db: Db) {
  const open = new Map<string, Stream[]>(); // by session, the oldest first
  let waiting: LiveNews | undefined;
  let isAsking = false;
  /** When the last news came, or listening began; undefined while this process hears nothing. */
  let lastHeardAt: number | undefined;

  const all = () => [...open.values()].flat();

  function add(stream: Stream): void {
    const mine = open.get(stream.sessionId) ?? [];
    open.set(stream.sessionId, [...mine, stream]);
    if (mine.length >= mostPerSession) sayBye(mine[0]!);
    const hers = all().filter(({ employeeId }) => employeeId === stream.employeeId);
    if (hers.length > mostPerEmployee) sayBye(hers[0]!);
    stream.send({ kind: "hello", quietMs: lastHeardAt === undefined ? 0 : Math.floor(performance.now() - lastHeardAt) });
  }

  function remove(stream: Stream): void {
    const left = (open.get(stream.sessionId) ?? []).filter((each) => each !== stream);
    if (left.length > 0) open.set(stream.sessionId, left);
    else open.delete(stream.sessionId);
  }

  function sayBye(stream: Stream): void {
    stream.send({ kind: "bye" });
    remove(stream);
    stream.end();
  }

  function send(streams: Stream[], event: StreamEvent): void {
    for (const stream of streams) {
      if (stream.send(event)) continue;
      // It comes back when it reads again, and then looks at everything.
      remove(stream);
      stream.end();
    }
  }

  /** What comes in while one query runs goes into the next: one at a time. */
  function hear(news: LiveNews): void {
    lastHeardAt = performance.now();
    waiting = waiting ? together(waiting, news) : news;
    if (!isAsking) void tellAll();
  }

  async function tellAll(): Promise<void> {
    isAsking = true;
    while (waiting) {
      const news: LiveNews = waiting;
      waiting = undefined;
      try {
        const heard = await whoHears(db, [...open.keys()], news);
        for (const [sessionId, { tasks, isNear }] of heard) send(open.get(sessionId) ?? [], { kind: "news", tasks, isNear });
      } catch {
        resync(); // the database is away for a moment: they look for themselves
      }
    }
    isAsking = false;
  }

  function resync(): void {
    send(all(), { kind: "resync" });
  }

  return {
    add,
    remove,
    hear,
    count: () => all().length,
    listening(): void {
      lastHeardAt = performance.now();
      resync();
    },
    deaf(): void {
      lastHeardAt = undefined;
    },
    /** Shows everybody that the line is open, and closes those whose session ended. */
    async beat(): Promise<void> {
      const there = await whoIsStillThere(db, [...open.keys()]);
      for (const stream of all()) if (!there.has(stream.sessionId)) sayBye(stream);
      send(all(), { kind: "beat" });
    },
    endAll(): void {
      for (const stream of all()) {
        remove(stream);
        stream.end();
      }
    },
  };
}

function together(one: LiveNews, other: LiveNews): LiveNews {
  const both = (name: "tasks" | "employees" | "teams") => [...new Set([...one[name], ...other[name]])];
  return { tasks: both("tasks"), employees: both("employees"), teams: both("teams"), upTo: Math.max(one.upTo, other.upTo), everything: Boolean(one.everything || other.everything) };
}
