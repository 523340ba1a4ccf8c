import type { StoredEvent, TaskEvent } from "#app/tasks/events.ts";
import type { RoutingReason } from "#db/schema.ts";
import { hourInMs } from "./calendar.ts";
import type { Customer } from "./customers.ts";
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

export type Ids = { promise: number; reply: number };

export const dueHours = 24;

export function createLoop(answer: Answer, route: { team: TeamId; owner: number | null; reason: RoutingReason }, ids: Ids) {
  const events: StoredEvent[] = [];
  const replies: Reply[] = [];
  let owner = route.owner;

  function add(event: TaskEvent, at: Date, actor: number | null = owner): void {
    const last = events.at(-1)?.at ?? at;
    events.push({ ...event, id: 0, at: at > last ? at : new Date(last.getTime() + 1000), actor_id: actor } as StoredEvent);
  }
  const due = new Date(answer.receivedAt.getTime() + dueHours * hourInMs);
  add({ kind: "opened", data: { score: answer.score, team_id: route.team, owner_id: route.owner, due_at: due.toISOString(), routed_by: route.reason } }, answer.receivedAt, null);

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
    /** Written, and accepted or refused by the mail provider within the minute. */
    reply(weDid: string, at: Date, failure?: string): void {
      const id = ++ids.reply;
      replies.push({ id, writtenBy: owner!, weDid, ...(failure && { failure }) });
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
