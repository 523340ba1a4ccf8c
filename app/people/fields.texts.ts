import { texts } from "../i18n/texts.ts";

/** What is wrong with a field, in words; the keys are the `error` of the rules in fields.ts. */
export const fieldTexts = texts({
  nl: {
    required: "Vul dit in.",
    choose: "Kies er een.",
    tooLong: "Dit is te lang.",
    unreadable: "Er staan tekens in die we niet kunnen bewaren.",
    email: "Dit is geen e-mailadres. Zo ziet het eruit: naam@organisatie.nl.",
    emailTaken: "Er is al iemand met dit e-mailadres.",
    number: "Vul een heel getal in dat hier past.",
    date: "Kies een dag die bestaat.",
    dateOrder: "De laatste dag ligt voor de eerste.",
    datePast: "Deze dag is al voorbij.",
    code: "Gebruik alleen kleine letters, cijfers en streepjes.",
    nameTaken: "Deze naam is al in gebruik.",
    codeTaken: "Deze code is al in gebruik.",
    passwordTooShort: "Dit wachtwoord is te kort. Neem minstens 12 tekens: drie of vier losse woorden onthoud je het makkelijkst.",
    passwordTooLong: "Dit wachtwoord is te lang. Er passen 200 tekens in.",
    passwordTooObvious: "Dit wachtwoord raadt iedereen. Kies drie of vier losse woorden.",
    passwordWrong: "Dit is niet je huidige wachtwoord.",
    tooOften: "Dat ging te vaak mis. Probeer het over een kwartier weer.",
  },
  en: {
    required: "Fill this in.",
    choose: "Choose one.",
    tooLong: "This is too long.",
    unreadable: "It holds characters that we cannot store.",
    email: "This is not an e-mail address. It looks like name@organisation.com.",
    emailTaken: "Somebody has this e-mail address already.",
    number: "Fill in a whole number that fits here.",
    date: "Choose a day that exists.",
    dateOrder: "The last day is before the first.",
    datePast: "This day has passed.",
    code: "Use small letters, digits and hyphens only.",
    nameTaken: "This name is in use already.",
    codeTaken: "This code is in use already.",
    passwordTooShort: "This password is too short. Take at least 12 characters: three or four loose words are easiest to remember.",
    passwordTooLong: "This password is too long. It holds 200 characters.",
    passwordTooObvious: "Anybody guesses this password. Choose three or four loose words.",
    passwordWrong: "This is not your current password.",
    tooOften: "That went wrong too often. Try again in a quarter of an hour.",
  },
});

export type FieldProblem = keyof (typeof fieldTexts)["nl"];
