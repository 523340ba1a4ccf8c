import { fieldNames, type Places } from "../sources/fields.ts";
import type { Preset } from "./preset.ts";

/** For software of one's own: the body of `POST /api/v1/responses` (docs/api.md), signed as https://www.standardwebhooks.com says. */
export const standardWebhooks: Preset = {
  id: "standard-webhooks",
  name: "Standard Webhooks",
  transport: "json",
  signing: { scheme: "standard-webhooks" },
  secretFrom: "us",
  fields: {
    ...(Object.fromEntries(fieldNames.map((name) => [name, [{ at: name.split(".") }]])) as Places),
    score: [{ at: ["score"], scale: "0-10" }],
  },
  attributesFrom: [["attributes"]],
};
