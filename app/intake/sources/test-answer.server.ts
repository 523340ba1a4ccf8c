import { createHmac } from "node:crypto";
import type { Services } from "../../context.server.ts";
import { type Answer, takeDelivery } from "./deliver.server.ts";
import type { Judged, Verdict } from "./judge.server.ts";
import { plant, plantDelivery, type Values } from "./plant.ts";
import { findSource, loadSource, type Source } from "./source.server.ts";
import { keyOf, type Signing } from "./signing.ts";
import type { Tree } from "./tree.ts";

export type TestAnswer = {
  /** What we sent ourselves, as the tool would have. */
  sent: { contentType: string; headers: Record<string, string>; body: string };
  answer: Answer;
  /** What it would have become; null where it was not even read. */
  verdict: Verdict | null;
};

/**
 * Sends a test answer of this administrator's own, in the shape and with the signature of the tool,
 * by the way that all deliveries go. It is verified and read, and shown as what it would become; it is
 * not stored: an answer that no customer gave has no place among the figures. Undefined: no such source.
 */
export async function sendTestAnswer(services: Pick<Services, "db" | "boss" | "log" | "now">, sourceId: number, { name, email }: { name: string; email: string }): Promise<TestAnswer | undefined> {
  const { db, now } = services;
  const address = (await db.selectFrom("sources").select("address").where("id", "=", sourceId).executeTakeFirst())?.address;
  const source = await loadSource(db, sourceId);
  if (!address || !source || source.isArchived) return undefined;
  const at = now();
  const values: Values = { id: `test-${at.getTime()}`, score: 9, comment: "Dit is een testreactie.", answered_at: at.toISOString(), "customer.name": name, "customer.email": email };
  const { headers, body, contentType, query } = signedRequest(source, plantDelivery(source.preset, source.mapping, values), at);
  let judged: Judged | undefined;
  const deliveries = {
    find: (address: string) => findSource(db, address),
    record: async (one: Judged) => {
      judged = one;
      return { deliveryId: null, isNew: true, responseIds: [] };
    },
  };
  const answer = await takeDelivery(services, deliveries, { address, query, headers: { ...headers, "content-type": contentType }, raw: Buffer.from(body) });
  return { sent: { contentType, headers, body }, answer, verdict: judged ?? null };
}

type Sending = { headers: Record<string, string>; body: string; contentType: string; query: URLSearchParams };

/** The request that a tool with this source's secret would make of it. */
function signedRequest({ preset, signing, secret }: Pick<Source, "preset" | "signing" | "secret">, tree: Tree, now: Date): Sending {
  const key = secret ?? "";
  const complete = withProof(signing, tree, key);
  const isForm = preset.transport === "form" || preset.transport === "multipart";
  const body = isForm ? new URLSearchParams(Object.entries(complete as Record<string, Tree>).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)])).toString() : JSON.stringify(complete);
  return {
    body,
    contentType: isForm ? "application/x-www-form-urlencoded" : "application/json",
    headers: proofHeaders(signing, body, key, now),
    query: new URLSearchParams(signing.scheme === "query-token" ? { [signing.parameter]: key } : {}),
  };
}

function withProof(signing: Signing, tree: Tree, key: string): Tree {
  if (signing.scheme === "body-token") return plant(tree, signing.at, key);
  if (signing.scheme !== "hmac-in-body") return tree;
  const { hash, encoding, signature, signs } = signing;
  const message = (tree as Record<string, Tree>)[String(signs[0])];
  return plant(tree, signature, createHmac(hash, key).update(String(message)).digest(encoding));
}

function proofHeaders(signing: Signing, body: string, key: string, now: Date): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  switch (signing.scheme) {
    case "hmac": {
      const { hash, encoding, header, prefix = "", parts, timestampHeader, signs = "{body}", key: written = "text" } = signing;
      const message = signs.replace("{timestamp}", timestamp).replace("{body}", () => body);
      const made = createHmac(hash, keyOf(key, written)).update(message).digest(encoding);
      const value = parts ? `${parts.timestamp ? `${parts.timestamp}=${timestamp},` : ""}${parts.signature}=${made}` : prefix + made;
      return { [header.toLowerCase()]: value, ...(timestampHeader && { [timestampHeader.toLowerCase()]: timestamp }) };
    }
    case "standard-webhooks": {
      const id = `msg_test_${timestamp}`;
      return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": `v1,${createHmac("sha256", keyOf(key, "base64")).update(`${id}.${timestamp}.${body}`).digest("base64")}` };
    }
    case "header-token":
      return { [signing.header.toLowerCase()]: (signing.prefix ?? "") + key };
    default:
      return {};
  }
}
