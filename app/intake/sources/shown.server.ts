import type { sourcePage } from "./pages.server.ts";
import type { Language } from "#db/schema.ts";
import { textsIn } from "../../i18n/texts.ts";
import { presetOf } from "../presets/all.ts";
import type { Fetching } from "./fetching.ts";
import type { Mapping } from "./fields.ts";
import { missingFields } from "./mapping.ts";
import type { Signing } from "./signing.ts";
import { sourcesTexts } from "./sources.texts.ts";

type Row = NonNullable<Awaited<ReturnType<typeof sourcePage>>>;

/**
 * What an administrator sees of a source. Its secret is among it: she must be able to enter it in her
 * tool. The key with which answers are fetched is not: that was entered here, and never leaves.
 */
export function shownSource(row: Row, { origin, now, language }: { origin: string; now: Date; language: Language }) {
  const preset = presetOf(row.kind)!;
  const signing = (row.signing as Signing | null) ?? preset.signing;
  const mapping = row.mapping as Mapping | null;
  const fetching = row.fetching as Fetching | null;
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    tool: toolName(row.kind, language),
    url: addressOf(row.address!, { origin, signing, secret: row.secret }),
    secret: row.secret,
    secretMaker: whoMakesSecret(row),
    previousUntil: row.previous_secret_until && row.previous_secret_until > now ? row.previous_secret_until : null,
    signing,
    canChooseSigning: row.kind === "anything",
    fetching: preset.fetching ? { kind: row.kind, baseUrl: fetching?.baseUrl ?? preset.fetching.baseUrl, keyEnd: fetching ? fetching.key.slice(-4) : null } : null,
    hasOwnMapping: mapping !== null,
    isMapped: missingFields({ ...preset.fields, ...mapping?.fields }, mapping).length === 0,
    pausedAt: row.paused_at,
    archivedAt: row.archived_at,
    waiting: row.waiting,
    held: row.held,
  };
}

export type ShownSource = ReturnType<typeof shownSource>;

/** Who makes the secret of a source: we, the tool, either where we do not know the tool, or nobody where there is none. */
export function whoMakesSecret({ kind, signing }: Pick<Row, "kind" | "signing">): "us" | "tool" | "either" | "nobody" {
  const preset = presetOf(kind)!;
  if (((signing as Signing | null) ?? preset.signing).scheme === "none") return "nobody";
  return preset.secretFrom === "nobody" ? "either" : preset.secretFrom;
}

/** Where the tool sends to; with the secret in it where that is how the source knows its tool. */
function addressOf(address: string, { origin, signing, secret }: { origin: string; signing: Signing; secret: string | null }): string {
  const url = new URL(`/in/${address}`, origin);
  if (signing.scheme === "query-token" && secret) url.searchParams.set(signing.parameter, secret);
  return url.href;
}

export function toolName(kind: string, language: Language): string {
  return kind === "anything" ? textsIn(sourcesTexts, language).other : (presetOf(kind)?.name ?? kind);
}
