import type { Preset } from "./preset.ts";

const message = ["MSG", { json: true as const }];
const values = ["values"];

/** https://api.qualtrics.com: an event names a completed response, which is then fetched. Questions are QID1_NPS, QID2_TEXT… */
export const qualtrics: Preset = {
  id: "qualtrics",
  name: "Qualtrics",
  transport: "form",
  signing: { scheme: "hmac-in-body", hash: "sha512", encoding: "hex", signature: ["HMAC"], signs: ["MSG"] },
  secretFrom: "us",
  events: { at: ["Topic"], counts: /completedResponse/ },
  fetching: {
    ids: {
      survey: [[...message, "SurveyID"], ["SurveyID"]],
      response: [[...message, "ResponseID"], ["ResponseID"]],
    },
    request: "/API/v3/surveys/{survey}/responses/{response}",
    header: "X-API-TOKEN",
    headerValue: "{key}",
    baseUrl: "https://fra1.qualtrics.com",
    answer: ["result"],
  },
  fields: {
    id: [{ at: ["responseId"] }],
    answered_at: [{ at: [...values, "recordedDate"] }, { at: [...values, "endDate"] }],
    "customer.id": [{ at: [...values, "externalDataReference"] }],
    "customer.name": [{ join: [[...values, "recipientFirstName"], [...values, "recipientLastName"]] }],
    "customer.email": [{ at: [...values, "recipientEmail"] }],
    "customer.language": [{ at: [...values, "userLanguage"] }],
  },
};
