import { texts } from "../i18n/texts.ts";
import { een } from "./say.ts";

/** A lead's page of gestures that wait for her yes or no. */
export const decisionsTexts = texts({
  nl: {
    title: "Gebaren om over te beslissen",
    text: "Je collega's wachten hierop, en hun klanten ook.",
    empty: "Er wacht niets op jou",
    emptyText: "Vraagt een collega of een gebaar mag, dan staat het hier.",
    mandate: "Wat mag zonder vragen?",
    toTask: "Bekijk de taak",
    noName: "Klant zonder naam",
    standing: {
      given: (who: string, when: string) => `${who} zei ${when} al ja.`,
      refused: (who: string, when: string) => `${who} zei ${when} al nee.`,
      withdrawn: "Dit hoeft niet meer: het is ingetrokken, of de taak is afgesloten.",
    },
    asked: "Waar je bericht over ging",
    answered: (how: string) => `Waar je bericht over ging, wacht niet meer. ${how}`,
    decided: (asker: string, what: string, customer: string | null) => `${asker}: ${een(what)}${customer === null ? "" : ` voor ${customer}`}`,
    you: "Jij",
    someone: "Een collega",
    waiting: (count: number) => (count === 1 ? "1 gebaar wacht op je ja of nee" : `${count} gebaren wachten op je ja of nee`),
  },
  en: {
    title: "Gestures to decide on",
    text: "Your colleagues wait for this, and so do their customers.",
    empty: "Nothing waits for you",
    emptyText: "When a colleague asks whether a gesture is allowed, it appears here.",
    mandate: "What is allowed without asking?",
    toTask: "See the task",
    noName: "Customer without a name",
    standing: {
      given: (who: string, when: string) => `${who} said yes ${when} already.`,
      refused: (who: string, when: string) => `${who} said no ${when} already.`,
      withdrawn: "Not needed any more: it was withdrawn, or the task is closed.",
    },
    asked: "What your message was about",
    answered: (how: string) => `What your message was about does not wait any more. ${how}`,
    decided: (asker: string, what: string, customer: string | null) => `${asker}: ${what}${customer === null ? "" : ` for ${customer}`}`,
    you: "You",
    someone: "A colleague",
    waiting: (count: number) => (count === 1 ? "1 gesture waits for your yes or no" : `${count} gestures wait for your yes or no`),
  },
});
