import type { Preset } from "./preset.ts";

/** Google Forms sends nothing by itself: an Apps Script of the form's owner does. These are places that such scripts use. */
export const googleForms: Preset = {
  id: "google-forms",
  name: "Google Forms",
  transport: "json",
  signing: { scheme: "none" },
  secretFrom: "nobody",
  fields: {
    id: [{ at: ["form_response", "response_id"] }, { at: ["event_id"] }, { at: ["responseId"] }, { at: ["response_id"] }, { at: ["id"] }],
    answered_at: [{ at: ["form_response", "submitted_at"] }, { at: ["lastSubmittedTime"] }, { at: ["submitted_at"] }, { at: ["timestamp"] }, { at: ["Timestamp"] }, { at: ["createTime"] }],
    "customer.email": [{ at: ["form_response", "email"] }, { at: ["respondentEmail"] }, { at: ["email"] }],
  },
};
