import type { Page } from "@playwright/test";
import type { Db } from "#db/client.ts";

/** One picture: who looks (null: nobody signed in) at which page, after doing what there. */
export type Look = { name: string; as: { id: number } | null; path: string; act?: (page: Page) => Promise<void> };

/** A situation that pages can be in: prepared in a database of its own, then looked at. */
export type State = {
  name: string;
  what: string;
  /** On the demo's year of data; otherwise on an organisation in which there is nothing yet. */
  isDemo?: boolean;
  prepare: (db: Db) => Promise<Look[]>;
};
