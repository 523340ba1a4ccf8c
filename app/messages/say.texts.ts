import { texts } from "../i18n/texts.ts";

/** What an employee is told, as sentences; `who` is the customer. */
export const sayTexts = texts({
  nl: {
    aCustomer: "een klant",
    aColleague: "Een collega",
    aTeam: "een team",
    assigned: (who: string) => `Nieuwe taak: ${who}`,
    callBefore: (when: string) => `Bel voor ${when}.`,
    toYou: (actor: string, who: string) => `${actor} gaf jou de taak van ${who}`,
    takeOver: (who: string, giver: string) => `Je neemt ${who} over van ${giver}`,
    nowYours: (who: string) => `De taak van ${who} is nu van jou`,
    away: (actor: string, who: string, to: string) => `${actor} gaf jouw taak van ${who} aan ${to}`,
    wentTo: (who: string, to: string) => `De taak van ${who} ging naar ${to}`,
    soon: {
      contact: (who: string, when: string) => `Bel ${who} voor ${when}`,
      promise: (who: string, when: string) => `Beloofd aan ${who} voor ${when}`,
    },
    late: {
      contact: (who: string, when: string) => `Te laat: ${who} bellen kon tot ${when}`,
      promise: (who: string, when: string) => `Te laat: beloofd aan ${who} voor ${when}`,
    },
    liesWith: (holder: string) => `De taak ligt bij ${holder}.`,
    waits: (who: string) => `Er wacht iets bij ${who}`,
    escalated: (who: string) => `De taak van ${who} bleef te lang liggen`,
    movedTo: (team: string) => `Hij ging naar ${team}. Wie kan, pakt hem op.`,
    verdict: {
      solved: (who: string) => `Opgelost, zegt ${who}`,
      not_yet: (who: string) => `Nog niet opgelost, zegt ${who}`,
    },
    help: (actor: string, who: string) => `${actor} vraagt je hulp bij ${who}`,
    watching: (who: string) => `Je kijkt mee met ${who}`,
  },
  en: {
    aCustomer: "a customer",
    aColleague: "A colleague",
    aTeam: "a team",
    assigned: (who: string) => `New task: ${who}`,
    callBefore: (when: string) => `Call before ${when}.`,
    toYou: (actor: string, who: string) => `${actor} gave you the task of ${who}`,
    takeOver: (who: string, giver: string) => `You take over ${who} from ${giver}`,
    nowYours: (who: string) => `The task of ${who} is yours now`,
    away: (actor: string, who: string, to: string) => `${actor} gave your task of ${who} to ${to}`,
    wentTo: (who: string, to: string) => `The task of ${who} went to ${to}`,
    soon: {
      contact: (who: string, when: string) => `Call ${who} before ${when}`,
      promise: (who: string, when: string) => `Promised to ${who} for ${when}`,
    },
    late: {
      contact: (who: string, when: string) => `Late: ${who} was to be called before ${when}`,
      promise: (who: string, when: string) => `Late: promised to ${who} for ${when}`,
    },
    liesWith: (holder: string) => `The task lies with ${holder}.`,
    waits: (who: string) => `Something waits at ${who}`,
    escalated: (who: string) => `The task of ${who} lay still too long`,
    movedTo: (team: string) => `It went to ${team}. Whoever can takes it.`,
    verdict: {
      solved: (who: string) => `Solved, says ${who}`,
      not_yet: (who: string) => `Not solved yet, says ${who}`,
    },
    help: (actor: string, who: string) => `${actor} asks for your help with ${who}`,
    watching: (who: string) => `You watch along with ${who}`,
  },
});
