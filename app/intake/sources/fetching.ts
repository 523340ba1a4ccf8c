import { z } from "zod";
import type { Path } from "./place.ts";

/** How the answer of a tool that sends ids only is fetched, as data. */
export type FetchingPreset = {
  /** Where the ids stand in what it sends, by the name they have in `request`. */
  ids: Record<string, Path[]>;
  /** Below the base URL; {name} is an id. */
  request: string;
  header: string;
  /** {key} is the organisation's API key. */
  headerValue: string;
  baseUrl: string;
  /** Where in what comes back the answer stands. */
  answer: Path;
};

/** What an administrator fills in for it (sources.fetching). */
export const fetching = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }).max(300).refine((url) => !/[?#@]/.test(url)),
  key: z.string().trim().min(1).max(500).regex(/^[\x21-\x7e]+$/),
});
export type Fetching = z.output<typeof fetching>;
