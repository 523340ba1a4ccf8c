import type { ImportKind, Language } from "#db/schema.ts";

const rows: Record<ImportKind, Record<Language, string[][]>> = {
  responses: {
    nl: [
      ["id", "score", "datum", "toelichting", "klantnummer", "naam", "e-mail", "telefoon", "team", "kanaal"],
      ["A-1001", "3", "20-11-2026 14:05", "Drie keer gebeld; niemand belt terug.", "K100", "Jan de Boer", "jan@klant.example", "06 12345678", "Klantenservice", "telefoon"],
      ["A-1002", "9", "19-11-2026 9:30", "Snel en vriendelijk geholpen.", "K101", "Samira el Idrissi", "samira@klant.example", "", "Klantenservice", "balie"],
    ],
    en: [
      ["id", "score", "answered at", "comment", "customer id", "name", "email", "phone", "team", "touchpoint"],
      ["A-1001", "3", "2026-11-20T14:05:00+01:00", "Called three times, nobody calls back.", "K100", "Jan de Boer", "jan@klant.example", "06 12345678", "Klantenservice", "phone"],
      ["A-1002", "9", "2026-11-19T09:30:00+01:00", "Helped quickly and kindly.", "K101", "Samira el Idrissi", "samira@klant.example", "", "Klantenservice", "desk"],
    ],
  },
  customers: {
    nl: [
      ["klantnummer", "naam", "e-mail", "telefoon", "taal", "bedrijf", "accountmanager"],
      ["K100", "Jan de Boer", "jan@klant.example", "06 12345678", "nl", "Complex Oost", "fatima@delinde.example"],
      ["K101", "Samira el Idrissi", "samira@klant.example", "", "nl", "Complex West", ""],
    ],
    en: [
      ["customer id", "name", "email", "phone", "language", "account", "owner email"],
      ["K100", "Jan de Boer", "jan@klant.example", "06 12345678", "nl", "Complex Oost", "fatima@delinde.example"],
      ["K101", "Samira el Idrissi", "samira@klant.example", "", "en", "Complex West", ""],
    ],
  },
  employees: {
    nl: [
      ["naam", "e-mail", "telefoon", "taal", "team", "teamleider"],
      ["Fatima Amrani", "fatima@delinde.example", "06 12345678", "nl", "Klantenservice", "nee"],
      ["Ruben Visser", "ruben@delinde.example", "", "nl", "Klantenservice", "ja"],
    ],
    en: [
      ["name", "email", "phone", "language", "team", "team lead"],
      ["Fatima Amrani", "fatima@delinde.example", "06 12345678", "en", "Klantenservice", "no"],
      ["Ruben Visser", "ruben@delinde.example", "", "en", "Klantenservice", "yes"],
    ],
  },
};

/** A file as Excel opens and saves it in this language, to begin from. */
export function sampleOf(kind: ImportKind, language: Language): string {
  const separator = language === "nl" ? ";" : ",";
  const quoted = (cell: string) => (/[;,"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return `\ufeff${rows[kind][language].map((row) => `${row.map(quoted).join(separator)}\r\n`).join("")}`;
}
