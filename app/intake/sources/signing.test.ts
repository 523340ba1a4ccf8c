import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { hmac, standardHeaders } from "#tests/deliveries.ts";
import { noon } from "#tests/factories.ts";
import { presets } from "../presets/all.ts";
import { type Headers, type Signed, type Signing, signing as signingSchema, verify } from "./signing.ts";
import type { Tree } from "./tree.ts";

const body = Buffer.from('{"score":9,"tekst":"Fijn geholpen"}');
const seconds = (offset = 0) => String(Math.floor(noon.getTime() / 1000) + offset);
const signed = (headers: Headers, { raw = body, query = "", tree }: { raw?: Buffer; query?: string; tree?: Tree } = {}): Signed => ({ raw, headers, query: new URLSearchParams(query), tree });

type Scheme = { signing: Signing; secret: string; other: string; headers: (secret: string, raw: Buffer, offset?: number) => Record<string, string>; isTimed?: boolean };
const schemes: Record<string, Scheme> = {
  "sha256 hex": { signing: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "X-Signature" }, secret: "a", other: "b", headers: (secret, raw) => ({ "x-signature": hmac("sha256", secret, raw, "hex") }) },
  "sha256 hex with a prefix": { signing: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "X-Delighted-Webhook-Signature", prefix: "sha256=" }, secret: "a", other: "b", headers: (secret, raw) => ({ "x-delighted-webhook-signature": `sha256=${hmac("sha256", secret, raw, "hex")}` }) },
  "sha256 base64 with a prefix": { signing: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "Typeform-Signature", prefix: "sha256=" }, secret: "a", other: "b", headers: (secret, raw) => ({ "typeform-signature": `sha256=${hmac("sha256", secret, raw, "base64")}` }) },
  "sha256 base64": { signing: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "Tally-Signature" }, secret: "a", other: "b", headers: (secret, raw) => ({ "tally-signature": hmac("sha256", secret, raw, "base64") }) },
  "sha1 base64, key client_id&api_secret": { signing: { scheme: "hmac", hash: "sha1", encoding: "base64", header: "Sm-Signature" }, secret: "klant1&geheim", other: "klant2&geheim", headers: (secret, raw) => ({ "sm-signature": hmac("sha1", secret, raw, "base64") }) },
  "sha1 hex with a prefix": { signing: { scheme: "hmac", hash: "sha1", encoding: "hex", header: "X-Hub-Signature", prefix: "sha1=" }, secret: "a", other: "b", headers: (secret, raw) => ({ "x-hub-signature": `sha1=${hmac("sha1", secret, raw, "hex")}` }) },
  "t=…,v1=…": {
    signing: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "X-Sign", parts: { signature: "v1", timestamp: "t" }, signs: "{timestamp}.{body}" },
    secret: "a",
    other: "b",
    isTimed: true,
    headers: (secret, raw, offset) => ({ "x-sign": `t=${seconds(offset)},v1=${"0".repeat(64)},v1=${hmac("sha256", secret, `${seconds(offset)}.${raw.toString()}`, "hex")}` }),
  },
  "a header with the time, signed before the body": {
    signing: { scheme: "hmac", hash: "sha256", encoding: "base64", header: "X-Zendesk-Webhook-Signature", timestampHeader: "X-Zendesk-Webhook-Signature-Timestamp", signs: "{timestamp}{body}" },
    secret: "a",
    other: "b",
    isTimed: true,
    headers: (secret, raw, offset = 0) => {
      const at = new Date(noon.getTime() + offset * 1000).toISOString();
      return { "x-zendesk-webhook-signature": hmac("sha256", secret, at + raw.toString(), "base64"), "x-zendesk-webhook-signature-timestamp": at };
    },
  },
  "Standard Webhooks": {
    signing: { scheme: "standard-webhooks" },
    secret: `whsec_${Buffer.from("geheim van de bron").toString("base64")}`,
    other: `whsec_${Buffer.from("een andere bron").toString("base64")}`,
    isTimed: true,
    headers: (secret, raw, offset = 0) => standardHeaders(secret, raw, { at: new Date(noon.getTime() + offset * 1000) }),
  },
  "a token in a header": { signing: { scheme: "header-token", header: "Authorization", prefix: "Bearer " }, secret: "a", other: "b", headers: (secret) => ({ authorization: `Bearer ${secret}` }) },
};

describe.each(Object.entries(schemes))("%s", (name, { signing, secret, other, headers }) => {
  const check = (given: Headers, raw = body, secrets = [secret]) => verify(signing, signed(given, { raw }), secrets, noon)?.code ?? null;

  test("good with its secret, the present or the previous", () => {
    expect(signingSchema.parse(signing)).toEqual(signing);
    expect(check(headers(secret, body))).toBe(null);
    expect(check(headers(other, body), body, [secret, other])).toBe(null);
    expect(check(headers(secret, Buffer.from([0xff, 0xfe])), Buffer.from([0xff, 0xfe]))).toBe(name.startsWith("t=") || name.startsWith("a header with") ? "signature_wrong" : null);
  });

  test("refused without each header, with another source's secret, and with none here", () => {
    for (const header of Object.keys(headers(secret, body))) {
      expect(check({ ...headers(secret, body), [header]: undefined })).toMatch(/_missing$/);
      expect(check({ ...headers(secret, body), [header]: "" })).toMatch(/_missing$/);
    }
    expect(check(headers(other, body))).toMatch(/^(token|signature)_wrong$/);
    expect(check(headers(secret, body), body, [])).toBe("no_secret_here");
  });
});

const timed = Object.entries(schemes).filter(([, { isTimed }]) => isTimed);
const untokened = Object.entries(schemes).filter(([, { signing }]) => signing.scheme !== "header-token");
const checking = ({ signing, secret }: Scheme) => (given: Headers, raw = body) => verify(signing, signed(given, { raw }), [secret], noon)?.code ?? null;

test.each(untokened)("%s: refused when one byte of the body, or of the signature, is another", (_, scheme) => {
  const check = checking(scheme);
  for (let index = 0; index < body.length; index += 7) {
    const changed = Buffer.from(body);
    changed[index]! ^= 1;
    expect(check(scheme.headers(scheme.secret, body), changed)).toBe("signature_wrong");
  }
  const sent = scheme.headers(scheme.secret, body);
  const header = Object.keys(sent).find((one) => sent[one]!.length > 25)!;
  for (const end of ["A", "=", ""]) expect(check({ ...sent, [header]: sent[header]!.slice(0, -3) + end })).not.toBe(null);
});

test.each(timed)("%s: signed 299 seconds from now is good, 301 is not", (_, scheme) => {
  const at = (offset: number) => checking(scheme)(scheme.headers(scheme.secret, body, offset));
  expect([-299, -300, 299].map(at)).toEqual([null, null, null]);
  expect([-301, 301].map(at)).toEqual(["timestamp_too_far", "timestamp_too_far"]);
});

test("Standard Webhooks: one of several signatures is enough; a timestamp is digits and nothing else", () => {
  const secret = schemes["Standard Webhooks"]!.secret;
  const good = standardHeaders(secret, body);
  const check = (headers: Headers) => verify({ scheme: "standard-webhooks" }, signed(headers), [secret], noon)?.code ?? null;
  expect(check({ ...good, "webhook-signature": `v1,${"A".repeat(43)}= v1a,xyz ${good["webhook-signature"]}` })).toBe(null);
  expect(check({ ...good, "webhook-signature": good["webhook-signature"].replace("v1,", "v2,") })).toBe("signature_wrong");
  for (const timestamp of [`${seconds()}abc`, ` ${seconds()}`, `${seconds()}.0`, "1e9", "-1", "0x65", new Date(noon).toISOString()]) expect(check({ ...good, "webhook-timestamp": timestamp })).toMatch(/^timestamp_/);
  expect(check({ ...good, "webhook-id": "msg_2" })).toBe("signature_wrong");
  expect(check(Object.fromEntries(Object.entries(good).map(([name, value]) => [name.replace("webhook", "svix"), value])))).toBe(null);
});

test("bytes are compared as they came: what is no UTF-8 is not the same as its replacement character", () => {
  const { signing, secret, headers } = schemes["sha256 hex"]!;
  const replaced = Buffer.from('{"a":"\ufffd"}');
  const invalid = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}')]);
  expect(verify(signing, signed(headers(secret, replaced), { raw: invalid }), [secret], noon)).toEqual({ code: "signature_wrong" });
});

test("Qualtrics: sha512 hex within the form, over the text of MSG", () => {
  const { signing } = presets.find(({ id }) => id === "qualtrics")!;
  const tree = (MSG: string, HMAC: string) => signed({}, { tree: { Topic: "x", MSG, HMAC } });
  const MSG = '{"ResponseID":"R_1"}';
  const good = createHmac("sha512", "gedeeld").update(MSG).digest("hex");
  expect(good).toHaveLength(128);
  expect(verify(signing, tree(MSG, good), ["gedeeld"], noon)).toBe(null);
  expect(verify(signing, tree(MSG.replace("R_1", "R_2"), good), ["gedeeld"], noon)).toEqual({ code: "signature_wrong" });
  expect(verify(signing, tree(MSG, good), ["ander"], noon)).toEqual({ code: "signature_wrong" });
  expect(verify(signing, tree(MSG, ""), ["gedeeld"], noon)).toMatchObject({ code: "signature_missing" });
  expect(verify(signing, signed({}, { tree: [] }), ["gedeeld"], noon)).toMatchObject({ code: "signature_missing" });
});

test("tokens in the query and in the body", () => {
  const inQuery: Signing = { scheme: "query-token", parameter: "token" };
  expect(verify(inQuery, signed({}, { query: "token=abc" }), ["abc"], noon)).toBe(null);
  expect(verify(inQuery, signed({}, { query: "token=abd" }), ["abc"], noon)).toEqual({ code: "token_wrong" });
  expect(verify(inQuery, signed({}), ["abc"], noon)).toMatchObject({ code: "token_missing" });
  const { signing } = presets.find(({ id }) => id === "limesurvey")!;
  expect(verify(signing, signed({}, { tree: { api_token: "abc" } }), ["abc"], noon)).toBe(null);
  expect(verify(signing, signed({}, { tree: { api_token: ["abc"] } }), ["abc"], noon)).toMatchObject({ code: "token_missing" });
  expect(verify(signing, signed({}, { tree: { api_token: "abcd" } }), ["abc"], noon)).toEqual({ code: "token_wrong" });
  expect(verify({ scheme: "none" }, signed({}), [], noon)).toBe(null);
});
