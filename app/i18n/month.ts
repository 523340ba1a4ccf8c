import type { Language } from "#db/schema.ts";

/** A calendar month, "2026-11"; null for what is none (PostgreSQL and browsers know years of four digits). */
export function readMonth(text: string | null): string | null {
  return /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])$/.test(text ?? "") ? text : null;
}

/** So many months after this one. */
export function monthAfter(month: string, count: number): string {
  const [year, number] = month.split("-").map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** "november 2026" */
export function monthName(month: string, language: Language): string {
  return new Intl.DateTimeFormat(language === "nl" ? "nl-NL" : "en-GB", { timeZone: "UTC", month: "long", year: "numeric" }).format(new Date(`${month}-01T00:00:00Z`));
}
