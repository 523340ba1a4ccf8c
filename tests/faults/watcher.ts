import { messagesOf } from "../stream.ts";
import { wait } from "./tool.ts";

/** As app/live/stream.ts and use-live.ts have them; milliseconds. */
const [firstPause, longestPause, margin, spread, pauseBetween] = [1_000, 120_000, 1_000, 1_500, 1_000];

type Watching = {
  /** Where to connect now: asked at each try. */
  origin: () => string;
  cookie: string;
  /** Her page asks its loaders again; throws while there is no server. */
  look: () => Promise<void>;
};

export type Watcher = { connections: () => number; looks: () => number; stop: () => Promise<void> };

/**
 * A tab: holds the stream, opens it again when it is lost, and asks for its page again when it hears
 * that something changed or may have, by the rules of the browser's own code.
 */
export function startWatcher({ origin, cookie, look }: Watching): Watcher {
  const stopping = new AbortController();
  const { signal } = stopping;
  let connections = 0;
  let looks = 0;
  let dueAt: number | null = null;
  let lastAt = 0;
  let currentAt = performance.now();

  function mustLook(afterAtMost: number): void {
    dueAt = Math.min(dueAt ?? Infinity, Math.max(performance.now() + Math.random() * afterAtMost, lastAt + pauseBetween));
  }

  function hear(kind: string, data: { quietMs?: number }): void {
    if (kind === "hello") connections++;
    if (kind === "news") mustLook(0);
    if (kind === "resync" || (kind === "hello" && data.quietMs! < performance.now() - currentAt + margin)) mustLook(spread);
    currentAt = performance.now();
  }

  async function listen(): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      try {
        const response = await fetch(`${origin()}/live`, { headers: { cookie, "sec-fetch-site": "same-origin" }, signal });
        if (response.status !== 200) throw new Error(`no stream: ${response.status}`);
        failures = 0;
        for await (const { event, data } of messagesOf<{ quietMs?: number }>(response)) hear(event, data);
      } catch {
        // Lost, or nobody there.
      }
      await pause(Math.min(longestPause, firstPause * 2 ** failures++) * (0.5 + Math.random()));
    }
  }

  async function lookWhenDue(): Promise<void> {
    while (!signal.aborted) {
      if (dueAt === null || dueAt > performance.now()) {
        await wait(20);
        continue;
      }
      dueAt = null;
      lastAt = performance.now();
      looks++;
      while (!signal.aborted) {
        try {
          await look();
          break;
        } catch {
          await pause(1_000);
        }
      }
    }
  }

  async function pause(milliseconds: number): Promise<void> {
    const until = performance.now() + milliseconds;
    while (!signal.aborted && performance.now() < until) await wait(Math.min(50, until - performance.now()));
  }

  const running = Promise.all([listen(), lookWhenDue()]);
  return {
    connections: () => connections,
    looks: () => looks,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
