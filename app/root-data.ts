import { useRouteLoaderData } from "@remix-run/react";
import type { Language } from "#db/schema.ts";
import type { Notice } from "./ui/notice.server.ts";

/** What every page has: the root loader's answer. */
export type RootData = {
  /** Of who is looking. */
  language: Language;
  /** The organisation's IANA zone, in which every instant is shown. */
  timeZone: string;
  organisation: string;
  /** The app's clock when the page was made, ISO 8601 UTC. */
  now: string;
  isDemo: boolean;
  nonce: string;
  requestId: string;
  /** What just happened, said once. */
  notice: Notice | null;
};

/** Undefined only where the root itself failed. */
export function useRootData(): RootData | undefined {
  return useRouteLoaderData("root") as RootData | undefined;
}
