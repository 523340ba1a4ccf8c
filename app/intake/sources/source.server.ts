import type { Db } from "#db/client.ts";
import { presetOf } from "../presets/all.ts";
import type { Preset } from "../presets/preset.ts";
import { type Fetching, fetching } from "./fetching.ts";
import { type Mapping, mapping } from "./fields.ts";
import type { Signing } from "./signing.ts";

/** A source as its deliveries meet it. `timeZone` is the organisation's. */
export type Source = {
  id: number;
  /** Counts every change of the source. */
  version: number;
  preset: Preset;
  signing: Signing;
  secret: string | null;
  previous: { secret: string; until: Date } | null;
  mapping: Mapping | null;
  fetching: Fetching | null;
  isPaused: boolean;
  isArchived: boolean;
  timeZone: string;
};

/** 32 random characters of 62. */
const addressShape = /^[A-Za-z0-9]{32}$/;

/** The source that this secret end of a URL belongs to, archived ones too. */
export async function findSource(db: Db, address: string): Promise<Source | undefined> {
  if (!addressShape.test(address)) return undefined;
  const row = await select(db).where("sources.address", "=", address).executeTakeFirst();
  return row && fromRow(row);
}

/** The same by its id. Only what has an address is a tool: keys and files are sources, too. */
export async function loadSource(db: Db, id: number): Promise<Source | undefined> {
  const row = await select(db).where("sources.id", "=", id).where("sources.address", "is not", null).executeTakeFirst();
  return row && fromRow(row);
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof select>["executeTakeFirst"]>>>;

function select(db: Db) {
  return db
    .selectFrom("sources")
    .select(["id", "version", "kind", "signing", "secret", "previous_secret", "previous_secret_until", "mapping", "fetching", "paused_at", "archived_at"])
    .select((eb) => eb.selectFrom("organisation").select("time_zone").as("time_zone"));
}

function fromRow(row: Row): Source | undefined {
  const preset = presetOf(row.kind);
  if (!preset) return undefined;
  return {
    id: row.id,
    version: row.version,
    preset,
    signing: (row.signing as Signing | null) ?? preset.signing,
    secret: row.secret,
    previous: row.previous_secret && row.previous_secret_until ? { secret: row.previous_secret, until: row.previous_secret_until } : null,
    // Checked again: what was stored by an older release may not be understood by this one.
    mapping: row.mapping === null ? null : (mapping.parse(row.mapping) as Mapping),
    fetching: row.fetching === null ? null : fetching.parse(row.fetching),
    isPaused: row.paused_at !== null,
    isArchived: row.archived_at !== null,
    timeZone: row.time_zone ?? "Europe/Amsterdam",
  };
}

/** The secrets that are good at this moment: the present one, and its predecessor until its day is over. */
export function goodSecrets({ secret, previous }: Source, now: Date): string[] {
  return [...(secret ? [secret] : []), ...(previous && previous.until > now ? [previous.secret] : [])];
}
