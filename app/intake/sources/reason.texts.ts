import type { Language } from "#db/schema.ts";
import { type Texts, textsIn } from "../../i18n/texts.ts";
import { fieldWord } from "./field.texts.ts";
import type { Reason, ReasonCode, ReasonOf } from "./reason.ts";

type Words = { [Code in ReasonCode]: (reason: ReasonOf<Code>, language: Language) => string };

const all = (fields: string[], language: Language) => new Intl.ListFormat(language).format(fields.map((field) => fieldWord(field, language)));

/** Why a delivery was not taken in, and what to do about it: a sentence or two for each code. A code without words does not compile. */
export const reasonTexts: Texts<Words> = {
  nl: {
    body_empty: () => "Er stond niets in het bericht.",
    body_too_large: ({ limit_kb }) => `Het bericht is groter dan ${limit_kb} kB.`,
    body_not_text: () => "Het bericht is geen leesbare tekst (UTF-8).",
    body_not_json: () => "Het bericht is geen geldige JSON. Kies in je programma JSON als vorm van het bericht.",
    body_not_form: () => "Het formulier in het bericht is niet te lezen.",
    body_unknown_type: ({ type }) => `Berichten van de soort ${type} kunnen we niet lezen. Laat het programma JSON of een formulier sturen.`,
    body_unknown_packing: ({ packing }) => `Het bericht is ingepakt als ${packing}. Dat kunnen we niet uitpakken.`,
    body_broken_packing: () => "Het bericht is ingepakt, en het inpakken ging mis.",
    body_too_deep: ({ limit }) => `Het bericht heeft meer dan ${limit} lagen.`,
    body_bad_character: () => "In het bericht staat een teken dat niet bewaard kan worden.",
    no_secret_here: () => "Deze bron heeft nog geen geheim. Bewaar hier het geheim van het programma.",
    signature_missing: ({ where }) => `De handtekening ontbreekt. We verwachten hem in ${where}. Zet in het programma het geheim aan.`,
    signature_wrong: () => "De handtekening klopt niet. Controleer of in het programma hetzelfde geheim staat als hier.",
    timestamp_missing: ({ where }) => `Het tijdstip ontbreekt. We verwachten het in ${where}.`,
    timestamp_unreadable: () => "Het tijdstip van het bericht is niet te lezen.",
    timestamp_too_far: ({ limit_seconds }) => `Het tijdstip van het bericht ligt meer dan ${Math.round(limit_seconds / 60)} minuten van nu. Loopt de klok van een van beide goed?`,
    token_missing: ({ where }) => `Het geheim ontbreekt. We verwachten het in ${where}.`,
    token_wrong: () => "Het meegestuurde geheim klopt niet. Controleer of in het programma hetzelfde geheim staat als hier.",
    ping: () => "Het programma keek alleen of dit adres bestaat.",
    other_event: ({ event }) => `Dit bericht gaat over iets anders dan een reactie: ${event}.`,
    unfinished: () => "De klant is nog niet klaar met de vragenlijst.",
    score_not_given: () => "De klant gaf geen cijfer.",
    not_mapped: ({ fields }, language) => `Nog niet aangewezen: ${all(fields, language)}.`,
    scale_not_confirmed: () => "Het bericht zegt niet van waar tot waar het cijfer loopt. Bevestig dat het van 0 tot en met 10 is, met het vinkje bij Over dit programma.",
    nothing_there: ({ field }, language) => `Op de plek voor ${fieldWord(field, language)} staat in dit bericht niets.`,
    paused: () => "De bron staat op pauze.",
    not_fetched_yet: () => "Het programma stuurde alleen een nummer. De reactie is nog niet opgehaald.",
    score_not_a_number: ({ value }) => `Het cijfer is geen getal: ${value}. Klopt de plek van het cijfer?`,
    score_out_of_range: ({ value }) => `Het cijfer ${value} ligt niet tussen 0 en 10. Klopt de plek van het cijfer?`,
    score_not_whole: ({ value }) => `Het cijfer ${value} is geen heel getal.`,
    other_scale: ({ scale }) => `Dit is een andere schaal (${scale}) dan 0 tot en met 10. We rekken cijfers niet op. Vraag in je vragenlijst om een cijfer van 0 tot en met 10.`,
    time_unreadable: ({ field }, language) => `We kunnen geen datum en tijd lezen op de plek voor ${fieldWord(field, language)}.`,
    fields_invalid: ({ errors }, language) => errors.map(({ field, reason }) => `${capital(fieldWord(field, language))}: ${dutchRule(reason)}.`).join(" "),
    too_many_answers: ({ limit }) => `In één bericht staan meer dan ${limit} reacties.`,
    no_answers: () => "In het bericht staat geen reactie.",
    not_stored: () => "De reactie kon niet worden bewaard. Probeer het opnieuw.",
    body_gone: () => "Het bericht is ouder dan 30 dagen en niet meer bewaard.",
    fetch_no_key: () => "We hebben het token van het programma nog niet. Bewaar het bij deze bron.",
    fetch_bad_ids: () => "De nummers in het bericht zien er niet uit zoals die van dit programma.",
    fetch_refused: ({ status }) => `Het programma gaf de reactie niet (status ${status}). Klopt het token, en mag het reacties lezen?`,
    fetch_not_found: () => "Het programma kent deze reactie niet meer.",
    fetch_too_large: ({ limit_kb }) => `De opgehaalde reactie is groter dan ${limit_kb} kB.`,
    fetch_not_json: () => "Het programma gaf iets terug dat geen JSON is. Klopt het adres?",
    fetch_forbidden_address: () => "Van dit adres halen we niets op: het ligt in een eigen netwerk. Wie Belterug beheert kan het toestaan.",
    fetch_no_answer: ({ tries }) => `Het programma gaf na ${tries} keer nog geen antwoord. Probeer het later opnieuw.`,
  },
  en: {
    body_empty: () => "There was nothing in the message.",
    body_too_large: ({ limit_kb }) => `The message is larger than ${limit_kb} kB.`,
    body_not_text: () => "The message is not readable text (UTF-8).",
    body_not_json: () => "The message is not valid JSON. In the tool choose JSON as the form of the message.",
    body_not_form: () => "The form in the message cannot be read.",
    body_unknown_type: ({ type }) => `We cannot read messages of the kind ${type}. Have the tool send JSON or a form.`,
    body_unknown_packing: ({ packing }) => `The message is packed as ${packing}. We cannot unpack that.`,
    body_broken_packing: () => "The message is packed, and the packing went wrong.",
    body_too_deep: ({ limit }) => `The message is more than ${limit} levels deep.`,
    body_bad_character: () => "The message holds a character that cannot be stored.",
    no_secret_here: () => "This source has no secret yet. Keep the tool's secret here.",
    signature_missing: ({ where }) => `The signature is missing. We expect it in ${where}. Switch the secret on in the tool.`,
    signature_wrong: () => "The signature is not right. Check that the tool has the same secret as shown here.",
    timestamp_missing: ({ where }) => `The timestamp is missing. We expect it in ${where}.`,
    timestamp_unreadable: () => "The message's timestamp cannot be read.",
    timestamp_too_far: ({ limit_seconds }) => `The message's timestamp is more than ${Math.round(limit_seconds / 60)} minutes from now. Are both clocks right?`,
    token_missing: ({ where }) => `The secret is missing. We expect it in ${where}.`,
    token_wrong: () => "The secret that was sent is not right. Check that the tool has the same secret as shown here.",
    ping: () => "The tool only looked whether this address exists.",
    other_event: ({ event }) => `This message is about something other than a response: ${event}.`,
    unfinished: () => "The customer has not finished the survey yet.",
    score_not_given: () => "The customer gave no score.",
    not_mapped: ({ fields }, language) => `Not pointed out yet: ${all(fields, language)}.`,
    scale_not_confirmed: () => "The message does not say from where to where the score runs. Confirm that it is 0 to 10, with the tick under About this tool.",
    nothing_there: ({ field }, language) => `In this message there is nothing in the place for ${fieldWord(field, language)}.`,
    paused: () => "The source is paused.",
    not_fetched_yet: () => "The tool sent a number only. The response has not been fetched yet.",
    score_not_a_number: ({ value }) => `The score is not a number: ${value}. Is this the place of the score?`,
    score_out_of_range: ({ value }) => `The score ${value} is not between 0 and 10. Is this the place of the score?`,
    score_not_whole: ({ value }) => `The score ${value} is not a whole number.`,
    other_scale: ({ scale }) => `This is another scale (${scale}) than 0 to 10. We do not stretch scores. Ask for a score from 0 to 10 in your survey.`,
    time_unreadable: ({ field }, language) => `We cannot read a date and time in the place for ${fieldWord(field, language)}.`,
    fields_invalid: ({ errors }, language) => errors.map(({ field, reason }) => `${capital(fieldWord(field, language))}: ${reason}.`).join(" "),
    too_many_answers: ({ limit }) => `One message holds more than ${limit} responses.`,
    no_answers: () => "The message holds no response.",
    not_stored: () => "The response could not be stored. Try it again.",
    body_gone: () => "The message is older than 30 days and no longer kept.",
    fetch_no_key: () => "We do not have the tool's token yet. Keep it with this source.",
    fetch_bad_ids: () => "The numbers in the message do not look like those of this tool.",
    fetch_refused: ({ status }) => `The tool did not give the response (status ${status}). Is the token right, and may it read responses?`,
    fetch_not_found: () => "The tool no longer knows this response.",
    fetch_too_large: ({ limit_kb }) => `The fetched response is larger than ${limit_kb} kB.`,
    fetch_not_json: () => "The tool gave back something that is not JSON. Is the address right?",
    fetch_forbidden_address: () => "We fetch nothing from this address: it is in a private network. Whoever runs Belterug can allow it.",
    fetch_no_answer: ({ tries }) => `The tool gave no answer after ${tries} tries. Try it again later.`,
  },
};

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The rules of response.ts, which speaks the API's English. */
const dutchRules: [RegExp, string][] = [
  [/^must be text$/, "moet tekst zijn"],
  [/^must be at most (\d+) characters$/, "mag hooguit $1 tekens lang zijn"],
  [/^holds a character that cannot be stored/, "bevat een teken dat niet bewaard kan worden"],
  [/^must not be empty$/, "mag niet leeg zijn"],
  [/^must be a whole number from 0 to 10$/, "moet een heel getal van 0 tot en met 10 zijn"],
  [/^must be an e-mail address$/, "is geen e-mailadres"],
  [/^must be nl or en$/, "moet nl of en zijn"],
  [/^must be an ISO 8601/, "is geen datum en tijd die we kunnen lezen"],
  [/^must be between 2000 and 2100$/, "moet tussen 2000 en 2100 liggen"],
  [/^must be text of at most (\d+) characters/, "mag hooguit $1 tekens lang zijn"],
  [/^must have at most (\d+) names$/, "mag hooguit $1 kenmerken hebben"],
  [/^needs a name$/, "heeft een naam nodig"],
  [/^must be (an|a JSON) object$/, "moet een groep gegevens zijn"],
];

function dutchRule(english: string): string {
  for (const [pattern, dutch] of dutchRules) {
    const found = pattern.exec(english);
    if (found) return dutch.replace("$1", found[1] ?? "");
  }
  return english;
}

/** A reason in words. Stored reasons of an older version may have a code that is gone: then the code itself. */
export function sayReason(reason: Reason, language: Language): string {
  const words = textsIn(reasonTexts, language)[reason.code] as ((reason: Reason, language: Language) => string) | undefined;
  return words ? words(reason, language) : (reason as { code: string }).code;
}
