import type { TaskOutcome } from "#db/schema.ts";
import type { Answer } from "./loop.ts";
import { randomFor } from "./random.ts";
import type { ThemeName } from "./words/themes.ts";

/** What an employee left for her team after closing a loop; most leave nothing. */
export function lessonAfter({ key, theme, customer }: Answer, outcome: TaskOutcome): string | null {
  const random = randomFor(`lesson ${key}`);
  if (outcome !== "solved" || !random.chance(0.16)) return null;
  return random.pick(customer.language === "en" ? english : lessons[theme]);
}

const english = ["Called after six, when there was somebody at home to translate.", "Said everything twice in short sentences, and mailed the same afterwards.", "A photo of the letter by chat saved us both a visit."];

const lessons: Record<ThemeName, string[]> = {
  leak: ["Zelf meegaan met de loodgieter scheelde weken heen en weer bellen.", "Meteen gevraagd of het nog nat was. Dat was de eerste keer dat iemand dat vroeg.", "Eén vaste monteur laten bellen vóór hij komt: dan is de kou uit de lucht."],
  boiler: ["Eerst kacheltjes laten brengen, dan pas over de planning gepraat.", "Drie ochtenden achter elkaar kort gebeld of het warm was. Kost niets, werkt enorm.", "Eerlijk gezegd dat het onderdeel pas vrijdag komt. Een datum geeft rust."],
  noShow: ["Zelf de planning gebeld terwijl de klant aan de lijn bleef.", "Een blok van een uur afgesproken in plaats van een dagdeel.", "De monteur liet ik zelf excuses maken. Dat deed meer dan mijn sorry."],
  mould: ["Gevraagd hoe het met de kinderen gaat. Daarna ging het gesprek pas echt open.", "Een meting beloofd in plaats van weer een kwast. Een cijfer overtuigt iedereen."],
  lift: ["Elke dag om vier uur gebeld hoe het stond, ook zonder nieuws.", "Boodschappen laten brengen zolang hij stilstond: dat vertelt ze nu de hele flat."],
  noise: ["Koffie met beide buren aan één tafel, zonder brief vooraf.", "Eerst alleen geluisterd, twintig minuten. Pas daarna over regels begonnen."],
  noCallback: ["Gezegd: ‘u heeft gelijk, wij hadden moeten bellen’. Verder niets uitgelegd.", "Mijn eigen nummer gegeven. Ze heeft het nooit gebruikt, maar ze wist dat het kon."],
  letter: ["De brief samen hardop gelezen en in gewone taal teruggemaild.", "Gevraagd welke zin het was. Het was er maar één."],
  rent: ["Niet wachten op de tien werkdagen: spoed aanvragen kan, vraag het Linda.", "Een bedrag en een dag noemen, en die dag zelf kijken of het er staat."],
  keys: ["De sleutel zelf langsgebracht op weg naar huis.", "Een foto van het goede slot vooraf scheelde een tweede bezoek."],
  moving: ["Samen door het huis gelopen met de lijst erbij. Na afloop waren we het eens.", "De nieuwe huurder en de vertrekkende tegelijk gebeld: overname in één keer rond."],
};
