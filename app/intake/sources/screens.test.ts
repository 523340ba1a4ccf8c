import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { presetOf, presets } from "../presets/all.ts";
import { problemsOf, responseInput } from "../response.ts";
import { connectTexts } from "./connect.texts.ts";
import { googleScript } from "./google-script.ts";
import { readDelivery } from "./mapping.ts";
import { sayReason } from "./reason.texts.ts";
import { readSigning, typedSigning } from "./signing-form.ts";
import { subscriptionCommand } from "./subscription-command.ts";
import { suggestMapping } from "./suggest.ts";
import type { Tree } from "./tree.ts";

test("every tool that we know says how it is connected", () => {
  expect(Object.keys(connectTexts.nl).toSorted()).toEqual(presets.map(({ id }) => id).toSorted());
});

test("every rule of an answer is said in Dutch", () => {
  const nul = "a\u0000b";
  const wrong: object[] = [
    { id: "", score: 11, comment: "a".repeat(20_001), answered_at: "gisteren", customer: { email: "jan", language: "fr", name: nul, phone: 3 } },
    { id: "1", score: 3, answered_at: "1990-01-01T00:00:00Z", customer: {}, attributes: { "": "x", lang: "a".repeat(2_001) } },
    { id: "1", score: 3, answered_at: "2026-01-01T00:00:00Z", customer: {}, attributes: Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`naam ${index}`, 1])) },
  ];
  const errors = wrong.flatMap((input) => problemsOf(responseInput.safeParse(input).error!));
  expect(errors.length).toBeGreaterThan(10);
  const said = sayReason({ code: "fields_invalid", errors }, "nl");
  expect(said).not.toMatch(/\b(must|holds|needs|at most)\b/);
  expect(said).toContain("Woorden van de klant: mag hooguit 20000 tekens lang zijn.");
});

test("what an older release stored is said by its code, and breaks no page", () => {
  expect(sayReason({ code: "gone_by_now" } as never, "nl")).toBe("gone_by_now");
});

test("the script for Google Forms sends what its preset reads", () => {
  const sent: { url: string; payload: string }[] = [];
  const item = (id: number, title: string, type: string) => ({ getId: () => id, getTitle: () => title, getType: () => type, getIndex: () => 0 });
  const given = [
    { getItem: () => item(1, "Hoe waarschijnlijk is het dat je ons aanbeveelt?", "SCALE"), getResponse: () => "3" },
    { getItem: () => item(2, "Waarom geef je dit cijfer?", "PARAGRAPH_TEXT"), getResponse: () => "Niemand belt terug." },
  ];
  const response = { getItemResponses: () => given, getId: () => "2_ABa", getRespondentEmail: () => "jan@klant.example", getTimestamp: () => new Date("2026-11-20T10:00:00Z") };
  const event = { response, source: { getId: () => "1FA", getTitle: () => "NPS" } };
  const google = { UrlFetchApp: { fetch: (url: string, { payload }: { payload: string }) => (sent.push({ url, payload }), { getResponseCode: () => 201 }) }, event };
  runInNewContext(`${googleScript("https://belterug.example/in/abc")}\nsend(event);`, google);

  expect(sent).toHaveLength(1);
  expect(sent[0]!.url).toBe("https://belterug.example/in/abc");
  const tree = JSON.parse(sent[0]!.payload) as Tree;
  const preset = presetOf("google-forms")!;
  const mapping = { ...suggestMapping(tree, preset.fields), scale: "0-10" as const };
  expect(readDelivery(preset, mapping, tree, { timeZone: "Europe/Amsterdam", receivedAt: new Date() })).toMatchObject({
    kind: "response",
    input: { id: "2_ABa", score: 3, comment: "Niemand belt terug.", answered_at: new Date("2026-11-20T10:00:00Z"), customer: { email: "jan@klant.example" } },
  });
});

test("a name with a quote stays within the command that subscribes", () => {
  const command = subscriptionCommand({ kind: "surveymonkey", name: "Jan's $(reboot)", url: "https://belterug.example/in/abc", secret: null, fetching: { kind: "surveymonkey", baseUrl: "https://api.surveymonkey.com", keyEnd: null } });
  expect(command).toContain(`"name": "Jan'\\''s $(reboot)"`);
  expect(command).toContain("https://api.surveymonkey.com/v3/webhooks");
});

test("how a tool signs is read from the form, and what is missing is said", () => {
  expect(readSigning({ scheme: "hmac", header: " X-Signature ", prefix: "sha256=", hash: "sha256", encoding: "hex" })).toEqual({ signing: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "X-Signature", prefix: "sha256=" }, secret: undefined });
  expect(readSigning({ scheme: "header-token", header: "Authorization", prefix: "Bearer ", secret: " abc " })).toEqual({ signing: { scheme: "header-token", header: "Authorization", prefix: "Bearer " }, secret: "abc" });
  expect(readSigning({ scheme: "none", header: "x y", secret: "abc" })).toEqual({ signing: { scheme: "none" }, secret: undefined });
  expect(readSigning({ scheme: "hmac", header: "" })).toEqual({ problem: { field: "header", key: "needsHeader" } });
  expect(readSigning({ scheme: "query-token", parameter: "" })).toEqual({ problem: { field: "parameter", key: "needsParameter" } });
  expect(readSigning({ scheme: "hmac", header: "X-Signature", secret: "a b" })).toEqual({ problem: { field: "secret", key: "badSecret" } });
  expect(readSigning({ scheme: "hmac", header: "X-Sig", message: "joined", time_header: "" })).toEqual({ problem: { field: "time_header", key: "needsHeader" } });
  expect(readSigning({ scheme: "body-token", parameter: "." })).toEqual({ problem: { field: "parameter", key: "needsParameter" } });
  expect(readSigning({})).toEqual({ problem: { field: "scheme", key: "choose" } });
});

test.each<Record<string, string>>([
  { scheme: "hmac", header: "X-Sig", prefix: "sha1=", hash: "sha1", encoding: "base64", message: "body", time_header: "" },
  { scheme: "hmac", header: "X-Sig", prefix: "", hash: "sha256", encoding: "hex", message: "parts", time_header: "" },
  { scheme: "hmac", header: "X-Sig", prefix: "v0=", hash: "sha256", encoding: "hex", message: "v0", time_header: "X-Time" },
  { scheme: "hmac", header: "X-Sig", prefix: "", hash: "sha512", encoding: "base64", message: "joined", time_header: "X-Time" },
  { scheme: "header-token", header: "Authorization", prefix: "Bearer " },
  { scheme: "query-token", parameter: "token" },
  { scheme: "body-token", parameter: "data.token" },
  { scheme: "standard-webhooks" },
])("what was filled in about signing stands there again: %j", (form) => {
  const read = readSigning(form);
  expect("signing" in read && typedSigning(read.signing)).toEqual(form);
});
