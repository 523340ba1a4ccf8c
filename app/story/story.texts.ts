import { plural, texts } from "../i18n/texts.ts";

export const storyTexts = texts({
  nl: {
    title: "Mijn verhaal",
    lead: "Wat jij voor klanten deed, en wat er terugkwam. Alleen jij ziet dit: je teamleider en je beheerder niet.",
    together: "Alles bij elkaar",
    counts: {
      closed: (count: number) => `${plural(count, "klant", "klanten")} geholpen tot en met het antwoord`,
      solved: (count: number) => `${plural(count, "klant zei", "klanten zeiden")}: opgelost`,
      thanks: (count: number) => `${plural(count, "keer", "keer")} bedankt`,
      kept: (count: number) => `${plural(count, "belofte", "beloftes")} nagekomen`,
      cause: (count: number) => `${plural(count, "keer", "keer")} de oorzaak benoemd`,
    },
    voice: {
      solved: (who: string) => `${who}: opgelost`,
      compliment: (who: string) => `Compliment van ${who}`,
      buddy: (who: string) => `${who} bedankte je voor je hulp`,
    },
    someone: "een klant",
    more: (count: number) => `En nog ${count} keer een reactie.`,
    older: "Verder terug",
    newest: "Terug naar nu",
    emptyTitle: "Je verhaal begint met je eerste klant",
    emptyText: "Bel iemand uit je bellijst, los het op en vertel het. Wat de klant daarop zegt, lees je hier terug.",
    off: "Je organisatie houdt geen cijfers per persoon bij",
    offText: "Je beheerder kan dit aanzetten. Ook dan zie alleen jij ze.",
  },
  en: {
    title: "My story",
    lead: "What you did for customers, and what came back. Only you see this: not your team lead, not your administrator.",
    together: "All together",
    counts: {
      closed: (count: number) => `${plural(count, "customer", "customers")} helped up to the answer`,
      solved: (count: number) => `${plural(count, "customer", "customers")} said: solved`,
      thanks: (count: number) => `thanked ${plural(count, "time", "times")}`,
      kept: (count: number) => `${plural(count, "promise", "promises")} kept`,
      cause: (count: number) => `the cause named ${plural(count, "time", "times")}`,
    },
    voice: {
      solved: (who: string) => `${who}: solved`,
      compliment: (who: string) => `A compliment from ${who}`,
      buddy: (who: string) => `${who} thanked you for your help`,
    },
    someone: "a customer",
    more: (count: number) => `And ${count} more.`,
    older: "Further back",
    newest: "Back to now",
    emptyTitle: "Your story begins with your first customer",
    emptyText: "Call somebody from your call list, solve it and tell. What the customer says to that you read here.",
    off: "Your organisation keeps no figures per person",
    offText: "Your administrator can switch this on. Also then only you see them.",
  },
});
