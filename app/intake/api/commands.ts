import type { DocumentedOperation } from "./openapi.ts";

/** What somebody can paste into a terminal. */

export function curl(method: "get" | "post", url: string, { requestBody, parameters = [] }: DocumentedOperation, key: string): string {
  const authorization = `  -H "Authorization: Bearer ${key}"`;
  if (!requestBody) return `curl "${url.replace("{id}", "17")}${parameters.some(({ name }) => name === "limit") ? "?limit=50" : ""}" \\\n${authorization}`;
  return [`curl ${url} \\`, `${authorization} \\`, `  -H "Content-Type: application/json" \\`, `  -d '${indented(requestBody.content["application/json"].example)}'`].join("\n");
}

/** Standard Webhooks from a shell: the signature over "id.timestamp.body". */
export function signedCurl(url: string, { requestBody }: DocumentedOperation): string {
  return [
    `address='${url}'`,
    "secret='whsec_…'",
    `body='${JSON.stringify(requestBody!.content["application/json"].example)}'`,
    "id=msg_$(openssl rand -hex 8)",
    "at=$(date +%s)",
    "key=$(printf %s \"${secret#whsec_}\" | openssl base64 -d -A | od -An -tx1 | tr -d ' \\n')",
    'signature=$(printf %s "$id.$at.$body" | openssl dgst -sha256 -mac HMAC -macopt hexkey:$key -binary | openssl base64 -A)',
    'curl "$address" \\',
    '  -H "webhook-id: $id" -H "webhook-timestamp: $at" -H "webhook-signature: v1,$signature" \\',
    `  -H "Content-Type: application/json" -d "$body"`,
  ].join("\n");
}

export function indented(example: unknown): string {
  return JSON.stringify(example, null, 2);
}
