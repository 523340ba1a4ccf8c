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
      for (const name of names.split(" ").filter(Boolean)) void fetchModule(name);
    }, pause);
    return () => window.clearTimeout(timer);
  }, [names]);
}

/** Whether this route's script is there, fetched now if it was not. */
export async function fetchModule(route: string): Promise<boolean> {
  const { routes } = (window as unknown as { __remixManifest: Manifest }).__remixManifest;
  try {
    await import(/* @vite-ignore */ routes[route]!.module);
    return true;
  } catch {
    return false;
  }
}
