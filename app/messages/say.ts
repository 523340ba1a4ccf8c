import { textsIn } from "../i18n/texts.ts";
import { type Clock, dayAndTime } from "../i18n/time.ts";
import { sayGesture } from "../mandate/say.ts";
import type { Message } from "./messages.server.ts";
import { sayTexts } from "./say.texts.ts";

/** A message as a sentence, and what was said or written with it. `viewerId` is whose message it is. */
export function sayMessage(message: Pick<Message, "kind" | "at" | "customer" | "actor" | "giver" | "receiver" | "receiver_id" | "owner" | "owner_id" | "team" | "event" | "praise">, viewerId: number, clock: Clock): { title: string; words: string | null; note: string | null } {
  const t = textsIn(sayTexts, clock.language);
  const { kind, at, event, actor } = message;
  const who = message.customer ?? t.aCustomer;
  const team = message.team ?? t.aTeam;
  const only = (title: string) => ({ title, words: null, note: null });
  const when = (instant: string) => dayAndTime(instant, clock);
  switch (kind) {
    case "assigned":
      return { ...only(t.assigned(who)), note: event?.kind === "opened" ? t.callBefore(when(event.data.due_at)) : null };
    case "handed_over": {
      const note = event?.kind === "handed_over" ? event.data.note || null : null;
      if (message.receiver_id === viewerId) return { ...only(actor ? t.toYou(actor, who) : message.giver ? t.takeOver(who, message.giver) : t.nowYours(who)), note };
      const to = message.receiver ?? team;
      return { ...only(actor ? t.away(actor, who, to) : t.wentTo(who, to)), note };
    }
    case "reminder":
    case "late": {
      if (event?.kind !== "reminded" && event?.kind !== "lead_told") return only(t.waits(who));
      const { waits_for, due_at } = event.data;
      const isLate = new Date(due_at) <= new Date(at);
      const note = message.owner_id === viewerId ? null : t.liesWith(message.owner ?? team);
      return { ...only((isLate ? t.late : t.soon)[waits_for](who, when(due_at))), note };
    }
    case "escalated":
      return { ...only(t.escalated(who)), note: t.movedTo(team) };
    case "verdict":
      if (event?.kind !== "verdict_given") return only(t.waits(who));
      return { ...only(t.verdict[event.data.answer](who)), words: event.data.words };
    case "help":
      return { ...only(t.help(actor ?? t.aColleague, who)), note: event?.kind === "help_asked" || event?.kind === "buddy_asked" ? event.data.note : null };
    case "watching":
      if (event?.kind === "verdict_given") return { ...only(t.verdict[event.data.answer](who)), words: event.data.words };
      if (event?.kind === "attempted") return only(t.declined(who));
      return event?.kind === "closed" ? { ...only(t.closed(who)), note: event.data.reason || null } : only(t.watching(who));
    case "gesture_asked":
      return { ...only(t.gestureAsked(actor ?? t.aColleague, who)), note: event?.kind === "gesture_asked" ? `${upper(sayGesture(event.data, clock.language))}. ${event.data.note}` : null };
    case "gesture_decided": {
      if (event?.kind !== "gesture_decided") return only(t.waits(who));
      const { is_allowed, note } = event.data;
      return { ...only(t.gestureDecided[is_allowed ? "yes" : "no"](actor ?? t.aColleague, sayGesture(event.data, clock.language), who)), note: note || null };
    }
    case "buddy_answered": {
      if (event?.kind !== "buddy_answered") return only(t.waits(who));
      const { is_accepted, advice } = event.data;
      return { ...only(t.buddyAnswered[is_accepted ? "yes" : "no"](actor ?? t.aColleague, who)), note: advice || null };
    }
    case "thanked":
      return only(t.thanked(actor ?? t.aColleague, who));
    case "compliment":
      return { ...only(t.compliment(who)), words: message.praise };
  }
}

function upper(sentence: string): string {
  return sentence[0]!.toUpperCase() + sentence.slice(1);
}
