import { useEffect, useState } from "react";

/** Milliseconds between two looks; each is one small query. */
const pause = 20_000;

/**
 * How many messages she has not read: as the page came (`loaded`), and then as it becomes. Asked each
 * time `newsCount` grows, and now and then where no stream says so (`isTold`).
 */
export function useUnread(loaded: number, { isTold, newsCount }: { isTold: boolean; newsCount: number }): number {
  const [seen, setSeen] = useState({ loaded, count: loaded });
  useEffect(() => {
    const look = async () => {
      if (document.visibilityState !== "visible") return;
      try {
        const response = await fetch("/messages/unread", { redirect: "error" });
        if (!response.ok) return;
        const { count } = (await response.json()) as { count: number };
        setSeen({ loaded, count });
      } catch {
        // Away for a moment or signed out elsewhere: the next page says so.
      }
    };
    const now = newsCount > 0 ? window.setTimeout(look, pauseForMore) : undefined;
    const timer = isTold ? undefined : window.setInterval(look, pause);
    return () => {
      window.clearTimeout(now);
      window.clearInterval(timer);
    };
  }, [loaded, isTold, newsCount]);
  return seen.loaded === loaded ? seen.count : loaded;
}

/** What comes at once is asked for once; a page that asks its own loaders again brings the number by itself. */
const pauseForMore = 300;
