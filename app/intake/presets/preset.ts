import type { FetchingPreset } from "../sources/fetching.ts";
import type { Places } from "../sources/fields.ts";
import type { Path } from "../sources/place.ts";
import type { Signing } from "../sources/signing.ts";

/**
 * What is known of one tool, as data: a new tool is a file like this in presets/, and its line in
 * presets/all.ts. What depends on the questionnaire is left to the mapping that an administrator makes.
 */
export type Preset = {
  /** Stored as sources.kind. */
  id: string;
  name: string;
  /** How it sends; what arrives otherwise is read all the same. */
  transport: "json" | "form" | "multipart" | "any";
  signing: Signing;
  /** Who makes the secret: we, for the administrator to enter in the tool, or the tool, for her to enter here. */
  secretFrom: "us" | "tool" | "nobody";
  /** The list in which each item is an answer. */
  each?: Path;
  /** Where our fields stand, whatever the questionnaire. */
  fields: Places;
  /** Objects whose values all become attributes. */
  attributesFrom?: Path[];
  /** Which event it is, and which of them bring an answer. A delivery that does not say counts. */
  events?: { at: Path; counts: RegExp };
  /** Deliveries that only try whether the address works. */
  pings?: { at: Path; is?: RegExp }[];
  /** Where it says false while the customer is still answering. */
  finished?: Path;
  /** Where the questions are described, apart from the answers: the item of `list` whose `where` equals what stands at `id` around an answer. */
  definition?: { list: Path; where: string[]; id: string[] };
  /** For a tool that sends ids only: what to fetch. `fields` are places in what is fetched. */
  fetching?: FetchingPreset;
};
