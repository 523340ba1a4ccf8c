import { texts } from "../i18n/texts.ts";

/** One line after a closed loop: what worked. */
export const lessonTexts = texts({
  nl: {
    ask: "Wat werkte? Laat het je team weten.",
    hint: "Eén zin, zonder namen. Mag leeg blijven.",
    sheetTitle: "Wat werkte?",
    notYours: "Hier staat nog niets. Wie de taak had, kan het erbij zetten zodra hij is afgesloten.",
    save: "Bewaar",
    yours: "Wat werkte, volgens jou",
    change: "Pas aan",
  },
  en: {
    ask: "What worked? Tell your team.",
    hint: "One sentence, without names. May stay empty.",
    sheetTitle: "What worked?",
    notYours: "Nothing here yet. Who had the task can add it once it is closed.",
    save: "Save",
    yours: "What worked, you say",
    change: "Change it",
  },
});
