import { useEffect, useState } from "react";

/** Milliseconds between two looks; each is one small query. */
const pause = 20_000;

/** How many messages she has not read: as the page came (`loaded`), and then as it becomes while somebody looks at it. */
export function useUnread(loaded: number): number {
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
    const timer = window.setInterval(look, pause);
    return () => window.clearInterval(timer);
  }, [loaded]);
  return seen.loaded === loaded ? seen.count : loaded;
}
