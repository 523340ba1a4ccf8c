import type { Random } from "./random.ts";
import { englishCross, englishCrossEndings, englishFine, englishPraise } from "./words/english.ts";
import { workmen } from "./words/names.ts";
import { fine } from "./words/passives.ts";
import { praise, praiseEndings } from "./words/promoters.ts";
import { crossEndings, longMiddles, shortCross } from "./words/tails.ts";
import { type ThemeName, themes } from "./words/themes.ts";

type About = { random: Random; language: "nl" | "en"; colleague: string };

/** What a detractor writes, null for a score without words; and what was done about it once somebody called. */
export function crossComment(theme: ThemeName, score: number, { random, language, colleague }: About): { comment: string | null; done: string } {
  const { openers, details, mild, actions } = themes[theme];
  const say = sentence(random, colleague);
  if (language === "en") {
    const [said, done] = random.pick(englishCross[theme]);
    const ending = random.chance(0.4) ? ` ${random.pick(englishCrossEndings)}` : "";
    return { comment: random.chance(0.11) ? null : said + ending, done };
  }
  if (random.chance(0.11)) return { comment: null, done: random.pick(actions) };
  if (random.chance(0.05)) return { comment: random.pick(shortCross), done: random.pick(actions) };
  const isMild = score >= 5 && random.chance(0.5);
  const [said, done] = random.pick(isMild ? mild : openers);
  const parts = [say(said)];
  const form = isMild ? "opener" : random.weighted({ opener: 20, detail: 34, all: 24, ending: 14, long: 8 });
  if (form === "detail" || form === "all" || form === "long") parts.push(say(random.pick(details)));
  if (form === "long") {
    const from = random.whole(0, 4);
    parts.push(...longMiddles.slice(from, from + random.whole(3, 7)), say(random.pick(details.filter((detail) => say(detail) !== parts[1]))));
  }
  if (form === "all" || form === "ending" || form === "long") parts.push(random.pick(crossEndings));
  return { comment: typos(parts.join(" "), random), done };
}

export function praiseComment(touchpoint: string, { random, language, colleague }: About): string | null {
  if (random.chance(0.42)) return null;
  const say = sentence(random, colleague);
  if (language === "en") return say(random.pick(englishPraise));
  const first = random.pick(praise[random.chance(0.68) ? touchpoint : "any"]!);
  const parts = [say(first)];
  if (random.chance(0.3)) parts.push(say(random.pick(praise["any"]!.filter((other) => other !== first))));
  if (random.chance(0.25)) parts.push(random.pick(praiseEndings));
  return typos(parts.join(" "), random);
}

export function fineComment(touchpoint: string, { random, language }: About): string | null {
  if (random.chance(0.55)) return null;
  if (language === "en") return random.pick(englishFine);
  const parts = [random.pick(fine[random.chance(0.6) ? touchpoint : "any"]!)];
  if (random.chance(0.18)) parts.push(random.pick(fine["any"]!.filter((other) => other !== parts[0])));
  return typos(parts.join(" "), random);
}

/** Fills in the slots and begins with a capital. */
function sentence(random: Random, colleague: string) {
  return (text: string): string => {
    const filled = text
      .replaceAll("{dagen}", random.pick(["twee", "drie", "vier", "vijf", "zes", "acht", "negen", "tien"]))
      .replaceAll("{keer}e", random.pick(["derde", "vierde"]))
      .replaceAll("{keer}", text.includes("{keer} keer dit") || text.includes("de {keer} keer") ? random.pick(["derde", "vierde", "zoveelste"]) : random.pick(["drie", "vier", "vijf"]))
      .replaceAll("{dag}", random.pick(["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag"]))
      .replaceAll("{monteur}", random.pick(workmen))
      .replaceAll("{collega}", colleague);
    return filled[0]!.toUpperCase() + filled.slice(1);
  };
}

/** People type on phones. */
function typos(text: string, random: Random): string {
  const slip = random.weighted({ none: 76, noCapital: 7, noPeriod: 8, spelling: 6, capitals: 1.5, dots: 1.5 });
  switch (slip) {
    case "noCapital":
      return (text[0]!.toLowerCase() + text.slice(1)).replace(/[.!]$/, "");
    case "noPeriod":
      return text.replace(/[.!]$/, "");
    case "spelling":
      return spelling.filter(([right]) => text.includes(right)).slice(0, 2).reduce((changed, [right, wrong]) => changed.replace(right, wrong), text);
    case "capitals":
      return text.toUpperCase();
    case "dots":
      return text.replace(/\.$/, "...");
    default:
      return text;
  }
}

const spelling = [
  ["gebeurd", "gebeurt"],
  ["wordt", "word"],
  ["afspraak", "afpsraak"],
  ["monteur", "montuer"],
  ["vriendelijk", "vriendlijk"],
  ["niemand", "niemant"],
  ["lekkage", "lekage"],
  ["beloofd", "belooft"],
  ["eigenlijk", "eigelijk"],
  [", ", " ,"],
] as const;
