import type { RoutingReason } from "#db/schema.ts";
import { type Calendar, dayInMs, weekdayOf } from "./calendar.ts";
import { crossComment, fineComment, praiseComment } from "./comments.ts";
import type { Customer } from "./customers.ts";
import type { Answer } from "./loop.ts";
import { awayId, membersOf, people, type TeamId } from "./people.ts";
import { type Random, randomFor } from "./random.ts";
import { type ThemeName, themes, themeWeights } from "./words/themes.ts";

/** Monday to Friday people answer most; index 0 is Sunday. */
const weekdayWeights = [0.28, 1.05, 1.1, 1, 1, 0.95, 0.45];
/** The detractors of these days have loops that are written down one by one (open.ts). */
const planned = 18;

export type Incoming = { answer: Answer; owner: number | null; reason: RoutingReason };

/** A year of answers until yesterday evening, and of today those that came in minutes and hours ago. */
export function makeAnswers(count: number, customers: Customer[], calendar: Calendar): Incoming[] {
  const pickDay = dayPicker(calendar);
  const lastAnswer = new Map<number, number>();
  const today = [4, 31, 96, 162, 254, 371];
  return Array.from({ length: count }, (_, index) => {
    const key = `answer ${index}`;
    const random = randomFor(key);
    const receivedAt = index < today.length ? calendar.ago(today[index]! / 60) : calendar.at(pickDay(random), hourOfDay(random));
    const customer = index < customers.length ? customers[index]! : returning(customers, receivedAt, lastAnswer, random);
    lastAnswer.set(customer.id, receivedAt.getTime());
    return makeAnswer(key, customer, receivedAt, calendar, random);
  });
}

/** Nobody is asked twice within a month. */
function returning(customers: Customer[], at: Date, lastAnswer: Map<number, number>, random: Random): Customer {
  for (let tries = 0; tries < 20; tries++) {
    const customer = customers[random.whole(0, Math.floor(customers.length / 3))]!;
    if (Math.abs(at.getTime() - (lastAnswer.get(customer.id) ?? 0)) > 31 * dayInMs) return customer;
  }
  return random.pick(customers);
}

function makeAnswer(key: string, customer: Customer, receivedAt: Date, calendar: Calendar, random: Random): Incoming {
  const age = calendar.today - calendar.dayOf(receivedAt);
  const progress = Math.max(0, 1 - age / 365);
  const theme = random.weighted(themeWeights);
  const team = teamOf(customer, theme, random);
  const present = membersOf(team).filter((id) => id !== awayId || age > 5);
  const mood = moodOf(customer, progress, age < planned, random);
  const score = scoreOf(mood, random);
  const aboutEmployee = random.chance(mood === "promoter" ? 0.46 : 0.28) ? random.pick(present) : null;
  const colleague = firstNameOf(aboutEmployee ?? customer.owner_id ?? random.pick(present));
  const { touchpoint } = themes[theme];
  const about = { random, language: customer.language, colleague };
  const words = mood === "detractor" ? crossComment(theme, score, about) : { comment: mood === "promoter" ? praiseComment(touchpoint, about) : fineComment(touchpoint, about), done: null };
  const answer = { key, customer, theme, score, ...words, receivedAt, team, aboutEmployee, touchpoint };

  if (customer.owner_id && present.includes(customer.owner_id)) return { answer, owner: customer.owner_id, reason: "customer_owner" };
  if (aboutEmployee) return { answer, owner: aboutEmployee, reason: "about_employee" };
  if (team !== 1 || random.chance(0.5)) return { answer, owner: random.pick(present), reason: "team" };
  return { answer, owner: null, reason: "default_team" };
}

/** Tenants belong to the north or the south; the phone and the desk are Klantenservice. */
function teamOf(customer: Customer, theme: ThemeName, random: Random): TeamId {
  const owned = people.find((person) => person.id === customer.owner_id)?.team;
  if (owned) return owned;
  const { touchpoint } = themes[theme];
  if (random.chance(touchpoint === "telefoongesprek" || touchpoint === "bezoek aan de balie" ? 0.62 : 0.12)) return 1;
  return randomFor(`home ${customer.id}`).chance(0.52) ? 2 : 3;
}

type Mood = "promoter" | "passive" | "detractor";

/** NPS rises from about +4 to about +17; some tenants have had enough and say so each time. */
function moodOf(customer: Customer, progress: number, isPlanned: boolean, random: Random): Mood {
  const isCross = customer.id % 13 === 0;
  const mood = random.weighted({ promoter: 35 + 7 * progress, passive: 34, detractor: (30 - 6 * progress) * (isCross ? 3 : 0.9) });
  // The planned detractors of these days come on top: the others make up for them.
  if (mood === "detractor" && isPlanned) return random.chance(0.8) ? "promoter" : "passive";
  if (mood === "passive" && isPlanned && random.chance(0.2)) return "promoter";
  return mood;
}

function scoreOf(mood: Mood, random: Random): number {
  if (mood === "promoter") return random.chance(0.56) ? 9 : 10;
  if (mood === "passive") return random.chance(0.42) ? 7 : 8;
  return Number(random.weighted({ "0": 7, "1": 8, "2": 11, "3": 14, "4": 16, "5": 21, "6": 23 }));
}

function dayPicker(calendar: Calendar): (random: Random) => number {
  const weights = Array.from({ length: 364 }, (_, index) => weekdayWeights[weekdayOf(calendar.today - 1 - index)]!);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return (random) => {
    let left = random.next() * total;
    const index = weights.findIndex((weight) => (left -= weight) < 0);
    return calendar.today - 1 - Math.max(index, 0);
  };
}

function hourOfDay(random: Random): number {
  const part = random.weighted({ morning: 36, afternoon: 34, evening: 27, night: 3 });
  const [from, to] = { morning: [8, 12.5], afternoon: [12.5, 17.5], evening: [17.5, 22.7], night: [0, 7.5] }[part] as [number, number];
  return random.between(from, to);
}

function firstNameOf(employeeId: number): string {
  return people.find((person) => person.id === employeeId)!.name.split(" ")[0]!;
}
