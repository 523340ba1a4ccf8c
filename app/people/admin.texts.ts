import { texts } from "../i18n/texts.ts";

export const adminTexts = texts({
  nl: { label: "Beheer", people: "Mensen", teams: "Teams", routing: "Regels", causes: "Oorzaken", sources: "Bronnen", import: "Bestanden", keys: "API-sleutels", events: "Meldingen", mails: "Mails", escalation: "Herinneren", organisation: "Organisatie" },
  en: { label: "Admin", people: "People", teams: "Teams", routing: "Rules", causes: "Causes", sources: "Sources", import: "Files", keys: "API keys", events: "Events", mails: "Mails", escalation: "Reminders", organisation: "Organisation" },
});
