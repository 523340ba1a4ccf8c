import { createHmac, randomBytes } from "node:crypto";

const prefix = "whsec_";

/** A secret as Standard Webhooks writes them: the key itself stands after `whsec_`, in base64. */
export function newSecret(): string {
  return prefix + randomBytes(32).toString("base64");
}

/**
 * The headers of Standard Webhooks: the id stays the same for every try, the time (seconds since 1970)
 * and with it the signature do not. With two secrets there are two signatures, of which one will do.
 */
export function signedHeaders({ id, body, secrets, now }: { id: string; body: string; secrets: string[]; now: Date }): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const signature = (secret: string) => `v1,${createHmac("sha256", Buffer.from(secret.slice(prefix.length), "base64")).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  return { "content-type": "application/json", "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": secrets.map(signature).join(" ") };
}
