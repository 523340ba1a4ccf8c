import type { Routing, StoredEvent, TaskEvent } from "#app/tasks/events.ts";
import { sayGesture } from "#app/mandate/say.ts";
import { replyTexts } from "#app/replies/reply.texts.ts";
import type { BuddyPart, RoutingReason } from "#db/schema.ts";
import { hourInMs } from "./calendar.ts";
import type { Customer } from "./customers.ts";
import { type KindName, kinds } from "./gestures.ts";
import type { TeamId } from "./people.ts";
import type { ThemeName } from "./words/themes.ts";

export type Answer = {
  /** Draws of this answer and its loop are named after it. */
  key: string;
  customer: Customer;
  theme: ThemeName;
  score: number;
  comment: string | null;
  /** For a detractor: what is done about it, in words for the customer. */
  done: string | null;
  receivedAt: Date;
  team: TeamId;
  aboutEmployee: number | null;
  touchpoint: string;
};

/** `failure`: why the mail did not leave. */
export type Reply = { id: number; writtenBy: number; weDid: string; failure?: string };

/** One detractor's follow-up, written down fact by fact, oldest first. */
export type Loop = ReturnType<typeof createLoop>;

export type Ids = { promise: number; reply: number; gesture: number; buddy: number };

type Gesture = { gesture_id: number; gesture_kind_id: number; name: string; has_amount: boolean; amount: number };

/** A colleague who is asked along, by how many hours ago each thing happened. */
export type Help = { whom: number; part: BuddyPart; note: string; ago: number; answer?: { ago: number; advice: string }; thankedAgo?: number };

export const dueHours = 24;

export function createLoop(answer: Answer, route: { team: TeamId; owner: number | null; reason: RoutingReason; routing?: Routing | undefined }, ids: Ids) {
  const events: StoredEvent[] = [];
  const replies: Reply[] = [];
  /** What she is given and was not told yet: it goes into the next mail. */
  const untold: string[] = [];
  let asked: Gesture | null = null;
  let owner = route.owner;

  function add(event: TaskEvent, at: Date, actor: number | null = owner): void {
    const last = events.at(-1)?.at ?? at;
    events.push({ ...event, id: 0, at: at > last ? at : new Date(last.getTime() + 1000), actor_id: actor } as StoredEvent);
  }
  function gestureOf(kind: KindName, amount: number): Gesture {
    const { id, name, has_amount } = kinds[kind];
    return { gesture_id: ++ids.gesture, gesture_kind_id: id, name, has_amount, amount };
  }
  const said = (gesture: Gesture) => replyTexts[answer.customer.language].gesture(sayGesture(gesture, answer.customer.language));
  const due = new Date(answer.receivedAt.getTime() + dueHours * hourInMs);
  add({ kind: "opened", data: { score: answer.score, team_id: route.team, owner_id: route.owner, due_at: due.toISOString(), routed_by: route.reason, ...(route.routing && { routing: route.routing }) } }, answer.receivedAt, null);

  return {
    answer,
    route,
    events,
    replies,
    add,
    due,
    owner: () => owner,
    lastAt: () => events.at(-1)!.at,
    claim(by: number, at: Date): void {
      owner = by;
      add({ kind: "claimed", data: { owner_id: by } }, at);
    },
    handOver(to: { team: TeamId; owner: number }, note: string, at: Date): void {
      const from = owner;
      add({ kind: "handed_over", data: { from_owner_id: from, team_id: to.team, owner_id: to.owner, note } }, at);
      owner = to.owner;
    },
    promise(text: string, dueAt: Date, at: Date): number {
      const promise_id = ++ids.promise;
      add({ kind: "promised", data: { promise_id, text, due_at: dueAt.toISOString() } }, at);
      return promise_id;
    },
    /** Cents or number, within the mandate of who has it. */
    give(kind: KindName, amount: number, at: Date): void {
      const gesture = gestureOf(kind, amount);
      untold.push(said(gesture));
      add({ kind: "gesture_given", data: { ...gesture, note: "" } }, at);
    },
    askToGive(kind: KindName, amount: number, note: string, at: Date): void {
      asked = gestureOf(kind, amount);
      add({ kind: "gesture_asked", data: { ...asked, note } }, at);
    },
    decide(by: number, is_allowed: boolean, note: string, at: Date): void {
      if (is_allowed) untold.push(said(asked!));
      add({ kind: "gesture_decided", data: { ...asked!, employee_id: owner!, is_allowed, note } }, at, by);
    },
    askAlong({ whom, part, note, ago, answer, thankedAgo }: Help, before: (hours: number) => Date): void {
      const buddy_id = ++ids.buddy;
      add({ kind: "buddy_asked", data: { buddy_id, employee_id: whom, part, note } }, before(ago));
      if (answer) add({ kind: "buddy_answered", data: { buddy_id, asked_by: owner!, is_accepted: true, advice: answer.advice } }, before(answer.ago), whom);
      if (thankedAgo !== undefined) add({ kind: "buddy_thanked", data: { buddy_id, employee_id: whom } }, before(thankedAgo));
    },
    /** Written, and accepted or refused by the mail provider within the minute. */
    reply(weDid: string, at: Date, failure?: string): void {
      const id = ++ids.reply;
      replies.push({ id, writtenBy: owner!, weDid: [weDid, ...untold.splice(0)].join("\n\n"), ...(failure && { failure }) });
      add({ kind: "reply_queued", data: { reply_id: id } }, at);
      const after = new Date(at.getTime() + 4000);
      if (failure) add({ kind: "reply_failed", data: { reply_id: id, reason: failure, is_unknown: false } }, after, null);
      else add({ kind: "reply_sent", data: { reply_id: id } }, after, null);
    },
    verdict(answer: "solved" | "not_yet", score: number | null, words: string | null, at: Date): void {
      add({ kind: "verdict_given", data: { reply_id: replies.at(-1)!.id, answer, score, words, due_at: new Date(at.getTime() + dueHours * hourInMs).toISOString() } }, at, null);
    },
  };
}
