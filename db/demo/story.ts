import { type Calendar, dayInMs, hourInMs } from "./calendar.ts";
import { giveAlong } from "./gestures.ts";
import type { Loop } from "./loop.ts";
import { membersOf, people } from "./people.ts";
import { type Random, randomFor } from "./random.ts";
import { type ThemeName, themes } from "./words/themes.ts";
import * as work from "./words/work.ts";

/** A year in which the organisation learns to call back; 0 a year ago, 1 now. */
export type Progress = number;

const later = (at: Date, hours: number): Date => new Date(at.getTime() + hours * hourInMs);
const minutes = (at: Date, count: number): Date => later(at, count / 60);

/** Tells one loop to its end. What would lie after `now` is cut off by whoever stores it. */
export function tellWholeStory(loop: Loop, progress: Progress, calendar: Calendar): void {
  const random = randomFor(`story ${loop.answer.key}`);
  if (loop.owner() === null) takeFromPool(loop, calendar, random);
  const ending = random.weighted({
    told: 47 + 22 * progress,
    unreachable: isCallable(loop) ? 5 : 1,
    declined: isCallable(loop) ? 4 : 0,
    no_follow_up: loop.answer.comment === null ? 14 : 4,
    left: 36 - 22 * progress,
  });
  if (ending === "no_follow_up") return close(loop, "no_follow_up", random.pick(work.noFollowUpReasons), calendar.working(later(loop.lastAt(), random.between(2, 30)), random));

  const first = firstAttemptAt(loop, progress, calendar, random);
  if (ending === "unreachable") return tryInVain(loop, first, calendar, random);
  if (ending === "declined") return attempt(loop, "declined", first, random);
  reach(loop, first, calendar, random);
  if (random.chance(0.06)) handOver(loop, calendar, random);
  if (ending === "left") return leaveBehind(loop, calendar, random);
  promiseAndAct(loop, progress, calendar, random);
  tell(loop, loop.answer.done!, calendar, random);
  hearVerdict(loop, calendar, random);
}

function isCallable(loop: Loop): boolean {
  return loop.answer.customer.phone !== null;
}

function takeFromPool(loop: Loop, calendar: Calendar, random: Random): void {
  loop.claim(random.pick(membersOf(loop.route.team)), calendar.working(later(loop.lastAt(), random.between(0.3, 9)), random));
}

function firstAttemptAt(loop: Loop, progress: Progress, calendar: Calendar, random: Random): Date {
  const wait = random.chance(0.72 + 0.25 * progress) ? random.between(0.5, 12) : random.between(24, 80);
  return calendar.working(later(loop.lastAt(), wait), random);
}

function reach(loop: Loop, first: Date, calendar: Calendar, random: Random): void {
  let at = first;
  if (isCallable(loop)) {
    for (let tries = random.weighted({ none: 55, one: 32, two: 13 }), left = { none: 0, one: 1, two: 2 }[tries]; left > 0; left--) {
      attempt(loop, random.chance(0.6) ? "voicemail" : "no_answer", at, random);
      at = calendar.working(later(at, random.between(2, 22)), random);
    }
  }
  attempt(loop, "reached", at, random);
}

function tryInVain(loop: Loop, first: Date, calendar: Calendar, random: Random): void {
  let at = first;
  for (let left = 3; left > 0; left--) {
    attempt(loop, left === 2 ? "voicemail" : "no_answer", at, random);
    at = calendar.working(later(at, random.between(18, 40)), random);
  }
  close(loop, "unreachable", "", at);
}

export function attempt(loop: Loop, outcome: "reached" | "voicemail" | "no_answer" | "declined", at: Date, random: Random): void {
  const channel = !isCallable(loop) ? "mail" : outcome === "reached" && random.chance(0.07) ? "in_person" : "phone";
  const note = {
    reached: () => (random.chance(0.65) ? random.pick(themes[loop.answer.theme].heard) : random.pick(work.calmNotes)),
    voicemail: () => random.pick(work.voicemailNotes),
    no_answer: () => random.pick(work.noAnswerNotes),
    declined: () => random.pick(work.declinedNotes),
  }[outcome]();
  loop.add({ kind: "attempted", data: { channel, outcome, note } }, at);
}

function handOver(loop: Loop, calendar: Calendar, random: Random): void {
  const team = loop.route.team;
  const others = membersOf(team).filter((id) => id !== loop.owner());
  loop.handOver({ team, owner: random.pick(others) }, random.pick(work.handoverNotes), calendar.working(minutes(loop.lastAt(), random.between(5, 90)), random));
}

/** It was begun and never told: what the organisation did a lot a year ago. */
function leaveBehind(loop: Loop, calendar: Calendar, random: Random): void {
  const at = calendar.working(later(loop.lastAt(), random.between(200, 900)), random);
  const lead = people.find((person) => person.team === loop.route.team && person.role === "lead")!;
  loop.add({ kind: "closed", data: { outcome: "not_solved", reason: random.pick(work.leftBehindReasons) } }, at, lead.id);
}

function promiseAndAct(loop: Loop, progress: Progress, calendar: Calendar, random: Random): void {
  const theme = themes[loop.answer.theme];
  let actedAt = calendar.working(later(loop.lastAt(), random.between(0.5, 60 - 20 * progress)), random);
  if (random.chance(0.58)) {
    const madeAt = minutes(loop.lastAt(), random.between(1, 6));
    const dueAt = calendar.working(later(madeAt, random.whole(1, 6) * 24), random);
    const promise_id = loop.promise(random.pick(theme.promises), new Date(Math.ceil(dueAt.getTime() / hourInMs) * hourInMs), madeAt);
    const end = random.weighted({ kept: 76 + 12 * progress, late: 18 - 8 * progress, withdrawn: 7 });
    const keptAt = end === "late" ? calendar.working(later(dueAt, random.between(4, 70)), random) : laterOf(minutes(madeAt, 30), calendar.working(later(dueAt, -random.between(2, 20)), random), dueAt);
    if (end === "withdrawn") loop.add({ kind: "promise_withdrawn", data: { promise_id, reason: random.pick(work.withdrawnReasons) } }, keptAt);
    else loop.add({ kind: "promise_kept", data: { promise_id } }, keptAt);
    actedAt = minutes(loop.lastAt(), random.between(1, 4));
  }
  loop.add({ kind: "acted", data: { text: loop.answer.done!, cause_id: random.chance(0.93) ? theme.cause : null } }, actedAt);
  giveAlong(loop);
}

/** The later of the first two, but not past the limit. */
function laterOf(first: Date, second: Date, limit: Date): Date {
  return new Date(Math.min(Math.max(first.getTime(), second.getTime()), limit.getTime() - 60_000));
}

function tell(loop: Loop, weDid: string, calendar: Calendar, random: Random): void {
  const at = calendar.working(later(loop.lastAt(), random.chance(0.6) ? random.between(0.1, 2) : random.between(2, 30)), random);
  if (canMail(loop) && random.chance(0.92)) loop.reply(weDid, at);
  else loop.add({ kind: "told_by_phone", data: { note: random.pick(work.toldByPhoneNotes) } }, at);
}

export function canMail(loop: Loop): boolean {
  return loop.answer.customer.email !== null && loop.answer.customer.no_mail_at === null;
}

function hearVerdict(loop: Loop, calendar: Calendar, random: Random, isSecond = false): void {
  const isByMail = loop.events.at(-1)!.kind === "reply_sent";
  const toldAt = loop.lastAt();
  if (!isByMail || !random.chance(0.72)) return close(loop, "no_answer", "", new Date(toldAt.getTime() + 14 * dayInMs + random.whole(1, 10) * 60_000), null);
  const at = calendar.awake(later(toldAt, random.chance(0.6) ? random.between(0.2, 20) : random.between(20, 150)), random);
  const isEnglish = loop.answer.customer.language === "en";
  if (random.chance(0.79)) {
    const words = random.chance(0.42) ? random.pick(isEnglish ? work.englishSolvedWords : work.solvedWords) : null;
    return loop.verdict("solved", random.chance(0.55) ? random.pick([6, 7, 7, 8, 8, 8, 9, 9, 10]) : null, words, at);
  }
  const reasons = isEnglish ? work.englishNotYet : work.notYet[kinds[loop.answer.theme]];
  const before = loop.events.flatMap((event) => (event.kind === "acted" ? [event.data.text] : []));
  const [said, done] = random.pick(reasons.filter(([, done]) => !before.includes(done)));
  loop.verdict("not_yet", random.chance(0.4) ? random.whole(1, 6) : null, random.chance(0.8) ? said : null, at);
  if (isSecond) return close(loop, "not_solved", "Twee keer niet gelukt. De teamleider is bij de klant langs geweest; meer kunnen we nu niet doen.", calendar.working(later(at, random.between(20, 90)), random));
  attempt(loop, "reached", calendar.working(later(at, random.between(1, 16)), random), random);
  loop.add({ kind: "acted", data: { text: done, cause_id: null } }, calendar.working(later(loop.lastAt(), random.between(6, 70)), random));
  tell(loop, done, calendar, random);
  hearVerdict(loop, calendar, random, true);
}

const kinds: Record<ThemeName, keyof typeof work.notYet> = { leak: "home", boiler: "home", noShow: "home", mould: "home", lift: "people", noise: "people", noCallback: "people", letter: "paper", rent: "paper", keys: "paper", moving: "paper" };

function close(loop: Loop, outcome: "no_answer" | "unreachable" | "no_follow_up" | "not_solved", reason: string, at: Date, actor: number | null = loop.owner()): void {
  loop.add({ kind: "closed", data: { outcome, reason } }, at, actor);
}
