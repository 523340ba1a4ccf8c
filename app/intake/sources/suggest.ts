import type { FieldName, Mapping, Places } from "./fields.ts";
import { oneAnswer } from "./answers.ts";
import { type Leaf, leavesOf } from "./leaves.ts";
import { type Path, valueAt } from "./place.ts";
import { valueOf } from "./mapping.ts";
import { readScore } from "./score.ts";
import { readTime } from "../moment.ts";
import type { Tree } from "./tree.ts";
import { fitEmail, fitLanguage, readText } from "./words.ts";

/**
 * A first guess at what stands where in a delivery, for an administrator to look at and correct. Left
 * out: fields that nothing looks like, and those for which `known` (the preset's) has something here.
 */
export function suggestMapping(tree: Tree, known: Places = {}): Mapping {
  const leaves = leavesOf(tree).filter(({ isQuestion, value }) => !isQuestion && value !== null && value !== "");
  const fields: Places = {};
  const answer = oneAnswer(tree);
  const isKnown = (name: FieldName) => (known[name] ?? []).some((place) => readText(valueOf(place, answer)) !== undefined);
  const knownPlaces = Object.values(known).flatMap((places) => (places ?? []).flatMap((place) => ("at" in place ? [JSON.stringify(valueAt(answer, place.at) ?? null)] : [])));
  const taken = new Set<Leaf>(leaves.filter(({ value }) => typeof value === "string" && knownPlaces.includes(JSON.stringify(value))));
  const chosen: Chosen = new Map();
  for (const name of order) {
    if (isKnown(name)) continue;
    const best = bestOf(leaves.filter((leaf) => !taken.has(leaf)), (leaf) => guesses[name]!(leaf, chosen));
    if (!best) continue;
    taken.add(best);
    chosen.set(name, best);
    fields[name] = [{ at: best.at }];
  }
  if (!fields["customer.name"] && !isKnown("customer.name")) {
    const first = bestOf(leaves, (leaf) => (/^(first|given|fore)[_ -]?name$|^firstname$|^voornaam$/i.test(lastWord(leaf)) ? 5 : 0));
    const last = bestOf(leaves, (leaf) => (/^(last|family|sur)[_ -]?name$|^lastname$|^achternaam$/i.test(lastWord(leaf)) ? 5 : 0));
    if (first || last) fields["customer.name"] = [{ join: [first, last].filter((leaf) => leaf !== undefined).map(({ at }): Path => at) }];
  }
  return { fields };
}

/** The surest shapes first: what is an e-mail address is not a comment any more. */
const order = ["customer.email", "score", "answered_at", "id", "customer.phone", "customer.language", "customer.name", "customer.account", "customer.id", "about.team", "about.employee_email", "about.touchpoint", "comment"] as const satisfies FieldName[];

/** How much a leaf looks like the field; 0 is not at all. The first of equals wins. */
type Guess = (leaf: Leaf, chosen: Chosen) => number;
type Chosen = Map<FieldName, Leaf>;

function bestOf(leaves: Leaf[], guess: (leaf: Leaf) => number): Leaf | undefined {
  let best: { leaf: Leaf; points: number } | undefined;
  for (const leaf of leaves) {
    const points = guess(leaf);
    if (points > (best?.points ?? 0)) best = { leaf, points };
  }
  return best?.leaf;
}

/** "createdAt", "created_at" and "Created-at" are "created at". */
const spaced = (name: string) => name.replaceAll(/([a-z])([A-Z])/g, "$1 $2").replaceAll(/[_.-]+/g, " ").toLowerCase();
const text = ({ value }: Leaf) => (typeof value === "string" ? value.trim() : "");
/** The keys and questions on the way, e.g. "data how likely are you to recommend us value". */
const way = ({ labels, at }: Leaf) => spaced([...labels, ...at.map((step) => (typeof step === "object" && "is" in step ? step.is : ""))].join(" ")); // prettier-ignore
/** Its own name: its key, or its question where the key is only "value". */
const lastWord = ({ labels }: Leaf) => (labels.findLast((label) => !isGeneric(label)) ?? labels.at(-1) ?? "").trim();
const isGeneric = (label: string) => /^(values?|answers?|antwoord(en)?|waarde|antwort|wert|a|v|response|text|simple_text|number|email|\d+|content|result|score|rating)$/i.test(label);
/** A question written out: its words say nothing of what kind of value this is. */
const isSentence = (label: string) => label.trim().split(/\s+/).length > 4;
const ownKey = ({ labels }: Leaf) => labels.at(-1) ?? "";
const has = (leaf: Leaf, words: RegExp) => words.test(way(leaf));
const isTechnical = (leaf: Leaf) => /\b(meta|metadata|ip|user ?agent|browser|device|url|link|permalink|referer|referrer|version|index|position|order|count|duration|total|ttc|tags?|calculated|quiz)\b/.test(way(leaf));

function looksLikeScore(leaf: Leaf): number {
  const reading = readScore(leaf.value);
  if (!("score" in reading) || typeof leaf.value === "boolean") return 0;
  const own = spaced(`${lastWord(leaf)} ${ownKey(leaf)}`);
  const isPlainNumber = typeof leaf.value === "number" || /^\s*\d+\s*$/.test(String(leaf.value));
  let points = 0;
  if (/\bnps\b(?! (category|group|type|segment))|net promoter|recommend|aanbevel|aanraden|hoe waarschijnlijk|how likely|empfehl|recommand/.test(own)) points = 10;
  else if (/\b(score|rating|cijfer|grade|beoordeling|waardering|rapportcijfer)\b/.test(own)) points = 6;
  else if (has(leaf, /\bnps\b|net promoter|recommend|aanbevel|aanraden|how likely|hoe waarschijnlijk/)) points = 5;
  else if (has(leaf, /\b(score|rating|cijfer|opinion scale|linear scale)\b/)) points = 3;
  // What a tool with one question calls its answer.
  else if (isPlainNumber && /^(answer|value|response|result|points|punten|note|hs value|\$?survey response) /.test(`${own} `)) points = 1.5;
  // In a row of values without names, or with names that say nothing, the only one that can be a score.
  else if (isPlainNumber) points = /^\d+$/.test(ownKey(leaf)) ? 0.5 : 0.2;
  const key = isSentence(ownKey(leaf)) ? "" : spaced(ownKey(leaf));
  if (points === 0 || /\b(id|max|min|scale|steps|sentiment|stars?|smileys?|emoji|csat|ces|count|previous|old|category|page|survey version)\b/.test(key)) return 0;
  // What an answer is worth in a quiz stands beside the answer.
  const isWorth = points === 10 && ownKey(leaf) === "score" && !/\b(nps|score)\b/.test(spaced(lastWord(leaf)));
  return points - (isTechnical(leaf) ? 4 : 0) - (isPlainNumber ? 0 : 0.5) - (isWorth ? 1 : 0);
}

const zone = { timeZone: "UTC" };

function looksLikeTime(leaf: Leaf): number {
  const { value } = leaf;
  const date = typeof value === "number" ? (value > 1e9 ? readTime(value, zone) : undefined) : /\d{4}|\d\d?[-/.]\d\d?[-/.]\d\d/.test(text(leaf)) ? readTime(text(leaf), zone) : undefined;
  if (!date || date.getUTCFullYear() < 2005 || date.getUTCFullYear() > 2100) return 0;
  const own = spaced(`${ownKey(leaf)} ${lastWord(leaf)}`);
  const isNumberOnly = /^\d+$/.test(String(value));
  const isNamedTime = /\b(at|time|date|timestamp|datum|tijd|tijdstempel|on|created|updated|submitted|completed|answered|responded|modified|ended|sent|tijdstip)\b/.test(own);
  if (isNumberOnly && !isNamedTime) return 0;
  if (/birth|geboorte|expire|deliver(y|ed)|appointment|order date|purchase|afspraak|contract/.test(own)) return 0.1;
  const rank = [/updated|modified|last (change|edit)/, /submit|answer|respon|complet|finish|ended|ingevuld|beantwoord|timestamp|tijdstempel|recorded/, /creat|received|date|datum|time|event/, /start|landed|sent|open|deliver/].findIndex((words) => words.test(own));
  const depth = /person|contact|customer|user|survey created|form\b|account|company|definition|campaign|ticket/.test(way(leaf).replace(own, "")) ? 3 : 0;
  return Math.max(0.2, (rank === -1 ? 1 : [9, 8, 6, 2][rank]!) - depth);
}

function looksLikeId(leaf: Leaf): number {
  const { value } = leaf;
  if (typeof value === "boolean" || String(value).length > 200 || /\s/.test(String(value))) return 0;
  const key = spaced(isGeneric(ownKey(leaf)) ? lastWord(leaf) : ownKey(leaf)).replaceAll(" ", "_");
  const parent = spaced(leaf.labels.slice(0, -1).join(" "));
  if (/^(response|respond|submission|answer|feedback|survey_response|survey_answer|rating|entry|review|result|respondent_answer|reply|completion|survey_result|nps_response|score)_?(id|uuid|guid|token|key|number|code|sid)$|^(inzending|antwoord|reactie)_?(id|nummer)$/.test(key)) return 10;
  if (/^(id|uuid|guid|_id|public_hash_id|public_id|token|sid|key|number|nummer|nr|reference|referentie|kenmerk)$/.test(key)) {
    if (/\b(inzending|antwoord|reactie|enquete|response|submission|answer|feedback|survey response|form response|entry|review|result|rating|conversation rating|reply)s?( \d+)?$/.test(parent)) return 9;
    if (/^(n|r|k)/.test(key) && key !== "key") return 0;
    if (/person|contact|customer|client|user|account|survey|form|campaign|company|question|field|team|agent|location|channel|workspace|webhook|organi|project|touchpoint|ending|employee|product/.test(parent)) return 0;
    if (key === "token" || key === "key") return leaf.labels.length === 1 ? 0 : 5;
    // Beside an answer's own id the outermost is that of the message.
    return parent === "" ? 7 : /^(data|payload|event data|body|item|object|record|properties|\d+)?( (data|object|item|\d+))*$/.test(parent) ? 8 : 4;
  }
  if (/^(event|message|delivery|webhook_event|request|record|unique|external|transaction|ticket|object|reference|interview|case|conversation|row)_?(id|uuid|guid|number|key)?$/.test(key) && /(id|uuid|guid|number|key)$/.test(key)) return 3;
  return 0;
}

function looksLikeComment(leaf: Leaf): number {
  const words = text(leaf);
  if (words.length < 2 || /^https?:|^[\w-]{16,}$|^\S+@\S+$/.test(words) || /^[\d\s.,:+TZ/-]+$|^(promoter|passive|passief|neutral|detractor|criticaster)s?$/i.test(words)) return 0;
  const own = spaced(`${lastWord(leaf)} ${ownKey(leaf)}`);
  if (/\b(id|token|type|event|kind|status|category|segment|language|locale|country|city|name|naam|title|browser|ip|url|source|channel|team|afdeling|department|plan|company|bedrijf|metric)\b/.test(spaced(ownKey(leaf))) || isTechnical(leaf)) return 0;
  const isNamed = /comment|feedback|opmerking|toelichting|reden|reason|\bwhy\b|waarom|explain|explanation|motivat|suggest|verbeter|improve|remark|review|message|free ?(text|response)|open ?(answer|text|ended)|follow ?up|verbatim|words|testimonial|vertel|tell us|anything else|bericht|answer text/.test(own);
  return (isNamed ? 10 : /\s/.test(words) ? 1 : 0) + Math.min(words.length, 2_000) / 1_000;
}

const named = (words: RegExp, points = 5, isGood: (leaf: Leaf) => boolean = () => true): Guess => (leaf) => {
  const own = spaced(lastWord(leaf));
  return typeof leaf.value !== "boolean" && words.test(own) && isGood(leaf) && String(leaf.value).length <= 200 ? points : 0;
};

const people = /\b(agent|employee|medewerker|assignee|owner|manager|creator|author|sender|admin|support|team ?member|seller|technician|monteur)\b/;
const isMail = (leaf: Leaf) => fitEmail(text(leaf)).email !== undefined;

const guesses: Partial<Record<FieldName, Guess>> = {
  "customer.email": (leaf) => (isMail(leaf) ? (people.test(way(leaf)) ? 0 : /customer|contact|person|respondent|user|klant|client|recipient|participant/.test(way(leaf)) ? 6 : 5) : 0),
  "about.employee_email": (leaf) => (isMail(leaf) && /\b(agent|employee|medewerker|assignee|technician|monteur|support)\b/.test(way(leaf)) ? 5 : 0),
  score: looksLikeScore,
  answered_at: looksLikeTime,
  id: looksLikeId,
  comment: looksLikeComment,
  "customer.phone": named(/phone|mobile|telefoon|mobiel|\btel\b|gsm/, 5, (leaf) => String(leaf.value).replaceAll(/\D/g, "").length >= 8 && !people.test(way(leaf))),
  "customer.language": named(/^(language|locale|lang|taal|user language|language code)$/, 5, (leaf) => fitLanguage(text(leaf)) !== undefined && !has(leaf, /form ?structure|definition/)),
  "customer.name": (leaf, chosen) => {
    const isSomebodyElse = /\buser\b/.test(way(leaf)) && chosen.has("customer.email") && !/\buser\b/.test(way(chosen.get("customer.email")!));
    if (isSomebodyElse || people.test(way(leaf)) || !/[a-z]/i.test(text(leaf))) return 0;
    if (named(/^(full ?name|customer ?name|contact ?name|respondent ?name|your ?name|(je |uw )?(volledige )?naam|klantnaam|q\d+ (full ?)?name|what('s| is) your (full )?name\??|display ?name)$/)(leaf, chosen)) return 6;
    const mail = chosen.get("customer.email");
    if (mail && /^name$/i.test(ownKey(leaf)) && JSON.stringify(leaf.at.slice(0, -1)) === JSON.stringify(mail.at.slice(0, -1))) return 5;
    return named(/^name$/)(leaf, chosen) && /\b(person|contact|customer|respondent|user|klant|client|recipient|participant|q\d+)\b/.test(way(leaf)) ? 5 : 0;
  },
  "customer.account": named(/^(company|company ?name|account|account ?name|organi[sz]ation|organi[sz]ation ?name|bedrijf|bedrijfsnaam|organisatie)$/, 5, (leaf) => typeof leaf.value === "string"),
  "customer.id": named(/^(customer ?(id|number|no|code|reference)|klant ?(nummer|id|nr|code)|client ?(id|number)|relatie ?nummer|external ?(customer|user|reference|data reference) ?(id)?|debiteur(nummer)?|crm ?id|account ?number)$/),
  "about.team": named(/^(team|team ?name|department|afdeling|vestiging|location|locatie|branch|store|filiaal|winkel)( name)?$/, 5, (leaf) => typeof leaf.value === "string"),
  "about.touchpoint": named(/^(touch ?point|channel|kanaal|journey|moment|survey ?name|campaign ?name|form ?name)$/, 4, (leaf) => typeof leaf.value === "string"),
};

