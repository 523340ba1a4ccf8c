import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { useDatabase } from "#tests/database.ts";
import { hmac, useDeliveries } from "#tests/deliveries.ts";
import { fetchAnswer } from "./fetch.server.ts";
import type { Mapping } from "./fields.ts";
import { pauseSource, resumeSource, retryDelivery, saveFetching, saveMapping } from "./sources.server.ts";

/** The organisation's own survey tool, as its API answers. */
const database = useDatabase();
const inbox = useDeliveries(database);
let tool: Server;
let baseUrl: string;
let asked: string[] = [];
let answer: (req: IncomingMessage, res: ServerResponse) => void;

beforeAll(async () => {
  tool = createServer((req, res) => {
    asked.push(`${req.method} ${req.url} ${req.headers["x-api-token"] ?? req.headers.authorization}`);
    answer(req, res);
  }).listen(0, "127.0.0.1");
  await once(tool, "listening");
  baseUrl = `http://127.0.0.1:${(tool.address() as AddressInfo).port}`;
});
beforeEach(() => {
  asked = [];
  answer = (_req, res) => res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(qualtricsAnswer));
});
afterAll(() => tool.close());

const qualtricsAnswer = {
  meta: { httpStatus: "200 - OK" },
  result: { responseId: "R_3kQ9", values: { startDate: "2026-11-19T09:00:00Z", endDate: "2026-11-19T09:02:00Z", recordedDate: "2026-11-19T09:02:05.120Z", recipientEmail: "jan@klant.example", recipientFirstName: "Jan", recipientLastName: "de Boer", QID1: 3, QID1_NPS_GROUP: 1, QID2_TEXT: "Niemand belt terug." }, labels: { QID1: "3" } },
};
const qualtricsMapping: Mapping = { scale: "0-10", fields: { score: [{ at: ["values", "QID1"] }], comment: [{ at: ["values", "QID2_TEXT"] }] } };
const run = (deliveryId: number, eventHostsAllowed = ["127.0.0.1"]) => fetchAnswer({ deliveryId }, { ...inbox.services, config: { eventHostsAllowed } });

async function qualtrics({ isMapped = true, hasKey = true, response = "R_3kQ9" } = {}) {
  const source = await inbox.connect("qualtrics", { secret: "gedeeld" });
  if (isMapped) await saveMapping(inbox.services, source.id, qualtricsMapping);
  if (hasKey) await saveFetching(inbox.services, source.id, { baseUrl, key: "sleutel-1" });
  const MSG = JSON.stringify({ Status: "Complete", SurveyID: "SV_8aZ", ResponseID: response, CompletedDate: "2026-11-19 02:02:05", BrandID: "delinde" });
  const body = new URLSearchParams({ Topic: "delinde.surveyengine.completedResponse.SV_8aZ", MSG, HMAC: hmac("sha512", "gedeeld", MSG, "hex") }).toString();
  const sent = await inbox.send(source, body, { headers: { "content-type": "application/x-www-form-urlencoded" } });
  expect(sent).toMatchObject({ status: 202, json: { verdict: "fetching" } });
  const delivery = async () => (await inbox.deliveries(source)).at(-1)!;
  return { source, delivery, id: (await delivery()).id };
}

test("Qualtrics: the answer that an event names is fetched with the organisation's key, and taken in once", async () => {
  const { source, delivery, id } = await qualtrics();
  expect(await inbox.jobs("fetch-answer")).toContainEqual({ deliveryId: id });
  await run(id);
  await run(id);
  expect(asked).toEqual(["GET /API/v3/surveys/SV_8aZ/responses/R_3kQ9 sleutel-1"]);
  expect(await inbox.responses(source)).toMatchObject([{ external_id: "R_3kQ9", score: 3, comment: "Niemand belt terug.", answered_at: new Date("2026-11-19T09:02:05.120Z") }]);
  expect(await delivery()).toMatchObject({ verdict: "taken_in", is_new: true, reason: null });
});

test("SurveyMonkey: signed with client_id&api_secret, fetched with its token", async () => {
  const source = await inbox.connect("surveymonkey", { secret: "klant1&api-geheim" });
  await saveFetching(inbox.services, source.id, { baseUrl: `${baseUrl}/`, key: "token-1" });
  await saveMapping(inbox.services, source.id, {
    scale: "0-10",
    fields: {
      score: [{ at: ["pages", 0, "questions", { where: ["id"], is: "801" }, "answers", 0, "simple_text"] }],
      comment: [{ at: ["pages", 0, "questions", { where: ["id"], is: "802" }, "answers", 0, "text"] }],
    },
  });
  answer = (_req, res) =>
    res.end(
      JSON.stringify({
        id: "5007154325",
        date_created: "2026-11-19T10:00:00+00:00",
        date_modified: "2026-11-19T10:03:11+00:00",
        custom_variables: { klantnummer: "K-7" },
        metadata: { contact: { first_name: { value: "Jan" }, email: { value: "jan@klant.example" } } },
        pages: [{ id: "1", questions: [{ id: "801", heading: "Hoe waarschijnlijk?", answers: [{ choice_id: "9", simple_text: "9 - zeer waarschijnlijk" }] }, { id: "802", answers: [{ text: "Snel geholpen" }] }] }],
      }),
    );
  const event = (type: string) => JSON.stringify({ name: "Belterug", filter_type: "survey", event_type: type, event_id: "88", object_type: "response", object_id: "5007154325", resources: { survey_id: "4001", respondent_id: "5007154325" } });
  for (const type of ["response_updated", "response_completed"]) {
    const body = event(type);
    const headers = { "content-type": "application/json", "sm-apikey": "klant1", "sm-signature": hmac("sha1", "klant1&api-geheim", body, "base64") };
    expect(await inbox.send(source, body, { headers })).toMatchObject({ status: 202 });
  }
  for (const { id } of await inbox.deliveries(source)) await run(id);
  expect(asked[0]).toBe("GET /v3/surveys/4001/responses/5007154325/details?simple=true Bearer token-1");
  expect(await inbox.responses(source)).toMatchObject([{ external_id: "5007154325", score: 9, category: "promoter", comment: "Snel geholpen", attributes: { klantnummer: "K-7" } }]);
});

test("without a mapping the fetched answer waits, and is not fetched again when it is mapped", async () => {
  const { source, delivery, id } = await qualtrics({ isMapped: false });
  await run(id);
  expect(await delivery()).toMatchObject({ verdict: "waiting", reason: { code: "not_mapped" }, fetched: Buffer.from(JSON.stringify(qualtricsAnswer.result)) });
  await saveMapping(inbox.services, source.id, qualtricsMapping);
  await inbox.replay(source);
  expect(await delivery()).toMatchObject({ verdict: "taken_in" });
  expect(asked).toHaveLength(1);
});

test("without a key it waits, and is fetched when the key is entered", async () => {
  const { source, delivery, id } = await qualtrics({ hasKey: false });
  await run(id);
  expect(await delivery()).toMatchObject({ verdict: "waiting", reason: { code: "fetch_no_key" } });
  await saveFetching(inbox.services, source.id, { baseUrl, key: "sleutel-2" });
  await inbox.replay(source);
  expect(await delivery()).toMatchObject({ verdict: "fetching" });
  await run(id);
  expect(await delivery()).toMatchObject({ verdict: "taken_in" });
});

test("a source that was paused meanwhile keeps what was fetched", async () => {
  const { source, delivery, id } = await qualtrics();
  await pauseSource(database.db, source.id, inbox.clock.now);
  await run(id);
  expect(await delivery()).toMatchObject({ verdict: "held" });
  await resumeSource(inbox.services, source.id);
  await inbox.replay(source);
  expect(await delivery()).toMatchObject({ verdict: "taken_in" });
});

test.each([
  [429, { "retry-after": "77" }, 77],
  [503, {}, 60],
])("HTTP %i is tried again later, as long after as the tool asks", async (status, headers, seconds) => {
  const { delivery, id } = await qualtrics();
  answer = (_req, res) => res.writeHead(status, headers as Record<string, string>).end();
  await run(id);
  expect(await delivery()).toMatchObject({ verdict: "fetching", reason: { code: "not_fetched_yet", tries: 1 } });
  const { rows } = await database.pool.query("select round(extract(epoch from start_after - created_on))::int as wait from pgboss.job where name = 'fetch-answer' and data->>'deliveryId' = $1 order by start_after desc limit 1", [id]);
  expect(rows[0].wait).toBe(seconds);
  await database.db.updateTable("deliveries").set({ reason: JSON.stringify({ code: "not_fetched_yet", tries: 29 }) }).where("id", "=", id).execute();
  await run(id);
  expect(await delivery()).toMatchObject({ verdict: "refused", reason: { code: "fetch_no_answer", tries: 30 } });
});

const refusals: [string, (req: IncomingMessage, res: ServerResponse) => void, object][] = [
  ["a key that is not right", (_req, res) => res.writeHead(401).end("{}"), { code: "fetch_refused", status: 401 }],
  ["an answer that is gone", (_req, res) => res.writeHead(410).end(), { code: "fetch_not_found" }],
  ["a redirect, which is not followed", (_req, res) => res.writeHead(302, { location: "/elders" }).end(), { code: "fetch_refused", status: 302 }],
  ["no JSON", (_req, res) => res.end("<html>"), { code: "fetch_not_json" }],
  ["no answer in it", (_req, res) => res.end('{"meta":{}}'), { code: "fetch_not_json" }],
  ["more than 1 MB", (_req, res) => res.end(JSON.stringify({ result: { a: "x".repeat(1_100_000) } })), { code: "fetch_too_large", limit_kb: 1024 }],
];

test.each(refusals)("refused with the reason: %s", async (_, answering, reason) => {
  const { source, delivery, id } = await qualtrics();
  answer = answering;
  await run(id);
  expect(await delivery()).toMatchObject({ verdict: "refused", reason });
  expect(asked).toHaveLength(1);
  answer = (_req, res) => void res.end(JSON.stringify(qualtricsAnswer));
  expect(await retryDelivery(inbox.services, source.id, id)).toBe(true);
  await inbox.replay(source);
  await run(id);
  expect(await delivery()).toMatchObject({ verdict: "taken_in" });
});

test("an answer that is not there is asked for three times: some say that it is there a moment before it is", async () => {
  const { delivery, id } = await qualtrics();
  answer = (_req, res) => res.writeHead(404).end();
  await run(id);
  await run(id);
  expect(await delivery()).toMatchObject({ verdict: "fetching", reason: { tries: 2 } });
  await run(id);
  expect(await delivery()).toMatchObject({ verdict: "refused", reason: { code: "fetch_not_found" } });
});

test("the address of the API may be given with its root", async () => {
  const { source, id } = await qualtrics();
  await saveFetching(inbox.services, source.id, { baseUrl: `${baseUrl}/API/v3/`, key: "sleutel-1" });
  await run(id);
  expect(asked).toEqual(["GET /API/v3/surveys/SV_8aZ/responses/R_3kQ9 sleutel-1"]);
});

test("an address inside our own network is not asked, unless the configuration allows it by name", async () => {
  const { delivery, id } = await qualtrics();
  await run(id, []);
  expect(asked).toEqual([]);
  expect(await delivery()).toMatchObject({ verdict: "refused", reason: { code: "fetch_forbidden_address" } });
});

test("an id that is none is not put into an address", async () => {
  const source = await inbox.connect("qualtrics", { secret: "gedeeld" });
  const MSG = JSON.stringify({ SurveyID: "SV_8aZ", ResponseID: "../../../whoami" });
  const body = new URLSearchParams({ Topic: "x.completedResponse.y", MSG, HMAC: hmac("sha512", "gedeeld", MSG, "hex") }).toString();
  expect(await inbox.send(source, body, { headers: { "content-type": "application/x-www-form-urlencoded" } })).toMatchObject({ status: 422, json: { reason: "fetch_bad_ids" } });
});
