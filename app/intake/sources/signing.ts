import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { path, valueAt } from "./place.ts";
import type { Reason } from "./reason.ts";
import type { Tree } from "./tree.ts";

const headerName = z.string().regex(/^[A-Za-z0-9-]{1,100}$/);
const hash = z.enum(["sha1", "sha256", "sha512"]);
const encoding = z.enum(["hex", "base64"]);

/** How far the clock of the sender may be off, and how long a request may be on its way. */
const tolerance = 300;

/**
 * How a tool proves that a delivery is its own, as data. `signs` is the text it signs, with {body},
 * {timestamp} and {id} in it (the body alone where it is left out). Where a `timestamp` is signed it
 * may differ 300 seconds from now. `parts`: the header is like `t=1732,v1=ab12,v1=cd34`.
 */
export const signing = z.discriminatedUnion("scheme", [
  z.strictObject({
    scheme: z.literal("hmac"),
    hash,
    encoding,
    header: headerName,
    prefix: z.string().max(50).optional(),
    parts: z.strictObject({ signature: z.string().max(20), timestamp: z.string().max(20).optional() }).optional(),
    timestampHeader: headerName.optional(),
    signs: z.string().max(100).regex(/\{body\}/).optional(),
    key: z.enum(["text", "base64"]).optional(),
  }),
  /** The signature is in the body, over a text in the body. */
  z.strictObject({ scheme: z.literal("hmac-in-body"), hash, encoding, signature: path, signs: path }),
  /** https://www.standardwebhooks.com: webhook-id, webhook-timestamp, webhook-signature. */
  z.strictObject({ scheme: z.literal("standard-webhooks") }),
  z.strictObject({ scheme: z.literal("header-token"), header: headerName, prefix: z.string().max(50).optional() }),
  z.strictObject({ scheme: z.literal("query-token"), parameter: z.string().min(1).max(100) }),
  z.strictObject({ scheme: z.literal("body-token"), at: path.min(1) }),
  /** Nothing but the secret address. */
  z.strictObject({ scheme: z.literal("none") }),
]);
export type Signing = z.output<typeof signing>;
type SigningOf<Scheme extends Signing["scheme"]> = Extract<Signing, { scheme: Scheme }>;

export type Headers = Record<string, string | string[] | undefined>;
export type Signed = { raw: Buffer; headers: Headers; query: URLSearchParams; tree?: Tree | undefined };

/** Whether the proof stands in the body, which then must be read first. */
export function isProofInBody({ scheme }: Signing): boolean {
  return scheme === "hmac-in-body" || scheme === "body-token";
}

/**
 * Whether one of `secrets` (the current one, and the previous while it is good) made this proof: null,
 * or why not. Compares in constant time, over the raw bytes.
 */
export function verify(signing: Signing, signed: Signed, secrets: string[], now: Date): Reason | null {
  if (signing.scheme === "none") return null;
  if (secrets.length === 0) return { code: "no_secret_here" };
  switch (signing.scheme) {
    case "hmac":
      return verifyHmac(signing, signed, secrets, now);
    case "hmac-in-body":
      return verifyHmacInBody(signing, signed, secrets);
    case "standard-webhooks":
      return verifyStandard(signed, secrets, now);
    case "header-token":
      return verifyToken(withoutPrefix(headerOf(signed.headers, signing.header), signing.prefix), signing.header, secrets);
    case "query-token":
      return verifyToken(signed.query.get(signing.parameter) ?? undefined, `?${signing.parameter}=`, secrets);
    case "body-token":
      return verifyToken(valueAt(signed.tree ?? null, signing.at), signing.at.join("."), secrets);
  }
}

function verifyHmac({ hash, encoding, header, prefix, parts, timestampHeader, signs = "{body}", key = "text" }: SigningOf<"hmac">, { raw, headers }: Signed, secrets: string[], now: Date): Reason | null {
  const sent = headerOf(headers, header);
  if (!sent) return { code: "signature_missing", where: header };
  const given = parts ? partsOf(sent, parts.signature) : [withoutPrefix(sent, prefix)];
  if (given.length === 0) return { code: "signature_missing", where: header };
  const whereTime = timestampHeader ?? (parts?.timestamp ? `${header}: ${parts.timestamp}=` : undefined);
  const timestamp = timestampHeader ? headerOf(headers, timestampHeader) : parts?.timestamp ? partsOf(sent, parts.timestamp)[0] : undefined;
  if (whereTime) {
    const problem = checkTimestamp(timestamp, whereTime, now);
    if (problem) return problem;
  }
  const message = fill(signs, { body: raw, timestamp: timestamp ?? "" });
  const isGood = secrets.some((secret) => given.some((one) => isSameSignature(one, createHmac(hash, keyOf(secret, key)).update(message), encoding)));
  return isGood ? null : { code: "signature_wrong" };
}

function verifyHmacInBody({ hash, encoding, signature, signs }: SigningOf<"hmac-in-body">, { tree = null }: Signed, secrets: string[]): Reason | null {
  const given = valueAt(tree, signature);
  const message = valueAt(tree, signs);
  if (typeof given !== "string" || given === "") return { code: "signature_missing", where: signature.join(".") };
  if (typeof message !== "string") return { code: "signature_missing", where: signs.join(".") };
  return secrets.some((secret) => isSameSignature(given, createHmac(hash, secret).update(message), encoding)) ? null : { code: "signature_wrong" };
}

function verifyStandard({ raw, headers }: Signed, secrets: string[], now: Date): Reason | null {
  // The same by its older names, which Svix' customers send.
  const prefix = headers["webhook-id"] === undefined && headers["svix-id"] !== undefined ? "svix" : "webhook";
  const [id, timestamp, sent] = ["id", "timestamp", "signature"].map((name) => headerOf(headers, `${prefix}-${name}`));
  if (!id) return { code: "signature_missing", where: "webhook-id" };
  if (!sent) return { code: "signature_missing", where: "webhook-signature" };
  const problem = !timestamp ? ({ code: "timestamp_missing", where: "webhook-timestamp" } as const) : !/^\d{1,12}$/.test(timestamp) ? ({ code: "timestamp_unreadable" } as const) : checkTimestamp(timestamp, "webhook-timestamp", now);
  if (problem) return problem;
  const given = sent.split(" ").filter((one) => one.startsWith("v1,")).map((one) => one.slice("v1,".length));
  const message = fill("{id}.{timestamp}.{body}", { id, timestamp: timestamp!, body: raw });
  const isGood = secrets.some((secret) => given.some((one) => isSameSignature(one, createHmac("sha256", keyOf(secret, "base64")).update(message), "base64")));
  return isGood ? null : { code: "signature_wrong" };
}

function verifyToken(given: Tree | undefined, where: string, secrets: string[]): Reason | null {
  const token = typeof given === "number" ? String(given) : given;
  if (typeof token !== "string" || token === "") return { code: "token_missing", where };
  return secrets.some((secret) => isSame(Buffer.from(token), Buffer.from(secret))) ? null : { code: "token_wrong" };
}

/** Seconds or milliseconds since 1970, or ISO 8601 with an offset. */
function checkTimestamp(timestamp: string | undefined, where: string, now: Date): Reason | null {
  if (!timestamp) return { code: "timestamp_missing", where };
  const isIso = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(timestamp);
  if (!isIso && !/^\d{1,14}$/.test(timestamp)) return { code: "timestamp_unreadable" };
  const milliseconds = isIso ? Date.parse(timestamp) : Number(timestamp) * (timestamp.length > 11 ? 1 : 1000);
  // In whole seconds, as they are sent; what is under way meanwhile grows older, never younger.
  const age = Math.floor(now.getTime() / 1000) - Math.floor(milliseconds / 1000);
  return age <= tolerance && age > -tolerance ? null : { code: "timestamp_too_far", limit_seconds: tolerance };
}

function fill(template: string, values: Record<string, string | Buffer>): Buffer {
  return Buffer.concat(template.split(/(\{\w+\})/).map((part) => Buffer.from(/^\{\w+\}$/.test(part) ? (values[part.slice(1, -1)] ?? "") : part)));
}

/** Making a key costs three times what signing with it does; a process meets few secrets. */
const keys = new Map<string, KeyObject>();

/** A secret as a key. Standard Webhooks writes its bytes in base64 behind whsec_; one that is no base64 is taken as text. */
export function keyOf(secret: string, written: "text" | "base64"): KeyObject {
  const name = `${written} ${secret}`;
  let key = keys.get(name);
  if (!key) {
    if (keys.size >= 1_000) keys.clear();
    key = createSecretKey(bytesOf(secret, written));
    keys.set(name, key);
  }
  return key;
}

function bytesOf(secret: string, written: "text" | "base64"): Buffer {
  const encoded = secret.replace(/^whsec_/, "");
  return written === "base64" && /^[A-Za-z0-9+/]+={0,2}$/.test(encoded) ? Buffer.from(encoded, "base64") : Buffer.from(secret);
}

function isSameSignature(given: string, hmac: ReturnType<typeof createHmac>, encoding: "hex" | "base64"): boolean {
  const expected = hmac.digest(encoding);
  return isSame(Buffer.from(encoding === "hex" ? given.trim().toLowerCase() : given.trim()), Buffer.from(expected));
}

function isSame(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function headerOf(headers: Headers, name: string): string | undefined {
  const value = headers[name.toLowerCase()];
  return Array.isArray(value) ? value[0] : value;
}

function withoutPrefix(value: string | undefined, prefix = ""): string {
  if (!value) return "";
  return value.toLowerCase().startsWith(prefix.toLowerCase()) ? value.slice(prefix.length) : "";
}

/** The values of `name` in `t=1732,v1=ab12,v1=cd34`. */
function partsOf(header: string, name: string): string[] {
  return header
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1));
}
