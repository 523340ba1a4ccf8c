import { texts } from "../i18n/texts.ts";

/** What a new organisation does first, until the first answer came in. */
export const firstStepsTexts = texts({
  nl: {
    title: "Zo begin je",
    progress: (done: number, all: number) => `${done} van ${all} gedaan`,
    done: "Gedaan:",
    steps: {
      colleagues: "Nodig een collega uit",
      teams: "Zet iemand in een team",
      survey: "Verbind je vragenlijst",
      answer: "Laat de eerste reactie binnenkomen",
    },
    hints: {
      colleagues: "Wie belt de klanten terug? Je kunt ook een lijst inlezen, bij Bestanden.",
      teams: "Een reactie gaat naar het team waar die over gaat. Eén team is genoeg om te beginnen.",
      survey: "Dit duurt ongeveer vijf minuten. Je ziet stap voor stap waar je klikt.",
      answer: "Vul je vragenlijst zelf één keer in als proef. Bij de bron zie je het aankomen.",
    },
  },
  en: {
    title: "How to begin",
    progress: (done: number, all: number) => `${done} of ${all} done`,
    done: "Done:",
    steps: {
      colleagues: "Invite a colleague",
      teams: "Put someone into a team",
      survey: "Connect your survey",
      answer: "Let the first response come in",
    },
    hints: {
      colleagues: "Who calls the customers back? You can also read a list, under Files.",
      teams: "A response goes to the team that it is about. One team is enough to begin with.",
      survey: "This takes about five minutes. You see step by step where to click.",
      answer: "Fill in your survey once yourself, as a trial. At the source you see it arrive.",
    },
  },
});
