import type { ImportKind } from "#db/schema.ts";

/** What a column can say, per kind of file. `attribute`: kept with the answer under the column's own name. */
export const fieldsOf = {
  responses: ["id", "score", "answered_at", "answered_time", "comment", "customer_id", "name", "first_name", "infix", "last_name", "email", "phone", "language", "account", "owner_email", "team", "employee_email", "touchpoint", "attribute"],
  customers: ["customer_id", "name", "first_name", "infix", "last_name", "email", "phone", "language", "account", "owner_email"],
  employees: ["name", "first_name", "infix", "last_name", "email", "phone", "language", "team", "is_lead"],
} as const satisfies Record<ImportKind, readonly string[]>;

export type Field = (typeof fieldsOf)[ImportKind][number];

/** Without one of each of these no row can be taken in. */
export const neededOf: Record<ImportKind, Field[][]> = {
  responses: [["score"], ["answered_at"]],
  customers: [["customer_id", "email"]],
  employees: [["email"], ["name", "first_name", "last_name"]],
};

// Names of columns as tools and people write them, in the order in which they are tried; without capitals, spaces and signs.
const names: Record<Exclude<Field, "attribute">, string[]> = {
  id: ["id", "responseid", "antwoordid", "reactieid", "responsid", "responsenummer", "reactienummer", "submissionid", "respondentid", "externalid", "token"],
  score: ["score", "npsscore", "nps", "cijfer", "npscijfer", "rating", "waardering", "beoordeling", "aanbeveling", "aanbevelingsscore", "rapportcijfer"],
  answered_at: ["answeredat", "ingevuldop", "datumtijd", "datumentijd", "datetime", "timestamp", "tijdstempel", "beantwoordop", "submittedat", "completedat", "ingezonden", "ingezondenop", "invuldatum", "datumingevuld", "responsedate", "enddate", "einddatum", "recordeddate", "createdat", "aangemaaktop", "datum", "date", "wanneer"],
  answered_time: ["tijd", "time", "tijdstip", "invultijd"],
  comment: ["comment", "comments", "toelichting", "opmerking", "opmerkingen", "reden", "feedback", "commentaar", "verbatim", "waarom", "uitleg", "openantwoord", "antwoord"],
  customer_id: ["customerid", "klantnummer", "klantnr", "klantid", "klantcode", "debiteurnummer", "debiteurnr", "relatienummer", "relatienr", "huurdernummer", "customernumber", "contactid", "crmid", "nummer"],
  name: ["name", "naam", "klantnaam", "customername", "fullname", "volledigenaam", "contactpersoon", "klant", "customer", "medewerker", "employee"],
  first_name: ["firstname", "voornaam", "roepnaam", "givenname"],
  infix: ["tussenvoegsel", "tussenvoegsels", "infix", "middlename"],
  last_name: ["lastname", "achternaam", "familienaam", "surname"],
  email: ["email", "emailadres", "emailaddress", "mail", "mailadres", "customeremail", "klantemail", "emailklant"],
  phone: ["phone", "telefoon", "telefoonnummer", "telefoonnr", "tel", "telnr", "mobiel", "mobielnummer", "mobile", "phonenumber", "gsm", "customerphone"],
  language: ["language", "taal", "voorkeurstaal", "lang", "locale", "userlanguage"],
  account: ["account", "accountname", "bedrijf", "bedrijfsnaam", "organisatie", "company", "companyname", "complex", "klantgroep"],
  owner_email: ["owneremail", "accountmanager", "accountmanageremail", "emailaccountmanager", "eigenaar", "eigenaaremail", "klanteigenaar", "owner", "contactpersoonintern", "relatiebeheerder"],
  team: ["team", "teamcode", "teamnaam", "teamname", "afdeling", "department", "vestiging", "groep"],
  employee_email: ["employeeemail", "medewerkeremail", "emailmedewerker", "behandelaar", "behandelaaremail", "agent", "agentemail"],
  touchpoint: ["touchpoint", "contactmoment", "kanaal", "channel", "moment", "meetpunt", "klantreis", "proces", "onderwerp"],
  is_lead: ["islead", "teamleider", "leidinggevende", "lead", "teamlead", "manager", "rol", "role"],
};

// A survey's own question as the column's name.
const questions: [Field, RegExp][] = [["score", /waarschijnlijk|aanbevel|aanbeveel|recommend|howlikely/]];

/** How a column is called on the page and in the report. */
export function namesOf(header: string[]): string[] {
  return header.map((name) => name.trim().replaceAll(/\s+/g, " ").slice(0, 100));
}

/** Of each of `count` columns what it says, by its name; of two that say the same the first. Null: it is left out. */
export function matchColumns(header: string[], kind: ImportKind, count = header.length): (Field | null)[] {
  const plain = header.map(plainName);
  const matched: (Field | null)[] = Array.from({ length: count }, () => null);
  for (const field of fieldsOf[kind]) {
    if (field === "attribute") continue;
    for (const name of names[field]) {
      const at = plain.findIndex((column, index) => column === name && matched[index] === null);
      if (at === -1) continue;
      matched[at] = field;
      break;
    }
  }
  for (const [field, question] of questions) {
    if (matched.includes(field) || !(fieldsOf[kind] as readonly Field[]).includes(field)) continue;
    const at = plain.findIndex((column, index) => question.test(column) && matched[index] === null);
    if (at !== -1) matched[at] = field;
  }
  return matched;
}

function plainName(name: string): string {
  return name.normalize("NFD").toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

/** Whether the first row is names of columns: one of them is known, or none looks like a value. */
export function looksLikeHeader(cells: string[], kind: ImportKind): boolean {
  if (matchColumns(cells, kind).some((field) => field !== null)) return true;
  return !cells.some((cell) => /@|^\s*[\d.,:/\s-]*\d[\d.,:/\s-]*$/.test(cell));
}
