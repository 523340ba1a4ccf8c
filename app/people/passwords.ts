import type { FieldProblem } from "./fields.texts.ts";

const shortestPassword = 12;
export const longestPassword = 200;

/** The worst ones once numbers and signs around them are taken away: "Welkom2026!" is "welkom". */
const worst = new Set(
  "password passwort passw0rd wachtwoord welkom welcome welkomterug hallo geheim administrator admin beheerder belterug letmein iloveyou qwerty qwertyuiop azerty azertyuiop asdfghjkl zxcvbnm abcdefghijkl abcdefgh changeme sunshine princess football voetbal ajax feyenoord amsterdam rotterdam nederland lente zomer herfst winter"
    .split(" "),
);

export type PasswordProblem = "tooShort" | "tooLong" | "tooObvious";

/** What is wrong with a new password; null when it will do. Length is what counts: no rules about signs. */
export function passwordProblem(password: string, person: { email: string; name: string }): PasswordProblem | null {
  const length = [...password].length;
  if (length < shortestPassword) return "tooShort";
  if (length > longestPassword) return "tooLong";
  return isObvious(password.toLowerCase(), person) ? "tooObvious" : null;
}

function isObvious(password: string, { email, name }: { email: string; name: string }): boolean {
  if (new Set(password).size < 5) return true;
  if ("01234567890123456789".includes(password) || "98765432109876543210".includes(password)) return true;
  const letters = password.replace(/[^\p{L}]/gu, "");
  const half = letters.slice(0, letters.length / 2);
  const isTwice = letters.length > 0 && half + half === letters;
  if (worst.has(letters) || (isTwice && worst.has(half))) return true;
  return [email, email.split("@")[0]!, name].some((own) => own.length > 3 && letters === own.toLowerCase().replace(/[^\p{L}]/gu, ""));
}

/** The text that says it, in fieldTexts. */
export const passwordProblemKey = { tooShort: "passwordTooShort", tooLong: "passwordTooLong", tooObvious: "passwordTooObvious" } as const satisfies Record<PasswordProblem, FieldProblem>;
