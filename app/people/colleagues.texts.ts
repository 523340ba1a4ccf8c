import { texts } from "../i18n/texts.ts";

/** Choosing a colleague by name, where there are many. */
export const colleaguesTexts = texts({
  nl: {
    typeName: "Typ een naam en kies wie je bedoelt.",
    empty: (nobody: string) => `Leeg: ${nobody.charAt(0).toLowerCase()}${nobody.slice(1)}.`,
    unknown: "Er werkt hier niemand die zo heet. Typ de naam zoals die bij Mijn team staat.",
    several: (names: string[], areMore: boolean) => `Dit kan meer dan één collega zijn. Typ een van deze over: ${names.join("; ")}${areMore ? "; of een ander" : ""}.`,
  },
  en: {
    typeName: "Type a name and choose who you mean.",
    empty: (nobody: string) => `Empty: ${nobody.charAt(0).toLowerCase()}${nobody.slice(1)}.`,
    unknown: "Nobody of that name works here. Type the name as it stands under My team.",
    several: (names: string[], areMore: boolean) => `This can be more than one colleague. Type one of these: ${names.join("; ")}${areMore ? "; or another" : ""}.`,
  },
});
