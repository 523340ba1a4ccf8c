import { texts } from "../../i18n/texts.ts";

/** What the API does, for /openapi.json (English) and for the page /api. */
export const apiTexts = texts({
  nl: {
    title: "De API van Belterug",
    description: "Breng reacties binnen en volg wat ermee gebeurt.",
    operations: {
      sendResponse: {
        title: "Eén reactie brengen",
        text: "We bewaren elke reactie één keer per sleutel en id, hoe vaak en in welke volgorde je die ook stuurt. Van elk veld telt de nieuwste answered_at: de score mag eerst komen, de woorden later. Een criticaster krijgt één taak, en die blijft ook als een latere score hoger is. null en \"\" betekenen: niet bekend. Velden die hier niet staan, slaan we over.",
      },
      sendBatch: {
        title: "Tot 500 reacties in één keer",
        text: "Elke reactie krijgt een eigen uitkomst, in dezelfde volgorde. Een reactie die niet klopt, houdt de andere niet tegen. Telt als 10 aanvragen.",
      },
      listResponses: {
        title: "Reacties volgen",
        text: "Van de hele organisatie, in de volgorde waarin ze voor het laatst veranderden. Bewaar cursor en vraag er later mee verder: je mist niets, en wat weer veranderde komt nog eens. Een verandering staat er na ongeveer twee seconden in; tijdens het inlezen van een groot bestand kan het langer duren.",
      },
      getResponse: { title: "Eén reactie", text: "Met ons eigen id." },
      listTasks: {
        title: "Taken volgen",
        text: "Van de hele organisatie, met hoe ver ze zijn en wat de klant ervan vond. Werkt verder net als reacties volgen.",
      },
      getTask: { title: "Eén taak", text: "Met ons eigen id." },
      deliver: {
        title: "Een webhook",
        text: "Voor een programma dat zelf webhooks stuurt volgens standardwebhooks.com. Maak bij Bronnen een bron van het soort Standard Webhooks; daar krijg je het adres en het geheim. De inhoud is die van één reactie. Andere programma's hebben bij Bronnen een eigen uitleg.",
      },
    },
    events: {
      "response.received": "Een reactie kwam voor het eerst binnen. Latere wijzigingen melden we niet. task is null als niemand hoeft te bellen.",
      "task.assigned": "Iemand kreeg de taak, en heeft hem nu.",
      "task.released": "Niemand heeft de taak meer: hij wacht bij het team op wie hem oppakt.",
      "task.told": "De klant hoorde wat er is gedaan: de mail is weg, of iemand belde.",
      "task.closed": "De taak werd afgesloten, of kreeg een andere uitkomst. De klant kan hem weer openen door te zeggen dat het nog niet is opgelost.",
      "customer.verdict": "De klant zei of het is opgelost, of veranderde dat.",
      "gesture.given": "De klant krijgt iets van ons: een medewerker gaf het, of een teamleider zei ja.",
      "gesture.withdrawn": "Wat gegeven was is teruggedraaid, voordat de klant het hoorde.",
    },
    answers: {
      200: "Bekend en bijgewerkt, of het gevraagde.",
      201: "Nieuw, en bewaard.",
      202: "Bewaard; er moet eerst nog iets gebeuren, zoals aanwijzen wat waar staat.",
      told: "Elk antwoord met 2xx: ontvangen. Anders proberen we het ongeveer drie dagen lang opnieuw.",
    },
    problems: {
      400: "Geen JSON, geen UTF-8, geen inhoud, of iets achter het vraagteken klopt niet.",
      401: "Geen sleutel, of een die we niet kennen of die is ingetrokken.",
      403: "Deze sleutel mag dit niet.",
      404: "Dit bestaat niet.",
      405: "Deze methode kan hier niet.",
      409: "De eerste aanvraag met deze Idempotency-Key is nog bezig. Probeer het zo nog eens.",
      413: "Te groot, ook na het uitpakken.",
      415: "Geen application/json.",
      422: "De inhoud klopt niet; errors noemt elk veld. Of: deze Idempotency-Key hoorde bij een andere aanvraag.",
      429: "Te vaak. Wacht zo lang als Retry-After zegt.",
      500: "Een fout bij ons, en we hebben hem vastgelegd. Probeer het later.",
      503: "Belterug kan even niet bij zijn gegevens. Stuur hetzelfde nog eens, na Retry-After.",
    },
  },
  en: {
    title: "The API of Belterug",
    description: "Bring responses in, and follow what becomes of them.",
    operations: {
      sendResponse: {
        title: "Bring one response",
        text: "Each response is stored once per key and id, however often and in whatever order you send it. Each field keeps what the newest answered_at said about it: the score may come first and the words later. A detractor gets one task, which stays also when a newer score is higher. null and \"\" count as absent. Fields that are not named here are ignored.",
      },
      sendBatch: {
        title: "Up to 500 responses at once",
        text: "Each response has a result of its own, in the same order. One that is not right never fails its neighbours. Counts as 10 requests.",
      },
      listResponses: {
        title: "Follow the responses",
        text: "Of the whole organisation, in the order in which they last changed. Keep cursor and go on from there later: you miss nothing, and what changed again comes again. A change is in the list after about two seconds; while a large file is read in it can take longer.",
      },
      getResponse: { title: "One response", text: "By our own id." },
      listTasks: {
        title: "Follow the tasks",
        text: "Of the whole organisation, with how far they are and what the customer thought of it. Works as following the responses does.",
      },
      getTask: { title: "One task", text: "By our own id." },
      deliver: {
        title: "A webhook",
        text: "For software that sends webhooks as standardwebhooks.com says. Make a source of the kind Standard Webhooks under Sources; there you get its address and its secret. The body is that of one response. Other tools have their own instructions under Sources.",
      },
    },
    events: {
      "response.received": "A response came in for the first time. Later changes are not told. task is null when nobody has to call.",
      "task.assigned": "Somebody got the task, and has it now.",
      "task.released": "Nobody has the task any more: it waits in the team's pool.",
      "task.told": "The customer heard what was done: the mail left, or somebody called.",
      "task.closed": "The task was closed, or got another outcome. The customer can open it again by saying that it is not solved yet.",
      "customer.verdict": "The customer said whether it is solved, or changed that.",
      "gesture.given": "The customer gets something from us: an employee gave it, or a lead said yes.",
      "gesture.withdrawn": "What was given is taken back, before the customer heard of it.",
    },
    answers: {
      200: "Known and updated, or what was asked for.",
      201: "New, and stored.",
      202: "Stored; something has to happen first, like saying what is where.",
      told: "Any 2xx: received. Else we try again, for about three days.",
    },
    problems: {
      400: "Not JSON, not UTF-8, no body, or something behind the question mark is not right.",
      401: "No key, or one that is unknown or revoked.",
      403: "This key may not do this.",
      404: "There is nothing here.",
      405: "This method is not possible here.",
      409: "The first request with this Idempotency-Key is still at work. Send it again in a moment.",
      413: "Too large, also after unpacking.",
      415: "Not application/json.",
      422: "The body is not right; errors names each field. Or: this Idempotency-Key came with another request.",
      429: "Too often. Wait as long as Retry-After says.",
      500: "A mistake of ours, which was logged. Send it again later.",
      503: "Belterug cannot reach its data for a moment. Send the same again, after Retry-After.",
    },
  },
});
