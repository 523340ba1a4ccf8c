import type { PgBoss } from "pg-boss";
import type { Kysely } from "kysely";
import type { DB } from "#db/schema.ts";
import type { Config } from "./config.server.ts";
import type { Log } from "./log.server.ts";
import type { Auth, Viewer } from "./people/session.server.ts";
import type { Throttle } from "./people/throttle.server.ts";

/** What one process shares; made once in app/main.ts and passed down, never imported. */
export type Services = {
  config: Config;
  db: Kysely<DB>;
  /** For one request that only reads (db/together.ts). */
  readTogether: () => Kysely<DB>;
  boss: PgBoss;
  auth: Auth;
  throttle: Throttle;
  log: Log;
  /** The app's clock. Business time is always this, never the database's now(): tests move it. */
  now: () => Date;
};

/** What a loader or action gets as `context`: the services and this request. */
export type RequestContext = Services & {
  /** Every query on a connection of its own: for pages whose queries each take long. `db` of a GET shares one. */
  apart: Kysely<DB>;
  requestId: string;
  ip: string;
  nonce: string;
  /** Who is signed in, looked up once per request however many loaders ask. */
  viewer: () => Promise<Viewer | null>;
};

declare module "@remix-run/server-runtime" {
  interface AppLoadContext extends RequestContext {}
}
