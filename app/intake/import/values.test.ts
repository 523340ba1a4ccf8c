import { describe, expect, test } from "vitest";
import { createDecoder, createSniffer } from "./encoding.ts";
import { looksLikeHeader, matchColumns } from "./fields.ts";
import { safeCell } from "./report.server.ts";
import { otherScale, readScore } from "./score.ts";

describe("encodings", () => {
  const text = 'score;toelichting\r\n8;"één café, € 5 – ‘mooi’ ▲"\r\n';
  const western = text.replace("▲", "†");
  const inWindows = Buffer.from([...western].map((letter) => ({ "€": 0x80, "–": 0x96, "‘": 0x91, "’": 0x92, "†": 0x86 })[letter] ?? letter.charCodeAt(0)));
  const utf16 = (content: string) => Buffer.from(content, "utf16le");
  const cases: [string, Buffer, string, string][] = [
    ["UTF-8", Buffer.from(text), "utf-8", text],
    ["UTF-8 with its mark", Buffer.from(`\ufeff${text}`), "utf-8", text],
    ["Windows-1252", inWindows, "windows-1252", western],
    ["plain letters", Buffer.from("score\r\n8\r\n"), "utf-8", "score\r\n8\r\n"],
    ["UTF-16 LE with its mark", utf16(`\ufeff${text}`), "utf-16le", text],
    ["UTF-16 LE", utf16(text), "utf-16le", text],
    ["UTF-16 BE with its mark", utf16(`\ufeff${text}`).swap16(), "utf-16be", text],
    ["UTF-16 BE", utf16(text).swap16(), "utf-16be", text],
    ["one wrong byte at the end", Buffer.concat([Buffer.from("score\r\n8\r\n".repeat(2_000)), Buffer.from([0xe9])]), "windows-1252", `${"score\r\n8\r\n".repeat(2_000)}é`],
    ["a letter cut off at the end", Buffer.concat([Buffer.from("ok\n"), Buffer.from([0xc3])]), "windows-1252", "ok\nÃ"],
  ];
  test.each(cases)("%s", (_, bytes, encoding, content) => {
    const sniffer = createSniffer();
    const half = Math.max(1, bytes.length >> 1);
    expect([sniffer.feed(bytes.subarray(0, half)), half < bytes.length && bytes.length > 8_192 ? sniffer.feed(bytes.subarray(half)) : null]).toEqual([null, null]);
    if (bytes.length <= 8_192) sniffer.feed(bytes.subarray(half));
    expect(sniffer.encoding()).toBe(encoding);
    const decoder = createDecoder(sniffer.encoding());
    let decoded = "";
    for (const byte of bytes) decoded += decoder.decode(Buffer.from([byte]));
    expect(decoded + decoder.end()).toBe(content);
  });

  test.each([
    ["xlsx", Buffer.from([0x50, 0x4b, 3, 4, 20, 0])],
    ["pdf", Buffer.from("%PDF-1.7\n")],
    ["xls", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1])],
    ["archive", Buffer.from([0x1f, 0x8b, 8])],
    ["binary", Buffer.from([1, 2, 3, 0, 5, 0, 0, 9, 200])],
    ["binary", Buffer.concat([Buffer.from("score;naam\n".repeat(1_000)), Buffer.from([0]), Buffer.from("x")])],
  ])("%s is no text", (kind, bytes) => {
    expect(createSniffer().feed(bytes)).toBe(kind);
  });
});

describe("scores", () => {
  test.each([["8", 8], [" 8 ", 8], ["8,0", 8], ["8.00", 8], ["0", 0], ["-0", 0], ["10", 10], ["+7", 7], ["9 - heel waarschijnlijk", 9], ["8/10", 8]])("%j is %d", (typed, score) => expect(readScore(typed)).toBe(score));
  test.each([["", "scoreEmpty"], ["7,5", "scoreNotWhole"], ["7.5", "scoreNotWhole"], ["11", "scoreOutside"], ["-1", "scoreOutside"], ["10,5", "scoreOutside"], ["goed", "scoreNotRead"], ["4/5", "scoreNotRead"], ["80%", "scoreNotRead"], ["1e1", "scoreNotRead"], ["0x8", "scoreNotRead"], ["٨", "scoreNotRead"], ["jan@klant.example", "scoreNotRead"]])("%j is refused: %s", (typed, code) => expect(readScore(typed)).toMatchObject({ code }));
  test.each([[[9, 9, 8, 7, 3], null], [[9, 9, 8, 7, 11], "aboveTen"], [[90, 80, 75, 100, 3, 60], "toHundred"], [[1, 2, 3, 4, 5, 5, 4, 3, 4, 5], "oneToFive"], [[5, 4, 5], null]])("the scale of %j", (scores, scale) => expect(otherScale(scores)).toBe(scale));
});

describe("columns", () => {
  test("Dutch and English names, with capitals and signs", () => {
    expect(matchColumns(["Respons-ID", "NPS Score", "Datum ingevuld", "Toelichting", "Klantnummer", "E-mailadres", "Regio"], "responses")).toEqual(["id", "score", "answered_at", "comment", "customer_id", "email", null]);
    expect(matchColumns(["id", "Hoe waarschijnlijk is het dat u ons aanbeveelt?", "Submitted At", "comments", "first name", "Last Name"], "responses")).toEqual(["id", "score", "answered_at", "comment", "first_name", "last_name"]);
    expect(matchColumns(["Naam", "E-mail", "Afdeling", "Teamleider?"], "employees")).toEqual(["name", "email", "team", "is_lead"]);
    expect(matchColumns(["Klantnr.", "Naam", "Accountmanager"], "customers")).toEqual(["customer_id", "name", "owner_email"]);
  });
  test("of two with one name the first counts; datum without ingevuld is taken only when nothing better is there", () => {
    expect(matchColumns(["score", "score", "datum", "ingevuld op"], "responses")).toEqual(["score", null, null, "answered_at"]);
  });
  test("a first row of values is no header", () => {
    expect(looksLikeHeader(["a-1", "9", "20-11-2026"], "responses")).toBe(false);
    expect(looksLikeHeader(["Vraag 1", "Vraag 2"], "responses")).toBe(true);
    expect(looksLikeHeader(["Jan", "jan@klant.example"], "customers")).toBe(false);
  });
});

test.each([["=1+1"], ["+31612345678"], ["-1"], ["@SUM(A1)"], ["\t=1"], ["\r=1"], [" =1"], ["=cmd|' /C calc'!A0"], ["＝1"]])("%j is no formula in the report", (cell) => expect(safeCell(cell)).toMatch(/^"'/));
test("what is no formula stays", () => expect(safeCell('zij zei "hoi"; 1+1')).toBe('"zij zei ""hoi""; 1+1"'));
