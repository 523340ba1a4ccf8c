import { describe, expect, test } from "vitest";
import { hmac } from "#tests/deliveries.ts";
import { noon } from "#tests/factories.ts";
import { readBody } from "../sources/body.ts";
import type { Mapping } from "../sources/fields.ts";
import { readDeliveries } from "../sources/mapping.ts";
import { verify } from "../sources/signing.ts";
import type { Tree } from "../sources/tree.ts";
import { presetOf, presets } from "./all.ts";
import type { Preset } from "./preset.ts";

const reception = { timeZone: "Europe/Amsterdam", receivedAt: noon };
const read = (kind: string, tree: object, mapping: Mapping | null = null) => readDeliveries(presetOf(kind)!, mapping, tree as Tree, reception);
const response = (input: object) => [{ kind: "response", input: expect.objectContaining(input) }];

describe("Typeform", () => {
  const field = (id: string, type: string) => ({ id, ref: `ref-${id}`, type });
  const payload = (answers: object[], fields: object[] = []) => ({ event_id: "ev1", event_type: "form_response", form_response: { form_id: "F1", token: "tok1", submitted_at: "2026-11-19T09:12:00Z", hidden: { klantnummer: "K-7", kanaal: "mail" }, definition: { id: "F1", fields }, answers } });
  const nps = { type: "number", number: 9, field: field("n1", "nps") };
  const scale = { type: "number", number: 6, field: field("s1", "opinion_scale") };
  const words = { type: "text", text: "Fijn geholpen", field: field("w1", "long_text") };
  const mail = { type: "email", email: "jan@klant.example", field: field("e1", "email") };

  test("the answer of type nps, wherever it stands, also beside an opinion scale", () => {
    const expected = response({ id: "tok1", score: 9, comment: "Fijn geholpen", answered_at: new Date("2026-11-19T09:12:00Z"), customer: { id: "K-7", email: "jan@klant.example" }, attributes: { klantnummer: "K-7", kanaal: "mail" } });
    expect(read("typeform", payload([scale, mail, words, nps]))).toEqual(expected);
    expect(read("typeform", payload([nps, words, mail, scale]))).toEqual(expected);
  });

  test("an opinion scale counts where its definition says 0-10, waits where it says nothing, and is refused where it has other ends", () => {
    const defined = (properties: object) => read("typeform", payload([scale], [{ ...field("x", "opinion_scale"), properties: { steps: 5 } }, { ...field("s1", "opinion_scale"), properties }]));
    expect(defined({ steps: 11, start_at_one: false })).toMatchObject(response({ score: 6 }));
    expect(defined({})).toEqual([{ kind: "waiting", reason: { code: "scale_not_confirmed" } }]);
    expect(defined({ steps: 10, start_at_one: true })).toEqual([{ kind: "refused", reason: { code: "other_scale", scale: "1-10" } }]);
    expect(defined({ steps: 5 })).toEqual([{ kind: "refused", reason: { code: "other_scale", scale: "0-4" } }]);
    const confirmed: Mapping = { fields: {}, scale: "0-10" };
    expect(read("typeform", payload([scale], [{ ...field("s1", "opinion_scale"), properties: { steps: 7, start_at_one: true } }]), confirmed)).toMatchObject([{ kind: "refused", reason: { code: "other_scale" } }]);
    expect(read("typeform", payload([scale]), confirmed)).toMatchObject(response({ score: 6 }));
  });

  test("its test request is no answer, whatever the form asks", () => {
    const ping = [{ kind: "ignored", reason: { code: "ping" } }];
    const asked = { ...nps, number: 4 };
    expect(read("typeform", payload([asked, { ...words, text: "Lorem ipsum dolor" }]))).toEqual(ping);
    expect(read("typeform", payload([asked, { ...words, text: "Lorem ipsum dolor", field: field("w2", "short_text") }]))).toEqual(ping);
    expect(read("typeform", payload([asked, { ...mail, email: "an_account@example.com" }]))).toEqual(ping);
    expect(read("typeform", payload([asked, { ...words, text: "Lorem ipsum dolor sit amet, zegt mijn zoon" }]))).toEqual(response({ score: 4 }));
  });

  test("a form that is only half filled in is no answer", () => {
    expect(read("typeform", { ...payload([nps]), event_type: "form_response_partial" })).toMatchObject([{ kind: "ignored", reason: { code: "other_event" } }]);
    expect(read("typeform", payload([words]))).toMatchObject([{ kind: "waiting", reason: { code: "nothing_there", field: "score" } }]);
  });
});

describe("Formbricks", () => {
  const payload = (data: object, more = {}) => ({ event: "responseFinished", webhookId: "w1", data: { id: "r1", createdAt: "2026-11-19T09:10:00.000Z", updatedAt: "2026-11-19T09:12:00.000Z", finished: true, language: "nl", contactAttributes: { userId: "K-7", email: "jan@klant.example", firstName: "Jan", lastName: "de Boer" }, data, ...more } });
  const mapping: Mapping = { scale: "0-10", fields: { score: [{ at: ["data", "data", "q_nps"] }], comment: [{ at: ["data", "data", "q_why"] }] } };
  const expected = response({ id: "r1", score: 3, comment: "Niemand belt", answered_at: new Date("2026-11-19T09:12:00Z"), customer: { id: "K-7", name: "Jan de Boer", email: "jan@klant.example", language: "nl" } });

  test("an object, or as formerly a list with one", () => {
    expect(read("formbricks", payload({ q_nps: 3, q_why: "Niemand belt" }), mapping)).toEqual(expected);
    expect(read("formbricks", [payload({ q_nps: "3", q_why: "Niemand belt" })], mapping)).toEqual(expected);
    expect(read("formbricks", payload({ q_nps: 3 }))).toEqual([{ kind: "waiting", reason: { code: "not_mapped", fields: ["score"] } }]);
  });

  test("a response that is not finished, has no score yet, or is only a test", () => {
    expect(read("formbricks", payload({}, { finished: false, contactAttributes: null }), mapping)).toEqual([{ kind: "ignored", reason: { code: "unfinished" } }]);
    expect(read("formbricks", payload({ q_nps: 3 }, { finished: false, contact: null, contactAttributes: null }), mapping)).toMatchObject(response({ score: 3, customer: { language: "nl" } }));
    expect(read("formbricks", payload({ q_nps: "" }), mapping)).toEqual([{ kind: "ignored", reason: { code: "score_not_given" } }]);
    expect(read("formbricks", { ...payload({}), event: "testEndpoint" }, mapping)).toEqual([{ kind: "ignored", reason: { code: "ping" } }]);
  });
});

test("Tally: by type, once an administrator has confirmed the scale", () => {
  const payload = { eventId: "e", eventType: "FORM_RESPONSE", createdAt: "2026-11-19T09:12:00.000Z", data: { responseId: "R1", fields: [{ key: "question_a", label: "Hoe waarschijnlijk…?", type: "LINEAR_SCALE", value: 10 }, { key: "question_b", label: "Waarom?", type: "TEXTAREA", value: null }, { key: "question_c", label: "E-mail", type: "INPUT_EMAIL", value: "jan@klant.example" }] } };
  expect(read("tally", payload)).toEqual([{ kind: "waiting", reason: { code: "scale_not_confirmed" } }]);
  expect(read("tally", payload, { fields: {}, scale: "0-10" })).toEqual(response({ id: "R1", score: 10, comment: null, customer: { email: "jan@klant.example" } }));
});

describe("Delighted", () => {
  const payload = (more: object) => ({ event_type: "survey_response.created", event_data: { id: "77", person: { id: "9", email: "jan@klant.example", name: "Jan de Boer" }, survey_type: "nps", score: 9, comment: null, created_at: 1795170000, updated_at: 1795170300, person_properties: { locale: "nl-NL", Company: "De Boer BV", Aantal: 3 }, ...more } });

  test("9 is a promoter, at the time of the update", () => {
    expect(read("delighted", payload({}))).toEqual(response({ id: "77", score: 9, comment: null, answered_at: new Date("2026-11-20T10:25:00Z"), customer: { name: "Jan de Boer", email: "jan@klant.example", language: "nl", account: "De Boer BV" }, attributes: { locale: "nl-NL", Company: "De Boer BV", Aantal: 3 } }));
  });

  test("another kind of survey is refused, another event is no answer", () => {
    expect(read("delighted", payload({ survey_type: "csat", score: 4 }))).toEqual([{ kind: "refused", reason: { code: "other_scale", scale: "csat" } }]);
    expect(read("delighted", { ...payload({}), event_type: "survey_response.unsubscribed" })).toMatchObject([{ kind: "ignored" }]);
  });
});

test("Qualtrics and SurveyMonkey: the ids to fetch", async () => {
  const MSG = JSON.stringify({ Status: "Complete", SurveyID: "SV_1a", ResponseID: "R_2b" });
  const form = async (Topic: string) => (await readBody("application/x-www-form-urlencoded", Buffer.from(new URLSearchParams({ Topic, MSG, HMAC: "x" }).toString()))) as object;
  expect(read("qualtrics", await form("delinde.surveyengine.completedResponse.SV_1a"))).toEqual([{ kind: "fetch", ids: { survey: "SV_1a", response: "R_2b" } }]);
  expect(read("qualtrics", await form("delinde.surveyengine.startedRecipientSession.SV_1a"))).toMatchObject([{ kind: "ignored" }]);
  expect(read("surveymonkey", { event_type: "response_updated", object_type: "response", object_id: "55", resources: { survey_id: "4" } })).toEqual([{ kind: "fetch", ids: { survey: "4", response: "55" } }]);
  expect(read("surveymonkey", { event_type: "response_deleted", object_id: "55", resources: { survey_id: "4" } })).toMatchObject([{ kind: "ignored" }]);
});

test("Google Forms: answers by the title of the question, values as text", () => {
  const payload = { event_id: "2_ABa", form_response: { email: "jan@klant.example", submitted_at: "2026-11-19T09:12:00.000Z", answers: [{ response: "Nooit teruggebeld", field: { id: 2, title: "Waarom?" } }, { response: "4", field: { id: 1, title: "Hoe waarschijnlijk?" } }] } };
  const answer = (title: string) => [{ at: ["form_response", "answers", { where: ["field", "title"], is: title }, "response"] }];
  expect(read("google-forms", payload, { scale: "0-10", fields: { score: answer("Hoe waarschijnlijk?"), comment: answer("Waarom?") } })).toEqual(response({ id: "2_ABa", score: 4, comment: "Nooit teruggebeld", customer: { email: "jan@klant.example" } }));
});

test("Jotform: multipart, the answers in JSON text", async () => {
  const data = new FormData();
  for (const [name, value] of Object.entries({ formID: "20", submissionID: "51", type: "WEB", rawRequest: JSON.stringify({ q3_naam: { first: "Kin", last: "Lane" }, q4_email: "kin@klant.example", q5_cijfer: "8", q6_waarom: "Prima", submitDate: "1795170000000" }) })) data.set(name, value);
  const sent = new Response(data);
  const tree = (await readBody(sent.headers.get("content-type")!, Buffer.from(await sent.arrayBuffer()))) as object;
  const raw = (key: string) => [{ at: ["rawRequest", { json: true as const }, key] }];
  expect(read("jotform", tree, { scale: "0-10", fields: { score: raw("q5_cijfer"), comment: raw("q6_waarom"), "customer.name": raw("q3_naam"), "customer.email": raw("q4_email") } })).toEqual(
    response({ id: "51", score: 8, comment: "Prima", answered_at: new Date("2026-11-20T10:20:00Z"), customer: { name: "Kin Lane", email: "kin@klant.example" } }),
  );
});

test("LimeSurvey: by the code of the question, local times in the organisation's zone", () => {
  const payload = { api_token: "x", survey: 123, event: "afterSurveyComplete", respondId: 42, response: { NPS: "2", WHY: "Wachttijd" }, submitDate: "2026-11-19 10:12:00", participant: { firstname: "Jan", lastname: "de Boer", email: "jan@klant.example" } };
  expect(read("limesurvey", payload, { scale: "0-10", fields: { score: [{ at: ["response", "NPS"] }], comment: [{ at: ["response", "WHY"] }] } })).toEqual(response({ id: "123-42", score: 2, comment: "Wachttijd", answered_at: new Date("2026-11-19T09:12:00Z"), customer: { name: "Jan de Boer", email: "jan@klant.example" } }));
});

test("Standard Webhooks: the body of our own API", () => {
  const body = { id: "a-1", score: 3, comment: "Kort", answered_at: "2026-11-19T09:12:00Z", customer: { id: "K-7", name: "Jan", email: "jan@klant.example", phone: "06 12345678", language: "nl", account: "BV", owner_email: "fatima@delinde.example" }, about: { team: "noord", employee_email: "f@delinde.example", touchpoint: "reparatie" }, attributes: { kanaal: "mail", aantal: 3, nieuw: true } };
  expect(read("standard-webhooks", body)).toEqual(response({ ...body, answered_at: new Date(body.answered_at) }));
  expect(read("standard-webhooks", { ...body, score: 11 })).toMatchObject([{ kind: "refused", reason: { code: "score_out_of_range" } }]);
});

test("whatever is wrong with the customer's details, her answer is taken in", () => {
  const read = readDeliveries(presetOf("standard-webhooks")!, null, { id: 5, score: "9", answered_at: "2026-11-19T09:12:00Z", customer: { email: "jan@", language: "fr", phone: "" } }, reception);
  expect(read).toEqual(response({ id: "5", customer: {}, attributes: { email: "jan@" } }));
});

test("several answers in one delivery, bare or as the only thing in it", () => {
  const mapping: Mapping = { scale: "0-10", fields: { id: [{ at: ["id"] }], score: [{ at: ["nps"] }] } };
  const list = [{ id: "a", nps: 9 }, { id: "b", nps: 2 }];
  const expected = list.map(({ id, nps }) => ({ kind: "response", input: expect.objectContaining({ id, score: nps }) }));
  expect(read("anything", list, mapping)).toEqual(expected);
  expect(read("anything", { responses: list }, mapping)).toEqual(expected);
  expect(read("anything", { batch: { list } }, { ...mapping, each: ["batch", "list"] })).toEqual(expected);
  expect(read("anything", [], mapping)).toMatchObject([{ kind: "ignored", reason: { code: "no_answers" } }]);
  expect(read("anything", Array.from({ length: 501 }, () => list[0]!), mapping)).toMatchObject([{ kind: "refused", reason: { code: "too_many_answers" } }]);
});

test("what is too long is cut or left out: over that no answer is lost", () => {
  const long = (length: number) => "é".repeat(length);
  const [reading] = read("standard-webhooks", { id: `token-${long(500)}`, score: 1, comment: long(30_000), answered_at: "2026-11-19T09:12:00Z", customer: { name: long(300), phone: "0".repeat(60), account: `${long(199)}😀` }, about: { touchpoint: long(300) } });
  expect(reading).toMatchObject({ kind: "response", input: { id: expect.stringMatching(/^sha256-[0-9a-f]{64}$/), comment: long(20_000), customer: { name: long(200), account: `${long(199)}\ufffd` }, about: { touchpoint: long(200) } } });
});

test("without an id of the tool's own the same content is the same answer, where an administrator says so", () => {
  const mapping: Mapping = { scale: "0-10", identity: "content", fields: { score: [{ at: ["nps"] }] } };
  const id = (tree: object) => (read("anything", tree, mapping)[0] as unknown as { input: { id: string } }).input.id;
  expect(read("anything", { nps: 9 }, { ...mapping, identity: undefined } as Mapping)).toEqual([{ kind: "waiting", reason: { code: "not_mapped", fields: ["id"] } }]);
  expect(id({ nps: 9, a: "x" })).toBe(id({ a: "x", nps: 9 }));
  expect(id({ nps: 9, a: "x" })).not.toBe(id({ nps: 9, a: "y" }));
});

test("a new tool is one more file of data", async () => {
  const wootric: Preset = {
    id: "wootric",
    name: "Wootric",
    transport: "form",
    signing: { scheme: "hmac", hash: "sha256", encoding: "hex", header: "X-Hub-Signature", prefix: "sha256=" },
    secretFrom: "tool",
    events: { at: ["event_name"], counts: /^(created|updated)$/ },
    fields: { id: [{ at: ["response", "id"] }], score: [{ at: ["response", "score"], scale: "0-10" }], comment: [{ at: ["response", "text"] }], answered_at: [{ at: ["response", "updated_at"] }] },
  };
  const raw = Buffer.from("event_name=updated&response%5Bid%5D=12&response%5Bscore%5D=9&response%5Btext%5D=Top&response%5Bupdated_at%5D=2026-11-19+09%3A12%3A00+UTC");
  expect(verify(wootric.signing, { raw, headers: { "x-hub-signature": `sha256=${hmac("sha256", "s", raw, "hex")}` }, query: new URLSearchParams() }, ["s"], noon)).toBe(null);
  expect(readDeliveries(wootric, null, await readBody("application/x-www-form-urlencoded", raw), reception)).toEqual(response({ id: "12", score: 9, comment: "Top", answered_at: new Date("2026-11-19T09:12:00Z") }));
});

test("every preset has an id and a name of its own", () => {
  expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
  expect(new Set(presets.map(({ name }) => name)).size).toBe(presets.length);
});
