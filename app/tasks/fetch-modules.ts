import { useEffect } from "react";

type Manifest = { routes: Record<string, { module: string } | undefined> };

/** Milliseconds after which the page itself has all it needs. */
const pause = 1_500;

/**
 * Fetches the scripts of routes (by their files: "tasks/claim.route") before their forms are sent. Without
 * a connection Remix would find no script for them, and reload the page.
 */
export function useFetchModules(...routes: string[]): void {
  const names = routes.join(" ");
  useEffect(() => {
    const timer = window.setTimeout(() => {
      const { routes } = (window as unknown as { __remixManifest: Manifest }).__remixManifest;
      for (const name of names.split(" ").filter(Boolean)) if (routes[name]) import(/* @vite-ignore */ routes[name].module).catch(() => {});
    }, pause);
    return () => window.clearTimeout(timer);
  }, [names]);
}
