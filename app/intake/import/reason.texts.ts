import type { Language } from "#db/schema.ts";
import { texts, textsIn } from "../../i18n/texts.ts";
import type { Reason } from "./reason.ts";

export const reasonTexts = texts({
  nl: {
    line: "Regel",
    column: "Kolom",
    what: "Uitkomst",
    reason: "Reden",
    refused: "niet ingelezen",
    remark: "wel ingelezen, let op",
    scoreEmpty: "Er staat geen score.",
    scoreNotRead: "Dit is geen getal van 0 tot 10.",
    scoreNotWhole: (value: string) => `${value} is geen heel getal. Een score is een heel getal van 0 tot 10.`,
    scoreOutside: (value: string) => `${value} valt buiten 0 tot 10. Andere schalen rekenen we niet om.`,
    momentEmpty: "Er staat geen datum.",
    momentNotRead: "Deze datum kunnen we niet lezen. Zo kan het: 20-11-2026 14:05.",
    noSuchDay: "Deze dag of dit tijdstip bestaat niet. We lezen de dag eerst en dan de maand.",
    yearOutside: "Het jaar ligt niet tussen 2000 en 2100.",
    unclosedQuote: "Er begint een aanhalingsteken dat niet goed wordt gesloten.",
    tooManyColumns: "Deze regel heeft meer dan 200 kolommen.",
    cellTooLong: "In deze regel staat een cel van meer dan 64 kB.",
    tooManyCells: (cells: number, columns: number) => `Deze regel heeft ${cells} cellen en er zijn ${columns} kolommen. Staat er een scheidingsteken in een tekst zonder aanhalingstekens?`,
    tooLong: (longest: number) => `Dit is langer dan ${longest} tekens.`,
    email: "Dit is geen e-mailadres.",
    unreadable: "Er staan tekens in die we niet kunnen bewaren.",
    invalid: "Dit kunnen we niet lezen.",
    nameEmpty: "Er staat geen naam.",
    emailEmpty: "Er staat geen e-mailadres.",
    noKey: "Er staat geen klantnummer en geen e-mailadres. Dan kunnen we deze klant niet terugvinden.",
    yesOrNo: "Vul hier ja of nee in.",
    teamNotThere: "Dit team bestaat niet. Maak het team eerst aan, of verbeter de naam.",
    deactivated: "Deze collega werkt hier niet meer. Zet haar eerst weer aan bij Mensen.",
    notStored: "Deze regel konden we niet opslaan.",
    languageUnknown: "Deze taal kennen we niet. We lezen nl en en.",
    ownerUnknown: "Geen collega heeft dit e-mailadres. De klant heeft nu geen vaste contactpersoon.",
    employeeUnknown: "Geen collega heeft dit e-mailadres.",
    teamUnknown: "Dit team bestaat niet. De reactie gaat naar het standaardteam.",
  },
  en: {
    line: "Line",
    column: "Column",
    what: "Result",
    reason: "Reason",
    refused: "not taken in",
    remark: "taken in, take note",
    scoreEmpty: "There is no score.",
    scoreNotRead: "This is not a number from 0 to 10.",
    scoreNotWhole: (value: string) => `${value} is not a whole number. A score is a whole number from 0 to 10.`,
    scoreOutside: (value: string) => `${value} is outside 0 to 10. We do not convert other scales.`,
    momentEmpty: "There is no date.",
    momentNotRead: "We cannot read this date. It can be like this: 20-11-2026 14:05.",
    noSuchDay: "This day or this time does not exist. We read the day first and then the month.",
    yearOutside: "The year is not between 2000 and 2100.",
    unclosedQuote: "A quotation mark begins that is not closed properly.",
    tooManyColumns: "This line has more than 200 columns.",
    cellTooLong: "This line has a cell of more than 64 kB.",
    tooManyCells: (cells: number, columns: number) => `This line has ${cells} cells and there are ${columns} columns. Is there a separator in a text without quotation marks?`,
    tooLong: (longest: number) => `This is longer than ${longest} characters.`,
    email: "This is not an e-mail address.",
    unreadable: "It holds characters that we cannot store.",
    invalid: "We cannot read this.",
    nameEmpty: "There is no name.",
    emailEmpty: "There is no e-mail address.",
    noKey: "There is no customer number and no e-mail address. We could not find this customer again.",
    yesOrNo: "Fill in yes or no here.",
    teamNotThere: "This team does not exist. Make the team first, or correct the name.",
    deactivated: "This colleague no longer works here. Switch her on again under People first.",
    notStored: "We could not store this line.",
    languageUnknown: "We do not know this language. We read nl and en.",
    ownerUnknown: "No colleague has this e-mail address. The customer now has no owner.",
    employeeUnknown: "No colleague has this e-mail address.",
    teamUnknown: "This team does not exist. The response goes to the default team.",
  },
});

/** A reason in words that a person can act on. */
export function wordReason(reason: Reason, language: Language): string {
  const t = textsIn(reasonTexts, language);
  switch (reason.code) {
    case "scoreNotWhole":
    case "scoreOutside":
      return t[reason.code](reason.value);
    case "tooManyCells":
      return t.tooManyCells(reason.cells, reason.columns);
    case "tooLong":
      return t.tooLong(reason.longest);
    default:
      return t[reason.code];
  }
}
