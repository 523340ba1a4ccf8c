import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRowReader, type Row } from "./rows.ts";
import { separatorOf } from "./separator.ts";

function read(text: string, { separator = ";", piece = text.length || 1 } = {}): Row[] {
  const reader = createRowReader(separator);
  const rows: Row[] = [];
  for (let at = 0; at < text.length; at += piece) rows.push(...reader.push(text.slice(at, at + piece)));
  return [...rows, ...reader.push("", true)];
}
const cells = (rows: Row[]) => rows.map((row) => row.cells ?? row.broken);

test("what is written by the rules is read as csv-parse reads it, whatever the pieces in which it comes", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "é", " ", ";", ",", '"', "\n", "\r\n", "👍"), maxLength: 6 });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const written = fc.array(fc.array(fc.tuple(cell, fc.boolean()), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(written, fc.constantFrom(";", ",", "\t"), fc.constantFrom("\n", "\r\n"), fc.integer({ min: 1, max: 9 }), (rows, separator, end, piece) => {
      const lines = rows.map((row) => row.map(([text, isQuoted]) => (isQuoted || /["\r\n;,\t]/.test(text) ? quoted(text) : text)).join(separator));
      const text = lines.map((line) => line + end).join("");
      const expected = parse(text, { delimiter: separator, relax_column_count: true, record_delimiter: ["\r\n", "\n"], info: true }) as unknown as { record: string[] }[];
      expect(cells(read(text, { separator, piece }))).toEqual(expected.map(({ record }) => record));
    }),
    { numRuns: 400 },
  );
});

test("lines are counted as an editor counts them, also inside a cell and with the old Mac's ends", () => {
  expect(read('a;b\r\n"een\r\ntwee";2\r\nc;d')).toEqual([
    { line: 1, cells: ["a", "b"] },
    { line: 2, cells: ["een\r\ntwee", "2"] },
    { line: 4, cells: ["c", "d"] },
  ]);
  for (const piece of [1, 2, 3, 100]) expect(read("a\rb\r\rc\r", { piece })).toEqual([1, 2, 3, 4].map((line, index) => ({ line, cells: [["a", "b", "", "c"][index]] })));
});

describe("a row that cannot be read costs that line only", () => {
  const cases: [string, string, unknown[]][] = [
    ["a quote that is closed in a later line, before a letter", '1;"open;x\n2;"dicht";y\n3;goed;z\n', ["unclosedQuote", ["2", "dicht", "y"], ["3", "goed", "z"]]],
    ["a quote that is never closed", '1;"open;x\n2;dicht;y\n3;goed;z', ["unclosedQuote", ["2", "dicht", "y"], ["3", "goed", "z"]]],
    ["a quote inside quotes that is not doubled", '1;"zij zei "hallo" tegen mij";x\n2;goed;y\n', ["unclosedQuote", ["2", "goed", "y"]]],
    ["a quote in the middle is a letter", '5" scherm;2\n', [['5" scherm', "2"]]],
    ["a space after the closing quote", '"a" ;"b"  \n', [["a", "b"]]],
    ["too many cells", `${"x;".repeat(300)}\n2;goed\n`, ["tooManyColumns", ["2", "goed"]]],
    ["a very long cell", `1;${"x".repeat(70_000)};a\n2;goed\n`, ["cellTooLong", ["2", "goed"]]],
    ["a very long cell in quotes", `1;"${"x".repeat(70_000)}";a\n2;goed\n`, ["cellTooLong", ["2", "goed"]]],
  ];
  test.each(cases)("%s", (_, text, expected) => {
    for (const piece of [1_000_000, 777, 16]) expect(cells(read(text, { piece: text.length > 1_000 ? Math.max(piece, 500) : piece }))).toEqual(expected);
  });

  test("its line is where the quote stands", () => {
    expect(read('a;b\n"een\ntwee";"open\n1;2\n')).toEqual([{ line: 1, cells: ["a", "b"] }, { line: 3, broken: "unclosedQuote" }, { line: 4, cells: ["1", "2"] }]);
  });
});

test("an unclosed quote at the beginning of 50 MB, and a million columns, cost no time or memory to speak of", () => {
  const line = "2;een gewone regel met wat woorden;3\n";
  const megabyte = line.repeat(Math.ceil(1_000_000 / line.length));
  const reader = createRowReader(";");
  const started = performance.now();
  let count = reader.push('1;"open;x\n').length;
  let broken = 0;
  for (let piece = 0; piece < 50; piece++) {
    const rows = reader.push(megabyte);
    count += rows.length;
    broken += rows.filter((row) => row.broken).length;
  }
  count += reader.push("", true).length;
  expect({ broken, count }).toEqual({ broken: 1, count: 1 + 50 * Math.ceil(1_000_000 / line.length) });
  const wide = createRowReader(";");
  const rows = [...wide.push("x;".repeat(1_000_000)), ...wide.push("x;".repeat(1_000_000)), ...wide.push("\n1;2\n", true)];
  expect(cells(rows)).toEqual(["tooManyColumns", ["1", "2"]]);
  expect(performance.now() - started).toBeLessThan(30_000);
});

test.each([
  ["a;b;c\n1;2;3\n", ";"],
  ["a,b,c\n1,2,3\n", ","],
  ["a\tb\n1\t2\n", "\t"],
  ['naam;toelichting\nJan;"ja, nee, ja, nee"\nAnne;"a, b, c"\n', ";"],
  ['naam,score\n"de Boer; Jan",8\n', ","],
  ["sep=,\na;b,c\n", ","],
  ["sep=\t\r\na\tb\r\n", "\t"],
  ["e-mail\njan@klant.example\n", ";"],
  ["", ";"],
])("the separator of %j", (text, separator) => {
  expect(separatorOf(text)).toBe(separator);
});
