import type { Db } from "#db/client.ts";
import type { Language } from "#db/schema.ts";
import { textsIn } from "../../i18n/texts.ts";
import { type Import, problemsAfter } from "./imports.server.ts";
import { isRemark, type Reason } from "./reason.ts";
import { reasonTexts, wordReason } from "./reason.texts.ts";

const rowsAtOnce = 1_000;

/** Every problem of an import as a CSV file that Excel opens in this language, a thousand rows in memory at a time. */
export function reportOf(db: Db, { id }: Import, language: Language): ReadableStream<Uint8Array> {
  const lines = reportLines(db, id, language);
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: () => void lines.return(undefined),
  });
}

async function* reportLines(db: Db, importId: number, language: Language): AsyncGenerator<string, undefined> {
  const t = textsIn(reasonTexts, language);
  const separator = language === "nl" ? ";" : ",";
  const row = (cells: (string | number)[]) => `${cells.map((cell) => safeCell(String(cell))).join(separator)}\r\n`;
  yield `\ufeff${row([t.line, t.column, t.what, t.reason])}`;
  for (let after = { line: 0, number: 0 }; ; ) {
    const problems = await problemsAfter(db, importId, after, rowsAtOnce);
    const last = problems.at(-1);
    if (!last) return undefined;
    yield problems.map(({ line, column_name, reason }) => row([line, column_name ?? "", isRemark(reason as Reason) ? t.remark : t.refused, wordReason(reason as Reason, language)])).join("");
    after = { line: last.line, number: last.number };
  }
}

/** In quotes, and never a formula for the spreadsheet that opens it: those begin with one of these. */
export function safeCell(text: string): string {
  const harmless = /^\s*[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
