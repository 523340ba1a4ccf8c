import { texts } from "../i18n/texts.ts";

export const lostTaskTexts = texts({
  nl: {
    notYours: "Deze taak is niet meer bij jou",
    yourText: "Dit had je geschreven. Het is niet opgeslagen; kopieer het als je het nog nodig hebt.",
    toInbox: "Naar mijn bellijst",
  },
  en: {
    notYours: "This task is no longer with you",
    yourText: "You wrote this. It was not saved; copy it if you still need it.",
    toInbox: "To my call list",
  },
});
