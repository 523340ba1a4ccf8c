import { texts } from "../i18n/texts.ts";

export const unsubscribeTexts = texts({
  nl: {
    title: "Geen mails meer?",
    text: (organisation: string) => `Dan schrijft ${organisation} u niet meer over uw reacties. Bellen mag u ons altijd.`,
    stop: "Meld mij af",
    doneTitle: "U bent afgemeld",
    doneText: (organisation: string) => `${organisation} stuurt u geen mails meer over uw reacties.`,
    again: "Toch weer mails krijgen",
    unknownTitle: "Deze link kennen we niet",
    unknownText: "Misschien is hij niet helemaal overgekomen. Open de mail nog eens en gebruik de link daarin.",
  },
  en: {
    title: "No more mails?",
    text: (organisation: string) => `Then ${organisation} will not write to you about your feedback any more. You can always call us.`,
    stop: "Unsubscribe me",
    doneTitle: "You are unsubscribed",
    doneText: (organisation: string) => `${organisation} will not send you mails about your feedback any more.`,
    again: "Get mails again after all",
    unknownTitle: "We do not know this link",
    unknownText: "Perhaps it did not come over completely. Open the mail again and use the link in it.",
  },
});
