import { z } from "zod";
import type { StoredEvent } from "../tasks/events.ts";
import type { TaskFacts } from "../tasks/facts.ts";
import type { EventKind } from "./kinds.ts";

const instant = z.iso.datetime().meta({ description: "ISO 8601, in UTC" });
const team = z.string().meta({ description: "The team's code" });

const response = z
  .strictObject({
    id: z.int().meta({ description: "Ours, as in the API" }),
    external_id: z.string().meta({ description: "The id that the survey tool gave it, once per source" }),
    source: z.string().meta({ description: "The name of the source that it came from" }),
    score: z.int().min(0).max(10),
    category: z.enum(["detractor", "passive", "promoter"]),
    has_comment: z.boolean().meta({ description: "Whether the customer wrote something; the words themselves are fetched by API" }),
    answered_at: instant,
    received_at: instant,
    team,
  })
  .meta({ description: "The survey answer" });

const customer = z
  .strictObject({
    id: z.int().meta({ description: "Ours, as in the API" }),
    external_id: z.string().nullable().meta({ description: "Yours, where the survey tool knew it" }),
  })
  .meta({ description: "Who answered. No name and no address: those are fetched by API" });

const task = z
  .strictObject({
    id: z.int(),
    stage: z.enum(["to_call", "to_act", "to_tell", "told", "closed"]),
    outcome: z.enum(["solved", "not_solved", "no_answer", "unreachable", "declined", "no_follow_up"]).nullable().meta({ description: "How it ended; null until it is closed" }),
    team,
    owner_email: z.string().nullable().meta({ description: "The employee who has it; null: it waits in the team's pool" }),
    due_at: instant,
    url: z.url().meta({ description: "Its page, for an employee who may see it" }),
  })
  .meta({ description: "The follow-up of this answer, as it stood when this happened" });

const gesture = z
  .strictObject({
    id: z.int(),
    kind: z.string().meta({ description: "As your organisation calls it" }),
    amount_cents: z.int().nullable().meta({ description: "Eurocents; null for what is given by number" }),
    count: z.int().nullable().meta({ description: "How many; null for what is given as an amount" }),
  })
  .meta({ description: "The compensation" });

const event = <Kind extends string, Data extends z.ZodType>(kind: Kind, description: string, data: Data) =>
  z
    .strictObject({
      type: z.literal(kind),
      timestamp: instant.meta({ description: "When it happened; ISO 8601, in UTC" }),
      data,
    })
    .meta({ title: kind, description });

/**
 * The bodies, in the shape of Standard Webhooks (https://www.standardwebhooks.com): what is published
 * in /openapi.json and what the tests hold every body against. They hold ids and states, and nothing
 * that a customer said or is called.
 */
export const eventSchemas = {
  "response.received": event("response.received", "A survey answer came in for the first time. Later changes of it are not told. `task` is null when nobody has to follow it up.", z.strictObject({ response, customer, task: task.nullable() })),
  "task.assigned": event(
    "task.assigned",
    "Somebody got the task: she is its new owner.",
    z.strictObject({ response, customer, task, reason: z.enum(["opened", "claimed", "handed_over", "rerouted"]).meta({ description: "How she got it" }) }),
  ),
  "task.released": event(
    "task.released",
    "Nobody has the task any more: it waits in the team's pool. Who had it took her claim back, or it went on to a team.",
    z.strictObject({ response, customer, task, reason: z.enum(["undone", "handed_over", "rerouted", "escalated"]).meta({ description: "How it came there" }) }),
  ),
  "task.told": event("task.told", "The customer was told what was done: the mail left, or somebody called.", z.strictObject({ response, customer, task, channel: z.enum(["mail", "phone"]) })),
  "task.closed": event("task.closed", "The task was closed, or closed with another outcome. A customer can open it again by saying that it is not solved yet.", z.strictObject({ response, customer, task })),
  "customer.verdict": event(
    "customer.verdict",
    "The customer said whether it is solved, or changed what she said.",
    z.strictObject({ response, customer, task, verdict: z.strictObject({ answer: z.enum(["solved", "not_yet"]), score: z.int().min(0).max(10).nullable().meta({ description: "Her new score, where she gave one" }) }) }),
  ),
  "gesture.given": event("gesture.given", "A customer gets something: an employee gave it within her mandate, or a lead allowed it. Somebody has to order or pay it.", z.strictObject({ response, customer, task, gesture })),
  "gesture.withdrawn": event("gesture.withdrawn", "What was given is taken back, before the customer was told.", z.strictObject({ response, customer, task, gesture })),
} satisfies Record<EventKind, z.ZodType>;

export type Announcement = { kind: EventKind; details?: Record<string, string | number | null | object> };

/** What others are told of, when `event` made the task what it is now. */
export function announcementsOf(event: StoredEvent, before: TaskFacts | null, now: TaskFacts): Announcement[] {
  const all: Announcement[] = [];
  if (now.owner_id !== null && now.owner_id !== before?.owner_id) all.push({ kind: "task.assigned", details: { reason: event.kind } });
  if (now.owner_id === null && before !== null && before.owner_id !== null) all.push({ kind: "task.released", details: { reason: event.kind } });
  if (event.kind === "reply_sent") all.push({ kind: "task.told", details: { channel: "mail" } });
  if (event.kind === "told_by_phone") all.push({ kind: "task.told", details: { channel: "phone" } });
  if (event.kind === "verdict_given") all.push({ kind: "customer.verdict", details: { verdict: { answer: event.data.answer, score: event.data.score } } });
  if (event.kind === "gesture_given" || (event.kind === "gesture_decided" && event.data.is_allowed)) all.push({ kind: "gesture.given", details: { gesture: gestureOf(event.data) } });
  // What was only asked was never told.
  if (event.kind === "gesture_withdrawn" && event.data.was_given) all.push({ kind: "gesture.withdrawn", details: { gesture: gestureOf(event.data) } });
  if (now.stage === "closed" && (before?.stage !== "closed" || before.outcome !== now.outcome)) all.push({ kind: "task.closed" });
  return all;
}

function gestureOf({ gesture_id, name, has_amount, amount }: { gesture_id: number; name: string; has_amount: boolean; amount: number }) {
  return { id: gesture_id, kind: name, amount_cents: has_amount ? amount : null, count: has_amount ? null : amount };
}

type Stored = { kind: string; at: Date; data: unknown };

/** The body, the same bytes for every try. `origin` is where this app is, for the task's page. */
export function bodyOf({ kind, at, data }: Stored, origin: string): string {
  const { task, ...rest } = data as { task?: { id: number } | null };
  return JSON.stringify({ type: kind, timestamp: at.toISOString(), data: { ...rest, ...(task !== undefined && { task: task && { ...task, url: `${origin}/tasks/${task.id}` } }) } });
}
