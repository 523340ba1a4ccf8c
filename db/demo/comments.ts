import type { Random } from "./random.ts";
import { englishCross, englishCrossEndings, englishFine, englishPraise } from "./words/english.ts";
import { workmen } from "./words/names.ts";
import { fine, praise, praiseEndings } from "./words/promoters.ts";
import { crossEndings, longMiddles, shortCross } from "./words/tails.ts";
import { type ThemeName, themes } from "./words/themes.ts";

type About = { random: Random; language: "nl" | "en"; colleague: string };

/** What a detractor writes; null: a score without words. */
export function crossComment(theme: ThemeName, score: number, { random, language, colleague }: About): string | null {
  const { openers, details, mild } = themes[theme];
  if (random.chance(0.11)) return null;
  const say = sentence(random, colleague);
  if (language === "en") return say(random.pick(englishCross[theme])) + (random.chance(0.4) ? ` ${random.pick(englishCrossEndings)}` : "");
  if (random.chance(0.05)) return random.pick(shortCross);
  if (score >= 5 && random.chance(0.5)) return typos(say(random.pick(mild)), random);
  const parts = [say(random.pick(openers))];
  const form = random.weighted({ opener: 20, detail: 34, all: 24, ending: 14, long: 8 });
  if (form === "detail" || form === "all" || form === "long") parts.push(say(random.pick(details)));
  if (form === "long") {
    const from = random.whole(0, 4);
    parts.push(...longMiddles.slice(from, from + random.whole(3, 7)), say(random.pick(details.filter((detail) => !parts.includes(detail)))));
  }
  if (form === "all" || form === "ending" || form === "long") parts.push(random.pick(crossEndings));
  return typos(parts.join(" "), random);
}

export function praiseComment({ random, language, colleague }: About): string | null {
  if (random.chance(0.42)) return null;
  const say = sentence(random, colleague);
  if (language === "en") return say(random.pick(englishPraise));
  const first = random.pick(praise);
  const parts = [say(first)];
  if (random.chance(0.25)) parts.push(say(random.pick(praise.filter((other) => other !== first))));
  if (random.chance(0.25)) parts.push(random.pick(praiseEndings));
  return typos(parts.join(" "), random);
}

export function fineComment({ random, language, colleague }: About): string | null {
  if (random.chance(0.52)) return null;
  return language === "en" ? random.pick(englishFine) : typos(sentence(random, colleague)(random.pick(fine)), random);
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
      return spelling.reduce((changed, [right, wrong]) => changed.replace(right!, wrong!), text);
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
];
