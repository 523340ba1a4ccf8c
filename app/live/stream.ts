/** What the stream says (streams.server.ts): `tasks` changed, or (`isNear`) a list of hers did; "everything": something may have been missed. */
export type News = { tasks: number[]; isNear: boolean } | "everything";

/** Milliseconds. The server's beat comes every ten seconds. */
const silence = 25_000;
const restAfterHidden = 30_000;
const firstPause = 1_000;
const longestPause = 120_000;
/** What was under way when the page was made may have been committed a little later. */
const margin = 1_000;

/**
 * The tab's stream: opened again when it is lost, later and later; closed a while after the tab is
 * hidden, and opened when it is shown. Says "everything" when something may have changed since the
 * page was known to be current. Gives what ends it.
 */
export function openStream(onNews: (news: News) => void, onOpen: (isOpen: boolean) => void): () => void {
  let source: EventSource | undefined;
  let failures = 0;
  let retry: number | undefined;
  let watch: number | undefined;
  let rest: number | undefined;
  /** On the clock of performance.now(), which begins when the page was asked for. */
  let currentAt = 0;

  function connect(): void {
    window.clearTimeout(retry);
    if (source || document.visibilityState === "hidden") return;
    source = new EventSource("/live");
    const on = (kind: string, then: (data: { tasks: number[]; isNear: boolean; quietMs: number }) => void) =>
      source!.addEventListener(kind, (event) => {
        window.clearTimeout(watch);
        watch = window.setTimeout(lost, silence);
        then(JSON.parse((event as MessageEvent<string>).data));
        currentAt = performance.now();
      });
    on("hello", ({ quietMs }) => {
      failures = 0;
      onOpen(true);
      if (quietMs < performance.now() - currentAt + margin) onNews("everything");
    });
    on("news", onNews);
    on("resync", () => onNews("everything"));
    on("beat", () => {});
    on("bye", close);
    source.onerror = lost;
  }

  function lost(): void {
    close();
    retry = window.setTimeout(connect, Math.min(longestPause, firstPause * 2 ** failures++) * (0.5 + Math.random()));
  }

  function close(): void {
    window.clearTimeout(watch);
    window.clearTimeout(retry);
    source?.close();
    source = undefined;
    onOpen(false);
  }

  /** Somebody looks, or the network is back: it is tried at once, and after that as if for the first time. */
  function comeBack(): void {
    failures = 0;
    connect();
  }

  function look(): void {
    window.clearTimeout(rest);
    if (document.visibilityState === "visible") comeBack();
    else rest = window.setTimeout(close, restAfterHidden);
  }

  connect();
  document.addEventListener("visibilitychange", look);
  window.addEventListener("focus", comeBack);
  window.addEventListener("online", comeBack);
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", connect);
  return () => {
    document.removeEventListener("visibilitychange", look);
    window.removeEventListener("focus", comeBack);
    window.removeEventListener("online", comeBack);
    window.removeEventListener("pagehide", close);
    window.removeEventListener("pageshow", connect);
    window.clearTimeout(rest);
    close();
  };
}
