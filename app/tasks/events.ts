import type { BuddyPart, DueUnit, RoutingReason, VerdictAnswer } from "#db/schema.ts";
import type { PassedOver } from "../routing/route.ts";

/**
 * The facts about a task, append-only in `task_events`. Stages, due times and outcomes follow from
 * these (facts.ts); no other code sets them. Instants inside `data` are ISO 8601 in UTC.
 */
export type TaskEvent =
  | Fact<"opened", Routed & { score: number; due_at: string; due?: { hours: number; unit: DueUnit; calendar_at: string; working_at: string }; is_urgent?: boolean }>
  /** The survey tool sent this response again, with other content, e.g. the words after the score. */
  | Fact<"response_changed", { score: number; has_comment: boolean }>
  /** Routing looked again while nobody had acted. */
  | Fact<"rerouted", Routed>
  | Fact<"claimed", { owner_id: number }>
  /** Without `reason` somebody chose to. absence: to who stands in for who is away; return: back to her; declined: by who was to stand in; undone: a lead took it back. */
  | Fact<"handed_over", { from_owner_id: number | null; team_id: number; owner_id: number | null; note: string; reason?: "absence" | "return" | "declined" | "undone" }>
  /** Who stands in mailed the customer that she will call. */
  | Fact<"cover_introduced", { mail_id: string }>
  /** `again_at`: when she tries again, where nobody was reached. `seconds`: how long it took, where she kept that. */
  | Fact<"attempted", { channel: Channel; outcome: AttemptOutcome; note: string; again_at?: string; seconds?: number }>
  | Fact<"promised", { promise_id: number; text: string; due_at: string }>
  | Fact<"promise_kept", { promise_id: number }>
  | Fact<"promise_withdrawn", { promise_id: number; reason: string }>
  | Fact<"acted", { text: string; cause_id: number | null }>
  | Fact<"reply_queued", { reply_id: number }>
  /** The mail provider accepted it: the customer is told. */
  | Fact<"reply_sent", { reply_id: number }>
  /** No provider is configured: stored, not sent. */
  | Fact<"reply_kept", { reply_id: number }>
  | Fact<"reply_failed", { reply_id: number; reason: string; is_unknown: boolean }>
  | Fact<"told_by_phone", { note: string }>
  /** The customer's answer. `due_at`: when a reopened task is due. */
  | Fact<"verdict_given", { reply_id: number; answer: VerdictAnswer; score: number | null; words: string | null; due_at: string }>
  /** What was waited for did not come: who has it was reminded. */
  | Fact<"reminded", Step>
  /** The team's leads were told, and who has it. */
  | Fact<"lead_told", Step>
  /** It lay still too long: it went to a team's pool. */
  | Fact<"escalated", Step & { from_owner_id: number | null; from_team_id: number; team_id: number }>
  /** Somebody asked a colleague for help; the task stays where it is. Since there are buddies it is `buddy_asked`. */
  | Fact<"help_asked", { employee_id: number; note: string }>
  /** Within her own mandate. */
  | Fact<"gesture_given", Gesture & { note: string }>
  | Fact<"gesture_asked", Gesture & { note: string }>
  /** `employee_id`: who had asked. Allowed is given. */
  | Fact<"gesture_decided", Gesture & { employee_id: number; is_allowed: boolean; note: string }>
  /** No longer asked, or (`was_given`) taken back before the customer was told. */
  | Fact<"gesture_withdrawn", Gesture & { was_given: boolean }>
  | Fact<"buddy_asked", { buddy_id: number; employee_id: number; part: BuddyPart; note: string }>
  /** `asked_by`: whom the answer is for. Advice comes in as many answers as it takes. */
  | Fact<"buddy_answered", { buddy_id: number; asked_by: number; is_accepted: boolean; advice: string }>
  | Fact<"buddy_thanked", { buddy_id: number; employee_id: number }>
  | Fact<"buddy_ended", { buddy_id: number; employee_id: number }>
  /** She took back what she had just done: it stays in the history, and counts for nothing. */
  | Fact<"undone", { event_id: number }>
  | Fact<"closed", { outcome: "no_answer" | "unreachable" | "no_follow_up" | "not_solved"; reason: string }>;

/** What was waited for, until when, and for which moment this step was planned. */
type Step = { waits_for: WaitsFor; due_at: string; planned_at: string };

/** The first contact, the call she said she would try again, what was promised. */
export type WaitsFor = "contact" | "again" | "promise";

/** As it was called then. `amount`: cents, or how many. */
type Gesture = { gesture_id: number; gesture_kind_id: number; name: string; has_amount: boolean; amount: number };

/** Older events lack `routing`. */
type Routed = { team_id: number; owner_id: number | null; routed_by: RoutingReason; routing?: Routing };

/** Which rule of which version decided (null: none did), and who was passed over. */
export type Routing = { version_id: number | null; rule_id: string | null; passed_over: PassedOver[] };

type Fact<Kind extends string, Data> = { kind: Kind; data: Data };

/** An event as it is stored: who did it (null: the app or the customer) and when (UTC). */
export type StoredEvent = TaskEvent & { id: number; at: Date; actor_id: number | null };

export const channels = ["phone", "mail", "chat", "in_person"] as const;
export type Channel = (typeof channels)[number];

export const attemptOutcomes = ["reached", "voicemail", "no_answer", "declined"] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];
/** Nobody was reached: she may choose when to try again. */
export const isInVain: Record<AttemptOutcome, boolean> = { reached: false, voicemail: true, no_answer: true, declined: false };
