import { parsePhoneNumberFromString } from "libphonenumber-js/min";

/**
 * How a phone number is stored: E.164 (+31612345678), read as Dutch unless it says otherwise. A
 * number that cannot be read is kept as it was typed: a person may still make sense of it.
 */
export function readPhone(typed: string): string {
  const number = parsePhoneNumberFromString(typed, "NL");
  if (!number?.isPossible()) return typed.trim();
  return number.ext ? `${number.number} ext. ${number.ext}` : number.number;
}

/** For people: "06 12345678", "+32 470 12 34 56"; an unreadable one as it was typed. */
export function showPhone(stored: string): string {
  const number = parsePhoneNumberFromString(stored, "NL");
  if (!number?.isPossible()) return stored;
  return number.country === "NL" ? number.formatNational() : number.formatInternational();
}

/** For a `tel:` link; null where there is nothing to dial. */
export function dialPhone(stored: string): string | null {
  const number = parsePhoneNumberFromString(stored, "NL");
  if (number?.isPossible()) return `tel:${number.number}`;
  const digits = stored.replaceAll(/[^\d+]/g, "");
  return digits.length >= 3 ? `tel:${digits}` : null;
}
