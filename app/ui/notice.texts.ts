import { texts } from "../i18n/texts.ts";

/** What a page says once, after an act that worked. Add yours here; keys are letters only. */
export const noticeTexts = texts({
  nl: {
    saved: "Opgeslagen.",
    attemptLogged: "Contactpoging vastgelegd.",
    promiseMade: "Belofte vastgelegd. Je ziet hem in je bellijst.",
    promiseKept: "Mooi, belofte nagekomen.",
    promiseWithdrawn: "Belofte ingetrokken. De reden staat erbij.",
    acted: "Vastgelegd. Vertel het nu aan de klant.",
    claimed: "Deze taak is nu van jou.",
    handedOver: "Overgedragen.",
    closed: "Afgesloten.",
    replyQueued: "Je mail is onderweg naar de klant.",
    toldByPhone: "Vastgelegd dat je het verteld hebt.",
    signedOutEverywhere: "Je bent nu op al je apparaten uitgelogd.",
    passwordChanged: "Je wachtwoord is veranderd.",
    invited: "De uitnodiging is verstuurd.",
    thanked: "Je dank is verstuurd.",
    keyRevoked: "De sleutel is ingetrokken. Er komt niets meer mee binnen.",
  },
  en: {
    saved: "Saved.",
    attemptLogged: "Contact attempt logged.",
    promiseMade: "Promise logged. You will see it in your call list.",
    promiseKept: "Good, promise kept.",
    promiseWithdrawn: "Promise withdrawn, with its reason.",
    acted: "Logged. Now tell the customer.",
    claimed: "This task is yours now.",
    handedOver: "Handed over.",
    closed: "Closed.",
    replyQueued: "Your mail is on its way to the customer.",
    toldByPhone: "Logged that you told the customer.",
    signedOutEverywhere: "You are signed out on all your devices now.",
    passwordChanged: "Your password is changed.",
    invited: "The invitation is sent.",
    thanked: "Your thanks are sent.",
    keyRevoked: "The key is revoked. Nothing comes in with it any more.",
  },
});

export type NoticeKey = keyof (typeof noticeTexts)["nl"];
