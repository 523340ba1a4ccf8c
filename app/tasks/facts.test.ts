import fc from "fast-check";
import { expect, test } from "vitest";
import { attemptOutcomes, channels, type StoredEvent, type TaskEvent, type WaitsFor } from "./events.ts";
import { foldTask, type TaskFacts } from "./facts.ts";

const start = Date.parse("2026-11-20T08:00:00Z");
const after = (hours: number) => new Date(start + hours * 3_600_000);

/** A task of Fatima's (12) in team 3 that came in at hour 0 and is due a day later, then these, one an hour. */
function history(...events: TaskEvent[]): StoredEvent[] {
  const opened: TaskEvent = { kind: "opened", data: { score: 3, team_id: 3, owner_id: 12, due_at: after(24).toISOString(), routed_by: "customer_owner" } };
  return [opened, ...events].map((event, index) => ({ ...event, id: index + 1, at: after(index), actor_id: 12 }));
}

const attempt = (outcome: (typeof attemptOutcomes)[number]): TaskEvent => ({ kind: "attempted", data: { channel: "phone", outcome, note: "" } });
const acted: TaskEvent = { kind: "acted", data: { text: "Monteur gestuurd", cause_id: 1 } };
const told: TaskEvent = { kind: "told_by_phone", data: { note: "Verteld" } };
const promised = (id: number, dueInHours: number): TaskEvent => ({ kind: "promised", data: { promise_id: id, text: "Ik bel", due_at: after(dueInHours).toISOString() } });
const kept = (id: number): TaskEvent => ({ kind: "promise_kept", data: { promise_id: id } });
const verdict = (answer: "solved" | "not_yet"): TaskEvent => ({ kind: "verdict_given", data: { reply_id: 1, answer, score: 8, words: null, due_at: after(72).toISOString() } });

test("a new task is to call, due when it was routed", () => {
  expect(foldTask(history())).toMatchObject({ stage: "to_call", owner_id: 12, team_id: 3, urgent_at: after(24) });
});

test("voicemail is an attempt, not a conversation", () => {
  expect(foldTask(history(attempt("voicemail"), attempt("no_answer")))).toMatchObject({ stage: "to_call", attempt_count: 2, first_attempt_at: after(1), reached_at: null });
});

const again = (outcome: "voicemail" | "no_answer", hours: number): TaskEvent => ({ kind: "attempted", data: { channel: "phone", outcome, note: "", again_at: after(hours).toISOString() } });

test("trying again brings it back at that time; the time it was due stays what it was", () => {
  expect(foldTask(history(again("voicemail", 30)))).toMatchObject({ stage: "to_call", again_at: after(30), urgent_at: after(30), due_at: after(24), first_due_at: after(24), next_step_at: after(1) });
  expect(foldTask(history(again("voicemail", 30), attempt("no_answer")))).toMatchObject({ again_at: null, urgent_at: after(24), next_step_at: null });
  expect(foldTask(history(again("voicemail", 30), attempt("reached")))).toMatchObject({ stage: "to_act", again_at: null });
  expect(foldTask(history(again("voicemail", 30), handedOver))).toMatchObject({ owner_id: 13, again_at: after(30), next_step_at: after(2) });
  expect(foldTask(history(attempt("reached"), promised(1, 20), again("no_answer", 30)))).toMatchObject({ stage: "to_act", urgent_at: after(20) });
  expect(foldTask(history(attempt("reached"), promised(1, 50), again("no_answer", 30)))).toMatchObject({ stage: "to_act", urgent_at: after(30) });
});

test("reached, acted, told: each makes the next step", () => {
  expect(foldTask(history(attempt("reached"))).stage).toBe("to_act");
  expect(foldTask(history(attempt("reached"), acted))).toMatchObject({ stage: "to_tell", urgent_at: after(2 + 24) });
  expect(foldTask(history(attempt("reached"), acted, told))).toMatchObject({ stage: "told", first_told_at: after(3) });
});

test("an open promise keeps it to act, and is what is urgent", () => {
  expect(foldTask(history(attempt("reached"), promised(1, 30), promised(2, 10), acted))).toMatchObject({ stage: "to_act", promise_due_at: after(10), urgent_at: after(10) });
  expect(foldTask(history(attempt("reached"), promised(1, 30), acted, kept(1))).stage).toBe("to_tell");
});

test("a promise after telling: kept, she is told again", () => {
  expect(foldTask(history(attempt("reached"), acted, told, promised(1, 50))).stage).toBe("to_act");
  expect(foldTask(history(attempt("reached"), acted, told, promised(1, 50), kept(1)))).toMatchObject({ stage: "to_tell", told_at: null, first_told_at: after(3) });
});

test("declined closes", () => {
  expect(foldTask(history(attempt("declined")))).toMatchObject({ stage: "closed", outcome: "declined", urgent_at: null });
});

test("not yet reopens at the same owner with a fresh due; first told and closed stay", () => {
  const facts = foldTask(history(attempt("reached"), acted, told, verdict("not_yet")));
  expect(facts).toMatchObject({ stage: "to_act", owner_id: 12, due_at: after(72), first_due_at: after(24), reopen_count: 1, reopened_at: after(4), acted_at: null, told_at: null, first_told_at: after(3), verdict: "not_yet" });
  expect(foldTask(history(attempt("reached"), acted, told, verdict("solved"), verdict("not_yet")))).toMatchObject({ stage: "to_act", closed_at: null, first_closed_at: after(4), outcome: null });
});

test("changing the words of a not yet reopens nothing twice", () => {
  expect(foldTask(history(attempt("reached"), acted, told, verdict("not_yet"), verdict("not_yet"))).reopen_count).toBe(1);
});

const step = (planned: number): TaskEvent => ({ kind: "lead_told", data: { waits_for: "contact", due_at: after(24).toISOString(), planned_at: after(planned).toISOString() } });
const claimed: TaskEvent = { kind: "claimed", data: { owner_id: 12 } };
const handedOver: TaskEvent = { kind: "handed_over", data: { from_owner_id: 12, team_id: 3, owner_id: 13, note: "" } };

test("the clock runs until somebody tried to reach the customer; a claim in time is only a click", () => {
  expect(foldTask(history())).toMatchObject({ next_step_at: after(0), step_count: 0 });
  expect(foldTask(history(claimed, step(1.5)))).toMatchObject({ next_step_at: after(1.5), step_count: 1 });
  expect(foldTask(history(step(0.5), claimed))).toMatchObject({ next_step_at: after(0.5), step_count: 1 });
  expect(foldTask(history(attempt("no_answer")))).toMatchObject({ next_step_at: null, step_count: 0 });
});

test("the clock starts afresh for a colleague who gets it, unless the customer was spoken to", () => {
  expect(foldTask(history(step(0.5), handedOver))).toMatchObject({ next_step_at: after(2), step_count: 0 });
  expect(foldTask(history(attempt("voicemail"), handedOver))).toMatchObject({ next_step_at: after(2) });
  expect(foldTask(history(attempt("reached"), handedOver))).toMatchObject({ next_step_at: null });
});

test("the clock starts afresh for who takes what is late from the pool", () => {
  const late = [...history(...Array.from({ length: 25 }, () => step(0.5)), claimed)];
  expect(foldTask(late)).toMatchObject({ next_step_at: after(26), step_count: 0 });
});

test("the clock runs again when the customer is not satisfied, and for each promise", () => {
  expect(foldTask(history(attempt("reached"), acted, told, verdict("not_yet")))).toMatchObject({ next_step_at: after(4) });
  expect(foldTask(history(attempt("reached"), promised(1, 30)))).toMatchObject({ next_step_at: after(2) });
  expect(foldTask(history(attempt("reached"), promised(1, 30), promised(2, 50), step(3.5), kept(1)))).toMatchObject({ next_step_at: after(5), step_count: 0 });
  expect(foldTask(history(attempt("reached"), promised(1, 30), kept(1)))).toMatchObject({ next_step_at: null });
});

test("what lay still too long is the team's", () => {
  const facts = foldTask(history({ kind: "escalated", data: { waits_for: "contact", due_at: after(24).toISOString(), planned_at: after(48).toISOString(), from_owner_id: 12, from_team_id: 3, team_id: 4 } }));
  expect(facts).toMatchObject({ owner_id: null, team_id: 4, step_count: 1, next_step_at: after(48) });
});

test("without opened there is no task", () => {
  expect(() => foldTask([])).toThrow("opened");
  expect(() => foldTask(history(acted).slice(1))).toThrow("opened");
});

test("the fold says what a naive reading of the whole history says", () => {
  fc.assert(
    fc.property(histories(), (events) => {
      expect(foldTask(events)).toEqual(readNaively(events));
    }),
    { numRuns: 3_000 },
  );
});

function histories(): fc.Arbitrary<StoredEvent[]> {
  const promise_id = fc.integer({ min: 1, max: 3 });
  const hour = fc.integer({ min: 0, max: 200 }).map((hours) => after(hours).toISOString());
  const owner_id = fc.option(fc.integer({ min: 10, max: 13 }));
  const team_id = fc.integer({ min: 1, max: 4 });
  const routed_by = fc.constantFrom("customer_owner" as const, "about_employee" as const, "team" as const, "default_team" as const);
  const cause_id = fc.option(fc.integer({ min: 1, max: 3 }));
  const reply = fc.constant({ reply_id: 1 });
  const fact = <Kind extends TaskEvent["kind"]>(kind: Kind, data: fc.Arbitrary<Extract<TaskEvent, { kind: Kind }>["data"]>) => data.map((value) => ({ kind, data: value }) as unknown as TaskEvent);
  const step = fc.record({ waits_for: fc.constant("contact" as const), due_at: hour, planned_at: hour });
  const gesture = { gesture_id: fc.constant(1), gesture_kind_id: fc.constant(1), name: fc.constant("Tegoedbon"), has_amount: fc.constant(true), amount: fc.constant(2_500) };
  const event = fc.oneof(
    fact("response_changed", fc.record({ score: fc.nat(10), has_comment: fc.boolean() })),
    fact("rerouted", fc.record({ team_id, owner_id, routed_by })),
    fact("claimed", fc.record({ owner_id: fc.integer({ min: 10, max: 13 }) })),
    fact("handed_over", fc.record({ from_owner_id: owner_id, team_id, owner_id, note: fc.constant("") })),
    fact("reminded", step),
    fact("lead_told", step),
    fact("escalated", fc.record({ waits_for: fc.constant("contact" as const), due_at: hour, planned_at: hour, from_owner_id: owner_id, from_team_id: team_id, team_id })),
    fact("attempted", fc.record({ channel: fc.constantFrom(...channels), outcome: fc.constantFrom(...attemptOutcomes, "reached" as const), note: fc.constant("") })),
    fact("attempted", fc.record({ channel: fc.constantFrom(...channels), outcome: fc.constantFrom("voicemail" as const, "no_answer" as const), note: fc.constant(""), again_at: hour })),
    fact("promised", fc.record({ promise_id, text: fc.constant("Ik bel"), due_at: hour })),
    fact("promise_kept", fc.record({ promise_id })),
    fact("promise_withdrawn", fc.record({ promise_id, reason: fc.constant("") })),
    fact("acted", fc.record({ text: fc.constant("Gedaan"), cause_id })),
    fact("reply_queued", reply),
    fact("reply_sent", reply),
    fact("reply_kept", reply),
    fact("reply_failed", fc.record({ reply_id: fc.constant(1), reason: fc.constant(""), is_unknown: fc.boolean() })),
    fact("help_asked", fc.record({ employee_id: fc.integer({ min: 10, max: 13 }), note: fc.constant("Help") })),
    fact("gesture_decided", fc.record({ ...gesture, employee_id: fc.constant(10), is_allowed: fc.boolean(), note: fc.constant("") })),
    fact("gesture_withdrawn", fc.record({ ...gesture, was_given: fc.boolean() })),
    fact("buddy_answered", fc.record({ buddy_id: fc.constant(1), asked_by: fc.constant(10), is_accepted: fc.boolean(), advice: fc.constant("Bel eerst de opzichter") })),
    fact("told_by_phone", fc.constant({ note: "" })),
    fact("verdict_given", fc.record({ reply_id: fc.constant(1), answer: fc.constantFrom("solved" as const, "not_yet" as const), score: fc.option(fc.nat(10)), words: fc.constant(null), due_at: hour })),
    fact("closed", fc.record({ outcome: fc.constantFrom("no_answer" as const, "unreachable" as const, "no_follow_up" as const, "not_solved" as const), reason: fc.constant("") })),
  );
  const opened = fact("opened", fc.record({ score: fc.nat(10), team_id, owner_id, due_at: hour, routed_by }));
  return fc.tuple(opened, fc.array(event, { maxLength: 25 })).map(([first, rest]) => [first, ...rest].map((each, index) => ({ ...each, id: index + 1, at: after(index), actor_id: null })));
}

type Of<Kind extends TaskEvent["kind"]> = Extract<StoredEvent, { kind: Kind }>;

/**
 * The same, written the slow way: every question is put to the whole list, nothing is carried along.
 * A position in the list is an hour, so "before" and "after" are positions.
 */
function readNaively(events: StoredEvent[]): TaskFacts {
  return { ...readWithoutClock(events), ...readClockNaively(events) };
}

type Wait = { for: WaitsFor; due: number };

/** What was waited for after the first so many events; then back from the last one to where that began. */
function readClockNaively(events: StoredEvent[]): Pick<TaskFacts, "next_step_at" | "step_count"> {
  const waits = events.map((_, index) => waitNaively(events.slice(0, index + 1)));
  const now = waits.at(-1)!;
  if (!now) return { next_step_at: null, step_count: 0 };
  const isStart = (index: number) => {
    const { kind, at } = events[index]!;
    const before = index > 0 ? waits[index - 1] : null;
    return JSON.stringify(before) !== JSON.stringify(now) || kind === "handed_over" || kind === "rerouted" || (kind === "claimed" && now.due <= at.getTime());
  };
  let start = events.length - 1;
  while (!isStart(start)) start -= 1;
  const steps = events.slice(start + 1).filter((event) => event.kind === "reminded" || event.kind === "lead_told" || event.kind === "escalated") as Of<"reminded">[];
  const last = steps.at(-1);
  return { next_step_at: last ? new Date(last.data.planned_at) : events[start]!.at, step_count: steps.length };
}

function waitNaively(events: StoredEvent[]): Wait | null {
  const facts = readWithoutClock(events);
  if (facts.stage === "told" || facts.stage === "closed") return null;
  const isSpeaking = (event: StoredEvent) => event.kind === "reply_sent" || event.kind === "told_by_phone" || (event.kind === "attempted" && event.data.outcome === "reached");
  const reopenedAt = facts.reopened_at ? events.findLastIndex((event) => event.kind === "verdict_given" && event.data.answer === "not_yet" && event.at.getTime() === facts.reopened_at!.getTime()) : -1;
  const since = events.slice(reopenedAt + 1);
  const handed = since.findLastIndex((event, index) => (event.kind === "handed_over" || event.kind === "rerouted") && !since.slice(0, index).some(isSpeaking));
  const isTried = since.slice(handed + 1).some((event) => event.kind === "attempted" || isSpeaking(event));
  if (facts.again_at && !(isTried && facts.promise_due_at)) return { for: "again", due: facts.again_at.getTime() };
  if (!isTried) return { for: "contact", due: facts.due_at.getTime() };
  return facts.promise_due_at && { for: "promise", due: facts.promise_due_at.getTime() };
}

function readWithoutClock(events: StoredEvent[]): Omit<TaskFacts, "next_step_at" | "step_count"> {
  const all = <Kind extends TaskEvent["kind"]>(...kinds: Kind[]) => events.filter((event) => (kinds as string[]).includes(event.kind)) as Of<Kind>[];
  const last = <T>(list: T[]): T | undefined => list[list.length - 1];
  const opened = events[0] as Of<"opened">;

  const isTelling = (event: StoredEvent) => event.kind === "reply_sent" || event.kind === "told_by_phone";
  const closingOf = (event: StoredEvent) => {
    if (event.kind === "closed") return event.data.outcome;
    if (event.kind === "attempted" && event.data.outcome === "declined") return "declined" as const;
    return event.kind === "verdict_given" && event.data.answer === "solved" ? ("solved" as const) : undefined;
  };
  // A "not yet" reopens what was told or closed at that moment, seen from the beginning each time.
  const reopenings: Of<"verdict_given">[] = [];
  for (const verdict of all("verdict_given").filter(({ data }) => data.answer === "not_yet")) {
    const before = events.filter((event) => event.id < verdict.id && event.id > (last(reopenings)?.id ?? 0));
    const isTold = before.some((event) => isTelling(event) && !before.some((later) => later.kind === "promised" && later.id > event.id));
    if (isTold || before.some(closingOf)) reopenings.push(verdict);
  }
  const reopened = last(reopenings);
  const since = events.filter((event) => event.id > (reopened?.id ?? 0));

  const closing = last(since.filter(closingOf));
  const firstClosing = events.find(closingOf);
  const telling = last(since.filter(isTelling));
  const isStillTold = telling && !since.some((event) => event.kind === "promised" && event.id > telling.id);
  const reached = events.find((event) => (event.kind === "attempted" && event.data.outcome === "reached") || reopenings[0] === event);
  const action = last(since.filter((event) => event.kind === "acted"));
  const openDues = [1, 2, 3].flatMap((id) => {
    const step = last(all("promised", "promise_kept", "promise_withdrawn").filter(({ data }) => data.promise_id === id));
    return step?.kind === "promised" ? [Date.parse(step.data.due_at)] : [];
  });
  const promiseDue = openDues.length > 0 ? new Date(Math.min(...openDues)) : null;
  const holder = last(all("opened", "rerouted", "handed_over", "escalated"))!;
  const owned = last(all("opened", "rerouted", "handed_over", "claimed", "escalated"))!;
  const verdict = last(all("verdict_given"));
  const due = new Date(reopened ? reopened.data.due_at : opened.data.due_at);

  const isReached = Boolean(reached) || Boolean(isStillTold);
  // Whatever was heard from or said to the customer last: an attempt in vain that is tried again, or not.
  const contact = last(events.filter((event) => event.kind === "attempted" || isTelling(event) || closingOf(event) || reopenings.includes(event as Of<"verdict_given">)));
  const again = contact?.kind === "attempted" && contact.data.again_at ? new Date(contact.data.again_at) : null;
  const rows: [TaskFacts["stage"], boolean, Date | null][] = [
    ["closed", Boolean(closing), null],
    ["to_call", !isReached, again ?? due],
    ["to_act", promiseDue !== null, promiseDue && again && again < promiseDue ? again : promiseDue],
    ["told", Boolean(isStillTold), telling?.at ?? null],
    ["to_act", !action, again ?? due],
    ["to_tell", true, again ?? (action ? new Date(action.at.getTime() + 24 * 3_600_000) : null)],
  ];
  const [stage, , urgent_at] = rows.find(([, holds]) => holds)!;

  return {
    team_id: holder.data.team_id,
    owner_id: owned.kind === "escalated" ? null : owned.data.owner_id,
    routed_by: last(all("opened", "rerouted"))!.data.routed_by,
    routing_version_id: last(all("opened", "rerouted"))!.data.routing?.version_id ?? null,
    routing_rule_id: last(all("opened", "rerouted"))!.data.routing?.rule_id ?? null,
    priority: opened.data.is_urgent ? 1 : 0,
    stage,
    outcome: closing ? closingOf(closing)! : null,
    due_at: due,
    first_due_at: new Date(opened.data.due_at),
    first_attempt_at: all("attempted")[0]?.at ?? null,
    attempt_count: all("attempted").length,
    reached_at: reached?.at ?? null,
    again_at: again,
    acted_at: action?.at ?? null,
    cause_id: last(all("acted").flatMap(({ data }) => data.cause_id ?? [])) ?? null,
    promise_due_at: promiseDue,
    told_at: isStillTold ? telling.at : null,
    first_told_at: events.find(isTelling)?.at ?? null,
    verdict: verdict?.data.answer ?? null,
    verdict_score: verdict?.data.score ?? null,
    verdict_at: verdict?.at ?? null,
    reopened_at: reopened?.at ?? null,
    reopen_count: reopenings.length,
    closed_at: closing?.at ?? null,
    first_closed_at: firstClosing?.at ?? null,
    urgent_at,
  };
}
