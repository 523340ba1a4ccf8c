import { createElement } from "react";
import { describe, expect, test } from "vitest";
import { LastMail } from "#emails/last-mail.tsx";
import { ReplyMail, type ReplyMailProps } from "#emails/reply.tsx";
import { useDatabase } from "#tests/database.ts";
import { makeOrganisation, noon } from "#tests/factories.ts";
import { useSending } from "#tests/sending.ts";
import { type OutgoingMail, maxMailBytes, queueMail, renderMail } from "./mail.server.ts";
import { longest } from "./longest.ts";

const props: ReplyMailProps = {
  language: "nl",
  organisation: "Woonstichting De Linde",
  customerName: "Jan de Boer",
  spoke: { day: "dinsdag" },
  youSaid: "Drie keer gebeld.\nNiemand belt terug.",
  weDid: "Vrijdag heeft Karim de leiding vervangen.",
  verdictUrl: "https://belterug.delinde.example/r/TOKEN",
  unsubscribeUrl: "https://belterug.delinde.example/u/TOKEN",
  writer: { name: "Fatima Amrani", team: "Team Noord", phone: { shown: "050 123 4567", href: "tel:+31501234567" } },
  answeredOn: "20 november 2026",
};
const render = (changes: Partial<ReplyMailProps> = {}) => renderMail(createElement(ReplyMail, { ...props, ...changes }));

describe("the reply", () => {
  test("says what she said, what we did and how to answer, in text as well", async () => {
    const { html, text } = await render();
    for (const words of ["Dag Jan de Boer,", "Fijn dat ik u dinsdag sprak.", "U zei", "Wij deden", "Vrijdag heeft Karim de leiding vervangen.", "Is het hiermee voor u opgelost?", "U kunt ook gewoon antwoorden op deze mail.", "Fatima Amrani", "Team Noord · 050 123 4567", "omdat u op 20 november 2026"]) {
      expect(text.replace(/\s+/g, " ")).toContain(words);
    }
    expect(text).toContain("> Drie keer gebeld.\n> Niemand belt terug.");
    expect(text).toContain("Ja, opgelost:\nhttps://belterug.delinde.example/r/TOKEN?answer=solved\n");
    expect(text).toContain("Nog niet:\nhttps://belterug.delinde.example/r/TOKEN?answer=not_yet\n");
    expect(text).toContain("(https://belterug.delinde.example/u/TOKEN)");
    expect(html).toContain('href="https://belterug.delinde.example/r/TOKEN?answer=solved"');
    expect(html).toContain('lang="nl"');
    expect(html).not.toMatch(/<img|<script|https?:\/\/(?!belterug\.delinde\.example|www\.w3\.org)/);
  });

  test("speaks English to who reads that", async () => {
    const { text } = await render({ language: "en", spoke: null });
    for (const words of ["Hello Jan de Boer,", "This is what we did with your feedback.", "You said", "We did", "Yes, solved", "Not yet", "Unsubscribe"]) expect(text).toContain(words);
  });

  test("shows markup as it was typed", async () => {
    const { html, text } = await render({ youSaid: "<script>alert(1)</script>", weDid: "<img src=x onerror=alert(1)>", customerName: "<b>Jan</b>" });
    expect(html).not.toMatch(/<script|<img|<b>/);
    expect(text).toContain("> <script>alert(1)</script>");
  });

  test.each(["'", "&", "€", "世", "😀", "a\n"])("with the longest texts, all %s, stays under 100 kB", async (character) => {
    const fill = (most: number) => character.repeat(Math.floor(most / character.length));
    const { html, text } = await render({ youSaid: fill(longest.youSaid), weDid: fill(longest.weDid) });
    expect(Buffer.byteLength(html) + Buffer.byteLength(text)).toBeLessThan(maxMailBytes);
    expect(html).not.toContain("\0");
  });
});

test("the last mail gives a number to call and says that an answer is read", async () => {
  const { text } = await renderMail(createElement(LastMail, { ...props, youSaid: null }));
  expect(text.replace(/\s+/g, " ")).toContain("U kunt ons bellen op 050 123 4567");
  expect(text).not.toContain("U zei");
});

describe("queueing", () => {
  const database = useDatabase();
  const sending = useSending(database);
  const mail: OutgoingMail = { kind: "reply", to: { email: "jan@klant.example", name: "Jan de Boer" }, language: "nl", subject: "Wat wij deden", body: createElement(ReplyMail, props), replyTo: "fatima@delinde.example", unsubscribeUrl: props.unsubscribeUrl };
  const queue = (changes: Partial<OutgoingMail> = {}) =>
    database.db.transaction().execute(async (trx) => {
      const id = await queueMail(trx, sending, { ...mail, ...changes }, noon);
      return trx.selectFrom("mails").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
    });

  test("stores the mail with its headers and one job", async () => {
    await makeOrganisation(database.db);
    const stored = await queue();
    expect(stored).toMatchObject({ status: "queued", to_email: "jan@klant.example", from_name: "Woonstichting De Linde", reply_to: "fatima@delinde.example" });
    expect(stored.headers).toEqual({
      "Message-ID": `<${stored.id}@belterug.delinde.example>`,
      "List-Unsubscribe": "<https://belterug.delinde.example/u/TOKEN>",
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    const { rows } = await database.pool.query("select data from pgboss.job where name = 'send-mail'");
    expect(rows).toEqual([{ data: { mailId: stored.id } }]);
  });

  test("says that no human wrote what no human wrote", async () => {
    expect((await queue({ kind: "password_reset" })).headers).toMatchObject({ "Auto-Submitted": "auto-generated" });
  });

  test("makes one line of a name with line breaks", async () => {
    const stored = await queue({ to: { email: "jan@klant.example", name: "Jan\r\nBcc: everybody@klant.example\0" }, fromName: "Fatima\nAmrani" });
    expect(stored).toMatchObject({ to_name: "Jan Bcc: everybody@klant.example", from_name: "Fatima Amrani" });
  });

  test.each([{ to: { email: "jan@klant.example\r\nBcc: x@y.example", name: null } }, { subject: "Hallo\nBcc: x" }, { replyTo: "a@b.example\0" }, { headers: { "X-Thing": "a\r\nb" } }])("refuses a line break or NUL in %o", async (changes) => {
    await expect(queue(changes)).rejects.toThrow("a line break or NUL");
  });

  test("refuses a mail that mailboxes would cut off", async () => {
    await expect(queue({ body: createElement(ReplyMail, { ...props, weDid: "x".repeat(60_000) }) })).rejects.toThrow("over 100 kB");
  });
});
