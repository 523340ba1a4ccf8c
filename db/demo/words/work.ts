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

export const leftBehindReasons = ["Te lang blijven liggen. De klant wil er nu niet meer over praten.", "Klant is het niet met ons eens over de kosten en stopt ermee.", "Kan niet binnen de huidige begroting. Klant weet het en is het er niet mee eens.", "Na twee keer verkeerd verbonden is dit niet verder opgepakt.", "Opgeruimd met het team: te oud om nu nog over te bellen."];

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
export const notYetWords = [
  "Het lekt sinds gisteren weer.",
  "Er is nog niemand geweest.",
  "De monteur kwam wel, maar het onderdeel ontbrak.",
  "De brief klopt nog steeds niet.",
  "Mooie mail, maar er is niets veranderd.",
  "Half. De schilder moet nog komen.",
  "Het geld staat nog niet op mijn rekening.",
  "Vannacht was het weer raak.",
];
export const secondActions = [
  "Ik ben met de monteur mee geweest. Het onderdeel is nu wel geplaatst en getest terwijl u erbij was.",
  "De schilder is alsnog geweest. Ik heb foto's gekregen en met u nagelopen.",
  "Het bedrag is met spoed overgemaakt en staat op uw rekening.",
  "We hebben het samen met de wijkagent opgepakt en een vaste afspraak gemaakt elke twee weken.",
  "Een tweede bedrijf heeft het nagekeken en het echte lek gevonden. Dat is gisteren gemaakt.",
  "Ik heb de brief zelf herschreven en hem met u doorgelezen.",
];
export const englishSolvedWords = ["Thank you for calling back!", "All good now.", "Solved. I appreciate it."];
export const englishNotYetWords = ["Nobody came yet.", "It stopped again yesterday."];
