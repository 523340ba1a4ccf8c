import type { Insertable } from "kysely";
import type { StoredEvent } from "#app/tasks/events.ts";
import type { Buddies, GestureKinds, Gestures, Mandates } from "#db/schema.ts";
import { hourInMs } from "./calendar.ts";
import type { Loop } from "./loop.ts";
import { leadOf, teams } from "./people.ts";
import { randomFor } from "./random.ts";
import type { ThemeName } from "./words/themes.ts";

/** What De Linde gives when something went wrong. Amounts in cents, or number. */
export const kinds = {
  voucher: { id: 1, name: "Tegoedbon", has_amount: true },
  flowers: { id: 2, name: "Bos bloemen", has_amount: false },
  rent: { id: 3, name: "Huurkorting", has_amount: true },
  expenses: { id: 4, name: "Onkostenvergoeding", has_amount: true },
} as const;

export type KindName = keyof typeof kinds;

export const kindRows: Insertable<GestureKinds>[] = Object.values(kinds).map((kind) => ({ ...kind, archived_at: null }));

/** Rent is never an employee's to give; a lead gives more. */
export const mandateRows: Insertable<Mandates>[] = teams.flatMap(({ id: team_id }) => [
  { team_id, is_lead: false, gesture_kind_id: 1, case_limit: 5_000, month_limit: 30_000 },
  { team_id, is_lead: false, gesture_kind_id: 2, case_limit: 1, month_limit: 10 },
  { team_id, is_lead: false, gesture_kind_id: 4, case_limit: 7_500, month_limit: 30_000 },
  { team_id, is_lead: true, gesture_kind_id: 1, case_limit: 15_000, month_limit: null },
  { team_id, is_lead: true, gesture_kind_id: 2, case_limit: 2, month_limit: null },
  { team_id, is_lead: true, gesture_kind_id: 3, case_limit: 20_000, month_limit: 100_000 },
  { team_id, is_lead: true, gesture_kind_id: 4, case_limit: 25_000, month_limit: null },
]);

const fitting: Record<ThemeName, KindName> = { leak: "expenses", boiler: "voucher", noShow: "voucher", mould: "expenses", lift: "flowers", noise: "flowers", noCallback: "flowers", letter: "flowers", rent: "voucher", keys: "expenses", moving: "voucher" };

/** One in four gets something with what was done; now and then a lead is asked for more. */
export function giveAlong(loop: Loop): void {
  const random = randomFor(`gesture ${loop.answer.key}`);
  if (!random.chance(0.26) || loop.owner() === null) return;
  const kind = fitting[loop.answer.theme];
  const isMore = kind !== "flowers" && loop.owner() !== leadOf(loop.route.team) && random.chance(0.12);
  const at = new Date(loop.lastAt().getTime() + random.whole(40, 200) * 1000);
  if (!isMore) return loop.give(kind, kind === "flowers" ? 1 : random.pick([1_000, 1_500, 2_500, 2_500, 5_000]), at);
  const isAllowed = random.chance(0.8);
  loop.askToGive(kind, random.pick([10_000, 12_500, 15_000]), random.pick(reasons), at);
  loop.decide(leadOf(loop.route.team), isAllowed, isAllowed ? "" : random.pick(refusals), new Date(at.getTime() + random.between(0.1, 0.9) * hourInMs));
}

const reasons = ["Dit liep zo lang, hier past iets meer bij dan ik mag geven.", "Er zijn echt kosten gemaakt, de bonnetjes heb ik gezien.", "Derde keer mis bij dezelfde mensen."];
const refusals = ["Laten we het eerst in één keer goed doen. Neem wel bloemen mee.", "Dit hoort bij de verzekering. Ik help je met het formulier."];

/** The gestures that these events speak of. */
export function gestureRows(task: number, team: number, events: StoredEvent[]): Insertable<Gestures>[] {
  const rows: Insertable<Gestures>[] = [];
  for (const event of events) {
    if (event.kind === "gesture_given" || event.kind === "gesture_asked") {
      const { gesture_id, gesture_kind_id, amount, note } = event.data;
      const isGiven = event.kind === "gesture_given";
      rows.push({ id: gesture_id, task_id: task, team_id: team, gesture_kind_id, amount, note, employee_id: event.actor_id!, state: isGiven ? "given" : "asked", asked_at: event.at, decided_by: null, decided_at: isGiven ? event.at : null, decision_note: "" });
    }
    if (event.kind === "gesture_decided") {
      const { gesture_id, is_allowed, note } = event.data;
      Object.assign(rows.find(({ id }) => id === gesture_id)!, { state: is_allowed ? "given" : "refused", decided_by: event.actor_id, decided_at: event.at, decision_note: note });
    }
  }
  return rows;
}

/** Who was asked along, as these events tell it. */
export function buddyRows(task: number, events: StoredEvent[]): Insertable<Buddies>[] {
  const rows: Insertable<Buddies>[] = [];
  for (const event of events) {
    if (event.kind === "buddy_asked") {
      const { buddy_id, employee_id, part, note } = event.data;
      rows.push({ id: buddy_id, task_id: task, asked_by: event.actor_id!, buddy_id: employee_id, part, note, asked_at: event.at, answered_at: null, is_accepted: null, answer: "", thanked_at: null, ended_at: null });
    }
    if (event.kind === "buddy_answered") Object.assign(rows.find(({ id }) => id === event.data.buddy_id)!, { answered_at: event.at, is_accepted: event.data.is_accepted, answer: event.data.advice });
    if (event.kind === "buddy_thanked") Object.assign(rows.find(({ id }) => id === event.data.buddy_id)!, { thanked_at: event.at });
    if (event.kind === "closed" || (event.kind === "verdict_given" && event.data.answer === "solved")) for (const row of rows) row.ended_at ??= event.at;
  }
  return rows;
}
