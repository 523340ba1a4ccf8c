import { texts } from "../i18n/texts.ts";

/** The team's lines of what worked, to search. */
export const lessonsTexts = texts({
  nl: {
    title: "Wat werkte",
    lead: "Wat collega's leerden van een gesprek, in één zin. Het helpt op de kaart van wie hierna belt.",
    search: "Zoek in de lessen",
    placeholder: "Lekkage, excuses…",
    button: "Zoek",
    all: "Toon alles",
    emptyTitle: "Nog geen lessen",
    emptyText: "Sluit je een taak af, dan kun je er één zin bij zetten: wat werkte? Die komt hier te staan.",
    nothing: (query: string) => `Niets gevonden voor “${query}”`,
    nothingText: "Probeer één woord, of een ander woord voor hetzelfde.",
    older: "Ouder",
    newest: "Terug naar het begin",
    seeTask: "Bekijk de taak",
  },
  en: {
    title: "What worked",
    lead: "What colleagues learnt from a call, in one sentence. It helps on the card of who calls next.",
    search: "Search the lessons",
    placeholder: "Leak, apology…",
    button: "Search",
    all: "Show all",
    emptyTitle: "No lessons yet",
    emptyText: "When you close a task you can add one sentence: what worked? It appears here.",
    nothing: (query: string) => `Nothing found for “${query}”`,
    nothingText: "Try one word, or another word for the same.",
    older: "Older",
    newest: "Back to the start",
    seeTask: "See the task",
  },
});
