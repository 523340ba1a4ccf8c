import { plural, texts } from "../i18n/texts.ts";

export const offlineTexts = texts({
  nl: {
    kept: "Geen verbinding. Dit is bewaard op dit apparaat en gaat vanzelf weg zodra er weer verbinding is.",
    notKept: "Geen verbinding. Dit is niet verstuurd. Je tekst staat er nog: probeer het zo nog eens.",
    waiting: (count: number) => `${count} ${count === 1 ? "wacht" : "wachten"} op verbinding`,
    sent: (count: number) => `Er is weer verbinding. Verstuurd: ${plural(count, "formulier", "formulieren")}.`,
    tryNow: "Probeer nu",
    refused: "Dit is niet aangenomen:",
    refusedAnyhow: "De taak is intussen veranderd, of je ziet hem niet meer.",
    open: "Open het formulier met je tekst",
    discard: "Weggooien",
    toTask: "Naar de taak",
    title: "Geen verbinding",
    text: "Deze pagina kan nu niet laden. Wat je verstuurde zonder verbinding is bewaard op dit apparaat en gaat vanzelf weg. Wat je aan het typen was, staat er straks nog.",
    again: "Probeer opnieuw",
  },
  en: {
    kept: "No connection. This is kept on this device and leaves by itself as soon as there is a connection.",
    notKept: "No connection. This was not sent. Your text is still here: try again in a moment.",
    waiting: (count: number) => `${count} ${count === 1 ? "waits" : "wait"} for a connection`,
    sent: (count: number) => `There is a connection again. Sent: ${plural(count, "form", "forms")}.`,
    tryNow: "Try now",
    refused: "This was not taken:",
    refusedAnyhow: "The task changed meanwhile, or you do not see it any more.",
    open: "Open the form with your text",
    discard: "Throw away",
    toTask: "To the task",
    title: "No connection",
    text: "This page cannot load now. What you sent without a connection is kept on this device and leaves by itself. What you were typing will still be there.",
    again: "Try again",
  },
});
