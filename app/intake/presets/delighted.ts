import type { Preset } from "./preset.ts";

/** https://app.delighted.com/docs/api/webhooks: the score comes first (created), the words minutes later (updated). */
export const delighted: Preset = {
  id: "delighted",
  name: "Delighted",
  transport: "json",
  signing: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "X-Delighted-Webhook-Signature", prefix: "sha256=" },
  secretFrom: "tool",
  events: { at: ["event_type"], counts: /^survey_response\.(created|updated)$/ },
  fields: {
    id: [{ at: ["event_data", "id"] }],
    // survey_type stands beside it; without one it is an NPS survey, as Delighted's first ones all were.
    score: [{ at: ["event_data", "score"], scale: "0-10" }],
    comment: [{ at: ["event_data", "comment"] }],
    answered_at: [{ at: ["event_data", "updated_at"] }, { at: ["event_data", "created_at"] }],
    "customer.id": ["customer_id", "Customer ID", "klantnummer"].map((key) => ({ at: ["event_data", "person_properties", key] })),
    "customer.name": [{ at: ["event_data", "person", "name"] }],
    "customer.email": [{ at: ["event_data", "person", "email"] }],
    "customer.phone": [{ at: ["event_data", "person", "phone_number"] }],
    "customer.language": [{ at: ["event_data", "person_properties", "locale"] }],
    "customer.account": ["company", "Company", "Organization"].map((key) => ({ at: ["event_data", "person_properties", key] })),
  },
  attributesFrom: [["event_data", "person_properties"]],
};
