import type { Preset } from "./preset.ts";

const answers = ["form_response", "answers"];
const ofType = (type: string, key: string) => ({ at: [...answers, { where: ["field", "type"], is: type }, key] });

const testWords = /^Lorem ipsum dolor$/;

/** https://www.typeform.com/developers/webhooks/example-payload/ */
export const typeform: Preset = {
  id: "typeform",
  name: "Typeform",
  transport: "json",
  signing: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "Typeform-Signature", prefix: "sha256=" },
  secretFrom: "us",
  events: { at: ["event_type"], counts: /^form_response$/ },
  // Its test request looks like an answer: its texts and addresses are always these.
  pings: [
    { ...ofType("email", "email"), is: /^an_account@example\.com$/ },
    { ...ofType("long_text", "text"), is: testWords },
    { ...ofType("short_text", "text"), is: testWords },
  ],
  fields: {
    id: [{ at: ["form_response", "token"] }],
    // An opinion scale can have other ends: whether this one goes from 0 to 10 its definition says, or the administrator.
    score: [{ ...ofType("nps", "number"), scale: "0-10" }, ofType("opinion_scale", "number")],
    comment: [ofType("long_text", "text"), ofType("short_text", "text")],
    answered_at: [{ at: ["form_response", "submitted_at"] }],
    "customer.id": ["customer_id", "customerid", "klantnummer"].map((key) => ({ at: ["form_response", "hidden", key] })),
    "customer.name": [{ at: ["form_response", "hidden", "name"] }, { at: ["form_response", "hidden", "first_name"] }],
    "customer.email": [ofType("email", "email"), { at: ["form_response", "hidden", "email"] }],
    "customer.phone": [ofType("phone_number", "phone_number"), { at: ["form_response", "hidden", "phone"] }],
  },
  attributesFrom: [["form_response", "hidden"]],
  definition: { list: ["form_response", "definition", "fields"], where: ["id"], id: ["field", "id"] },
};
