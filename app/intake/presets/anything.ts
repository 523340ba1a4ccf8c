import type { Preset } from "./preset.ts";

/** Any other tool: what stands where is said in the mapping screen, how it signs in the source's settings. */
export const anything: Preset = {
  id: "anything",
  name: "Anything else",
  transport: "any",
  signing: { scheme: "none" },
  secretFrom: "nobody",
  fields: {},
};
