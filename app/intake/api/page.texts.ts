import { texts } from "../../i18n/texts.ts";
import type { Kind } from "./fields.ts";

const listed = {
  nl: { Response: "van reacties, elk als bij Eén reactie brengen", StoredResponse: "van reacties, elk als bij Eén reactie", StoredTask: "van taken, elk als bij Eén taak" },
  en: { Response: "of responses, each as with Bring one response", StoredResponse: "of responses, each as with One response", StoredTask: "of tasks, each as with One task" },
} satisfies Record<"nl" | "en", Record<string, string>>;

const names = {
  nl: { text: "tekst", number: "getal", integer: "geheel getal", boolean: "true of false", instant: "tijdstip (ISO 8601)", email: "e-mailadres", url: "webadres", object: "object", list: "lijst", choice: "" },
  en: { text: "text", number: "number", integer: "whole number", boolean: "true or false", instant: "moment (ISO 8601)", email: "e-mail address", url: "web address", object: "object", list: "list", choice: "" },
} satisfies Record<"nl" | "en", Record<Kind["is"], string>>;

export const pageTexts = texts({
  nl: {
    intro: "Voor wie Belterug met eigen software verbindt. Breng reacties van klanten binnen, volg wat er met elke reactie gebeurt, of laat je het meteen vertellen.",
    document: "OpenAPI-document",
    onThisPage: "Op deze pagina",
    toScreens: "Naar Belterug",
    begin: "Beginnen",
    beginText: "Maak een sleutel bij Beheer, API-sleutels. Stuur hem bij elke aanvraag mee in de kop Authorization. De sleutel zegt bij welke bron je reacties horen, en wat je mag:",
    scopes: {
      "responses:write": "reacties brengen, in de eigen bron",
      "responses:read": "reacties lezen, van de hele organisatie",
      "tasks:read": "taken lezen, van de hele organisatie",
    },
    operations: "Wat je kunt vragen",
    needs: "Mag met",
    parameters: "Bij de vraag",
    body: "Wat je stuurt",
    answer: "Wat je terugkrijgt",
    request: "Zo vraag je het",
    exampleAnswer: "Voorbeeld van het antwoord",
    example: "Voorbeeld",
    required: "verplicht",
    kind: ({ is, canBeNull, least, most, longest, options, of }: Kind): string => {
      const parts = [is === "choice" ? options!.join(", ") : names.nl[is]];
      if (of) parts.push(listed.nl[of as keyof typeof listed.nl]);
      if (longest !== undefined) parts.push(`t/m ${longest} tekens`);
      if (is === "list" && most !== undefined) parts.push(`t/m ${most}`);
      else if (least !== undefined && most !== undefined) parts.push(`${least} t/m ${most}`);
      if (canBeNull) parts.push("of null");
      return parts.join(" ");
    },
    always: "Wat altijd geldt",
    again: "Nog eens sturen mag",
    againText: "Weet je niet of iets aankwam? Stuur precies hetzelfde nog eens. Een reactie met hetzelfde id komt er nooit twee keer in. Wil je ook letterlijk hetzelfde terug, geef dan Idempotency-Key mee: 24 uur lang krijg je op dezelfde vraag exact hetzelfde.",
    rates: "Hoe vaak",
    ratesText: (write: number, read: number) => `Een sleutel mag ${write} aanvragen per minuut doen die iets brengen, en ${read} die iets lezen. Een lijst van reacties telt als 10. In de koppen RateLimit en RateLimit-Policy staat hoeveel er over is. Te veel geeft 429; wacht dan zo lang als Retry-After zegt.`,
    problems: "Als het niet lukt",
    problemsText: "Dan is er niets bewaard. Je krijgt de reden als problem JSON (RFC 9457). Bij een lijst staat de reden bij de reactie zelf.",
    webhookIn: "Webhooks naar ons",
    webhookCommand: "Zo onderteken je het",
    webhooksOut: "Webhooks van ons",
    webhooksOutText: "Bij Beheer, Gebeurtenissen noem je het adres van je eigen systeem. We vertellen het dan meteen, ondertekend volgens Standard Webhooks, en proberen het opnieuw tot het lukt. Er staan ids en stappen in, geen namen en geen woorden van klanten: die haal je op met de API. Hetzelfde kan twee keer komen, met hetzelfde webhook-id.",
    key: "bt_JOUW_SLEUTEL",
  },
  en: {
    intro: "For who connects Belterug with software of their own. Bring customers' responses in, follow what becomes of each, or be told at once.",
    document: "OpenAPI document",
    onThisPage: "On this page",
    toScreens: "To Belterug",
    begin: "Beginning",
    beginText: "Make a key under Admin, API keys. Send it with each request in the header Authorization. The key says which source your responses belong to, and what you may do:",
    scopes: {
      "responses:write": "bring responses, into its own source",
      "responses:read": "read responses, of the whole organisation",
      "tasks:read": "read tasks, of the whole organisation",
    },
    operations: "What you can ask",
    needs: "Allowed with",
    parameters: "With the request",
    body: "What you send",
    answer: "What you get back",
    request: "How you ask it",
    exampleAnswer: "An example of the answer",
    example: "Example",
    required: "required",
    kind: ({ is, canBeNull, least, most, longest, options, of }: Kind): string => {
      const parts = [is === "choice" ? options!.join(", ") : names.en[is]];
      if (of) parts.push(listed.en[of as keyof typeof listed.en]);
      if (longest !== undefined) parts.push(`up to ${longest} characters`);
      if (is === "list" && most !== undefined) parts.push(`up to ${most}`);
      else if (least !== undefined && most !== undefined) parts.push(`${least} to ${most}`);
      if (canBeNull) parts.push("or null");
      return parts.join(" ");
    },
    always: "What always holds",
    again: "Sending again is fine",
    againText: "Not sure whether it arrived? Send exactly the same again. A response with the same id never comes in twice. To get literally the same back, send an Idempotency-Key: for 24 hours the same request gets exactly the same response.",
    rates: "How often",
    ratesText: (write: number, read: number) => `A key may do ${write} requests a minute that bring something, and ${read} that read. A batch counts as 10. The headers RateLimit and RateLimit-Policy say how many are left. Too many gives 429; then wait as long as Retry-After says.`,
    problems: "When it does not work",
    problemsText: "Then nothing was stored. You get the reason as problem JSON (RFC 9457). In a batch the reason comes with the response itself.",
    webhookIn: "Webhooks to us",
    webhookCommand: "How you sign it",
    webhooksOut: "Webhooks from us",
    webhooksOutText: "Under Admin, Events you name the address of your own system. We then tell it at once, signed as Standard Webhooks says, and try again until it works. It holds ids and steps, no names and no words of customers: those you get with the API. The same may come twice, with the same webhook-id.",
    key: "bt_YOUR_KEY",
  },
});
