import type { Preset } from "./preset.ts";

const ofType = (type: string) => ({ at: ["data", "fields", { where: ["type"], is: type }, "value"] });

/** https://tally.so/help/webhooks. It does not say which ends a scale has. */
export const tally: Preset = {
  id: "tally",
  name: "Tally",
  transport: "json",
  signing: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "Tally-Signature" },
  secretFrom: "us",
  events: { at: ["eventType"], counts: /^FORM_RESPONSE$/ },
  fields: {
    id: [{ at: ["data", "responseId"] }, { at: ["data", "submissionId"] }],
    score: [ofType("LINEAR_SCALE"), ofType("RATING")],
    comment: [ofType("TEXTAREA"), ofType("INPUT_TEXT")],
    answered_at: [{ at: ["data", "createdAt"] }, { at: ["createdAt"] }],
    "customer.email": [ofType("INPUT_EMAIL")],
    "customer.phone": [ofType("INPUT_PHONE_NUMBER")],
  },
};
