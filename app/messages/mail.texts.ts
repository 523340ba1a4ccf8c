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
      gesture_asked: "Een collega vraagt of een gebaar mag",
      gesture_decided: "Er is antwoord op je vraag over een gebaar",
      buddy_answered: "Een collega antwoordde op je vraag",
      thanked: "Een collega bedankt je",
      compliment: "Er is een compliment",
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
      gesture_asked: "A colleague asks whether a gesture is allowed",
      gesture_decided: "Your question about a gesture was answered",
      buddy_answered: "A colleague answered your question",
      thanked: "A colleague thanks you",
      compliment: "There is a compliment",
    },
  },
});
