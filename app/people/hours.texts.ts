import type { Language } from "#db/schema.ts";
import { texts } from "../i18n/texts.ts";
import { weekdays, type WorkingHours } from "./hours.ts";

export const hoursTexts = texts({
  nl: {
    hint: "Een lege dag is een vrije dag. 00:00 als eindtijd is middernacht.",
    from: (day: string) => `${day} van`,
    until: (day: string) => `${day} tot`,
    to: "tot",
    second: "Op een dag twee keer aan het werk?",
    secondHint: "Bijvoorbeeld met een lange pauze. Vaker dan twee keer past niet: laat dan de kortste pauze weg.",
    secondFrom: (day: string) => `${day}, tweede keer van`,
    secondUntil: (day: string) => `${day}, tweede keer tot`,
    through: "t/m",
    and: "en",
    none: "geen vaste uren",
  },
  en: {
    hint: "An empty day is a free day. 00:00 as an end is midnight.",
    from: (day: string) => `${day} from`,
    until: (day: string) => `${day} until`,
    to: "to",
    second: "At work twice on one day?",
    secondHint: "With a long break, for example. More than twice does not fit: then leave out the shortest break.",
    secondFrom: (day: string) => `${day}, second time from`,
    secondUntil: (day: string) => `${day}, second time until`,
    through: "to",
    and: "and",
    none: "no fixed hours",
  },
});

const locale = { nl: "nl-NL", en: "en-GB" } as const;

/** "maandag" of "1", "ma" when short. */
export function weekdayName(weekday: string, language: Language, width: "long" | "short" = "long"): string {
  // 1 June 2026 was a Monday.
  return new Intl.DateTimeFormat(locale[language], { weekday: width, timeZone: "UTC" }).format(Date.UTC(2026, 5, Number(weekday)));
}

/** "ma t/m do 9:00-17:00, vr 9:00-12:00" */
export function hoursInWords(hours: WorkingHours, language: Language): string {
  const t = hoursTexts[language];
  const said = weekdays.map((weekday) => (hours[weekday] ?? []).map(([from, until]) => `${clock(from)}-${clock(until)}`).join(` ${t.and} `));
  const parts: string[] = [];
  for (let first = 0; first < said.length; first++) {
    if (!said[first]) continue;
    let last = first;
    while (said[last + 1] === said[first]) last++;
    const [begin, end] = [weekdayName(weekdays[first]!, language, "short"), weekdayName(weekdays[last]!, language, "short")];
    parts.push(`${first === last ? begin : last === first + 1 ? `${begin} ${t.and} ${end}` : `${begin} ${t.through} ${end}`} ${said[first]}`);
    first = last;
  }
  return parts.join(", ") || t.none;
}

const clock = (time: string) => time.replace(/^0(\d)/, "$1");
