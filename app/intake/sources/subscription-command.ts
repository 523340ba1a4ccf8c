import type { ShownSource } from "./shown.server.ts";

/**
 * What an administrator of the tool runs once, for tools in which no menu makes a webhook.
 * Qualtrics: https://api.qualtrics.com (Create Subscription); SurveyMonkey: https://api.surveymonkey.com/v3/docs#webhooks.
 */
export function subscriptionCommand({ kind, name, url, secret, fetching }: Pick<ShownSource, "kind" | "name" | "url" | "secret" | "fetching">): string {
  const isQualtrics = kind === "qualtrics";
  const body = isQualtrics
    ? { topics: "surveyengine.completedResponse.SV_…", publicationUrl: url, encrypt: false, sharedKey: secret ?? "" }
    : { name, event_type: "response_completed", object_type: "survey", object_ids: ["…"], subscription_url: url };
  const header = isQualtrics ? "X-API-TOKEN: TOKEN" : "Authorization: Bearer TOKEN";
  const path = isQualtrics ? "/API/v3/eventsubscriptions" : "/v3/webhooks";
  return [`curl -X POST ${fetching?.baseUrl}${path} \\`, `  -H ${quoted(header)} \\`, `  -H "Content-Type: application/json" \\`, `  -d ${quoted(JSON.stringify(body, null, 2).replaceAll("\n", "\n  "))}`].join("\n");
}

/** For a shell, whatever stands in a name that somebody typed. */
const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
