import { texts } from "../i18n/texts.ts";

const hour = (number: number) => `${number}:00`;

export const settingsTexts = texts({
  nl: {
    title: "Wanneer wil je mail?",
    text: "In Belterug zie je een bericht meteen. Wat je daar al las of zelf deed, krijg je niet ook nog per mail.",
    noMail: "Er is nog niets ingesteld om mails mee te versturen. Tot die tijd lees je alles in Belterug.",
    mail: "Mail over je taken",
    ways: { now: "Meteen", digest: "Eén keer per dag", off: "Niet" },
    hints: { now: "Wat binnen een minuut samenkomt, staat in één mail.", digest: "Alles in één mail, op het uur dat je kiest.", off: "Je leest het in Belterug." },
    hour: "Hoe laat het overzicht?",
    hourName: hour,
    offHours: "Ook buiten mijn werktijd",
    offHoursHint: "Anders wacht de mail tot je weer werkt.",
    next: (when: string) => `Zoals het nu staat: wat nu gebeurt, mailen we ${when}.`,
    never: "Zoals het nu staat krijg je geen mail.",
    save: "Opslaan",
  },
  en: {
    title: "When do you want mail?",
    text: "In Belterug you see a message at once. What you read there or did yourself is not mailed as well.",
    noMail: "Nothing is set up to send mails with yet. Until then you read everything in Belterug.",
    mail: "Mail about your tasks",
    ways: { now: "At once", digest: "Once a day", off: "No mail" },
    hints: { now: "What comes within a minute is put in one mail.", digest: "Everything in one mail, at the hour you choose.", off: "You read it in Belterug." },
    hour: "At what time the overview?",
    hourName: hour,
    offHours: "Also outside my working hours",
    offHoursHint: "Else the mail waits until you work again.",
    next: (when: string) => `As it is set now: what happens now is mailed ${when}.`,
    never: "As it is set now you are not mailed.",
    save: "Save",
  },
});
