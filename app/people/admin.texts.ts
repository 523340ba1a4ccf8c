import { texts } from "../i18n/texts.ts";

export const adminTexts = texts({
  nl: { label: "Beheer", groups: { workplace: "Organisatie", work: "Opvolgen", connections: "Koppelingen" }, people: "Mensen", teams: "Teams", routing: "Regels", causes: "Oorzaken", gestures: "Gebaren", sources: "Bronnen", import: "Bestanden", keys: "API-sleutels", events: "Meldingen", mails: "Mails", escalation: "Herinneren", organisation: "Instellingen" },
  en: { label: "Admin", groups: { workplace: "Organisation", work: "Follow-up", connections: "Connections" }, people: "People", teams: "Teams", routing: "Rules", causes: "Causes", gestures: "Gestures", sources: "Sources", import: "Files", keys: "API keys", events: "Events", mails: "Mails", escalation: "Reminders", organisation: "Settings" },
});
