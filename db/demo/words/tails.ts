/** How people end when they are cross, whatever it is about. */
export const crossEndings = [
  "Zo ga je toch niet met mensen om?",
  "Ik verwacht gewoon een telefoontje.",
  "Heel teleurstellend.",
  "Ik woon hier al 22 jaar en het wordt elk jaar minder.",
  "Doe er wat aan.",
  "Bel me alstublieft niet voor niks, bel me met een oplossing.",
  "Het is dat er niks anders te huur is.",
  "Hoe moeilijk kan het zijn?",
  "Ik hoop dat iemand dit leest.",
  "Nou ja, ik verwacht er niks meer van.",
  "Ik ga dit ook bij de huurdersvereniging melden.",
  "Sorry dat ik zo boos klink, maar het is op.",
  "Bellen kan na vier uur, dan ben ik thuis.",
  "Wie is hier nou eigenlijk verantwoordelijk voor?",
  "En dan ook nog een enquête sturen.",
  "Graag hoor ik wat jullie hiermee doen.",
  "Dit had in één keer gekund.",
  "Van het kastje naar de muur.",
  "De mensen zelf zijn aardig hoor, het systeem deugt niet.",
  "Kom zelf eens een nacht hier slapen.",
  "Ik blijf vriendelijk maar mijn geduld is op.",
  "Bij mijn vorige verhuurder was dit in een dag geregeld.",
  "Een excuus zou al helpen.",
  "Vroeger kwam de huismeester gewoon even langs.",
];

/** Sentences of people who need more room. */
export const longMiddles = [
  "Voor de duidelijkheid zet ik het nog even op een rij.",
  "Op maandag belde ik voor het eerst, toen kreeg ik een meneer die het zou doorzetten.",
  "Op woensdag belde ik weer en toen bleek er niets genoteerd te zijn.",
  "Daarna heb ik gemaild, met foto's erbij, want dat werd me aangeraden.",
  "Op die mail kreeg ik een automatisch antwoord dat ik binnen vijf werkdagen iets zou horen.",
  "Die vijf werkdagen zijn inmiddels ruim voorbij.",
  "Vervolgens stond er zonder aankondiging iemand voor de deur, terwijl ik op mijn werk was.",
  "Mijn buurvrouw heeft toen opengedaan en die wist natuurlijk ook niet waar het om ging.",
  "Ik begrijp best dat het druk is en dat er te weinig monteurs zijn.",
  "Maar vertel dat dan gewoon, dan weet ik waar ik aan toe ben.",
  "Ik vraag echt niet veel, alleen dat iemand doet wat hij zegt.",
];

/** Few words. */
export const shortCross = ["Slecht.", "Waardeloos.", "Nooit bereikbaar", "duurt te lang", "Geen reactie ontvangen.", "Niet opgelost", "Zie eerdere melding.", "bel me", "Moet beter.", "Weer niks", "Ik wacht nog steeds!!", "Matig", "Afspraak is afspraak."];
