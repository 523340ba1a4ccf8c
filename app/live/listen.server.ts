import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import type { Log } from "../log.server.ts";
import { channel, type LiveNews } from "./announce.server.ts";

type Listener = {
  connectionString: string;
  log: Log;
  /** What a transaction announced. */
  onNews: (news: LiveNews) => void;
  /** It listens (again): what was said before, nobody heard. */
  onListening: () => void;
  /** The connection is gone: until it listens again nothing is heard. */
  onDeaf: () => void;
};

/** Milliseconds: between two looks whether the connection still answers, and for how long that may take. */
const lookEvery = 10_000;
const answerWithin = 5_000;

/** One connection of its own, outside the pool, that listens for as long as the process lives and comes back when it is lost. */
export function listen({ connectionString, log, onNews, onListening, onDeaf }: Listener): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function keepListening(): Promise<void> {
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        await listenUntilLost(() => {
          failures = 0;
          onListening();
        });
      } catch (error) {
        if (failures === 0 && !signal.aborted) log.warn({ err: error }, "live: no connection to listen on");
      }
      onDeaf();
      await wait(Math.min(5_000, 100 * 2 ** failures), undefined, { signal }).catch(() => {});
    }
  }

  async function listenUntilLost(onReady: () => void): Promise<void> {
    const client = new pg.Client({ connectionString, application_name: "belterug live", connectionTimeoutMillis: answerWithin, query_timeout: answerWithin, keepAlive: true });
    const lost = new Promise<void>((resolve) => {
      // Without a listener a PostgreSQL restart ends the process.
      client.on("error", () => resolve());
      client.on("end", () => resolve());
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    client.on("notification", ({ payload }) => onNews(readNews(payload)));
    let look: NodeJS.Timeout | undefined;
    try {
      await client.connect();
      await client.query(`listen ${channel}`);
      onReady();
      // A network that swallows everything says nothing of itself.
      look = setInterval(() => void client.query("select 1").catch(() => client.emit("end")), lookEvery);
      await lost;
    } finally {
      clearInterval(look);
      void client.end().catch(() => {});
    }
  }

  const running = keepListening();
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Whatever else is said on this channel, by another version or by hand, is a reason to look at everything. */
function readNews(payload: string | undefined): LiveNews {
  try {
    const news = JSON.parse(payload ?? "") as Partial<LiveNews> | null;
    if (Array.isArray(news?.tasks) && Array.isArray(news.employees) && Array.isArray(news.teams) && typeof news.upTo === "number") return news as LiveNews;
  } catch {
    // Not even JSON.
  }
  return { tasks: [], employees: [], teams: [], upTo: 0, everything: true };
}
