import type { Language } from "#db/schema.ts";

export type Given = { name: string; has_amount: boolean; amount: number };

/** "€ 25", "€ 12,50" */
export function euros(cents: number, language: Language): string {
  return new Intl.NumberFormat(language === "nl" ? "nl-NL" : "en-GB", { style: "currency", currency: "EUR", minimumFractionDigits: cents % 100 === 0 ? 0 : 2 }).format(cents / 100);
}

/** "tegoedbon van € 25", "bos bloemen", "2 × bos bloemen": in the middle of a sentence. */
export function sayGesture({ name, has_amount, amount }: Given, language: Language): string {
  const what = inSentence(name);
  if (has_amount) return language === "nl" ? `${what} van ${euros(amount, language)}` : `${what} of ${euros(amount, language)}`;
  return amount === 1 ? what : `${amount} × ${what}`;
}

/** "een tegoedbon van € 25", "2 × bos bloemen" */
export function een(what: string): string {
  return /^\d/.test(what) ? what : `een ${what}`;
}

/** How much of this kind: "€ 25", "3 keer". */
export function sayAmount({ has_amount, amount }: Pick<Given, "has_amount" | "amount">, language: Language): string {
  if (has_amount) return euros(amount, language);
  return language === "nl" ? `${amount} keer` : amount === 1 ? "once" : `${amount} times`;
}

/** A small letter to begin with, but for a name such as VVV-bon. */
function inSentence(name: string): string {
  return /^\p{Lu}\p{Ll}/u.test(name) ? name[0]!.toLowerCase() + name.slice(1) : name;
}
