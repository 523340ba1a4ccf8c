import { texts } from "../i18n/texts.ts";

/** On the task page: who was asked along. */
export const onTaskTexts = texts({
  nl: {
    title: "Wie er meehelpt",
    waits: { advise: (name: string, who: string, when: string) => `${who} vroeg ${name} om advies, ${when}. Nog geen antwoord.`, sit_in: (name: string, who: string, when: string) => `${who} vroeg ${name} erbij, ${when}. Nog geen antwoord.` },
    youWait: { advise: (name: string, when: string) => `Je vroeg ${name} om advies, ${when}. Nog geen antwoord.`, sit_in: (name: string, when: string) => `Je vroeg ${name} erbij, ${when}. Nog geen antwoord.` },
    helps: { advise: (name: string) => `${name} denkt mee.`, sit_in: (name: string) => `${name} komt erbij.` },
    helped: (name: string) => `${name} hielp mee.`,
    you: "Jij helpt hier mee.",
    youAsked: "Jij bent hier gevraagd.",
    toHelping: "Naar je antwoord",
    thank: (name: string) => `Bedank ${name}`,
    thanked: "Bedankt.",
    end: "Niet meer nodig",
  },
  en: {
    title: "Who helps",
    waits: { advise: (name: string, who: string, when: string) => `${who} asked ${name} for advice, ${when}. No answer yet.`, sit_in: (name: string, who: string, when: string) => `${who} asked ${name} to be there, ${when}. No answer yet.` },
    youWait: { advise: (name: string, when: string) => `You asked ${name} for advice, ${when}. No answer yet.`, sit_in: (name: string, when: string) => `You asked ${name} to be there, ${when}. No answer yet.` },
    helps: { advise: (name: string) => `${name} thinks along.`, sit_in: (name: string) => `${name} will be there.` },
    helped: (name: string) => `${name} helped.`,
    you: "You help here.",
    youAsked: "You were asked here.",
    toHelping: "To your answer",
    thank: (name: string) => `Thank ${name}`,
    thanked: "Thanked.",
    end: "No longer needed",
  },
});
