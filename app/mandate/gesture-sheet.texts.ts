import { texts } from "../i18n/texts.ts";

/** The sheet in which a gesture is given or asked for. */
export const gestureSheetTexts = texts({
  nl: {
    title: "Wat wil je de klant geven?",
    kind: "Wat?",
    room: (what: string) => `zelf nog tot ${what}`,
    unlimited: "zelf, zonder grens",
    askFirst: "na een ja van je teamleider",
    amount: "Hoeveel?",
    amountHint: "Een bedrag in euro. Bij iets zonder bedrag: het aantal.",
    note: "Waarom?",
    noteHint: "Je collega's kunnen dit lezen. Vraag je erom, dan is één zin genoeg.",
    give: "Geef dit",
    ask: "Vraag of het mag",
    asked: (names: string) => `De vraag gaat naar ${names}.`,
    noKinds: "Er is nog niets om te geven. De beheerder kan dat instellen.",
  },
  en: {
    title: "What do you want to give the customer?",
    kind: "What?",
    room: (what: string) => `yourself, ${what} more at most`,
    unlimited: "yourself, without a limit",
    askFirst: "after a yes from your team lead",
    amount: "How much?",
    amountHint: "An amount in euro. For something without an amount: how many.",
    note: "Why?",
    noteHint: "Your colleagues can read this. When you ask, one sentence is enough.",
    give: "Give this",
    ask: "Ask whether it is allowed",
    asked: (names: string) => `The question goes to ${names}.`,
    noKinds: "There is nothing to give yet. The administrator can set that up.",
  },
});
