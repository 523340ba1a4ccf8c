import { expect, test } from "vitest";
import { presetOf } from "../presets/all.ts";
import { makeConnectedSource, makeDelivery, noon } from "#tests/factories.ts";
import { useDatabase } from "#tests/database.ts";
import { useDeliveries } from "#tests/deliveries.ts";
import type { Mapping } from "./fields.ts";
import { draftIn, mappingScreen, type MappingScreenData } from "./mapping.server.ts";
import { missingFields } from "./mapping.ts";
import { sourcePage } from "./pages.server.ts";
import { saveMapping } from "./sources.server.ts";

const database = useDatabase();
const inbox = useDeliveries(database);

const body = {
  inzending: { volgnr: "VH-1", op: "2026-11-20T10:00:00Z" },
  antwoorden: [
    { code: "nps", label: "Hoe waarschijnlijk is het dat je ons aanbeveelt?", value: "4" },
    { code: "waarom", label: "Waarom geef je dit cijfer?", value: "Niemand belde terug." },
  ],
  klant: { naam: "Tessa van Dijk", email: "tessa@klant.example" },
};

async function connected(values: Parameters<typeof makeConnectedSource>[1] = {}) {
  const { id } = await makeConnectedSource(database.db, values);
  return (await sourcePage(database.db, id))!;
}
type Source = Awaited<ReturnType<typeof connected>>;

const screen = (source: Source, more: { form?: FormData; deliveryId?: number } = {}) => mappingScreen(database.db, source, { ...more, now: noon });

/** The form as the screen would send it, untouched but for `changes`. */
function formOf({ payload, choices, attributes, options }: MappingScreenData, changes: Record<string, string> = {}): FormData {
  const form = new FormData();
  const fields = {
    picked_in: String(payload!.id),
    ...Object.fromEntries(Object.entries(choices).map(([name, { value }]) => [name, value])),
    ...Object.fromEntries(attributes.flatMap(({ name, value }, index) => [[`attribute-${index}-name`, name], [`attribute-${index}`, value]])),
    ...(options.isScaleConfirmed && { scale: "on" }),
    ...(options.hasNoId && { no_id: "on" }),
    ...changes,
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

const leafWith = (data: MappingScreenData, text: string) => String(data.payload!.leaves.findIndex((leaf) => leaf.text === text));

test("what is missing is said, and with it pointed out it is seen down to whose task it would be, while nothing is stored", async () => {
  const source = await connected();
  await makeDelivery(database.db, { source_id: source.id, body });
  const first = await screen(source);
  expect(first.preview).toMatchObject({ kind: "waiting", reason: { code: "not_mapped", fields: ["id"] }, score: 4, comment: "Niemand belde terug.", outcome: null });

  const form = formOf(first, { id: leafWith(first, "VH-1"), scale: "on" });
  const { preview } = await screen(source, { form });
  expect(preview).toMatchObject({ kind: "response", reason: null, score: 4, answeredAt: new Date("2026-11-20T10:00:00Z"), words: { id: "VH-1", "customer.name": "Tessa van Dijk" }, outcome: { isNew: true, owner: null, team: "Klantenservice" } });
  expect(await inbox.responses(source)).toEqual([]);
  expect(await database.db.selectFrom("customers").select("id").where("email", "=", "tessa@klant.example").execute()).toEqual([]);
});

test("what was pointed out in one delivery is shown in the values of another, where the questions stand in another order", async () => {
  const source = await connected();
  const older = await makeDelivery(database.db, { source_id: source.id, body });
  const newer = await makeDelivery(database.db, { source_id: source.id, body: { ...body, antwoorden: body.antwoorden.toReversed() } });
  const first = await screen(source, { deliveryId: older.id });
  expect(first.payload!.id).toBe(older.id);
  const there = await screen(source, { form: formOf(first, { id: leafWith(first, "VH-1"), scale: "on" }), deliveryId: newer.id });
  expect(there.payload!.id).toBe(newer.id);
  expect(there.choices.score).toMatchObject({ value: leafWith(there, "4"), text: "4" });
  expect(there.choices.score.value).not.toBe(first.choices.score.value);
  expect(there.preview).toMatchObject({ kind: "response", score: 4, comment: "Niemand belde terug." });
});

test("of a tool that we know only what was changed is kept: the rest stays as the tool's file says", async () => {
  const source = await connected({ kind: "delighted" });
  await makeDelivery(database.db, { source_id: source.id, body: { event_type: "survey_response.created", event_data: { id: "5", score: 9, comment: "Fijn", created_at: 1_795_000_000, person: { email: "an@klant.example", name: "An" }, person_properties: { Filiaal: "noord" } } } });
  const first = await screen(source);
  expect(first.preview).toMatchObject({ kind: "response", score: 9, outcome: { team: null } });
  expect(first.choices.score.text).toBe("9");
  const untouched = await draftIn(database.db, source, formOf(first));
  expect(untouched!.fields.score).toBeUndefined();
  const changed = await draftIn(database.db, source, formOf(first, { "about.team": leafWith(first, "noord"), comment: "" }));
  expect(changed!.fields).toMatchObject({ "about.team": [{ at: ["event_data", "person_properties", "Filiaal"] }], comment: [] });

  await saveMapping(inbox.services, source.id, changed!);
  const saved = await screen((await sourcePage(database.db, source.id))!);
  expect(saved.isSuggested).toBe(false);
  expect(saved.preview).toMatchObject({ comment: null, words: { "about.team": "noord" } });
});

test("attributes get the name that somebody typed, and come back with it", async () => {
  const source = await connected();
  await makeDelivery(database.db, { source_id: source.id, body });
  const first = await screen(source);
  const form = formOf(first, { id: leafWith(first, "VH-1"), scale: "on", "attribute-0-name": " Volgnummer ", "attribute-0": leafWith(first, "VH-1"), "attribute-1-name": "", "attribute-1": "3" });
  const data = await screen(source, { form });
  expect(data.attributes).toMatchObject([{ name: "Volgnummer", text: "VH-1" }]);
  expect(data.preview!.attributes).toEqual([["Volgnummer", "VH-1"]]);
});

test("a tool without ids: the content counts, and nothing is missing", async () => {
  const source = await connected();
  await makeDelivery(database.db, { source_id: source.id, body });
  const mapping = await draftIn(database.db, source, formOf(await screen(source), { no_id: "on", scale: "on" }));
  expect(missingFields(mapping!.fields, mapping!)).toEqual([]);
});

test("what somebody made up is no form of ours", async () => {
  const source = await connected();
  await makeDelivery(database.db, { source_id: source.id, body });
  const first = await screen(source);
  const wrong = ["99999", "[{", '[{"at": "score"}]', '[{"at": ["__proto__"]}]', '{"constant": 9}', `[{"at": [${'"a",'.repeat(70)}"b"]}]`];
  const read = await Promise.all(wrong.map(async (score) => [score, await draftIn(database.db, source, formOf(first, { score }))]));
  expect(read.filter(([, mapping]) => mapping !== undefined)).toEqual([]);
});

test("a delivery of another source is not shown, and a leaf of it is nothing", async () => {
  const source = await connected();
  const theirs = await makeDelivery(database.db, { source_id: (await connected()).id, body });
  expect((await screen(source, { deliveryId: theirs.id })).payload).toBeNull();
  const form = new FormData();
  form.set("picked_in", String(theirs.id));
  form.set("score", "1");
  expect(await draftIn(database.db, source, form)).toBeUndefined();
});

test("a body that cannot be read says why; one with several answers shows the first; a form is read as one", async () => {
  const source = await connected();
  const broken = await makeDelivery(database.db, { source_id: source.id, body: "{ stuk" });
  expect((await screen(source)).payload).toMatchObject({ id: broken.id, problem: { code: "body_not_json" }, leaves: [] });
  await makeDelivery(database.db, { source_id: source.id, body: [body, body] });
  await makeDelivery(database.db, { source_id: source.id, body: "{ stuk", verdict: "refused" });
  expect((await screen(source)).payload).toMatchObject({ answers: 2, leaves: expect.arrayContaining([expect.objectContaining({ text: "VH-1" })]) });
  await makeDelivery(database.db, { source_id: source.id, content_type: "application/x-www-form-urlencoded", body: "nummer=7&cijfer=9&antwoord[waarom]=Fijn" });
  expect((await screen(source)).payload!.leaves.map(({ labels, text }) => [...labels, text])).toEqual([["nummer", "7"], ["cijfer", "9"], ["antwoord", "waarom", "Fijn"]]);
});

test("a list in which each item is an answer is said to be so, and what was pointed out in its first stays pointed out", async () => {
  const source = await connected();
  const event = (number: number, score: number) => ({ nr: `E-${number}`, score, comment: `Antwoord ${number}`, at: "2026-11-20T10:00:00Z" });
  await makeDelivery(database.db, { source_id: source.id, body: { kanaal: "web", events: [event(1, 3), event(2, 9)], antwoorden: [{ key: "a", value: "1" }, { key: "b", value: "2" }] } });
  const first = await screen(source);
  expect(first.lists).toEqual([{ value: '["events"]', label: "events", count: 2 }]);
  const changes = { id: leafWith(first, "E-1"), score: leafWith(first, "3"), comment: leafWith(first, "Antwoord 1"), answered_at: leafWith(first, "2026-11-20T10:00:00Z"), scale: "on", picked_of: "" };
  const listed = await screen(source, { form: formOf(first, { ...changes, each: '["events"]' }) });
  expect(listed).toMatchObject({ each: '["events"]', payload: { answers: 2 }, preview: { kind: "response", score: 3, words: { id: "E-1" } } });
  expect(listed.choices.id).toMatchObject({ value: leafWith(listed, "E-1"), text: "E-1" });

  const mapping = await draftIn(database.db, source, formOf(listed, { each: '["events"]', picked_of: '["events"]' }));
  await saveMapping(inbox.services, source.id, mapping!);
  await inbox.replay(source);
  expect((await inbox.responses(source)).map(({ external_id, score }) => [external_id, score])).toEqual([["E-1", 3], ["E-2", 9]]);

  const back = await draftIn(database.db, source, formOf(listed, { each: "", picked_of: '["events"]' }));
  expect(back).toMatchObject({ fields: { id: [{ at: ["events", 0, "nr"] }] } });
  expect(back!.each).toBeUndefined();
  expect(await draftIn(database.db, source, formOf(listed, { each: "[]" }))).toBeUndefined();
  expect(await draftIn(database.db, source, formOf(listed, { each: "{" }))).toBeUndefined();
});

test("of a tool that sends ids only the fetched answer is shown", async () => {
  const source = await connected({ kind: "qualtrics" });
  await makeDelivery(database.db, { source_id: source.id, body: "Topic=completedResponse&MSG={}", content_type: "application/x-www-form-urlencoded" });
  expect((await screen(source)).payload).toBeNull();
  await makeDelivery(database.db, { source_id: source.id, body: "x", fetched: Buffer.from(JSON.stringify({ responseId: "R_1", values: { QID1_NPS_GROUP: 1, QID1: 3, recordedDate: "2026-11-20T10:00:00Z" } })) });
  const first = await screen(source);
  const mapping: Mapping | undefined = await draftIn(database.db, source, formOf(first, { score: leafWith(first, "3"), scale: "on" }));
  expect(mapping!.fields.score).toEqual([{ at: ["values", "QID1"] }]);
  expect((await screen(source, { form: formOf(first, { score: leafWith(first, "3"), scale: "on" }) })).preview).toMatchObject({ kind: "response", score: 3, words: { id: "R_1" } });
  expect(presetOf("qualtrics")!.fields.score).toBeUndefined();
});
