import { plural, texts } from "../i18n/texts.ts";

/** Subjects: without a customer's name, since they show on a locked screen. */
export const mailTexts = texts({
  nl: {
    digest: (count: number) => `Je overzicht: ${plural(count, "bericht", "berichten")}`,
    many: (count: number) => `${count} nieuwe berichten`,
    one: {
      assigned: "Je hebt een nieuwe taak",
      handed_over: "Een taak ging in andere handen",
      reminder: "Er moet zo iets gebeuren",
      late: "Een taak is te laat",
      escalated: "Een taak bleef te lang liggen",
      verdict: "Een klant gaf een oordeel",
      help: "Een collega vraagt je hulp",
      watching: "Er is nieuws over een taak die je volgt",
    },
  },
  en: {
    digest: (count: number) => `Your overview: ${plural(count, "message", "messages")}`,
    many: (count: number) => `${count} new messages`,
    one: {
      assigned: "You have a new task",
      handed_over: "A task changed hands",
      reminder: "Something is due soon",
      late: "A task is late",
      escalated: "A task lay still too long",
      verdict: "A customer gave a verdict",
      help: "A colleague asks for your help",
      watching: "There is news about a task that you watch",
    },
  },
});
