import { texts } from "../i18n/texts.ts";

type Groups = { name: string; keys: [letters: string, what: string][] }[];

const nl: Groups = [
  {
    name: "In de lijst",
    keys: [
      ["j", "Volgende klant"],
      ["k", "Vorige klant"],
      ["Enter", "Openen"],
      ["/", "Zoeken"],
      ["Esc", "Uit het zoekveld"],
    ],
  },
  {
    name: "Bij een klant",
    keys: [
      ["c", "Bellen"],
      ["p", "Iets beloven"],
      ["a", "Vastleggen wat je deed"],
      ["r", "Terugkoppelen: u zei, wij deden"],
      ["u", "Ongedaan maken, als de melding dat zegt"],
      ["Ctrl Enter", "Versturen wat je typt (Mac: ⌘ Enter)"],
    ],
  },
  {
    name: "Ergens heen",
    keys: [
      ["g i", "Mijn bellijst"],
      ["g t", "Mijn team"],
      ["g c", "Complimenten"],
      ["g m", "Berichten"],
      ["g o", "Overzicht"],
    ],
  },
  { name: "Hulp", keys: [["?", "Deze lijst"]] },
];

const en: Groups = [
  {
    name: "In the list",
    keys: [
      ["j", "Next customer"],
      ["k", "Previous customer"],
      ["Enter", "Open"],
      ["/", "Search"],
      ["Esc", "Out of the search field"],
    ],
  },
  {
    name: "With a customer",
    keys: [
      ["c", "Call"],
      ["p", "Promise something"],
      ["a", "Write down what you did"],
      ["r", "Reply: you said, we did"],
      ["u", "Undo, where the message offers it"],
      ["Ctrl Enter", "Send what you type (Mac: ⌘ Enter)"],
    ],
  },
  {
    name: "Go somewhere",
    keys: [
      ["g i", "My call list"],
      ["g t", "My team"],
      ["g c", "Compliments"],
      ["g m", "Messages"],
      ["g o", "Overview"],
    ],
  },
  { name: "Help", keys: [["?", "This list"]] },
];

export const keyTexts = texts({
  nl: { title: "Sneltoetsen", groups: nl as Groups, off: "Zitten ze in de weg?", toSetting: "Zet ze uit bij je gegevens" },
  en: { title: "Keyboard shortcuts", groups: en as Groups, off: "Are they in your way?", toSetting: "Switch them off in your details" },
});
