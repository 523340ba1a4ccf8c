import { expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { useDeliveries } from "#tests/deliveries.ts";
import { presets } from "../presets/all.ts";
import type { Mapping } from "./fields.ts";
import type { Signing } from "./signing.ts";
import { rotateSecret, saveMapping } from "./sources.server.ts";
import { sendTestAnswer } from "./test-answer.server.ts";

const database = useDatabase();
const inbox = useDeliveries(database);
const me = { name: "Fatima Amrani", email: "fatima@delinde.example" };

const scores: Record<string, Mapping["fields"]> = {
  formbricks: { score: [{ at: ["data", "data", "nps"] }] },
  "google-forms": { score: [{ at: ["form_response", "answers", { where: ["field", "title"], is: "Hoe waarschijnlijk?" }, "response"] }] },
  jotform: { score: [{ at: ["rawRequest", { json: true }, "q5_cijfer"] }], "customer.email": [{ at: ["rawRequest", { json: true }, "q4_email"] }] },
  limesurvey: { score: [{ at: ["response", "NPS"] }] },
  anything: { id: [{ at: ["id"] }], score: [{ at: ["vragen", { where: ["q"], is: "nps" }, "a"] }] },
};

test.each(presets.map(({ id }) => id))("%s: a test answer is signed, verified and read as the tool's own, and nothing is stored", async (kind) => {
  const source = await inbox.connect(kind);
  if (!source.secret) await rotateSecret(database.db, source.id, inbox.clock.now, "geheim");
  await saveMapping(inbox.services, source.id, { fields: scores[kind] ?? {}, scale: "0-10" });
  const sent = await sendTestAnswer(inbox.services, source.id, me);
  const isFetched = presets.find(({ id }) => id === kind)!.fetching !== undefined;
  const inputs = [{ id: expect.stringContaining("test-"), score: 9 }];
  expect(sent).toMatchObject({ answer: { status: isFetched ? 202 : 201 }, verdict: { verdict: isFetched ? "fetching" : "taken_in", ...(!isFetched && { inputs }) } });
  expect(await inbox.responses(source)).toEqual([]);
  expect(await inbox.deliveries(source)).toEqual([]);
});

const schemes: Signing[] = [
  { scheme: "hmac", hash: "sha256", encoding: "hex", header: "X-Signature", parts: { signature: "v1", timestamp: "t" }, signs: "{timestamp}.{body}" },
  { scheme: "hmac", hash: "sha256", encoding: "base64", header: "X-Zendesk-Webhook-Signature", timestampHeader: "X-Zendesk-Webhook-Signature-Timestamp", signs: "{timestamp}{body}" },
  { scheme: "hmac", hash: "sha1", encoding: "hex", header: "X-Hub-Signature", prefix: "sha1=" },
  { scheme: "header-token", header: "Authorization", prefix: "Bearer " },
  { scheme: "query-token", parameter: "token" },
  { scheme: "standard-webhooks" },
];

test.each(schemes)("any other tool, signing with $scheme", async (signing) => {
  const source = await inbox.connect("anything", { signing });
  await saveMapping(inbox.services, source.id, { fields: { id: [{ at: ["id"] }], score: [{ at: ["score"] }] }, scale: "0-10" });
  expect(await sendTestAnswer(inbox.services, source.id, me)).toMatchObject({ answer: { status: 201 } });
  await rotateSecret(database.db, source.id, inbox.clock.now);
  expect(await sendTestAnswer(inbox.services, source.id, me)).toMatchObject({ answer: { status: 201 } });
});
