import type { Preset } from "./preset.ts";

/** https://www.jotform.com/help/245-how-to-setup-a-webhook-with-jotform/: form parts; the answers are JSON text in `rawRequest`, by q1_name. */
export const jotform: Preset = {
  id: "jotform",
  name: "Jotform",
  transport: "multipart",
  signing: { scheme: "none" },
  secretFrom: "nobody",
  fields: {
    id: [{ at: ["submissionID"] }, { at: ["submission_id"] }],
    answered_at: [{ at: ["rawRequest", { json: true }, "submitDate"] }],
  },
};
