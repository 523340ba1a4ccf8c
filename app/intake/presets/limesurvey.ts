import type { Preset } from "./preset.ts";

/** LimeSurvey with a webhook plugin; answers by the code of the question. Its times have no offset. */
export const limesurvey: Preset = {
  id: "limesurvey",
  name: "LimeSurvey",
  transport: "json",
  signing: { scheme: "body-token", at: ["api_token"] },
  secretFrom: "us",
  events: { at: ["event"], counts: /^after(SurveyComplete|ResponseSave)$/i },
  fields: {
    id: [{ join: [["survey"], ["respondId"]], by: "-" }],
    answered_at: [{ at: ["submitDate"] }, { at: ["response", "submitdate"] }],
    "customer.name": [{ join: [["participant", "firstname"], ["participant", "lastname"]] }],
    "customer.email": [{ at: ["participant", "email"] }],
    "customer.language": [{ at: ["participant", "language"] }, { at: ["response", "startlanguage"] }],
  },
};
