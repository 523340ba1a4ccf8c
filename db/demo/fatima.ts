import { type Calendar, dayInMs } from "./calendar.ts";
import { type Customer, customerRow } from "./customers.ts";
import { fatima } from "./people.ts";
import type { Plan } from "./plans.ts";
import type { ThemeName } from "./words/themes.ts";

/** What lies on Fatima's desk, written by hand: it is what people see first. */
export type Written = { plan: Plan; customer: Customer; theme: ThemeName; score: number; comment: string | null; done: string | null; touchpoint?: string; earlier?: { daysAgo: number; score: number; comment: string | null } };

/** New compliments for her, by how many hours ago. */
export const herCompliments: { received: number; score: number; theme: ThemeName; comment: string; name: string }[] = [
  { received: 4.2, score: 10, theme: "leak", name: "Hanneke Oosterhuis", comment: "Fatima belde zelf terug en dat had ik niet meer verwacht. Ze luisterde, ze schreef mee en twee dagen later was alles droog. Geef die vrouw een bloemetje." },
  { received: 26, score: 9, theme: "letter", name: "K. Yılmaz", comment: "Eindelijk iemand die een brief gewoon voorleest en uitlegt. Mijn moeder was er heel blij mee." },
  { received: 49.5, score: 9, theme: "noise", name: "Familie Postma", comment: "Fatima heeft de buren en ons aan één tafel gekregen, met koffie. Het is nu al drie weken stil." },
];

const hers = { team: 2, owner: fatima } as const;

const longComplaint = `Ik schrijf dit omdat ik niet meer weet bij wie ik moet zijn. In februari heb ik voor het eerst gemeld dat het in de achterkamer lekt zodra het hard regent. Er kwam toen iemand kijken die zei dat het van het kozijn kwam. Het kozijn is in maart gekit. In april lekte het weer, op precies dezelfde plek.

Daarna begon het bellen. De ene keer hoor ik dat de melding gesloten is, de andere keer dat hij "bij de aannemer ligt". De aannemer belde ik dus zelf ook maar, en die had nooit iets ontvangen. In juni stonden er opeens twee mannen voor de deur zonder afspraak. Ik was alleen thuis en heb ze niet binnengelaten, want niemand had mij gebeld. Toen kreeg ik een brief dat ik de toegang had geweigerd! Die brief heeft mij echt pijn gedaan. Ik huur hier 34 jaar, altijd op tijd betaald, nooit een klacht gehad.

In september is mijn man geopereerd. Sindsdien staat zijn bed beneden in de achterkamer, omdat hij de trap niet op kan. Daar staat nu dus ook de emmer. Als het 's nachts regent lig ik te luisteren naar de druppels en sta ik op om te kijken of zijn bed droog blijft. Op een dinsdag heb ik een mevrouw gesproken die het begreep, zij was heel lief en zou het uitzoeken en mij de dag erna terugbellen. Dat is nu weer drie weken geleden.

Ik vraag geen korting en geen bloemen. Ik vraag of er één iemand is die het dossier van begin tot eind leest, die mij belt en die zegt: mevrouw, ik ben het, bij mij moet u zijn. En dan iemand die op het dak gaat kijken, want mijn zoon (hij zit zelf in de bouw) zegt dat het van het dak komt en niet van het kozijn. Dat heb ik ook al drie keer gezegd.

Ik geef een 1 omdat een 0 niet eerlijk is tegenover die ene mevrouw. U mag mij altijd bellen, behalve tussen één en half drie, dan slaapt mijn man.`;

export function fatimasLoops(firstCustomerId: number, calendar: Calendar): Written[] {
  let id = firstCustomerId;
  const person = (name: string, mailbox: string | null, phone: string | null, values: Partial<Parameters<typeof customerRow>[0]> = {}): Customer =>
    customerRow({ id: id++, name, email: mailbox && `${mailbox}@klant.example`, phone, account: null, since: new Date(calendar.now.getTime() - 2600 * dayInMs), ...values });

  return [
    {
      customer: person("Jan de Boer", "jan.de.boer", "+31612345678", { owner_id: fatima, account: "Lindenhof", since: new Date("2014-03-03T09:00:00Z") }),
      theme: "leak",
      score: 3,
      comment: "Drie keer gebeld over dezelfde lekkage en drie keer een ander verhaal. Niemand belt terug. Zo ga je toch niet met mensen om?",
      done: null,
      earlier: { daysAgo: 203, score: 7, comment: "Prima geholpen, alleen moest ik wel twee keer bellen." },
      plan: { ...hers, reason: "customer_owner", received: 20.8 },
    },
    {
      customer: person("Ingrid van der Meer-Wolthuis", "i.vandermeer", "+31612345021", { account: "Complex Noorderplantsoen" }),
      theme: "noShow",
      score: 0,
      comment: "De monteur kwam niet en u stuurde wel een rekening.",
      done: null,
      plan: { ...hers, reason: "team", received: 26.3, tries: [21] },
    },
    {
      customer: person("M. Yıldız", "m.yildiz", "+31612345033", { owner_id: fatima }),
      theme: "letter",
      score: 5,
      comment: "Op zich netjes geholpen, maar ik begrijp de brief nog steeds niet.",
      done: null,
      plan: { ...hers, reason: "customer_owner", received: 3.4 },
    },
    {
      customer: person("Mevrouw A.C. van Leeuwen-Schouten", "a.vanleeuwen", "+31612345047", { account: "Seniorencomplex Het Anker", since: new Date("1992-05-01T09:00:00Z") }),
      theme: "leak",
      score: 1,
      comment: longComplaint,
      done: null,
      plan: {
        ...hers,
        reason: "team",
        received: 15.2,
        help: { whom: 6, part: "sit_in", ago: 1.6, note: "Zij is zo verdrietig dat ik even niet weet hoe ik moet beginnen. Ik bel om half drie. Kom je naast me zitten?", answer: { ago: 1.1, advice: "Ik kom. Ik zeg niets, ik schrijf mee. Begin met die brief: die had ze nooit mogen krijgen." } },
      },
    },
    {
      customer: person("محمد الحسن", "m.alhassan", "+31612345052", { language: "en", account: "Flat De Zwaluw" }),
      theme: "letter",
      score: 4,
      comment: "Thank you for the help at the desk, but the letter says I must pay again and I already paid. My daughter translated: هل دفعت مرتين؟ Please explain.",
      done: null,
      touchpoint: "bezoek aan de balie",
      plan: { ...hers, reason: "about_employee", received: 9.1, tries: [5], again: { inDays: 1, hour: 10 } },
    },
    {
      customer: person("Familie Hendriks", "fam.hendriks", "+31612345068", { account: "Korenbloemstraat e.o." }),
      theme: "boiler",
      score: 6,
      comment: "De nieuwe thermostaat werkt niet met de oude ketel.",
      done: null,
      plan: {
        ...hers,
        reason: "about_employee",
        received: 74,
        tries: [71],
        reached: 51,
        heard: "Ketel en thermostaat praten niet met elkaar: verkeerd type geplaatst. Mevrouw werkt overdag, meneer is vandaag thuis.",
        promise: { text: "Vandaag bellen met de uitslag van de monteur", inDays: 0, hour: 17 },
      },
    },
    {
      customer: person("Nadia Benali", "n.benali", "+31612345074", { account: "Wilgenborg" }),
      theme: "mould",
      score: 2,
      comment: "Voor de tweede keer geschilderd over de schimmel heen. Mijn zoon heeft astma.",
      done: "De schimmel is door een specialist verwijderd en de muur is behandeld en geschilderd.",
      plan: { ...hers, reason: "team", received: 290, reached: 270, acted: 176, told: 172, notYet: { ago: 4.6, words: "Het komt nu al weer door de verf heen. Ik dacht dat de muur gemeten zou worden.", score: 3 }, asksToGive: { kind: "rent", amount: 15_000, note: "Voor de tweede keer mis, en haar zoon heeft astma. Twee maanden een halve slaapkamer kwijt.", ago: 0.7 } },
    },
    {
      customer: person("Pieter Bosman", "pieter.bosman", "+31612345089", { owner_id: fatima }),
      theme: "noCallback",
      score: 2,
      comment: "Ik moest alles drie keer uitleggen.",
      done: "Uw drie meldingen zijn samengevoegd tot één. Ik ben uw vaste aanspreekpunt tot alles klaar is, en de opzichter heeft uw hele verhaal gelezen.",
      plan: {
        ...hers,
        reason: "customer_owner",
        received: 97,
        reached: 75,
        promise: { text: "Uitzoeken waarom er drie meldingen zijn", kept: true },
        acted: 23,
        gives: { kind: "flowers", amount: 1 },
      },
    },
    {
      customer: person("Wilma Kloosterman", "wilma.kloosterman", "+31612345092", { account: "Flat De Meeuw" }),
      theme: "lift",
      score: 3,
      comment: "De lift doet het al zes dagen niet en er hangt niet eens een briefje. Ik ben 79 en woon op vier hoog.",
      done: "De besturing van de lift is vervangen. Zolang hij stilstond heeft wijkbeheerder Erik uw boodschappen boven gebracht. Bij storing hangt er voortaan binnen twee uur een bericht in de hal.",
      touchpoint: "telefoongesprek",
      plan: {
        ...hers,
        reason: "team",
        received: 190,
        reached: 170,
        promise: { text: "Elke dag bellen hoe het met de lift staat", kept: true },
        acted: 74,
        told: 50,
      },
    },
    {
      customer: person("R. Pengel", "r.pengel", "+31612345101"),
      theme: "rent",
      score: 4,
      comment: "Twee keer afgeschreven deze maand, en dan hoor ik dat het tien werkdagen duurt om terug te storten.",
      done: "Het dubbel afgeschreven bedrag is met spoed teruggestort en staat sinds gisteren op uw rekening. De fout in de incasso is hersteld.",
      plan: { ...hers, reason: "team", received: 120, reached: 100, acted: 52, gives: { kind: "voucher", amount: 2_500 }, told: 27 },
    },
  ];
}
