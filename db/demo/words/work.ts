import type { SaidAndDone } from "./theme.ts";

/** What employees write down while they work; {naam} is the customer. */
export const voicemailNotes = [
  "Ingesproken dat ik vanmiddag nog een keer bel.",
  "Voicemail. Naam en nummer achtergelaten.",
  "Voicemail ingesproken, en gezegd dat ze me ook mag terugbellen.",
  "",
  "Kreeg de voicemail. Morgenochtend opnieuw.",
  "Ingesproken.",
];
export const noAnswerNotes = ["Lang laten overgaan.", "", "Geen gehoor, geen voicemail.", "In gesprek, probeer het zo weer.", "Nummer gaat over, niemand neemt op.", ""];
export const declinedNotes = ["Klant wil er niet meer over praten. Bedankt voor de moeite, zei hij.", "Klant: 'Laat maar, ik heb het zelf opgelost.'", "Hing op zodra ik zei waar het over ging.", "Wil geen contact, heeft nu een advocaat van de huurdersvereniging."];
export const calmNotes = ["Fijn gesprek, klant was blij dat er iemand belde.", "Klant was eerst kortaf, daarna heel open.", "Goed dat we belden. Duurde twintig minuten.", "Samen nagelopen wat er fout ging.", "Klant heeft haast, maar waardeert het telefoontje."];

export const withdrawnReasons = ["Leverancier kan pas volgende maand leveren; klant weet ervan en krijgt een nieuwe datum.", "Klant was zelf niet thuis, we hebben iets anders afgesproken.", "Bleek niet nodig: de bovenburen hebben het al laten maken.", "Ik had dit niet mogen beloven, dit is aan de gemeente. Uitgelegd en excuses gemaakt."];

export const noFollowUpReasons = ["Geen woorden en geen telefoonnummer of e-mailadres.", "Dubbele reactie: we zijn hierover al in gesprek bij een eerdere taak.", "Klant is verhuisd en heeft geen nieuw adres achtergelaten.", "Gaat over een andere verhuurder.", "Score per ongeluk gegeven, schreef de klant zelf in de toelichting."];

export const leftBehindReasons = ["Te lang blijven liggen. De klant wil er nu niet meer over praten.", "Klant is het niet met ons eens over de kosten en stopt ermee.", "Kan niet binnen de huidige begroting. Klant weet het en is het er niet mee eens.", "De opzichter en wij wachtten op elkaar. Dat hoort niet zo, maar de klant wil nu rust.", "Opgeruimd met het team: te oud om nu nog over te bellen."];

export const handoverNotes = ["Jij kent dit complex het best. Klant verwacht deze week iets.", "Ik ben morgen vrij, wil jij bellen?", "Dit is bij jullie in de wijk, ik heb de klant gezegd dat jij belt.", "Klant vroeg naar jou."];

export const toldByPhoneNotes = ["Verteld wat we gedaan hebben. Klant was er blij mee.", "Teruggebeld en alles doorgenomen, mail vond ze niet nodig.", "Klant heeft geen e-mail. Rustig doorgenomen wat er veranderd is.", "Gebeld toen de monteur net weg was. Het werkt weer."];

export const solvedWords = [
  "Dank u, het is nu echt goed.",
  "Fijn dat u zelf terugbelde. Dat had ik niet meer verwacht.",
  "Het werkt weer, en de monteur was heel netjes.",
  "Opgelost. Jammer dat het eerst mis moest gaan.",
  "Top, zo wil ik het graag.",
  "Bedankt voor het bellen!",
  "Goed opgepakt.",
  "Eindelijk! Dank.",
  "Ik ben tevreden, ook met hoe u luisterde.",
  "Ja hoor, alles droog.",
];
/** Why it is not solved yet, and what was done then. */
export const notYet: Record<"home" | "paper" | "people", SaidAndDone[]> = {
  home: [
    ["Er is nog niemand geweest.", "De monteur stond voor een ander adres. Hij is nu geweest en ik heb daarna met u gebeld: het werkt."],
    ["De monteur kwam wel, maar het onderdeel ontbrak.", "Ik ben met de monteur meegegaan. Het onderdeel is geplaatst en getest terwijl u erbij was."],
    ["Half. De schilder moet nog komen.", "De schilder is alsnog geweest. Ik heb het resultaat met u nagelopen."],
    ["Het is sinds gisteren weer net zo erg.", "Een tweede bedrijf heeft de echte oorzaak gevonden. Die is gisteren gemaakt."],
    ["Mooie mail, maar er is niets veranderd.", "U had gelijk, het werk was te vroeg afgemeld. Het is nu gedaan en ik heb het zelf gezien."],
  ],
  paper: [
    ["De brief klopt nog steeds niet.", "Ik heb de brief zelf herschreven en hem met u doorgelezen voor hij wegging."],
    ["Het geld staat nog niet op mijn rekening.", "Het bedrag is met spoed overgemaakt. U heeft het inmiddels binnen."],
    ["Ik heb nog steeds niks op papier.", "U heeft de bevestiging gekregen, per post en per mail."],
  ],
  people: [
    ["Vannacht was het weer raak.", "We hebben het samen met de wijkagent opgepakt. Er is nu elke twee weken een vast gesprek."],
    ["Er heeft nog steeds niemand gebeld.", "Dat had niet mogen gebeuren. De teamleider heeft u zelf gebeld en het is nu geregeld."],
    ["Drie dagen ging het goed, nu weer niet.", "We hebben er een vaste collega op gezet die elke week bij u langsgaat, tot het goed blijft."],
  ],
};
export const englishSolvedWords = ["Thank you for calling back!", "All good now.", "Solved. I appreciate it."];
export const englishNotYet: SaidAndDone[] = [
  ["Nobody came yet.", "They went to the wrong address. It is done now, and I called you afterwards to be sure."],
  ["It stopped again yesterday.", "I came along myself this time. It is repaired, and we tested it together."],
];
