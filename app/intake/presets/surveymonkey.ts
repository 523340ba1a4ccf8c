import type { Preset } from "./preset.ts";

/** https://api.surveymonkey.com/v3/docs#webhooks: an event names a response, which is then fetched. The key of the signature is `client_id&api_secret`. */
export const surveymonkey: Preset = {
  id: "surveymonkey",
  name: "SurveyMonkey",
  transport: "json",
  signing: { scheme: "hmac", hash: "sha1", encoding: "base64", header: "Sm-Signature" },
  secretFrom: "tool",
  events: { at: ["event_type"], counts: /^response_(completed|updated)$/ },
  fetching: {
    ids: { survey: [["resources", "survey_id"]], response: [["object_id"]] },
    request: "/v3/surveys/{survey}/responses/{response}/details?simple=true",
    header: "Authorization",
    headerValue: "Bearer {key}",
    baseUrl: "https://api.surveymonkey.com",
    answer: [],
  },
  // An answer that she is still giving has a score or not: what is there counts.
  fields: {
    id: [{ at: ["id"] }],
    answered_at: [{ at: ["date_modified"] }, { at: ["date_created"] }],
    "customer.id": ["customer_id", "custom_value"].map((key) => ({ at: ["custom_variables", key] })),
    "customer.name": [{ join: [["metadata", "contact", "first_name", "value"], ["metadata", "contact", "last_name", "value"]] }, { join: [["first_name"], ["last_name"]] }],
    "customer.email": [{ at: ["metadata", "contact", "email", "value"] }, { at: ["email_address"] }],
  },
  attributesFrom: [["custom_variables"]],
};
