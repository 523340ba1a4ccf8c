import { texts } from "../i18n/texts.ts";

export const adminTexts = texts({
  nl: { label: "Beheer", people: "Mensen", teams: "Teams", causes: "Oorzaken", keys: "API-sleutels", mails: "Mails", organisation: "Organisatie" },
  en: { label: "Admin", people: "People", teams: "Teams", causes: "Causes", keys: "API keys", mails: "Mails", organisation: "Organisation" },
});
