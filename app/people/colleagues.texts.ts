import { texts } from "../i18n/texts.ts";

/** Choosing a colleague by name, where there are many. */
export const colleaguesTexts = texts({
  nl: {
    typeName: "Typ een naam en kies wie je bedoelt.",
    empty: (nobody: string) => `Leeg: ${nobody.charAt(0).toLowerCase()}${nobody.slice(1)}.`,
    unknown: "Er werkt hier niemand die zo heet. Een deel van de naam is genoeg.",
    several: (names: string[], areMore: boolean) => `Dit kan meer dan één collega zijn. Typ een van deze over: ${names.join("; ")}${areMore ? "; of een ander" : ""}.`,
  },
  en: {
    typeName: "Type a name and choose who you mean.",
    empty: (nobody: string) => `Empty: ${nobody.charAt(0).toLowerCase()}${nobody.slice(1)}.`,
    unknown: "Nobody of that name works here. A part of the name is enough.",
    several: (names: string[], areMore: boolean) => `This can be more than one colleague. Type one of these: ${names.join("; ")}${areMore ? "; or another" : ""}.`,
  },
});
