import type { Insertable } from "kysely";
import type { DB } from "#db/schema.ts";
import type { Calendar } from "./calendar.ts";
import type { Year } from "./make.ts";
import { demoToken, demoUuid } from "./tokens.ts";

/** `body` as PostgreSQL writes bytes: the rows travel as JSON. */
type Row = Omit<Insertable<DB["deliveries"]>, "body"> & { id: number; received_at: Date; body: string | null };
type Incoming = Year["incoming"][number];

/** The survey tools that are connected: one that we know, and one whose answers wait until somebody says what is what. */
export function sourceRows(calendar: Calendar): Insertable<DB["sources"]>[] {
  return [
    { id: 1, name: "Reparaties", kind: "typeform", created_at: calendar.onDay(-400, 9), address: addressOf("repairs"), secret: demoToken("secret of the repairs") },
    { id: 2, name: "Mijn De Linde", kind: "api", created_at: calendar.onDay(-400, 9), address: null, secret: null },
    { id: 3, name: "Verhuizingen", kind: "anything", created_at: calendar.ago(30), address: addressOf("moving"), secret: null },
  ];
}

function addressOf(source: string): string {
  return demoToken(`address of the ${source}`).replaceAll(/[^A-Za-z0-9]/g, "").slice(0, 32);
}

/** What the tool of the repairs delivered last, with what it did not mean as an answer; and what waits. */
export function deliveryRows(answers: { id: number; externalId: string; incoming: Incoming }[], calendar: Calendar): Row[] {
  const taken = answers.slice(-40).map(({ id, externalId, incoming: { answer } }) => ({
    ...row(1, answer.receivedAt, typeformBody(externalId, answer)),
    verdict: "taken_in" as const,
    response_id: id,
    is_new: true,
  }));
  const tried = { ...row(3, calendar.ago(29), { test: true }), verdict: "waiting" as const, reason: reason({ code: "not_mapped", fields: ["id", "score"] }) };
  const unsigned = { ...row(1, calendar.ago(51), {}), verdict: "unsigned" as const, reason: reason({ code: "signature_missing", where: "Typeform-Signature" }), body: null };
  const waiting = movers.map((mover, index) => ({ ...row(3, calendar.ago(mover.hours), movingBody(mover, index, calendar)), verdict: "waiting" as const, reason: reason({ code: "not_mapped", fields: ["id", "score"] }) }));
  return [...taken, tried, unsigned, ...waiting].sort((a, b) => a.received_at.getTime() - b.received_at.getTime()).map((delivery, index) => ({ ...delivery, id: index + 1 }));
}

function row(source_id: number, received_at: Date, body: object): Omit<Row, "verdict"> {
  return { id: 0, source_id, received_at, reason: null, content_type: "application/json", body: `\\x${Buffer.from(JSON.stringify(body)).toString("hex")}`, response_id: null, is_new: null };
}

/** As jsonb: the column of the rows that travel as JSON. */
const reason = (reason: object) => reason as unknown as string;

function typeformBody(externalId: string, { customer, score, comment, receivedAt, touchpoint }: Incoming["answer"]) {
  const at = new Date(receivedAt.getTime() - 20_000).toISOString();
  const questions = [
    { id: "nPs10", ref: "aanbevelen", type: "nps", title: "Hoe waarschijnlijk is het dat je De Linde aanbeveelt?" },
    { id: "wAAr0m", ref: "waarom", type: "long_text", title: "Waarom geef je dit cijfer?" },
  ];
  const [recommend, why] = questions.map(({ id, ref, type }) => ({ id, ref, type }));
  return {
    event_id: demoUuid(`event ${externalId}`),
    event_type: "form_response",
    form_response: {
      form_id: "De1Lnd3r",
      token: externalId,
      submitted_at: at,
      hidden: { klantnummer: customer.external_id, name: customer.name, email: customer.email, contact: touchpoint },
      definition: { id: "De1Lnd3r", title: "Reparaties", fields: questions },
      answers: [{ type: "number", number: score, field: recommend }, ...(comment ? [{ type: "text", text: comment, field: why }] : [])],
    },
  };
}

type Mover = { hours: number; name: string; mailbox: string; score: number; words: string; complex: string };

const movers: Mover[] = [
  { hours: 26.2, name: "Tessa van Dijk", mailbox: "tessa.van.dijk", score: 4, words: "De sleutels waren er niet op de dag dat de verhuizers voor de deur stonden.", complex: "Lindehof" },
  { hours: 8.4, name: "Mehmet Kaya", mailbox: "mehmet.kaya", score: 9, words: "Alles was klaar en er stond zelfs een plantje.", complex: "Parkzicht" },
  { hours: 2.1, name: "Willemijn Postma", mailbox: "willemijn.postma", score: 6, words: "Keurig huis, maar drie verschillende mensen belden over dezelfde borg.", complex: "De Singel" },
];

/** A form of a maker that we do not know: answers as a list of questions with what was filled in. */
function movingBody({ hours, name, mailbox, score, words, complex }: Mover, index: number, calendar: Calendar) {
  return {
    formulier: { titel: "Na de verhuizing", versie: 4 },
    inzending: { nummer: `VH-${2_310 + index}`, ingevuld_op: calendar.ago(hours).toISOString(), apparaat: index === 1 ? "tablet" : "telefoon" },
    antwoorden: [
      { code: "nps", label: "Hoe waarschijnlijk is het dat je ons aanbeveelt?", value: String(score) },
      { code: "waarom", label: "Waarom geef je dit cijfer?", value: words },
      { code: "complex", label: "Waar ga je wonen?", value: complex },
    ],
    klant: { naam: name, email: `${mailbox}@klant.example` },
  };
}
