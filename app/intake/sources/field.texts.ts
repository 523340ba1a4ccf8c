import type { Language } from "#db/schema.ts";
import { type Texts, textsIn } from "../../i18n/texts.ts";
import type { FieldName } from "./fields.ts";

/** Our fields, but for the attributes, which an organisation names itself. */
export type OwnField = Exclude<FieldName, `attributes.${string}`>;

/** In the order in which an administrator points them out; the first three make an answer. */
export const fieldOrder = Object.keys({
  score: 0,
  comment: 0,
  id: 0,
  answered_at: 0,
  "customer.name": 0,
  "customer.email": 0,
  "customer.id": 0,
  "customer.phone": 0,
  "customer.account": 0,
  "customer.language": 0,
  "customer.owner_email": 0,
  "about.team": 0,
  "about.employee_email": 0,
  "about.touchpoint": 0,
} satisfies Record<OwnField, 0>) as OwnField[];

type Words = Record<OwnField, { name: string; hint: string }>;

export const fieldTexts: Texts<Words> = {
  nl: {
    score: { name: "cijfer", hint: "0 tot en met 10" },
    comment: { name: "woorden van de klant", hint: "waarom ze dit cijfer gaf" },
    id: { name: "nummer van de reactie", hint: "hoort bij één reactie, blijft gelijk" },
    answered_at: { name: "tijd", hint: "wanneer ze antwoordde" },
    "customer.name": { name: "naam van de klant", hint: "zo spreek je haar aan" },
    "customer.email": { name: "e-mailadres van de klant", hint: "om haar terug te schrijven" },
    "customer.id": { name: "klantnummer", hint: "uit jullie eigen systeem" },
    "customer.phone": { name: "telefoonnummer van de klant", hint: "om te bellen" },
    "customer.account": { name: "bedrijf of complex", hint: "waar ze bij hoort" },
    "customer.language": { name: "taal van de klant", hint: "nl of en" },
    "customer.owner_email": { name: "vaste contactpersoon", hint: "e-mailadres van een collega" },
    "about.team": { name: "team", hint: "naam of code" },
    "about.employee_email": { name: "medewerker", hint: "over wie het gaat: e-mailadres" },
    "about.touchpoint": { name: "contactmoment", hint: "zoals reparatie of telefoon" },
  },
  en: {
    score: { name: "score", hint: "0 to 10" },
    comment: { name: "customer's words", hint: "why she gave this score" },
    id: { name: "number of the response", hint: "belongs to one response, stays the same" },
    answered_at: { name: "time", hint: "when she answered" },
    "customer.name": { name: "customer's name", hint: "how you address her" },
    "customer.email": { name: "customer's e-mail address", hint: "to write back to her" },
    "customer.id": { name: "customer number", hint: "of your own system" },
    "customer.phone": { name: "customer's phone number", hint: "to call" },
    "customer.account": { name: "company or account", hint: "what she belongs to" },
    "customer.language": { name: "customer's language", hint: "nl or en" },
    "customer.owner_email": { name: "regular contact", hint: "a colleague's e-mail address" },
    "about.team": { name: "team", hint: "name or code" },
    "about.employee_email": { name: "employee", hint: "whom it is about: e-mail address" },
    "about.touchpoint": { name: "touchpoint", hint: "like repair or phone" },
  },
};

const others = {
  nl: { groups: { each: "de lijst met reacties", attributes: "kenmerken", customer: "klant", about: "waar het over gaat" }, attribute: (name: string) => `kenmerk ${name}` },
  en: { groups: { each: "the list of responses", attributes: "attributes", customer: "customer", about: "what it is about" }, attribute: (name: string) => `attribute ${name}` },
};

/** A field as a reason names it: ours in words, an attribute or a tool's own field by its name. */
export function fieldWord(field: string, language: Language): string {
  const own = textsIn(fieldTexts, language);
  if (Object.hasOwn(own, field)) return own[field as OwnField].name;
  const groups: Record<string, string> = others[language].groups;
  if (Object.hasOwn(groups, field)) return groups[field]!;
  return field.startsWith("attributes.") ? others[language].attribute(field.slice("attributes.".length)) : field;
}
