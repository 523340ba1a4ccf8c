import type { Preset } from "./preset.ts";

/** https://formbricks.com/docs: an object per delivery, formerly a list with one. Questions have ids of their own. */
export const formbricks: Preset = {
  id: "formbricks",
  name: "Formbricks",
  transport: "json",
  signing: { scheme: "standard-webhooks" },
  secretFrom: "tool",
  events: { at: ["event"], counts: /^response(Created|Updated|Finished)$/ },
  pings: [{ at: ["event"], is: /^testEndpoint$/ }],
  finished: ["data", "finished"],
  fields: {
    id: [{ at: ["data", "id"] }],
    answered_at: [{ at: ["data", "updatedAt"] }, { at: ["data", "createdAt"] }],
    "customer.id": [{ at: ["data", "contactAttributes", "userId"] }, { at: ["data", "contact", "userId"] }],
    "customer.name": [{ at: ["data", "contactAttributes", "name"] }, { join: [["data", "contactAttributes", "firstName"], ["data", "contactAttributes", "lastName"]] }],
    "customer.email": [{ at: ["data", "contactAttributes", "email"] }],
    "customer.phone": [{ at: ["data", "contactAttributes", "phone"] }],
    "customer.language": [{ at: ["data", "language"] }, { at: ["data", "contactAttributes", "language"] }],
  },
  attributesFrom: [["data", "variables"]],
};
