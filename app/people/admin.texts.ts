import { texts } from "../i18n/texts.ts";

export const adminTexts = texts({
  nl: { label: "Beheer", people: "Mensen", teams: "Teams", causes: "Oorzaken", sources: "Bronnen", keys: "API-sleutels", events: "Meldingen", mails: "Mails", organisation: "Organisatie" },
  en: { label: "Admin", people: "People", teams: "Teams", causes: "Causes", sources: "Sources", keys: "API keys", events: "Events", mails: "Mails", organisation: "Organisation" },
});
