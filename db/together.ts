import { createHash } from "node:crypto";
import type { Duplex } from "node:stream";
import { Kysely, PostgresDialect } from "kysely";
import type pg from "pg";
import type { DB } from "./schema.ts";

/**
 * The database for one request that reads: what its loaders ask at the same moment goes over one
 * connection in one packet and is answered in turn (docs/decisions/reads-travel-together.md). A
 * transaction gets a connection of its own. Queries that each take long are better asked of the pool
 * itself, where they run beside each other.
 */
export function readTogether(pool: pg.Pool): Kysely<DB> {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: new SharedConnection(pool) as unknown as pg.Pool }) });
}

type Text = { name?: string; text: string; values: unknown[] };

/** Looks like a pool: everybody gets the same connection, until nobody uses it any more. */
class SharedConnection {
  readonly options;
  #pool: pg.Pool;
  #client: Promise<pg.PoolClient> | undefined;
  #users = 0;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
    this.options = pool.options;
  }

  async connect() {
    this.#users += 1;
    const taking = (this.#client ??= this.#pool.connect());
    try {
      return new Passenger(await taking, this.#pool, () => this.#leave(taking));
    } catch (error) {
      this.#users -= 1;
      if (this.#client === taking) this.#client = undefined;
      throw error;
    }
  }

  async #leave(taken: Promise<pg.PoolClient>): Promise<void> {
    this.#users -= 1;
    if (this.#users > 0) return;
    this.#client = undefined;
    (await taken).release();
  }

  /** Only the view ends: the pool is everybody's. */
  async end(): Promise<void> {}
}

/** One user of the shared connection, as Kysely knows it. */
class Passenger {
  #client: pg.PoolClient;
  #pool: pg.Pool;
  #leave: () => Promise<void>;
  #own: pg.PoolClient | undefined;

  constructor(client: pg.PoolClient, pool: pg.Pool, leave: () => Promise<void>) {
    this.#client = client;
    this.#pool = pool;
    this.#leave = leave;
  }

  async query(text: string, values: unknown[]) {
    if (text === "begin" || text.startsWith("start transaction")) this.#own ??= await this.#pool.connect();
    if (this.#own) return this.#own.query(text, values);
    holdBack(this.#client);
    const name = nameFor(text);
    if (!name) return this.#client.query(text, values);
    try {
      return await this.#client.query({ name, text, values } satisfies Text);
    } catch (error) {
      if (!isOutdated(error)) throw error;
      names.set(text, null);
      return this.#client.query(text, values);
    }
  }

  async release(isBroken?: boolean): Promise<void> {
    this.#own?.release(isBroken);
    this.#own = undefined;
    await this.#leave();
  }
}

/** What is asked in this round of the event loop leaves in one packet. */
function holdBack(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection;
  stream.cork();
  setImmediate(() => stream.uncork());
}

/** A statement is parsed and planned once per connection when it came often; not all, since plans take memory in every connection. */
const often = 20;
const most = 200;
const seen = new Map<string, number>();
const names = new Map<string, string | null>();

function nameFor(text: string): string | null {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= most || !/^\s*select/.test(text)) return null;
  const count = (seen.get(text) ?? 0) + 1;
  if (count < often) {
    // Lists of other lengths are other texts: what never comes back must not be kept for ever.
    if (seen.size > 5_000) seen.clear();
    seen.set(text, count);
    return null;
  }
  seen.delete(text);
  const name = createHash("sha256").update(text).digest("base64url");
  names.set(text, name);
  return name;
}

/** A migration gave a table another column while a plan for all of them was kept. */
function isOutdated(error: unknown): boolean {
  return (error as { code?: string }).code === "0A000";
}
